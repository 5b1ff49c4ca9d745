import Storage
import Verger

/// All that the funnel page shows, counted in one state of the database.
struct FunnelReading {
    let choice: FunnelChoice
    let rules: Rules
    let tally: FunnelTally
    /// The period of the same length before.
    let before: FunnelTally
    let receipts: [Receipts.Total]
    let receiptsBefore: [Receipts.Total]
    /// How many definitions have been in force so far.
    let versions: Int
    /// Whether the base is too large for the definitions of the days themselves: all is by that of today.
    let isTooLargeForThen: Bool
    /// The stages of the line that sells, from the first interest to a paying client.
    let sale: (from: Int, to: Int)?

    /// More contacts than that take too long to be evaluated while somebody waits.
    static let mostForThen = 20_000
    private static let weeks = 26

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        let rules = try visit.rules(on: connection)
        let choice = try FunnelChoice(visit)
        let source = try FunnelSource(choice, rules, visit, connection)
        self.choice = choice
        self.rules = rules
        sale = FunnelReading.sale(rules)
        var tally = FunnelTally(
            stages: rules.stages.count, sale: sale, over: choice.period,
            weeks: FunnelWeek.weeks(of: choice.period, in: rules.zone, limit: FunnelReading.weeks))
        var before = FunnelTally(stages: rules.stages.count, sale: sale, over: choice.period.before)
        try source.forEach { entry in
            let arrivals = Arrivals(entry.history)
            tally.add(arrivals, source: entry.source)
            before.add(arrivals, source: entry.source)
            return true
        }
        self.tally = tally
        self.before = before
        let receipts = Receipts(connection, in: visit.workspace)
        self.receipts = try receipts.totals(over: choice.period, visible: visit.visible)
        receiptsBefore = try receipts.totals(over: choice.period.before, visible: visit.visible)
        versions = source.versions
        isTooLargeForThen = source.isTooLarge
    }

    static func sale(_ rules: Rules) -> (from: Int, to: Int)? {
        guard let lead = rules.stages.firstIndex(where: { $0.id == "lead" }),
            let client = rules.stages.firstIndex(where: { $0.id == "client" }), lead < client
        else { return nil }
        return (lead, client)
    }
}

/// Where the histories of a funnel come from: what is stored, or each day's own definition.
struct FunnelSource {
    let versions: Int
    let isTooLarge: Bool
    private let stored: StageHistories
    private let past: PastHistories?
    private let seen: Instant
    private let visible: SQLFragment?

    init(_ choice: FunnelChoice, _ rules: Rules, _ visit: Visit, _ connection: any SQLConnection) throws {
        stored = StageHistories(connection, in: visit.workspace)
        seen = choice.period.seen
        visible = visit.visible
        let past = try PastHistories(connection, in: visit.workspace, under: rules)
        versions = past.versions
        let isWanted = choice.isThen && past.versions > 1
        let count = isWanted ? try Contacts(connection, in: visit.workspace).count() : 0
        isTooLarge = isWanted && count > FunnelReading.mostForThen
        self.past = isWanted && !isTooLarge ? past : nil
    }

    func forEach(after: Contact.ID? = nil, _ body: (StageHistories.Entry) throws -> Bool) throws {
        if let past {
            try past.forEach(seenAt: seen, visible: visible, after: after, body)
        } else {
            try stored.forEach(seenAt: seen, visible: visible, after: after, body)
        }
    }
}

extension Visit {
    /// What the member may see, as a condition on `contact c`; nil for everything.
    var visible: SQLFragment? { member.visibility == .everyone ? nil : member.visibility.sql }
}
