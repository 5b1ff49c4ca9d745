import HTML
import Storage
import Verger

/// The settings of mail: what leaves now, and by which server.
struct MailSettingsPage {
    let visit: Visit
    let server: MailServer?
    let form: MailForm
    let health: MailServers.Health?
    let counts: [OutgoingMail.Status: Int]
    let trial: MailPages.Trial?

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = visit.settingsPage(.mail) {
            div(.class("stack reading")) {
                state
                if let trial { outcome(trial) }
            }
            section(.class("section"), .aria("labelledby", "server")) {
                div(.class("head")) { h2(.id("server")) { notation.text("Serveur d’envoi", "Outgoing server") } }
                visit.postForm(visit.links.settings("mail"), .class("form")) {
                    form.fields(visit)
                    div(.class("actions")) {
                        button(.class("btn primary")) { notation.text("Enregistrer", "Save") }
                    }
                }
            }
            if server != nil {
                section(.class("section"), .aria("labelledby", "trial")) {
                    div(.class("head")) { h2(.id("trial")) { notation.text("Essai", "Test") } }
                    visit.postForm(visit.links.settings("mail/tests"), .class("row-actions")) {
                        button(.class("btn")) {
                            notation.text("M’envoyer un essai", "Send me a test")
                        }
                        span(.class("muted")) { notation.text("à ", "to ") + visit.member.user.email }
                    }
                    visit.postForm(visit.links.settings("mail/removal"), .class("row-actions")) {
                        button(.class("btn quiet")) { notation.text("Oublier ce serveur", "Forget this server") }
                    }
                }
            }
        }
        page.actions = a(.class("btn"), .href(visit.links.outbox)) {
            Icon.mail.markup
            notation.text("Boîte d’envoi", "Outbox")
        }
        return page
    }

    /// One sentence about what happens to a mail that is written now.
    private var state: Markup {
        let waiting = counts[.queued] ?? 0
        let kept = counts[.kept] ?? 0
        return div(.class(health?.problem == nil ? "banner" : "banner bad"), .role("status")) {
            (health?.problem == nil ? Icon.mail : Icon.warn).markup
            div {
                b { headline }
                if let problem = health?.problem {
                    span { "\(visit.say(problem).capitalizedFirst). \(next)" }
                } else {
                    span(.class("muted")) { facts(waiting: waiting, kept: kept) }
                }
            }
        }
    }

    private var headline: String {
        if health?.problem != nil { return notation.text("Les messages ne partent pas", "Mails do not leave") }
        guard let server, server.isActive else {
            return notation.text(
                "Sans serveur d’envoi, les messages restent dans la boîte d’envoi, où ils se lisent",
                "Without a server, mails stay in the outbox, where they can be read")
        }
        return notation.text("Les messages partent par \(server.host)", "Mails leave by \(server.host)")
    }

    private var next: String {
        guard let until = health?.pausedUntil, until > visit.now else { return "" }
        return notation.text("Nouvel essai ", "Next attempt ") + notation.when(until, now: visit.now) + "."
    }

    private func facts(waiting: Int, kept: Int) -> String {
        let sent = counts[.sent] ?? 0
        return [
            notation.plural(sent, Sentence(fr: "envoyé", en: "sent"), Sentence(fr: "envoyés", en: "sent")),
            notation.plural(
                waiting, Sentence(fr: "en attente", en: "queued"), Sentence(fr: "en attente", en: "queued")),
            notation.plural(
                kept, Sentence(fr: "gardé ici", en: "kept here"), Sentence(fr: "gardés ici", en: "kept here")),
        ].joined(separator: ", ")
    }

    private func outcome(_ trial: MailPages.Trial) -> Markup {
        switch trial {
        case .sent(let address):
            div(.class("banner good-news"), .role("status")) {
                Icon.check.markup
                div {
                    b {
                        notation.text(
                            "Le serveur a pris l’essai pour \(address).", "The server took the test for \(address).")
                    }
                    span(.class("muted")) {
                        notation.text(
                            "Vérifiez qu’il vous parvient, et qu’il n’est pas rangé dans les indésirables.",
                            "Check that it reaches you, and that it is not filed as spam.")
                    }
                }
            }
        case .failed(let failure):
            div(.class("banner bad"), .role("alert")) {
                Icon.warn.markup
                div {
                    b { notation.text("L’essai n’est pas parti", "The test did not leave") }
                    span { visit.say(failure.sentence).capitalizedFirst + "." }
                }
            }
        }
    }
}
