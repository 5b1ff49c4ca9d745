import HTML
import Storage
import Verger

/// Who is due, why, and what can be done.
struct RetentionPage {
    let visit: Visit
    let retention: Retention?
    let cases: [RetentionDesk.Case]
    /// After whom there are more.
    let next: Contact.ID?
    let purges: [RetentionPurges.Purge]

    private var notation: Notation { visit.notation }
    private var toAsk: [RetentionDesk.Case] { cases.filter { $0.state == .toAsk } }
    private var toPurge: [RetentionDesk.Case] { cases.filter { $0.state == .toPurge } }
    private var waiting: [RetentionDesk.Case] { cases.filter { $0.state != .toAsk && $0.state != .toPurge } }

    var page: Page {
        var page = Page(.rights, title: visit.say(RightsWords.retention))
        page.tabs = RightsTabs.markup(visit, .retention)
        page.content = group {
            intro
            if retention != nil, cases.isEmpty { none }
            if !toAsk.isEmpty { asking }
            if !waiting.isEmpty { part(Words.waiting, waiting) { rows(waiting, ticks: false) } }
            if !toPurge.isEmpty { purging }
            if let next {
                p {
                    a(.class("btn"), .href(visit.links.retention + "?after=\(next.value)")) { visit.say(Words.more) }
                }
            }
            if !purges.isEmpty { past }
        }
        return page
    }

    private var intro: Markup {
        p(.class("muted settings-intro")) {
            if let retention {
                notation.text(
                    "Une personne est gardée \(retention.months) mois après son dernier geste\u{A0}: clic, réponse, formulaire, échange, commande. Une ouverture, une visite ou ce que nous faisons ne comptent pas. Un client est gardé au moins 36 mois après le dernier signe de la relation. La durée est dans la définition.",
                    "A person is kept \(retention.months) months after their last act: click, reply, form, exchange, order. An open, a visit or what we do does not count. A client is kept at least 36 months after the last sign of the relation. The time is in the definition."
                )
            } else {
                visit.say(Words.undefined)
            }
        }
    }

    private var none: Markup {
        div(.class("box empty")) {
            h2 { visit.say(Words.none) }
            p { visit.say(Words.noneMeaning) }
        }
    }

    private func part(_ title: Sentence, _ people: [RetentionDesk.Case], @MarkupBuilder _ content: () -> Markup)
        -> Markup
    {
        let inner = content()
        return section(.class("section")) {
            div(.class("head")) {
                h2 { visit.say(title) }
                span(.class("count")) { notation.count(people.count) }
            }
            inner
        }
    }

    private var asking: Markup {
        part(Words.toAsk, toAsk) {
            p(.class("small muted")) { visit.say(Words.askMeaning) }
            visit.postForm(visit.links.retention + "/questions") {
                rows(toAsk, ticks: true)
                div(.class("actions")) { button(.class("btn")) { visit.say(Words.asked) } }
            }
        }
    }

    private var purging: Markup {
        part(Words.toPurge, toPurge) {
            p(.class("small muted")) { visit.say(Words.purgeMeaning) }
            visit.postForm(visit.links.retention + "/purges", .class("form wide-form")) {
                rows(toPurge, ticks: true)
                HTML.label(.class("tick-field")) {
                    input(.type("checkbox"), .class("check"), .name("confirmed"), .value("yes"))
                    span { visit.say(Words.confirm) }
                }
                div(.class("actions")) { button(.class("btn bad")) { visit.say(Words.purge) } }
            }
        }
    }

    private func rows(_ people: [RetentionDesk.Case], ticks: Bool) -> Markup {
        HTML.table(.class("table plain-table")) {
            tbody {
                for item in people {
                    tr {
                        if ticks {
                            td {
                                input(
                                    .type("checkbox"), .class("check"), .name("contact"),
                                    .value(String(item.id.value)), .checked(),
                                    .aria("label", item.contact.displayName))
                            }
                        }
                        td {
                            a(.class("link"), .href(visit.links.contact(item.id))) { item.contact.displayName }
                            if item.finding.isClient {
                                " "
                                span(.class("chip line")) { visit.say(Words.client) }
                            }
                        }
                        td { last(item) }
                        td(.class("num")) { notation.text("depuis le ", "since ") + notation.day(item.finding.dueAt) }
                        td {
                            if case .waiting(let end) = item.state {
                                notation.text("réponse jusqu’au ", "answer until ") + notation.day(end)
                            }
                        }
                    }
                }
            }
        }
    }

    private func last(_ item: RetentionDesk.Case) -> String {
        guard let activity = item.finding.activity else {
            return notation.text("aucun geste, connu depuis le ", "no act, known since ")
                + notation.day(item.finding.from)
        }
        let label = ActivityKind.catalogue.first { $0.name == activity.kind }.map { visit.say($0.label) }
        return (label ?? activity.kind).capitalizedFirst + ", " + notation.day(activity.at)
    }

    private var past: Markup {
        section(.class("section")) {
            div(.class("head")) { h2 { visit.say(Words.past) } }
            HTML.table(.class("table plain-table")) {
                tbody {
                    for purge in purges {
                        tr {
                            td(.class("num")) { notation.dayAndTime(purge.confirmedAt) }
                            td { purge.confirmedBy }
                            td { progress(purge) }
                        }
                    }
                }
            }
        }
    }

    private func progress(_ purge: RetentionPurges.Purge) -> String {
        let done = notation.text(
            "\(purge.erased) effacées sur \(purge.people)", "\(purge.erased) erased of \(purge.people)")
        let spared =
            purge.spared == 0
            ? ""
            : notation.text(
                ", \(purge.spared) gardées\u{A0}: revenues entre-temps", ", \(purge.spared) kept: back since")
        return done + spared + (purge.finishedAt == nil ? notation.text(", en cours", ", under way") : "")
    }

    private enum Words {
        static let undefined = Sentence(
            fr:
                "La définition ne dit pas combien de mois garder les personnes. Ajoutez-y «\u{A0}retention: {months: 36}\u{A0}»\u{A0}: la CNIL recommande trois ans pour les prospects.",
            en:
                "The definition does not say how many months people are kept. Add “retention: {months: 36}” to it: the French authority recommends three years for prospects."
        )
        static let none = Sentence(fr: "Personne n’est gardé trop longtemps", en: "Nobody is kept too long")
        static let noneMeaning = Sentence(
            fr:
                "Ceux dont le dernier geste devient trop ancien paraîtront ici, avant que quoi que ce soit ne soit effacé.",
            en: "Those whose last act becomes too old will show here, before anything is erased.")
        static let toAsk = Sentence(fr: "À interroger une fois", en: "To be asked once")
        static let askMeaning = Sentence(
            fr:
                "Un e-mail leur demande s’ils veulent rester, avec le lien de leur page de préférences. Une réponse là les garde\u{A0}; trente jours de silence les font passer en dessous.",
            en:
                "An e-mail asks them whether they want to stay, with the link of their preference page. An answer there keeps them; thirty days of silence move them below."
        )
        static let asked = Sentence(fr: "Leur poser la question", en: "Ask them")
        static let waiting = Sentence(fr: "Interrogés, en attente", en: "Asked, waiting")
        static let toPurge = Sentence(fr: "À effacer", en: "To be erased")
        static let purgeMeaning = Sentence(
            fr:
                "Silencieux malgré la question, ou sans adresse pour la poser. Qui agit avant l’effacement est gardé\u{A0}; qui revient de lui-même après le peut.",
            en:
                "Silent in spite of the question, or without an address to ask at. Who acts before the erasure is kept; who comes back by themselves later may."
        )
        static let confirm = Sentence(fr: "Je sais que c’est sans retour.", en: "I know that this can’t be undone.")
        static let purge = Sentence(fr: "Effacer", en: "Erase")
        static let client = Sentence(fr: "Client", en: "Client")
        static let more = Sentence(fr: "La suite", en: "More")
        static let past = Sentence(fr: "Effacements confirmés", en: "Erasures confirmed")
    }
}
