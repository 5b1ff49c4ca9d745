import HTML
import Storage
import Verger

/// Two records, field by field: which value stays, what will happen, and the two answers.
struct ComparePage {
    private let visit: Visit
    private let subject: MatchSubject
    private let pair: RecordPair
    private let consent: ConsentMerge?
    private let facts: Int
    /// The pair after this one, for whoever goes through the queue.
    private let next: String?
    private let isQueue: Bool
    private let isParted: Bool

    private var notation: Notation { visit.notation }

    init(_ visit: Visit, _ subject: MatchSubject, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.subject = subject
        pair = try visit.pair(subject, connection)
        isQueue = visit.query["from"] == "queue"
        let duplicates = Duplicates(of: subject, connection, in: visit.workspace)
        let known = try duplicates.find(pair.kept.id, pair.gone.id)
        isParted = known?.state == .distinct
        next = try isQueue ? visit.nextPair(subject, after: known, connection) : nil
        switch subject {
        case .contact:
            consent = try Merges(connection, in: visit.workspace).consent(
                of: Contact.ID(pair.kept.id), Contact.ID(pair.gone.id), at: visit.now)
            facts = try Activities(connection, in: visit.workspace.id).timeline(of: Contact.ID(pair.gone.id)).count
        case .company:
            consent = nil
            facts = try Companies(connection, in: visit.workspace).contacts(of: Company.ID(pair.gone.id)).count
        }
    }

    var page: Page {
        var page = Page(subject.section, title: notation.text("Comparer et fusionner", "Compare and merge"))
        page.parent =
            isQueue
            ? (notation.text("Doublons", "Duplicates"), visit.links.duplicates(subject))
            : (pair.kept.name, visit.links.record(subject, pair.kept.id))
        page.content = content
        return page
    }

    private var content: Markup {
        div(.class("compare")) {
            div(.class("verdict-line")) {
                pair.chip(notation)
                if isParted {
                    span(.class("muted")) {
                        notation.text(
                            "Quelqu’un a dit que ce n’est pas la même fiche.", "Somebody said that these are two.")
                    }
                }
            }
            if pair.reasons.isEmpty {
                p(.class("muted")) {
                    notation.text("Rien de commun dans ces fiches.", "These records have nothing in common.")
                }
            } else {
                pair.reasonList(notation)
            }
            visit.postForm(visit.links.pair(subject, pair.kept.id, pair.gone.id, "merges"), .class("compare-form")) {
                origin
                values
                outcome
                div(.class("actions")) { buttons }
            }
            visit.postForm(
                visit.links.pair(subject, pair.kept.id, pair.gone.id, isParted ? "reopening" : "parting"),
                .id("parting")
            ) { origin }
        }
    }

    @MarkupBuilder private var origin: Markup {
        if isQueue { input(.type("hidden"), .name("from"), .value("queue")) }
    }

    @MarkupBuilder private var buttons: Markup {
        button(.class("btn primary"), .data("key", "m"), .title(notation.text("Fusionner (M)", "Merge (M)"))) {
            notation.text("Fusionner", "Merge")
        }
        if isParted {
            button(.class("btn"), Attribute("form", "parting")) {
                notation.text("Remettre à vérifier", "Put back in the queue")
            }
        } else {
            button(
                .class("btn"), Attribute("form", "parting"), .data("key", "d"),
                .title(PairWords.areTwo(subject, notation) + " (D)")
            ) { PairWords.areTwo(subject, notation) }
        }
        if let next {
            a(.class("btn quiet"), .href(next), .data("key", "s"), .title(notation.text("Passer (S)", "Skip (S)"))) {
                notation.text("Passer", "Skip")
            }
        }
        a(
            .class("btn quiet"),
            .href(isQueue ? visit.links.duplicates(subject) : visit.links.record(subject, pair.kept.id))
        ) { notation.text("Annuler", "Cancel") }
    }

    // MARK: Values

    private var values: Markup {
        div(.class("scroll")) {
            table(.class("table compare-table")) {
                thead {
                    tr {
                        th { span(.class("sr")) { notation.text("Champ", "Field") } }
                        head(pair.kept, notation.text("fiche gardée", "record kept"))
                        head(pair.gone, notation.text("la rejoint", "joins it"))
                    }
                }
                tbody {
                    for name in names { row(name) }
                    if !pair.kept.tags.isEmpty || !pair.gone.tags.isEmpty { tags }
                }
            }
        }
    }

    private func head(_ side: RecordSide, _ fate: String) -> Markup {
        th(Attribute("scope", "col")) {
            a(.class("link"), .href(visit.links.record(subject, side.id))) { side.name }
            span(.class("faint")) { " · " + fate }
            if side.id == pair.gone.id {
                " "
                a(
                    .class("link small"),
                    .href(visit.links.pair(subject, pair.gone.id, pair.kept.id) + visit.query.query)
                ) { notation.text("inverser", "swap") }
            }
        }
    }

    private var names: [String] {
        switch subject {
        case .contact:
            let own = ContactField.allCases.filter { $0 != .createdAt }.map(\.rawValue)
            let custom = Set(pair.kept.contact?.custom.keys.map { $0 } ?? []).union(
                pair.gone.contact?.custom.keys ?? [:].keys)
            return (own + [Contact.companyName]).filter(isFilled) + custom.sorted()
        case .company: return CompanyField.allCases.map(\.rawValue).filter(isFilled)
        }
    }

    private func isFilled(_ name: String) -> Bool { pair.kept.values[name] != nil || pair.gone.values[name] != nil }

    private func title(of name: String) -> String {
        switch subject {
        case .contact where name == Contact.companyName: notation.text("Entreprise", "Company")
        case .contact: (ContactField(rawValue: name).map { visit.say($0.label) } ?? name).capitalizedFirst
        case .company: (CompanyField(rawValue: name).map { visit.say($0.label) } ?? name).capitalizedFirst
        }
    }

    private func row(_ name: String) -> Markup {
        let (own, other) = (pair.kept.values[name], pair.gone.values[name])
        let isConflict = own != nil && other != nil && own != other
        return tr(.class(isConflict ? "is-conflict" : nil)) {
            th(Attribute("scope", "row")) { title(of: name) }
            td { if isConflict { choice(name, own, pair.kept) } else { plain(own) } }
            td { if isConflict { choice(name, other, pair.gone) } else { plain(other) } }
        }
    }

    private func plain(_ value: String?) -> Markup {
        span(.class(value == nil ? "faint" : nil)) { value ?? "–" }
    }

    private func choice(_ name: String, _ value: String?, _ side: RecordSide) -> Markup {
        label(.class("tick")) {
            input(
                .type("radio"), .name("value." + name), .value(side.id == pair.kept.id ? "kept" : "gone"),
                .checked(side.id == pair.kept.id))
            span { value ?? "" }
            span(.class("sr")) { " (\(title(of: name)), \(side.name))" }
        }
    }

    private var tags: Markup {
        tr {
            th(Attribute("scope", "row")) { notation.text("Étiquettes", "Tags") }
            for side in [pair.kept, pair.gone] {
                td { span(.class("chips")) { for tag in side.tags { span(.class("chip")) { tag } } } }
            }
        }
    }

    // MARK: What will happen

    private var outcome: Markup {
        section(.class("outcome"), .aria("labelledby", "outcome")) {
            h2(.id("outcome")) { notation.text("Ce qui va se passer", "What will happen") }
            ul(.class("plain-list")) {
                item(.list) { passing }
                if subject == .contact {
                    item(.tag) { notation.text("Les étiquettes des deux sont réunies.", "The tags of both are kept.") }
                }
                item(.mail) {
                    notation.text(
                        "Qui cherche \(pair.gone.name) par son ancien numéro, son identifiant ou son adresse trouve \(pair.kept.name).",
                        "Whoever looks for \(pair.gone.name) by the old number, id or address finds \(pair.kept.name).")
                }
                if let consent {
                    for (channel, isConsent) in consent.outcome.sorted(by: { $0.key < $1.key }) {
                        item(isConsent ? .check : .x) { self.consent(channel, isConsent, consent) }
                    }
                }
                item(.undo) {
                    notation.text(
                        "La fusion peut être défaite\u{A0}: les deux fiches redeviennent ce qu’elles étaient, les faits arrivés depuis restent ici.",
                        "The merge can be undone: both records are what they were, what came since stays here.")
                }
            }
        }
    }

    private var passing: String {
        switch subject {
        case .contact:
            let count = notation.plural(
                facts, Sentence(fr: "fait passe", en: "fact goes"), Sentence(fr: "faits passent", en: "facts go"))
            return notation.text(
                "\(count) de \(pair.gone.name) à \(pair.kept.name), avec ses tâches et ses passages.",
                "\(count) from \(pair.gone.name) to \(pair.kept.name), with the tasks and handovers.")
        case .company:
            let count = notation.plural(
                facts, Sentence(fr: "contact passe", en: "contact goes"),
                Sentence(fr: "contacts passent", en: "contacts go"))
            return notation.text(
                "\(count) de \(pair.gone.name) à \(pair.kept.name).",
                "\(count) from \(pair.gone.name) to \(pair.kept.name).")
        }
    }

    private func consent(_ channel: String, _ isConsent: Bool, _ merge: ConsentMerge) -> String {
        let name = channel == "phone" ? notation.text("téléphone", "phone") : channel == "email" ? "e-mail" : channel
        if isConsent {
            return notation.text(
                "Messages par \(name)\u{A0}: le consentement donné est gardé.",
                "Messages by \(name): the consent given is kept.")
        }
        let isNew = merge.withdrawals.contains { $0.channel == channel }
        return notation.text(
            "Messages par \(name)\u{A0}: refusés"
                + (isNew ? ", car l’une des deux fiches a refusé\u{A0}: un refus ne se perd pas." : "."),
            "Messages by \(name): refused"
                + (isNew ? ", since one of the two records refused: a refusal is never lost." : "."))
    }

    private func item(_ icon: Icon, _ text: () -> String) -> Markup {
        li {
            icon.markup
            span { text() }
        }
    }
}
