import HTML
import Verger

/// What waits for an answer, and what was answered.
struct RightsPage {
    let visit: Visit
    let open: [RightsRequest]
    let closed: [RightsRequest]
    let names: [Contact.ID: String]

    private var notation: Notation { visit.notation }
    private var today: Day { visit.workspace.zone.day(at: visit.now) }

    var page: Page {
        var page = Page(.rights, title: visit.say(RightsWords.title))
        page.tabs = RightsTabs.markup(visit, .requests)
        page.actions = a(.class("btn primary"), .href(visit.links.rights + "/new")) {
            Icon.plus.markup
            visit.say(RightsWords.new)
        }
        page.content = group {
            section(.class("section"), .aria("labelledby", "open")) {
                div(.class("head")) {
                    h2(.id("open")) { visit.say(Words.open) }
                    span(.class("count")) { notation.count(open.count) }
                }
                if open.isEmpty { empty } else { table(open, isOpen: true) }
            }
            if !closed.isEmpty {
                section(.class("section"), .aria("labelledby", "closed")) {
                    div(.class("head")) { h2(.id("closed")) { visit.say(Words.closed) } }
                    table(closed, isOpen: false)
                }
            }
        }
        return page
    }

    private var empty: Markup {
        div(.class("box empty")) {
            h2 { visit.say(Words.none) }
            p { visit.say(Words.noneMeaning) }
        }
    }

    private func table(_ requests: [RightsRequest], isOpen: Bool) -> Markup {
        HTML.table(.class("table plain-table")) {
            thead {
                tr {
                    th { visit.say(Words.who) }
                    th { visit.say(Words.right) }
                    th { visit.say(Words.received) }
                    th { visit.say(isOpen ? Words.deadline : Words.outcome) }
                    th { visit.say(Words.handler) }
                }
            }
            tbody { for request in requests { row(request) } }
        }
    }

    private func row(_ request: RightsRequest) -> Markup {
        tr {
            td {
                a(.class("link"), .href(visit.links.rightsRequest(request.id))) {
                    request.contact.flatMap { names[$0] } ?? request.subject ?? visit.say(Words.gone)
                }
            }
            td { visit.say(request.kind.label).capitalizedFirst }
            td(.class("num")) { request.receivedOn.text(in: visit.language) }
            td { if let outcome = request.outcome { chip(outcome) } else { clock(request) } }
            td { request.handler ?? visit.say(Words.nobody) }
        }
    }

    private func clock(_ request: RightsRequest) -> Markup {
        let days = request.daysLeft(on: today)
        return span(.class(days < 0 ? "chip bad" : days <= 7 ? "chip warn" : "chip line")) {
            if days < 0 { Icon.warn.markup } else { Icon.clock.markup }
            request.deadline().text(in: visit.language) + " · " + RightsWords.daysLeft(days, notation)
        }
    }

    private func chip(_ outcome: RightsRequest.Outcome) -> Markup {
        span(.class(outcome == .granted ? "chip good" : "chip line")) { visit.say(outcome.label).capitalizedFirst }
    }

    private enum Words {
        static let open = Sentence(fr: "En attente", en: "Waiting")
        static let closed = Sentence(fr: "Closes", en: "Closed")
        static let none = Sentence(fr: "Aucune demande en attente", en: "No request is waiting")
        static let noneMeaning = Sentence(
            fr:
                "Celles que les personnes font depuis leur page de préférences arrivent ici, comme celles que vous notez. La loi donne un mois pour répondre.",
            en:
                "Those that people make on their preference page come here, like those that you write down. The law gives one month to answer."
        )
        static let who = Sentence(fr: "Personne", en: "Person")
        static let right = Sentence(fr: "Droit", en: "Right")
        static let received = Sentence(fr: "Reçue le", en: "Received on")
        static let deadline = Sentence(fr: "À répondre avant", en: "Answer by")
        static let outcome = Sentence(fr: "Réponse", en: "Answer")
        static let handler = Sentence(fr: "Suivie par", en: "Seen to by")
        static let nobody = Sentence(fr: "personne", en: "nobody")
        static let gone = Sentence(fr: "personne effacée", en: "erased person")
    }
}

/// The parts of the rights desk.
enum RightsTabs {
    enum Tab: CaseIterable { case requests, retention, erased }

    static func markup(_ visit: Visit, _ current: Tab) -> Markup {
        nav(.class("tabs"), .aria("label", visit.say(RightsWords.title))) {
            for tab in Tab.allCases {
                a(.href(link(tab, visit.links)), .aria("current", tab == current ? "page" : nil)) {
                    visit.say(label(tab))
                }
            }
        }
    }

    private static func link(_ tab: Tab, _ links: Links) -> String {
        switch tab {
        case .requests: links.rights
        case .retention: links.retention
        case .erased: links.erased
        }
    }

    private static func label(_ tab: Tab) -> Sentence {
        switch tab {
        case .requests: RightsWords.requests
        case .retention: RightsWords.retention
        case .erased: RightsWords.erased
        }
    }
}
