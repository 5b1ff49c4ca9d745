import HTML
import Verger

/// The one boxed thing of the page: what to do now, and why.
struct NextStepView {
    private let visit: Visit
    private let reading: ContactReading
    private let step: NextStep

    init(_ visit: Visit, _ reading: ContactReading, _ report: ContactReport) {
        self.visit = visit
        self.reading = reading
        step = NextStep(report, reading.activities, reading.contact, reading.rules.catalogue)
    }

    private var notation: Notation { visit.notation }

    /// The reason and the fact behind it: `A dit vouloir acheter. Prix demandé, hier 17:42.`
    private var sentence: String {
        var sentence = visit.say(step.reason)
        if let fact = step.fact {
            let words = ActivityWords(reading.rules.catalogue, notation)
            let when = notation.when(fact.at, now: visit.now)
            sentence += " \(words.title(fact)), \(when)" + (when.hasSuffix(".") ? "" : ".")
        }
        return sentence
    }

    /// On narrow screens, before the branch.
    var line: Markup {
        p(.class("next-line")) {
            icon.markup
            span {
                b { visit.say(step.title) }
                sentence
            }
        }
    }

    var box: Markup {
        section(.class("todo box no-print")) {
            div(.class("in")) {
                p(.class("eyebrow")) { notation.text("À faire maintenant", "To do now") }
                h2 { visit.say(step.title) }
                p(.class("muted")) { sentence }
                div(.class("two")) { action }
            }
        }
    }

    private var icon: Icon {
        switch step.action {
        case .call: .phone
        case .write, .offerContent: .mail
        case .collect: .euro
        case .proposeExchange: .chat
        case .completeRecord, .findAddress: .note
        case .askForReferral, .thank: .star
        case .wait: .clock
        case .leave: .hand
        }
    }

    @MarkupBuilder private var action: Markup {
        let contact = reading.contact
        switch step.action {
        case .call, .proposeExchange, .collect:
            if let phone = contact.fields[.phone] {
                a(.class("btn"), .href("tel:\(phone.filter { !$0.isWhitespace })")) {
                    Icon.phone.markup
                    notation.phone(phone)
                }
            } else if let email = contact.fields[.email] {
                mail(email)
            }
        case .write, .offerContent, .askForReferral, .thank:
            if let email = contact.fields[.email] { mail(email) }
        case .completeRecord, .findAddress:
            if visit.may(.editContacts) {
                a(.class("btn"), .href(visit.links.contact(contact.id, "edit"))) {
                    Icon.note.markup
                    notation.text("Compléter", "Complete")
                }
            }
        case .wait, .leave: Markup()
        }
    }

    private func mail(_ address: String) -> Markup {
        a(.class("btn"), .href("mailto:\(address)")) {
            Icon.mail.markup
            notation.text("Écrire", "Write")
        }
    }
}
