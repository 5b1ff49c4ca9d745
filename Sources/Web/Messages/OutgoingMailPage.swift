import HTML
import Verger

/// One mail: what became of it, and what it says, as text and as its reader sees it.
struct OutgoingMailPage {
    let visit: Visit
    let mail: OutgoingMail
    let isSending: Bool

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.settings, title: mail.letter.subject)
        page.parent = (notation.text("Boîte d’envoi", "Outbox"), visit.links.outbox)
        page.actions = actions
        page.content = div(.class("stack reading")) {
            facts
            if mail.isConfidential {
                div(.class("banner")) {
                    Icon.lock.markup
                    div {
                        notation.text(
                            "Ce message porte un lien personnel\u{A0}: seul son destinataire peut le lire.",
                            "This mail carries a personal link: only its recipient may read it.")
                    }
                }
            } else {
                if mail.letter.html != nil { rendered }
                text
            }
        }
        return page
    }

    private var actions: Markup {
        group {
            if mail.status == .kept || mail.status == .failed {
                visit.postForm(visit.links.outgoingMail(mail.id) + "/removal") {
                    button(.class("btn quiet")) { notation.text("Supprimer", "Remove") }
                }
                if isSending {
                    visit.postForm(visit.links.outgoingMail(mail.id) + "/sending") {
                        button(.class("btn primary")) {
                            mail.status == .failed
                                ? notation.text("Réessayer", "Try again") : notation.text("Envoyer", "Send")
                        }
                    }
                }
            }
        }
    }

    private var facts: Markup {
        dl(.class("mail-facts")) {
            row(notation.text("État", "State"), mail.chip(visit) + Markup(state))
            row(notation.text("À", "To"), Markup(mail.letter.to.text))
            if let answers = mail.letter.replyTo {
                row(notation.text("Réponses à", "Answers to"), Markup(answers.text))
            }
            if let contact = mail.contact {
                row(
                    notation.text("Contact", "Contact"),
                    a(.class("link"), .href(visit.links.contact(contact))) {
                        notation.text("Ouvrir la fiche", "Open the record")
                    })
            }
            row(notation.text("Écrit", "Written"), Markup(notation.dayAndTime(mail.createdAt)))
        }
    }

    private func row(_ name: String, _ value: Markup) -> Markup { dt { name } + dd { value } }

    private var state: String {
        let last = mail.problem.map { visit.say($0).capitalizedFirst } ?? ""
        switch mail.status {
        case .kept:
            return notation.text(
                " Il n’y avait pas de serveur d’envoi quand il a été écrit.",
                " There was no server when it was written.")
        case .sent:
            return " " + (mail.finishedAt.map { notation.when($0, now: visit.now) } ?? "")
        case .queued:
            let next = mail.nextAt.map {
                notation.text("Prochain essai ", "Next attempt ") + notation.when($0, now: visit.now)
            }
            return mail.attempts == 0 ? "" : " \(last). \(next ?? "")"
        case .failed:
            return " \(last) · "
                + notation.plural(
                    mail.attempts, Sentence(fr: "essai", en: "attempt"), Sentence(fr: "essais", en: "attempts"))
        }
    }

    private var rendered: Markup {
        section(.aria("labelledby", "rendered")) {
            h2(.id("rendered"), .class("small-title")) {
                notation.text("Comme son lecteur le voit", "As its reader sees it")
            }
            element(
                "iframe",
                [
                    .class("mail-frame"), .src(visit.links.outgoingMail(mail.id) + "/html"),
                    .title(notation.text("Message mis en forme", "Formatted mail")),
                    Attribute("sandbox", "allow-popups allow-popups-to-escape-sandbox"), Attribute("loading", "lazy"),
                ], Markup())
        }
    }

    private var text: Markup {
        section(.aria("labelledby", "text")) {
            h2(.id("text"), .class("small-title")) { notation.text("En texte seul", "As plain text") }
            element("pre", [.class("mail-text")], Markup(linked: mail.letter.text))
        }
    }
}

extension Markup {
    /// A text whose web addresses can be followed.
    init(linked text: String) {
        var parts: [Markup] = []
        var rest = text[...]
        while let start = rest.firstRange(of: /https?:\/\//)?.lowerBound {
            parts.append(Markup(String(rest[..<start])))
            var address = rest[start...].prefix { !$0.isWhitespace && !"<>\"".contains($0) }
            while let last = address.last, ".,;:!?)".contains(last) { address.removeLast() }
            parts.append(a(.class("link"), .href(String(address)), Attribute("rel", "noreferrer")) { String(address) })
            rest = rest[address.endIndex...]
        }
        self.init(parts + [Markup(String(rest))])
    }
}
