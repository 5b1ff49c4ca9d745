/// The figures of a funnel over a period, counted from the history of each contact. `FunnelPeriod` says what they mean.
package struct FunnelTally: Sendable {
    /// What became of those who entered a stage.
    package struct Step: Sendable {
        package let stage: Int
        package let next: Int
        package fileprivate(set) var entered = 0
        package fileprivate(set) var mature = 0
        package fileprivate(set) var converted = 0
        package fileprivate(set) var fallen = 0
        package fileprivate(set) var present = 0
        fileprivate var waits: [Int64] = []

        package var recent: Int { entered - mature }
        /// Nil where no entry is mature yet.
        package var conversion: Double? { mature == 0 ? nil : Double(converted) / Double(mature) }

        /// How long those who went on took, in microseconds: half of them no longer than that.
        package var medianWait: Int64? {
            guard !waits.isEmpty else { return nil }
            let sorted = waits.sorted()
            return sorted[(sorted.count - 1) / 2]
        }
    }

    package let period: FunnelPeriod
    package let weeks: [FunnelWeek]
    /// One for each stage.
    package private(set) var steps: [Step]
    /// From the first stage of interest to a paying client; nil where the definition has no such stages.
    package private(set) var sale: Step?
    /// The same, by the source of the contact; empty for those that have none.
    package private(set) var sources: [String: Step] = [:]
    /// Clients for the first time ever.
    package private(set) var newClients = 0
    /// How many arrived, by week and stage. Each counts once a week.
    package private(set) var weekly: [[Int]]

    private let saleStages: (from: Int, to: Int)?

    package init(stages: Int, sale: (from: Int, to: Int)?, over period: FunnelPeriod, weeks: [FunnelWeek] = []) {
        self.period = period
        self.weeks = weeks
        saleStages = sale
        steps = (0..<stages).map { Step(stage: $0, next: $0 + 1) }
        self.sale = sale.map { Step(stage: $0.from, next: $0.to) }
        weekly = Array(repeating: Array(repeating: 0, count: stages), count: weeks.count)
    }

    /// Counts one contact, as `FunnelFigure` would; its history ends no later than the period is seen from.
    package mutating func add(_ arrivals: Arrivals, source: String?) {
        for index in steps.indices { steps[index].add(arrivals, period) }
        if let stages = saleStages {
            sale?.add(arrivals, period)
            sources[source ?? "", default: Step(stage: stages.from, next: stages.to)].add(arrivals, period)
            let first = arrivals.first(at: stages.to, from: .distantPast, before: period.end)
            if let first, first >= period.start { newClients += 1 }
        }
        guard let start = weeks.first?.start else { return }
        for (number, arrival) in arrivals.all.enumerated() where arrival.at >= start {
            guard let week = weeks.firstIndex(where: { arrival.at < $0.end }) else { continue }
            let isCounted = arrivals.all[..<number].contains {
                $0.stage == arrival.stage && $0.at >= weeks[week].start
            }
            if !isCounted { weekly[week][arrival.stage] += 1 }
        }
    }

    package mutating func add(_ history: [Transition], source: String?) { add(Arrivals(history), source: source) }
}

/// Every arrival of a contact at every stage, in order, found in one walk along its history.
package struct Arrivals: Sendable {
    package private(set) var all: [(stage: Int, at: Instant)] = []
    /// The stage at the end; below all stages for none.
    package private(set) var last = -1

    package init(_ history: [Transition]) {
        for step in history {
            let stage = step.stage ?? -1
            // Who skips a stage arrives there all the same.
            if stage > last { for passed in (last + 1)...stage { all.append((passed, step.at)) } }
            last = stage
        }
    }

    /// In [start, end).
    func first(at stage: Int, from start: Instant, before end: Instant) -> Instant? {
        all.first { $0.stage == stage && $0.at >= start && $0.at < end }?.at
    }
}

extension FunnelTally.Step {
    fileprivate mutating func add(_ arrivals: Arrivals, _ period: FunnelPeriod) {
        if arrivals.last == stage { present += 1 }
        guard let arrival = arrivals.first(at: stage, from: period.start, before: period.end) else { return }
        entered += 1
        if arrivals.last < stage { fallen += 1 }
        guard period.isMature(arrival) else { return }
        mature += 1
        guard let passage = arrivals.first(at: next, from: arrival, before: arrival + period.patience) else { return }
        converted += 1
        waits.append(passage - arrival)
    }
}

/// A week of a period, cut where the period begins and ends.
package struct FunnelWeek: Hashable, Sendable {
    package let monday: Day
    package let start: Instant
    /// Excluded.
    package let end: Instant
    /// Whether all seven days are in the period.
    package let isWhole: Bool

    /// The weeks of a period, from Monday to Sunday by the clock of `zone`; the last `limit` of them.
    package static func weeks(of period: FunnelPeriod, in zone: Zone, limit: Int) -> [FunnelWeek] {
        guard period.start < period.end else { return [] }
        let last = zone.day(at: period.end - 1)
        var monday = last.number - Int64(last.weekday - 1)
        var weeks: [FunnelWeek] = []
        while weeks.count < limit, zone.start(of: Day(number: monday + 7)) > period.start {
            let (start, end) = (zone.start(of: Day(number: monday)), zone.start(of: Day(number: monday + 7)))
            weeks.append(
                FunnelWeek(
                    monday: Day(number: monday), start: max(start, period.start), end: min(end, period.end),
                    isWhole: start >= period.start && end <= period.end))
            monday -= 7
        }
        return weeks.reversed()
    }
}
