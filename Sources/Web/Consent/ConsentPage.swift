import HTML
import Verger

/// Purposes by channels: whether one may, since when, on what basis, and what proves it.
struct ConsentPage {
    let visit: Visit
    let reading: ConsentReading
    let draft: ConsentDraft

    private var notation: Notation { visit.notation }
    private var contact: Contact { reading.contact }

    var page: Page {
        var page = Page(.contacts, title: visit.say(Words.title))
        page.parent = (contact.displayName, visit.links.contact(contact.id))
        page.content = group {
            if let restriction = reading.register.restriction { restricted(restriction) }
            mailbox
            matrix
            history
        }
        page.panel = group {
            if visit.may(.recordActivities) { ConsentForm(visit, reading, draft).markup }
            if let link = reading.preferences { ownPage(link) }
        }
        return page
    }

    private func restricted(_ entry: ConsentRegister.Entry) -> Markup {
        div(.class("banner warn"), .role("status")) {
            Icon.lock.markup
            div {
                b { visit.say(Words.restricted) }
                span(.class("muted")) { notation.text("Depuis le ", "Since ") + notation.day(entry.at) + "." }
            }
        }
    }

    private var mailbox: Markup {
        guard let mailbox = reading.addressee.mailbox else { return Markup() }
        return p(.class("muted")) {
            contact.fields[.email] ?? ""
            " "
            span(.class("chip line")) { visit.say(mailbox.label).capitalizedFirst }
        }
    }

    private var matrix: Markup {
        section(.class("section"), .aria("labelledby", "matrix")) {
            div(.class("head")) { h2(.id("matrix")) { visit.say(Words.may) } }
            for purpose in reading.register.purposes where !purpose.isArchived {
                div(.class("consent-purpose")) {
                    h3 { visit.say(purpose.name) }
                    ul {
                        for channel in purpose.channels { li { cell(purpose, channel) } }
                    }
                }
            }
        }
    }

    private func cell(_ purpose: Purpose, _ channel: ConsentChannel) -> Markup {
        let answer = reading.register.answer(purpose, on: channel, to: reading.addressee)
        let standing = reading.register[purpose.id, channel]
        return group {
            div(.class("consent-line")) {
                b { visit.say(channel.label).capitalizedFirst }
                chip(answer, standing)
                span(.class("muted")) { because(answer, standing) }
            }
            if !answer.missing.isEmpty {
                ul(.class("consent-ways small muted")) { for way in answer.missing { li { visit.say(way) } } }
            }
            if let entry = standing.entry {
                details(.class("consent-proof")) {
                    summary { visit.say(Words.proof) }
                    ConsentProofView(visit, reading, entry).markup
                }
            }
        }
    }

    private func chip(_ answer: ConsentAnswer, _ standing: ConsentRegister.Standing) -> Markup {
        if answer.isAllowed {
            return span(.class("chip good")) {
                Icon.check.markup
                visit.say(Words.yes)
            }
        }
        if standing.state == .refused {
            return span(.class("chip bad")) {
                Icon.x.markup
                visit.say(Words.refused)
            }
        }
        return span(.class("chip line")) { visit.say(Words.no) }
    }

    private func because(_ answer: ConsentAnswer, _ standing: ConsentRegister.Standing) -> String {
        let since = standing.since.map { notation.text(", depuis le ", ", since ") + notation.day($0) } ?? ""
        return visit.say(answer.because) + since
    }

    private var history: Markup {
        var seen: Set<Int64> = []
        let entries = reading.register.purposes.flatMap { purpose in
            purpose.channels.flatMap { reading.register[purpose.id, $0].history }
        }.filter { seen.insert($0.activity).inserted }.sorted { ($0.at, $0.activity) > ($1.at, $1.activity) }
        return section(.class("section"), .aria("labelledby", "history")) {
            div(.class("head")) {
                h2(.id("history")) { visit.say(Words.history) }
                span(.class("count")) { notation.count(entries.count) }
            }
            if entries.isEmpty {
                p(.class("muted")) { visit.say(Words.nothing) }
            } else {
                ul(.class("consent-history")) {
                    for entry in entries {
                        li { ConsentProofView(visit, reading, entry).line }
                    }
                }
            }
        }
    }

    private func ownPage(_ link: String) -> Markup {
        section {
            div(.class("head")) { h2 { visit.say(Words.ownPage) } }
            p(.class("small muted")) { visit.say(Words.ownPageMeaning) }
            p { a(.class("link"), .href(link)) { visit.say(Words.open) } }
            input(
                .class("input"), .type("text"), .value(link), Attribute("readonly", when: true),
                .aria("label", visit.say(Words.ownPage)))
        }
    }

    private enum Words {
        static let title = Sentence(fr: "Consentements", en: "Consents")
        static let restricted = Sentence(
            fr: "Traitement limité à la demande de la personne\u{A0}: conserver, rien d’autre.",
            en: "Processing restricted at the person’s request: keep, nothing else.")
        static let may = Sentence(fr: "Peut-on écrire, appeler, suivre\u{202F}?", en: "May one write, call, track?")
        static let yes = Sentence(fr: "Oui", en: "Yes")
        static let no = Sentence(fr: "Non", en: "No")
        static let refused = Sentence(fr: "Refusé", en: "Refused")
        static let proof = Sentence(fr: "Preuve", en: "Proof")
        static let history = Sentence(fr: "Historique", en: "History")
        static let nothing = Sentence(fr: "Rien n’a encore été dit.", en: "Nothing has been said yet.")
        static let ownPage = Sentence(fr: "Page de préférences", en: "Preference page")
        static let ownPageMeaning = Sentence(
            fr: "La personne y choisit elle-même, sans compte. Ce lien n’est que pour elle.",
            en: "The person chooses there, without an account. This link is for nobody else.")
        static let open = Sentence(fr: "L’ouvrir", en: "Open it")
    }
}
