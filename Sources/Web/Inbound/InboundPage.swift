import HTML
import Storage
import Verger

/// What comes in: by mail, and by programs.
struct InboundPage {
    static let rows = 30

    /// A source that was not added.
    struct Refused {
        let name: String
        let model: String
        let problem: HookSource.Problem
    }

    let visit: Visit
    /// Nil before the first, and for who may not see it.
    let key: String?
    let mails: [InboundMails.Listed]
    /// What those said that were not taken.
    let words: [Int64: String]
    let people: [Contact.ID: Contact]
    let next: Int64?
    let sources: [HookSource]
    let refused: Refused?

    private var notation: Notation { visit.notation }

    var page: Page {
        visit.settingsPage(.inbound) {
            programs
            if visit.may(.manageMail) {
                MailDoorView(visit: visit, key: key).markup
                log
            }
        }
    }

    // MARK: Programs

    private var programs: Markup {
        section(.class("section inbound"), .aria("labelledby", "programs")) {
            div(.class("head")) { h2(.id("programs")) { notation.text("Programmes", "Programs") } }
            p(.class("muted reading")) {
                notation.text(
                    "Typeform, Calendly, Stripe ou un autre envoient du JSON à une adresse secrète\u{A0}; vous dites, chemin par chemin, ce qu’il devient\u{A0}: un contact et un fait.",
                    "Typeform, Calendly, Stripe or another one sends JSON to a secret address; you say, path by path, what it becomes: a contact and an activity."
                )
            }
            if !sources.isEmpty {
                table(.class("table plain-table")) {
                    thead {
                        tr {
                            th(Attribute("scope", "col")) { notation.text("Source", "Source") }
                            th(Attribute("scope", "col")) { notation.text("Devient", "Becomes") }
                            th(Attribute("scope", "col")) { notation.text("Signature", "Signature") }
                            th(Attribute("scope", "col")) { notation.text("État", "State") }
                        }
                    }
                    tbody { for source in sources { row(source) } }
                }
            }
            visit.postForm(visit.links.inbound + "/sources", .class("form inline-form")) {
                nameField.markup
                FormField(
                    "model", notation.text("Comme", "Like"), among: HookModel.all.map { ($0.id, $0.name) },
                    value: refused?.model ?? HookModel.all[0].id
                ).markup
                div(.class("actions")) {
                    button(.class("btn primary")) { notation.text("Ajouter une source", "Add a source") }
                }
            }
        }
    }

    private var nameField: FormField {
        var field = FormField("name", notation.text("Nom", "Name"), value: refused?.name ?? "")
        field.autocomplete = "off"
        field.error = refused.map { visit.say($0.problem.sentence).capitalizedFirst + "." }
        return field
    }

    private func row(_ source: HookSource) -> Markup {
        tr {
            td { a(.class("link name"), .href(visit.links.hook(source.id))) { source.name } }
            td {
                ActivityKind.catalogue.first { $0.name == source.map.kind }.map { visit.say($0.label) }
                    ?? source.map.kind.trimmedOrNil ?? notation.text("contact seul", "contact alone")
            }
            td { source.signing.header ?? notation.text("non vérifiée", "not checked") }
            td {
                span(.class(source.isActive ? "chip good" : "chip line")) {
                    source.isActive ? notation.text("Active", "Active") : notation.text("En pause", "Paused")
                }
            }
        }
    }

    // MARK: Mails

    private var log: Markup {
        section(.class("section"), .id("mails"), .aria("labelledby", "mails-title")) {
            div(.class("head")) {
                h2(.id("mails-title")) { notation.text("Derniers messages", "Last messages") }
                span(.class("end")) {
                    notation.text(
                        "Liste gardée \(InboundMails.daysKept) jours", "List kept for \(InboundMails.daysKept) days")
                }
            }
            if mails.isEmpty {
                p(.class("faint")) { notation.text("Aucun message encore.", "No message yet.") }
            }
            for mail in mails { item(mail) }
            if let next {
                p {
                    a(.class("link"), .href(visit.links.inbound + "?before=\(next)#mails")) {
                        notation.text("Plus anciens", "Older")
                    }
                }
            }
        }
    }

    private func item(_ mail: InboundMails.Listed) -> Markup {
        details(.class("delivery")) {
            summary {
                verdict(mail)
                b { mail.subject.trimmedOrNil ?? notation.text("(sans objet)", "(no subject)") }
                span(.class("faint")) { mail.sender ?? "" }
                time(.datetime(mail.receivedAt.iso8601)) { notation.when(mail.receivedAt, now: visit.now) }
            }
            div(.class("stack inbound-mail")) {
                if let reason = mail.held {
                    p(.class("muted")) {
                        notation.text("Mis de côté\u{A0}: ", "Set aside: ") + visit.say(reason.note) + "."
                    }
                    if let text = words[mail.id], !text.isEmpty { p(.class("quoted")) { text } }
                    if reason != .nobody {
                        visit.postForm(visit.links.inboundMail(mail.id, "releases"), .class("row-actions")) {
                            button(.class("btn small")) {
                                notation.text("C’est bien une personne", "This is a person")
                            }
                        }
                    }
                } else {
                    p(.class("muted")) { taken(mail) }
                }
            }
        }
    }

    private func verdict(_ mail: InboundMails.Listed) -> Markup {
        if let reason = mail.held {
            return span(.class("chip line")) { visit.say(reason.label).capitalizedFirst }
        }
        let kind = ActivityKind.catalogue.first { $0.name == mail.kind }
        return span(.class("chip good")) { (kind.map { visit.say($0.label) } ?? mail.kind ?? "").capitalizedFirst }
    }

    private func taken(_ mail: InboundMails.Listed) -> Markup {
        group {
            if let id = mail.contact, let person = people[id] {
                notation.text("Noté dans l’histoire de ", "Noted in the history of ")
                a(.class("link"), .href(visit.links.contact(id))) { person.displayName }
                "."
            } else {
                notation.text("La personne n’est plus dans les contacts.", "The person is no longer in the contacts.")
            }
            if let author = mail.releasedBy {
                notation.text(" Repris par \(author).", " Taken by \(author).")
            }
        }
    }
}
