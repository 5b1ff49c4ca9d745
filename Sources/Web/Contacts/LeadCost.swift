import HTML
import HTTPTypes
import Storage
import Verger

/// What a lead of the campaign that made a contact one has cost so far. It counts all that the campaign brought, so that
/// it is asked for apart from the page of the contact, and kept for a while where that takes long.
enum LeadCost {
    static let routes = [Route(.get, "contacts/{contact}/lead-cost", may: .viewReports, answer)]

    @Sendable private static func answer(_ visit: Visit) throws -> Answer {
        let touch = try visit.read { connection -> SourceTouch? in
            let contact = try visit.contact(connection)
            let rules = try visit.rules(on: connection)
            guard let item = try Dossiers(connection, in: visit.workspace).load(contact.id),
                let report = ContactReport(item.dossier, at: visit.now, by: Evaluator(rules))
            else { return nil }
            return try ContactTouches(
                of: contact.id, report.history, rules, upTo: visit.now, visit.workspace.id, connection
            ).creation?.touch
        }
        guard let touch, let campaign = touch.campaign else { return .fragment(faint(visit, Words.unknown)) }
        guard visit.call.wantsFragment else { return .redirect(to: visit.links.campaign(campaign)) }
        let row = try report(visit).rows[touch.source]
        return .fragment(
            a(.class("link num"), .href(visit.links.campaign(campaign))) {
                if let cost = row?.costPer(0) {
                    visit.notation.exactMoney(cost, visit.workspace.currency)
                } else {
                    visit.say(row?.cost == .zero || row == nil ? Words.free : Words.unknown)
                }
            })
    }

    /// Of all days until today.
    private static func report(_ visit: Visit) throws -> CostReport {
        let today = visit.workspace.zone.day(at: visit.now)
        let days = DaySpan(Day(number: 0), today) ?? DaySpan(today)
        return try visit.site.leadCosts.reading("\(visit.workspace.id.value) \(today)", at: visit.now) {
            try visit.read { connection in
                try CostReports(connection, in: visit.workspace, visit.rules(on: connection)).report(
                    over: days, at: visit.now)
            }
        }.0
    }

    private static func faint(_ visit: Visit, _ sentence: Sentence) -> Markup {
        span(.class("faint")) { visit.say(sentence) }
    }

    private enum Words {
        static let free = Sentence(fr: "aucun coût noté", en: "no cost noted")
        static let unknown = Sentence(fr: "pas encore connu", en: "not known yet")
    }
}
