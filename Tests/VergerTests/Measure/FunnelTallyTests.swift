import TestSupport
import Testing
import Verger

/// Stages 0 suspect, 1 lead, 2 prospect, 3 opportunity, 4 client. Days are counted from the start of the period.
@Suite struct `A funnel` {
    /// Ten days, seen on day 20, with five days to go on.
    static let period = FunnelPeriod(
        from: Instant(seconds: 0), to: Instant(seconds: 0) + 10 * Instant.day, patience: 5 * Instant.day,
        seen: Instant(seconds: 0) + 20 * Instant.day)

    private func history(_ steps: (day: Int64, stage: Int?)...) -> [Transition] {
        steps.map { Transition(at: Instant(seconds: 0) + $0.day * Instant.day, stage: $0.stage) }
    }

    private func tally(_ histories: [Transition]..., over period: FunnelPeriod = `A funnel`.period) -> FunnelTally {
        var tally = FunnelTally(stages: 5, sale: (1, 4), over: period)
        for history in histories { tally.add(history, source: nil) }
        return tally
    }

    @Test func `counts an arrival from below, not a stay or a fall`() {
        let tally = tally(
            history((-3, 1), (2, 2)),  // arrives at prospect
            history((-3, 3), (2, 2)),  // falls to prospect
            history((-3, 2), (2, nil)))  // stays, then falls

        #expect(tally.steps.map(\.entered) == [0, 0, 1, 0, 0])
    }

    @Test func `counts who skips a stage there too`() {
        #expect(tally(history((1, 0), (2, 4))).steps.map(\.entered) == [1, 1, 1, 1, 1])
    }

    @Test func `counts each once, by the first arrival in the period`() {
        let tally = tally(history((-9, 1), (-8, 0), (1, 1), (2, 0), (3, 1), (4, 2)))

        #expect(tally.steps[1].entered == 1)
        #expect(tally.steps[1].medianWait == 3 * Instant.day)
    }

    @Test func `holds its start and not its end`() {
        #expect(tally(history((0, 1))).steps[1].entered == 1)
        #expect(tally(history((10, 1))).steps[1].entered == 0)
    }

    @Test func `takes going on after the patience for not going on`() {
        let tally = tally(history((1, 1), (6, 2)), history((1, 1), (5, 2)))

        #expect(tally.steps[1].mature == 2)
        #expect(tally.steps[1].converted == 1)
        #expect(tally.steps[1].conversion == 0.5)
    }

    @Test func `says nothing of entries whose patience still runs`() {
        let early = FunnelPeriod(
            from: `A funnel`.period.start, to: `A funnel`.period.end, patience: 5 * Instant.day,
            seen: Instant(seconds: 0) + 6 * Instant.day - 1)
        let tally = tally(history((1, 1)), history((2, 1)), history((3, 1), (4, 2)), over: early)

        #expect(tally.steps[1].entered == 3)
        #expect(tally.steps[1].mature == 1)
        #expect(tally.steps[1].recent == 2)
        #expect(tally.steps[1].conversion == 0)
        #expect(self.tally(history((2, 1)), over: early).steps[1].conversion == nil)
    }

    @Test func `tells who fell back since, and who is there`() {
        let tally = tally(history((1, 2), (12, 1)), history((1, 2), (3, 1), (15, 2)), history((-5, 2)))

        #expect(tally.steps[2].fallen == 1)
        #expect(tally.steps.map(\.present) == [0, 1, 2, 0, 0])
    }

    @Test func `calls new only who never was there before`() {
        let tally = tally(history((1, 4)), history((-9, 4), (-8, 3), (1, 4)))

        #expect(tally.steps[4].entered == 2)
        #expect(tally.newClients == 1)
    }

    @Test func `keeps the sources apart, and their sum is the whole`() {
        var tally = FunnelTally(stages: 5, sale: (1, 4), over: `A funnel`.period)
        tally.add(history((1, 1), (2, 4)), source: "salon")
        tally.add(history((1, 1)), source: "salon")
        tally.add(history((1, 1)), source: nil)

        #expect(tally.sources["salon"]?.conversion == 0.5)
        #expect(tally.sources[""]?.entered == 1)
        #expect(tally.sources.values.reduce(0) { $0 + $1.entered } == tally.sale?.entered)
    }

    @Test func `counts what each figure holds of, and arrivals once a week`() {
        var random = RandomSource(seed: 7)
        let period = `A funnel`.period
        let weeks = FunnelWeek.weeks(of: period, in: .paris, limit: 9)
        var tally = FunnelTally(stages: 5, sale: (1, 4), over: period, weeks: weeks)
        let histories = (0..<400).map { _ in
            var day = random.int(-20...10)
            return (0..<random.int(1...7)).map { _ in
                defer { day += random.int(1...4) }
                let stage = random.int(-1...4)
                return Transition(at: period.start + Int64(day) * Instant.day, stage: stage < 0 ? nil : stage)
            }
        }
        for history in histories { tally.add(history, source: nil) }

        func count(_ kind: FunnelFigure.Kind, _ stage: Int, next: Int? = nil) -> Int {
            histories.count { FunnelFigure(kind, stage, next: next).instant(in: $0, period) != nil }
        }
        for (stage, step) in tally.steps.enumerated() {
            #expect(step.entered == count(.entered, stage))
            #expect(step.mature == count(.mature, stage))
            #expect(step.converted == count(.converted, stage))
            #expect(step.fallen == count(.fallen, stage))
            #expect(step.present == count(.present, stage))
        }
        #expect(tally.sale?.converted == count(.converted, 1, next: 4))
        #expect(tally.newClients == count(.new, 4))
        for (number, week) in weeks.enumerated() {
            for stage in 0..<5 {
                let arrived = histories.count { $0.arrival(at: stage, from: week.start, before: week.end) != nil }
                #expect(tally.weekly[number][stage] == arrived)
            }
        }
    }

    @Test func `cuts its weeks at its ends and at Monday`() {
        let zone = Zone.paris
        let period = FunnelPeriod(
            from: zone.start(of: Day(year: 2026, month: 11, day: 5)!),
            to: zone.end(of: Day(year: 2026, month: 11, day: 24)!),
            patience: Instant.day, seen: .distantFuture - 1)
        let weeks = FunnelWeek.weeks(of: period, in: zone, limit: 53)

        #expect(weeks.map(\.monday.day) == [2, 9, 16, 23])
        #expect(weeks.map(\.isWhole) == [false, true, true, false])
        #expect(weeks.first?.start == period.start && weeks.last?.end == period.end)
        #expect(zip(weeks, weeks.dropFirst()).allSatisfy { $0.end == $1.start })
        #expect(FunnelWeek.weeks(of: period, in: zone, limit: 2).map(\.monday.day) == [16, 23])
    }
}

@Suite struct `The history by each day's own definition` {
    private func step(_ second: Int64, _ stage: Int?) -> Transition {
        Transition(at: Instant(seconds: second), stage: stage)
    }

    @Test func `goes over to the next definition on its day`() {
        let spliced = SplicedHistory.history(of: [
            .init(from: Instant(seconds: 100), history: [step(10, 0), step(50, 1), step(300, 2)]),
            .init(from: Instant(seconds: 200), history: [step(10, 0), step(60, 2), step(250, 3)]),
        ])

        #expect(spliced == [step(10, 0), step(50, 1), step(200, 2), step(250, 3)])
    }

    @Test func `does not move on a day that changes nothing for it`() {
        let spliced = SplicedHistory.history(of: [
            .init(from: Instant(seconds: 100), history: [step(10, 0), step(50, 1)]),
            .init(from: Instant(seconds: 200), history: [step(10, 0), step(60, 1)]),
        ])

        #expect(spliced == [step(10, 0), step(50, 1)])
    }
}
