import HTML
import Storage
import Verger

/// What the body in the form would become, part by part, and the paths in it. Nothing is recorded.
struct HookTrial {
    private static let shownItems = 10
    private static let shownPaths = 150

    private let visit: Visit
    private let body: String
    private let document: Document?
    private let failure: Problem?
    private let reading: HookReading?
    private let known: [String: Contact.ID]
    private let kinds: [String: ActivityKind]

    init(_ visit: Visit, _ form: HookForm, _ intake: HookIntake, _ connection: any SQLConnection) throws {
        self.visit = visit
        body = form.body.trimmed
        var (document, failure): (Document?, Problem?) = (nil, nil)
        if body.utf8.count > HookSource.bodyLimit {
            failure = Problem(Sentence(fr: "corps de plus de 1 Mo", en: "body of over 1 MB"))
        } else if !body.isEmpty {
            do {
                document = try Document(json: body)
            } catch {
                failure = error
            }
        }
        (self.document, self.failure) = (document, failure)
        let trial = try document.map { try intake.trial($0, by: intake.compiled(form.map).map, receivedAt: visit.now) }
        reading = trial?.reading
        known = trial?.known ?? [:]
        kinds = try visit.rules(on: connection).catalogue.kindsByName
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        section(.id("trial"), .class("trial"), .aria("live", "polite"), .aria("labelledby", "trial-title")) {
            h2(.id("trial-title")) { notation.text("Ce que cela deviendrait", "What it would become") }
            if let failure {
                div(.class("banner bad")) {
                    Icon.warn.markup
                    div { failure.text(in: visit.language).capitalizedFirst + "." }
                }
            } else if let reading {
                if let problem = reading.problem { warning([problem]) }
                for item in reading.items.prefix(HookTrial.shownItems) { self.item(item, of: reading.items.count) }
                if reading.items.count > HookTrial.shownItems {
                    p(.class("small faint")) {
                        notation.text(
                            "Et \(reading.items.count - HookTrial.shownItems) autres.",
                            "And \(reading.items.count - HookTrial.shownItems) more.")
                    }
                }
                if let document { paths(document) }
            } else {
                p(.class("muted")) {
                    notation.text(
                        "Collez un corps JSON ci-dessus, ou attendez le premier envoi.",
                        "Paste a JSON body above, or wait for the first delivery.")
                }
            }
        }
    }

    // MARK: One part

    private func item(_ item: HookReading.Item, of count: Int) -> Markup {
        article(.class("box outcome")) {
            switch item.state {
            case .ignored:
                p {
                    title(item.number, count)
                    span(.class("chip line")) { notation.text("Laissé de côté", "Left aside") }
                }
            case .refused:
                p {
                    title(item.number, count)
                    span(.class("chip bad")) {
                        notation.text("En attente d’une autre correspondance", "Waiting for another map")
                    }
                }
                warning(item.problems)
            case .read(let contact, let activity):
                p {
                    title(item.number, count)
                    standing(contact)
                }
                facts(people(contact))
                if let activity { facts(what(activity)) }
                warning(item.problems)
            }
        }
    }

    @MarkupBuilder private func title(_ number: Int, _ count: Int) -> Markup {
        if count > 1 { b { "\(number)" } }
    }

    private func standing(_ contact: ImportedContact) -> Markup {
        if let email = contact.fields[ContactField.email.rawValue]?.lowercased(), let id = known[email] {
            return a(.class("chip good"), .href(visit.links.contact(id))) {
                notation.text("Contact connu", "Known contact")
            }
        }
        return span(.class("chip good")) { notation.text("Nouveau contact", "New contact") }
    }

    private func people(_ contact: ImportedContact) -> [(String, String)] {
        var pairs: [(String, String)] = []
        let order = ContactField.allCases.map(\.rawValue)
        for name in order + contact.fields.keys.filter({ !order.contains($0) }).sorted() {
            if let value = contact.fields[name] { pairs.append((name, value)) }
        }
        if let company = contact.company?.fields[CompanyField.name.rawValue] { pairs.append(("company", company)) }
        return pairs
    }

    private func what(_ activity: ImportedActivity) -> [(String, String)] {
        var pairs = [
            (notation.text("fait", "activity"), kinds[activity.kind].map { visit.say($0.label) } ?? activity.kind),
            (notation.text("date", "date"), notation.dayAndTime(activity.at)),
        ]
        if let amount = activity.amount {
            pairs.append((notation.text("montant", "amount"), notation.exactMoney(amount, visit.workspace.currency)))
        }
        if let channel = activity.channel { pairs.append((notation.text("canal", "channel"), channel)) }
        if let campaign = activity.campaign { pairs.append((notation.text("campagne", "campaign"), campaign)) }
        if let id = activity.messageID { pairs.append((notation.text("identifiant", "id"), id)) }
        for (name, value) in activity.properties.sorted(by: { $0.key < $1.key }) { pairs.append((name, value)) }
        return pairs
    }

    private func facts(_ pairs: [(String, String)]) -> Markup {
        dl(.class("read")) {
            for (name, value) in pairs {
                dt { name }
                dd { String(value.prefix(300)) }
            }
        }
    }

    @MarkupBuilder private func warning(_ problems: [Problem]) -> Markup {
        if !problems.isEmpty {
            ul(.class("problems")) {
                for problem in problems {
                    li(.class(problem.severity == .error ? "bad" : "warn")) {
                        Icon.warn.markup
                        span { problem.told(visit) }
                    }
                }
            }
        }
    }

    // MARK: Paths

    private func paths(_ document: Document) -> Markup {
        let leaves = document.leaves(atMost: HookTrial.shownPaths)
        return details(.class("how")) {
            summary { notation.text("Chemins de ce corps", "Paths of this body") }
            dl(.class("read paths"), .tabindex(0)) {
                for leaf in leaves {
                    dt { code { leaf.path } }
                    dd { String(leaf.value.prefix(120)) }
                }
            }
        }
    }
}

extension Problem {
    /// With the name of its field, for who looks at a body.
    func told(_ visit: Visit) -> String {
        let field = HookSlot(rawValue: path).map { visit.say($0.label) } ?? path
        let text = visit.say(sentence)
        return field.isEmpty
            ? text.capitalizedFirst : "\(field)\(visit.language == .french ? "\u{A0}: " : ": ")\(text)"
    }
}
