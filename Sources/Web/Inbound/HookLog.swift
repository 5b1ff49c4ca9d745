import HTML
import Storage
import Verger

/// The last bodies of a source, and what became of them.
struct HookLog {
    static let rows = 20

    let visit: Visit
    let source: HookSource
    let deliveries: [(delivery: HookDelivery, items: [HookDeliveries.Item], problem: Problem?)]
    let people: [Contact.ID: Contact]
    let kinds: [String: ActivityKind]
    /// Before which the next page begins.
    let next: Int64?

    private var notation: Notation { visit.notation }

    var markup: Markup {
        section(.class("section"), .id("log"), .aria("labelledby", "log-title")) {
            div(.class("head")) {
                h2(.id("log-title")) { notation.text("Derniers envois", "Last deliveries") }
                span(.class("end")) {
                    notation.text(
                        "Corps gardés \(HookSource.daysKept) jours", "Bodies kept for \(HookSource.daysKept) days")
                }
            }
            if deliveries.isEmpty { p(.class("faint")) { notation.text("Aucun envoi encore.", "No delivery yet.") } }
            if deliveries.contains(where: { $0.delivery.state == .held }) {
                visit.postForm(visit.links.hook(source.id, "replays"), .class("row-actions")) {
                    button(.class("btn small")) {
                        notation.text(
                            "Reprendre ce qui attend",
                            "Try all that waits again")
                    }
                }
            }
            for (delivery, items, problem) in deliveries { item(delivery, items, problem) }
            if let next {
                p {
                    a(.class("link"), .href(visit.links.hook(source.id) + "?before=\(next)#log")) {
                        notation.text("Plus anciens", "Older")
                    }
                }
            }
        }
    }

    private func item(_ delivery: HookDelivery, _ items: [HookDeliveries.Item], _ problem: Problem?) -> Markup {
        details(.class("delivery")) {
            summary {
                span(.class(look(delivery.state))) { visit.say(delivery.state.label).capitalizedFirst }
                b { headline(items) }
                span(.class("faint")) {
                    delivery.times > 1
                        ? notation.text("reçu \(delivery.times) fois", "received \(delivery.times) times") : ""
                }
                time(.datetime(delivery.receivedAt.iso8601)) { notation.when(delivery.receivedAt, now: visit.now) }
            }
            if let problem { p(.class("bad-line")) { problem.told(visit) + "." } }
            ol(.class("parts")) { for item in items.prefix(50) { part(item) } }
            if delivery.body.isEmpty {
                p(.class("muted")) {
                    notation.text(
                        "Une personne effacée à sa demande y figurait\u{A0}: le corps n’est pas gardé.",
                        "Somebody who was erased at their own request was in it: the body is not kept.")
                }
            } else {
                element(
                    "pre", [.class("payload"), .tabindex(0)], Markup(String(delivery.body.prettyJSON.prefix(20_000))))
                div(.class("row-actions")) {
                    a(.class("btn small"), .href(visit.links.hook(source.id) + "?delivery=\(delivery.id)")) {
                        notation.text("Essayer avec ce corps", "Try with this body")
                    }
                    visit.postForm(visit.links.hook(source.id, "deliveries/\(delivery.id)/replays")) {
                        button(.class("btn small")) { notation.text("Reprendre", "Try again") }
                    }
                }
            }
        }
    }

    private func look(_ state: HookDelivery.State) -> String {
        switch state {
        case .taken: "chip good"
        case .ignored: "chip line"
        case .held: "chip warn"
        case .unreadable: "chip bad"
        }
    }

    /// Whom it is about.
    private func headline(_ items: [HookDeliveries.Item]) -> String {
        let names = items.compactMap(\.contact).compactMap { people[$0]?.displayName }
        guard let first = names.first else {
            return items.count > 1 ? notation.text("\(items.count) éléments", "\(items.count) items") : ""
        }
        return names.count > 1
            ? notation.text("\(first) et \(names.count - 1) autres", "\(first) and \(names.count - 1) more") : first
    }

    private func part(_ item: HookDeliveries.Item) -> Markup {
        li {
            span { visit.say(HookLog.label(item.state)) }
            if let id = item.contact, let person = people[id] {
                ", "
                a(.class("link"), .href(visit.links.contact(id))) { person.displayName }
            }
            if let kind = item.kind {
                ", " + (kinds[kind].map { visit.say($0.label) } ?? kind)
            }
            for problem in item.problems { span(.class("small muted")) { ". " + problem.told(visit) } }
        }
    }

    private static func label(_ state: HookDeliveries.Item.State) -> Sentence {
        switch state {
        case .recorded: Sentence(fr: "Noté", en: "Recorded")
        case .repeated: Sentence(fr: "Déjà noté", en: "Recorded before")
        case .ignored: Sentence(fr: "Laissé de côté", en: "Left aside")
        case .refused: Sentence(fr: "En attente", en: "Waiting")
        case .suppressed: Sentence(fr: "Personne effacée à sa demande", en: "Erased at their own request")
        }
    }
}
