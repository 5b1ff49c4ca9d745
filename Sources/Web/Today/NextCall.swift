import HTML
import Storage
import Verger

/// The first to call, with the reasons.
struct NextCall {
    private let visit: Visit
    private let reading: TodayReading
    private let call: TodayReading.Call
    private let words: ActivityWords

    init(_ visit: Visit, _ reading: TodayReading, _ call: TodayReading.Call) {
        self.visit = visit
        self.reading = reading
        self.call = call
        words = ActivityWords(reading.rules.catalogue, visit.notation)
    }

    private var notation: Notation { visit.notation }
    private var contact: Contact { call.row.contact }

    var markup: Markup {
        article(.class("box next")) {
            div(.class("lead-in")) {
                StageMarks(reading.rules, visit.language).disc(call.row.stage)
                visit.identity(of: call.row)
                div(.class("tags")) {
                    span(.class("chip hot")) {
                        Icon.flame.markup
                        notation.text("Chaud", "Hot")
                    }
                    span(.class("chip line")) { call.row.grade }
                }
            }
            div(.class("why")) {
                for entry in call.proofs {
                    if case .facts(let activities) = entry { proof(activities) }
                }
                if let exchange = call.exchange { last(exchange) }
            }
            div(.class("act")) { acts }
        }
    }

    private func proof(_ activities: [Activity]) -> Markup {
        div(.class("proof")) {
            time(.datetime(activities[0].at.iso8601)) { notation.recently(activities[0].at, now: visit.now) }
            words.icon(activities[0]).markup
            span {
                if activities.count > 1 { "\(activities.count) × " }
                visit.sentence(of: activities[0], reading.rules, isStressed: true)
            }
        }
    }

    private func last(_ exchange: Activity) -> Markup {
        let quote = words.quote(exchange).map { notation.text("\u{A0}: «\u{A0}\($0)\u{A0}»", ": “\($0)”") } ?? ""
        let details = words.details(exchange)
        return div(.class("proof edge")) {
            time(.datetime(exchange.at.iso8601)) { notation.recently(exchange.at, now: visit.now) }
            words.icon(exchange).markup
            span {
                notation.text("Dernier échange\u{A0}: ", "Last exchange: ") + words.title(exchange).lowercasedFirst
                    + (details.isEmpty ? "" : ", " + details) + quote
            }
        }
    }

    @MarkupBuilder private var acts: Markup {
        if let phone = contact.fields[.phone] {
            a(.class("btn primary"), .href(visit.telephone(phone))) {
                Icon.phone.markup
                notation.text("Appeler le ", "Call ") + notation.phone(phone)
            }
        } else if let email = contact.fields[.email] {
            a(.class("btn primary"), .href("mailto:\(email)")) {
                Icon.mail.markup
                notation.text("Écrire à \(email)", "Write to \(email)")
            }
        }
        if visit.may(.recordActivities) {
            a(.class("btn"), .href(visit.links.contact(contact.id, "activities/new?kind=call_held"))) {
                Icon.note.markup
                notation.text("Noter l’échange", "Note the call")
            }
            visit.postForm(visit.links.contact(contact.id, "postponements"), .class("no-small")) {
                button(.class("btn quiet")) { notation.text("Demain matin", "Tomorrow morning") }
            }
        }
        if let until = call.hotUntil {
            span(.class("until")) {
                notation.text("Chaud jusqu’au ", "Hot until ") + notation.shortDay(until, now: visit.now)
            }
        }
    }
}

extension Visit {
    /// Name, job and company of somebody in a row.
    func identity(of row: ContactList.Row) -> Markup {
        div(.class("id")) {
            a(.class("name"), .href(links.contact(row.id))) { row.contact.displayName }
            span(.class("faint")) {
                [row.contact.fields[.jobTitle], row.companyName].compactMap(\.self).joined(separator: ", ")
            }
        }
    }

    /// What happened, and its details.
    func sentence(of activity: Activity, _ rules: Rules, isStressed: Bool = false) -> Markup {
        let words = ActivityWords(rules.catalogue, notation)
        let details = words.details(activity)
        return group {
            if isStressed { b { words.title(activity) } } else { words.title(activity) }
            if !details.isEmpty { ", " + details }
        }
    }

    func telephone(_ number: String) -> String { "tel:" + number.filter { !$0.isWhitespace } }
}
