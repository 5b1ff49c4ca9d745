/// Two variants of one version of a page, shown side by side under a plan.
package struct LandingTest: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let page: Int64
    package let version: Int
    package let plan: TestPlan
    package let startedAt: Instant
    package let startedBy: String
    package var endedAt: Instant?
    package var endedBy: String?
    /// The variant that was chosen when it ended.
    package var kept: LandingVariant?

    package init(
        id: Int64, page: Int64, version: Int, plan: TestPlan, startedAt: Instant, startedBy: String,
        endedAt: Instant? = nil, endedBy: String? = nil, kept: LandingVariant? = nil
    ) {
        self.id = id
        self.page = page
        self.version = version
        self.plan = plan
        self.startedAt = startedAt
        self.startedBy = startedBy
        self.endedAt = endedAt
        self.endedBy = endedBy
        self.kept = kept
    }

    package var isRunning: Bool { endedAt == nil }
}

/// What a test says on a day. It is decided once, by the days up to the first on which the plan was fulfilled: looking at
/// it earlier, oftener or later changes nothing.
package struct TestReading: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        /// More visitors are needed, by variant, and more days. `estimate`: the days until then at the pace so far.
        case notYet(visitors: [LandingVariant: Int], days: Int, estimate: Int?)
        /// It ended before there was an answer, and there will be none.
        case abandoned
        /// B does better, or worse, than A.
        case better(Difference)
        case worse(Difference)
        /// The plan was fulfilled and no difference is seen; the interval says how large one could still be.
        case same(Difference)
    }

    package let verdict: Verdict
    /// What was counted so far, today too.
    package let a: LandingCount
    package let b: LandingCount
    /// The day that decided, and what was counted up to its end.
    package let decision: LandingDay?
    /// Visitors were not split as planned: something keeps one variant from being counted, and no answer is worth anything.
    package let isSkewed: Bool

    /// `days` in order, from the first of the test; `zone` that of the workspace.
    package init(_ test: LandingTest, _ days: [LandingDay], in zone: Zone, at now: Instant) {
        let first = zone.day(at: test.startedAt)
        let last = zone.day(at: min(test.endedAt ?? now, now))
        // The day that it begins on or ends on is not whole; a day counts when it is over.
        let counted = days.filter { $0.day >= first && $0.day <= last }
        let whole = counted.filter { $0.day < last || (test.endedAt != nil && $0.day < zone.day(at: now)) }
        a = counted.reduce(LandingCount()) { $0 + $1.a }
        b = counted.reduce(LandingCount()) { $0 + $1.b }
        decision = TestReading.decision(test.plan, whole, from: first)
        isSkewed = TestReading.isSkewed(decision?.a ?? a, decision?.b ?? b, test.plan)
        if let decision, let left = decision.a.conversion, let right = decision.b.conversion {
            let difference = Difference(right, over: left)
            verdict =
                !difference.isClear
                ? .same(difference) : difference.value > 0 ? .better(difference) : .worse(difference)
        } else if test.endedAt != nil {
            verdict = .abandoned
        } else {
            verdict = TestReading.waiting(test.plan, a, b, whole, elapsed: Int(last.number - first.number))
        }
    }

    private static func decision(_ plan: TestPlan, _ days: [LandingDay], from first: Day) -> LandingDay? {
        var (a, b) = (LandingCount(), LandingCount())
        for day in days {
            a = a + day.a
            b = b + day.b
            let isLong = day.day.number - first.number + 1 >= TestPlan.shortest
            if isLong, a.visitors >= plan.needed(of: .a), b.visitors >= plan.needed(of: .b) {
                return LandingDay(day.day, a: a, b: b)
            }
        }
        return nil
    }

    private static func waiting(
        _ plan: TestPlan, _ a: LandingCount, _ b: LandingCount, _ whole: [LandingDay], elapsed: Int
    ) -> Verdict {
        let missing = [
            LandingVariant.a: max(0, plan.needed(of: .a) - a.visitors), .b: max(0, plan.needed(of: .b) - b.visitors),
        ]
        let days = max(0, TestPlan.shortest - elapsed)
        var estimate: Int?
        // A pace is known once a week has gone by.
        if elapsed >= 7 {
            let seen = whole.reduce(0) { $0 + $1.a.visitors + $1.b.visitors }
            let pace = Double(seen) / Double(elapsed)
            if pace > 0 {
                let longest = missing.map { Double($0.value) / (pace * plan.part(of: $0.key)) }.max() ?? 0
                estimate = max(days, Int(longest.rounded(.up)))
            }
        }
        return .notYet(visitors: missing, days: days, estimate: estimate)
    }

    /// Less likely than one in a thousand, were visitors split as planned.
    private static func isSkewed(_ a: LandingCount, _ b: LandingCount, _ plan: TestPlan) -> Bool {
        let all = Double(a.visitors + b.visitors)
        guard all >= 200 else { return false }
        let part = plan.part(of: .b)
        let distance = Double(b.visitors) - all * part
        return distance * distance > 10.8276 * all * part * (1 - part)
    }
}
