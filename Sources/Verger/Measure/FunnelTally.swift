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

    /// Counts one contact; `history` ends no later than the period is seen from.
    package mutating func add(_ history: [Transition], source: String?) {
        for index in steps.indices { steps[index].add(history, period) }
        if let stages = saleStages {
            sale?.add(history, period)
            sources[source ?? "", default: Step(stage: stages.from, next: stages.to)].add(history, period)
            if FunnelFigure(.new, stages.to).instant(in: history, period) != nil { newClients += 1 }
        }
        for (number, week) in weeks.enumerated() {
            for stage in steps.indices where history.arrival(at: stage, from: week.start, before: week.end) != nil {
                weekly[number][stage] += 1
            }
        }
    }
}

extension FunnelTally.Step {
    fileprivate mutating func add(_ history: [Transition], _ period: FunnelPeriod) {
        func instant(_ kind: FunnelFigure.Kind) -> Instant? {
            FunnelFigure(kind, stage, next: next).instant(in: history, period)
        }
        if instant(.present) != nil { present += 1 }
        guard let arrival = instant(.entered) else { return }
        entered += 1
        if instant(.fallen) != nil { fallen += 1 }
        guard instant(.mature) != nil else { return }
        mature += 1
        guard let passage = instant(.converted) else { return }
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
