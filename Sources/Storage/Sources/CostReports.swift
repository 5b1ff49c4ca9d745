package import Verger

/// What leads have cost, counted from the stages, the activities and the costs.
package struct CostReports {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let rules: Rules
    /// The channels and campaigns by which it counts.
    package let book: SourceBook

    package init(_ connection: any SQLConnection, in workspace: Workspace, _ rules: Rules) throws {
        self.connection = connection
        self.workspace = workspace
        self.rules = rules
        book = try Channels(connection, in: workspace.id).book()
    }

    /// A contact that counts: when it arrived at a stage, and what had made it a lead.
    package struct Arrival: Hashable, Sendable {
        package let contact: Contact.ID
        package let at: Instant
        /// Nil where nothing tells any.
        package let touch: SourceTouch?

        package var source: Source { touch?.source ?? .unknown }
    }

    /// The report over some days. Everyone counts, whoever may see whom: a share of the leads with all of the costs would say
    /// nothing.
    package func report(over days: DaySpan, at now: Instant) throws -> CostReport {
        var report = CostReport(over: days, stages: CostReport.stages(rules))
        for cost in try Costs(connection, in: workspace.id).all(in: days) { report.add(cost, book) }
        for arrivals in try newcomers(over: days, at: now) {
            report.add(arrivals: arrivals.stages, from: arrivals.source)
        }
        return report
    }

    /// The contacts behind a figure, the latest first: those that arrived at the stage of this index.
    package func arrivals(
        at index: Int, over days: DaySpan, at now: Instant, where matches: (Source) -> Bool
    ) throws -> [Arrival] {
        try newcomers(over: days, at: now).compactMap { newcomer in
            guard let at = newcomer.instants[index], matches(newcomer.source) else { return nil }
            return Arrival(contact: newcomer.contact, at: at, touch: newcomer.touch)
        }.sorted { ($1.at, $1.contact.value) < ($0.at, $0.contact.value) }
    }

    /// The costs behind a figure, with what of them falls in these days.
    package func costs(over days: DaySpan, where matches: (Source) -> Bool) throws -> [(cost: Cost, amount: Number)] {
        try Costs(connection, in: workspace.id).all(in: days)
            .filter { matches(CostReport.source(of: $0, book)) }
            .map { ($0, $0.amount(in: days)) }.filter { $0.1 != .zero }
    }

    // MARK: Newcomers

    /// Somebody who arrived at some stage for the first time ever in the days of a report.
    private struct Newcomer {
        let contact: Contact.ID
        let leadAt: Instant
        /// By index of the stages of the report.
        let instants: [Int: Instant]
        var touch: SourceTouch?

        var stages: [Int] { instants.keys.sorted() }
        var source: Source { touch?.source ?? .unknown }
    }

    private func newcomers(over days: DaySpan, at now: Instant) throws -> [Newcomer] {
        let (start, end) = (workspace.zone.start(of: days.first), workspace.zone.end(of: days.last))
        let stages = CostReport.stages(rules)
        var newcomers: [Newcomer] = []
        try StageHistories(connection, in: workspace).forEach(seenAt: now) { entry in
            var instants: [Int: Instant] = [:]
            for (index, stage) in stages.enumerated() {
                guard let at = entry.history.arrival(at: stage, from: .distantPast, before: end) else { break }
                if at >= start { instants[index] = at }
            }
            let lead = entry.history.arrival(at: stages[0], from: .distantPast, before: end)
            if let lead, !instants.isEmpty {
                newcomers.append(Newcomer(contact: entry.contact, leadAt: lead, instants: instants))
            }
            return true
        }
        let touches = try Touches(connection, in: workspace.id, book, kinds: rules.catalogue.kindsByName)
            .histories(of: newcomers.map(\.contact), upTo: now)
        for index in newcomers.indices {
            newcomers[index].touch = touches[newcomers[index].contact]?.creating(leadAt: newcomers[index].leadAt)
        }
        return newcomers
    }
}
