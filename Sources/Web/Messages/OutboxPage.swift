import HTML
import Verger

/// The mails of a workspace, the latest first.
struct OutboxPage {
    let visit: Visit
    let status: OutgoingMail.Status?
    /// One more than is shown, when there are more.
    let mails: [OutgoingMail]
    let counts: [OutgoingMail.Status: Int]
    let isSending: Bool

    static let rows = 50

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = visit.settingsPage(.mail, Sentence(fr: "Boîte d’envoi", en: "Outbox")) {
            choice
            if mails.isEmpty {
                div(.class("empty")) {
                    p {
                        notation.text(
                            "Rien ici. Les messages que Verger écrit, invitations, confirmations, réponses, se lisent à cet endroit.",
                            "Nothing here. What Verger writes, invitations, confirmations, answers, can be read in this place."
                        )
                    }
                }
            } else {
                table
            }
            if mails.count > OutboxPage.rows, let last = mails.prefix(OutboxPage.rows).last {
                p {
                    a(.class("link"), .href(link(status, before: last.id))) {
                        notation.text("Plus anciens", "Older")
                    }
                }
            }
        }
        let kept = counts[.kept] ?? 0
        if isSending, kept > 0 {
            page.actions = visit.postForm(visit.links.outbox + "/sending") {
                button(.class("btn primary")) {
                    notation.text("Envoyer ", "Send ")
                        + notation.plural(
                            kept, Sentence(fr: "message gardé", en: "kept mail"),
                            Sentence(fr: "messages gardés", en: "kept mails"))
                }
            }
        }
        return page
    }

    private var choice: Markup {
        nav(.class("seg outbox-choice"), .aria("label", notation.text("État", "State"))) {
            a(.href(link(nil)), .aria("current", status == nil ? "page" : nil)) { notation.text("Tous", "All") }
            for other in OutgoingMail.Status.allCases {
                a(.href(link(other)), .aria("current", other == status ? "page" : nil)) {
                    "\(visit.say(other.label).capitalizedFirst) \(notation.count(counts[other] ?? 0))"
                }
            }
        }
    }

    private func link(_ status: OutgoingMail.Status?, before: Int64? = nil) -> String {
        let fields = [("state", status?.rawValue), ("before", before.map(String.init))].compactMap { name, value in
            value.map { (name: name, value: $0) }
        }
        return visit.links.outbox + Fields(fields).query
    }

    private var table: Markup {
        HTML.table(.class("table plain-table")) {
            thead {
                tr {
                    th { notation.text("Message", "Mail") }
                    th { notation.text("À", "To") }
                    th { notation.text("Écrit", "Written") }
                    th { notation.text("État", "State") }
                }
            }
            tbody {
                for mail in mails.prefix(OutboxPage.rows) {
                    tr {
                        td { a(.class("name"), .href(visit.links.outgoingMail(mail.id))) { mail.letter.subject } }
                        td { mail.letter.to.address.address }
                        td {
                            time(.datetime(mail.createdAt.iso8601)) { notation.when(mail.createdAt, now: visit.now) }
                        }
                        td {
                            mail.chip(visit)
                            if let problem = mail.problem, mail.status != .sent {
                                span(.class("small muted")) { " " + visit.say(problem) }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension OutgoingMail {
    func chip(_ visit: Visit) -> Markup {
        let look =
            switch status {
            case .sent: "chip good"
            case .failed: "chip bad"
            case .kept, .queued: "chip line"
            }
        return span(.class(look)) { visit.say(status.label).capitalizedFirst }
    }
}
