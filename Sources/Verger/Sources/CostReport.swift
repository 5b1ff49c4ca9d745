/// What leads and what came of them have cost over some days, by source.
///
/// A contact counts at a stage when it arrived there, or beyond, for the first time ever in these days; its source is the touch
/// that made it a lead. A cost counts for its days among these. Costs without contacts and contacts without cost or source
/// have rows of their own, so that rows always sum to the whole.
package struct CostReport: Sendable {
    package enum Grouping: String, CaseIterable, Sendable {
        case channel, campaign, stage
    }

    /// A figure: what was spent, and how many arrived at each stage.
    package struct Row: Hashable, Sendable {
        package fileprivate(set) var cost = Number.zero
        /// One for each stage of the report.
        package fileprivate(set) var arrivals: [Int]

        /// What each arrival at a stage has cost, to the hundredth; nil while there is none, or nothing was spent.
        package func costPer(_ stage: Int) -> Number? {
            cost == .zero ? nil : cost.divided(among: arrivals[stage])
        }

        package var isEmpty: Bool { cost == .zero && arrivals.allSatisfy { $0 == 0 } }

        fileprivate mutating func add(_ other: Row) {
            cost = cost + other.cost
            for index in arrivals.indices { arrivals[index] += other.arrivals[index] }
        }
    }

    package let days: DaySpan
    /// Positions in the definition, the first being that of leads.
    package let stages: [Int]
    /// By channel and campaign, those with nothing left out.
    package private(set) var rows: [Source: Row] = [:]

    package init(over days: DaySpan, stages: [Int]) {
        self.days = days
        self.stages = stages
    }

    package mutating func add(_ cost: Cost, _ book: SourceBook) {
        let amount = cost.amount(in: days)
        guard amount != .zero else { return }
        let source = CostReport.source(of: cost, book)
        var row = rows[source] ?? empty
        row.cost = row.cost + amount
        rows[source] = row
    }

    /// Counts a contact that arrived, for the first time and in these days, at the stages of these indices.
    package mutating func add(arrivals indices: [Int], from source: Source) {
        var row = rows[source] ?? empty
        for index in indices { row.arrivals[index] += 1 }
        rows[source] = row
    }

    package static func source(of cost: Cost, _ book: SourceBook) -> Source {
        switch cost.target {
        case .channel(let channel): Source(channel: channel)
        case .campaign(let id): Source(channel: book.campaign(id)?.channel, campaign: id)
        }
    }

    private var empty: Row { Row(arrivals: Array(repeating: 0, count: stages.count)) }

    /// All together.
    package var total: Row { rows.values.reduce(into: empty) { $0.add($1) } }

    /// By channel: the largest cost first, then the most leads; contacts without source last.
    package var channels: [(source: Source, row: Row)] {
        var sums: [Source: Row] = [:]
        let empty = empty
        for (source, row) in rows { sums[Source(channel: source.channel), default: empty].add(row) }
        return CostReport.sorted(sums)
    }

    /// By campaign; what is of a channel and of no campaign has a row of its own.
    package var campaigns: [(source: Source, row: Row)] { CostReport.sorted(rows) }

    private static func sorted(_ rows: [Source: Row]) -> [(source: Source, row: Row)] {
        rows.map { (source: $0.key, row: $0.value) }.sorted { left, right in
            let unknown = (left.source.channel == nil, right.source.channel == nil)
            if unknown.0 != unknown.1 { return unknown.1 }
            if left.row.cost != right.row.cost { return left.row.cost > right.row.cost }
            if left.row.arrivals != right.row.arrivals {
                return right.row.arrivals.lexicographicallyPrecedes(left.row.arrivals)
            }
            return (left.source.channel ?? "", left.source.campaign ?? 0)
                < (right.source.channel ?? "", right.source.campaign ?? 0)
        }
    }
}

extension CostReport {
    /// The stages that cost something to bring about, of a definition: from leads to clients, or all after the first.
    package static func stages(_ rules: Rules) -> [Int] {
        let ids = rules.stages.map(\.id)
        let first = ids.firstIndex(of: "lead") ?? min(1, max(0, ids.count - 1))
        let last = ids.firstIndex(of: "client") ?? ids.count - 1
        return first <= last ? Array(first...last) : [first]
    }
}
