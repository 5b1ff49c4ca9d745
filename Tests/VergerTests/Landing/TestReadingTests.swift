import TestSupport
import Testing
import Verger

@Suite struct `A test of two variants` {
    private let start = Instant(iso8601: "2026-03-02T09:00:00+01:00", in: .paris)!

    private func test(_ plan: TestPlan, until end: Instant? = nil) -> LandingTest {
        LandingTest(id: 1, page: 1, version: 1, plan: plan, startedAt: start, startedBy: "a@b.fr", endedAt: end)
    }

    /// `count` days, each with so many visitors of A and of B and so many forms.
    private func days(_ count: Int, _ a: (Int, Int), _ b: (Int, Int)) -> [LandingDay] {
        let first = Zone.paris.day(at: start).number
        return (0..<count).map { index in
            LandingDay(
                Day(number: first + Int64(index)), a: LandingCount(views: a.0, visitors: a.0, conversions: a.1),
                b: LandingCount(views: b.0, visitors: b.0, conversions: b.1))
        }
    }

    private func reading(_ test: LandingTest, _ days: [LandingDay], after passed: Int) -> TestReading {
        TestReading(test, days, in: .paris, at: start + Int64(passed) * Instant.day)
    }

    /// R: `power.prop.test(p1 = .05, p2 = .06, power = .8)` gives 8157.7; .10 and .12 give 3840.8, .20 and .25 1093.7.
    @Test(arguments: [(500, 20, 8158), (1000, 20, 3841), (2000, 25, 1094)])
    func `needs as many visitors as the books say`(baseline: Int, lift: Int, needed: Int) throws {
        let plan = try TestPlan(baseline: baseline, lift: lift, share: 50)

        #expect(plan.needed(of: .a) == needed && plan.needed(of: .b) == needed)
    }

    @Test func `needs more in all when few are shown B`() throws {
        let plan = try TestPlan(baseline: 500, lift: 20, share: 20)

        #expect(plan.needed(of: .a) == 19_963 && plan.needed(of: .b) == 4991)
    }

    @Test func `refuses plans that can’t be`() {
        for (baseline, lift, share, path) in [
            (0, 20, 50, "baseline"), (9500, 20, 50, "baseline"), (500, 2, 50, "lift"), (8000, 50, 50, "lift"),
            (500, 20, 0, "share"), (500, 20, 100, "share"),
        ] {
            let problem = #expect(throws: Problem.self) {
                try TestPlan(baseline: baseline, lift: lift, share: share)
            }
            #expect(problem?.path == path)
        }
    }

    @Test func `shows B to the share that was planned, always the same to a browser`() throws {
        let plan = try TestPlan(baseline: 500, lift: 20, share: 30)

        #expect((0..<10_000).count { plan.variant(at: $0) == .b } == 3000)
    }

    /// Newcombe 1998, table II: 56 of 70 over 48 of 80, 9 of 10 over 3 of 10, method 10.
    @Test(arguments: [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090)])
    func `tells a difference as precisely as it is known`(
        larger: Int, of whole: Int, smaller: Int, ofOther other: Int, low: Double, high: Double
    ) throws {
        let difference = Difference(
            try #require(Proportion(larger, of: whole)), over: try #require(Proportion(smaller, of: other)))

        #expect(abs(difference.interval.lowerBound - low) < 0.00005)
        #expect(abs(difference.interval.upperBound - high) < 0.00005)
    }

    @Test func `says that it is not enough yet, and how much is missing`() throws {
        let plan = try TestPlan(baseline: 2000, lift: 25, share: 50)

        let said = reading(test(plan), days(8, (50, 1), (50, 40)), after: 8)

        #expect(
            said.verdict == .notYet(visitors: [.a: 694, .b: 694], days: 6, estimate: 14))
        #expect(said.decision == nil && said.b.conversions == 320)
    }

    @Test func `waits for two weeks however many come`() throws {
        let plan = try TestPlan(baseline: 2000, lift: 25, share: 50)

        let early = reading(test(plan), days(13, (9000, 1800), (9000, 3000)), after: 13)
        let later = reading(test(plan), days(14, (9000, 1800), (9000, 3000)), after: 14)

        guard case .notYet = early.verdict else { return #expect(Bool(false), "decided after \(early)") }
        guard case .better(let difference) = later.verdict else { return #expect(Bool(false), "no answer") }
        #expect(difference.interval.contains(0.1333))
    }

    @Test func `is decided once, whatever comes later`() throws {
        let plan = try TestPlan(baseline: 2000, lift: 25, share: 50)
        let first = days(14, (100, 20), (100, 28))

        let decided = reading(test(plan), first, after: 14)
        let turned = days(30, (100, 20), (100, 28)).enumerated().map { index, day in
            index < 14
                ? day
                : LandingDay(day.day, a: LandingCount(visitors: 900, conversions: 800), b: LandingCount(visitors: 900))
        }
        let later = reading(test(plan), turned, after: 30)

        #expect(decided.decision?.day == first[13].day && later.decision == decided.decision)
        #expect(later.verdict == decided.verdict)
    }

    @Test func `counts a day when it is over`() throws {
        let plan = try TestPlan(baseline: 2000, lift: 25, share: 50)

        let evening = reading(test(plan), days(14, (100, 20), (100, 28)), after: 13)

        #expect(evening.decision == nil && evening.a.visitors == 1400)
    }

    @Test func `that was stopped early has no answer, ever`() throws {
        let plan = try TestPlan(baseline: 2000, lift: 25, share: 50)
        let stopped = test(plan, until: start + 5 * Instant.day)

        let said = reading(stopped, days(60, (100, 20), (100, 90)), after: 60)

        #expect(said.verdict == .abandoned && said.a.visitors == 600)
    }

    @Test func `notices visitors who are not split as planned`() throws {
        let plan = try TestPlan(baseline: 2000, lift: 25, share: 50)

        #expect(reading(test(plan), days(14, (110, 20), (90, 20)), after: 14).isSkewed)
        #expect(!reading(test(plan), days(14, (102, 20), (98, 20)), after: 14).isSkewed)
    }

    /// Drawn four hundred times, looked at every day, the same to all: in about one of twenty a difference is seen where there
    /// is none, and in four of five one that is there.
    @Test func `is wrong as seldom as it promises, though it is looked at every day`() throws {
        let plan = try TestPlan(baseline: 2000, lift: 50, share: 50)
        var source = RandomSource(seed: 7)

        func declared(_ rate: Int) -> Int {
            (0..<400).count { _ in
                let drawn = days(22, (16, 0), (16, 0)).map { day in
                    LandingDay(
                        day.day,
                        a: LandingCount(visitors: 16, conversions: (0..<16).count { _ in source.int(0...999) < 200 }),
                        b: LandingCount(visitors: 16, conversions: (0..<16).count { _ in source.int(0...999) < rate }))
                }
                return (1...23).contains { passed in
                    switch reading(test(plan), Array(drawn.prefix(passed)), after: passed).verdict {
                    case .better, .worse: true
                    case .notYet, .abandoned, .same: false
                    }
                }
            }
        }

        #expect((8...36).contains(declared(200)))
        #expect((290...360).contains(declared(300)))
    }
}
