package import Verger

extension Census {
    /// Which funnels are asked for: of those whose first fact lies in a time, one for each value of a field.
    package struct FunnelQuestion: Sendable {
        package var from: Instant?
        package var to: Instant?
        package var by: FieldKey?

        package init(from: Instant? = nil, to: Instant? = nil, by: FieldKey? = nil) {
            self.from = from
            self.to = to
            self.by = by
        }
    }

    /// The funnels at any instant, from the facts alone, the largest first; with an empty value for contacts without one.
    package func funnels(
        _ question: FunnelQuestion, _ rules: Rules, at instant: Instant
    ) throws -> [(value: String, funnel: Funnel)] {
        var funnels: [String: Funnel] = question.by == nil ? ["": Funnel(rules)] : [:]
        try forEach(rules, at: instant) { _, dossier, _, standing in
            if let from = question.from, dossier.firstFact < from { return }
            if let to = question.to, dossier.firstFact > to { return }
            guard !standing.isExcluded else { return }
            let value = question.by.flatMap { dossier.members[0].version(at: instant).values[$0] } ?? ""
            funnels[value, default: Funnel(rules)].add(stage: standing.stage, highest: standing.highest)
        }
        return funnels.sorted { ($1.value.total, $0.key) < ($0.value.total, $1.key) }.map { ($0.key, $0.value) }
    }

    /// How many contacts hold `condition` at any instant, from the facts alone.
    package func count(_ condition: ResolvedCondition, at instant: Instant) throws -> Int {
        var count = 0
        try forEach(condition.rules, at: instant) { _, _, evaluator, _ in
            if evaluator.holds(condition) { count += 1 }
        }
        return count
    }

    /// Shows everyone to a replay, and to `report` those who would move.
    package func run(
        _ replay: inout Replay, report: (Dossiers.Item, Replay.Move) throws -> Void = { _, _ in },
        progress: (Int) -> Void = { _ in }
    ) throws {
        try forEachDossier { batch in
            for item in batch {
                if let move = replay.add(item.dossier) { try report(item, move) }
            }
            progress(replay.contacts)
        }
    }
}
