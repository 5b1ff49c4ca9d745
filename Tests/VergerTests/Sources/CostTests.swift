import TestSupport
import Testing
import Verger

@Suite struct `A cost` {
    private func day(_ number: Int64) -> Day { Day(number: 20_000 + number) }

    private func span(_ first: Int64, _ last: Int64) -> DaySpan { DaySpan(day(first), day(last))! }

    private func cost(_ amount: String, _ days: DaySpan) throws -> Cost {
        try Cost(id: 1, target: .channel("sea"), kind: .media, days: days, amount: Number(amount)!)
    }

    @Test func `weighs the same on each of its days`() throws {
        let cost = try cost("300", span(0, 29))

        #expect(cost.amount(in: span(0, 9)) == Number(100))
        #expect(cost.amount(in: span(25, 40)) == Number(50))
        #expect(cost.amount(in: span(30, 40)) == .zero)
    }

    @Test func `is not lost to rounding: 100 over 3 days is 33.33, 33.34 and 33.33`() throws {
        let cost = try cost("100", span(0, 2))

        let parts = (Int64(0)...2).map { "\(cost.amount(in: DaySpan(day($0))))" }

        #expect(parts == ["33.33", "33.34", "33.33"])
    }

    @Test(arguments: UInt64(1)...200)
    func `sums to the whole, however its days are cut`(seed: UInt64) throws {
        var chance = RandomSource(seed: seed)
        let days = span(0, Int64(chance.int(0...400)))
        let amount = Number(millionths: Int64(chance.int(-900_000...900_000_000)) * 10_000 + 10_000)
        guard amount != .zero else { return }
        let cost = try Cost(id: 1, target: .channel("sea"), kind: .media, days: days, amount: amount)

        var parts: [Number] = []
        var next = Int64(chance.int(-20...0))
        while next < Int64(days.count) {
            let end = next + Int64(chance.int(0...60))
            parts.append(cost.amount(in: span(next, end)))
            next = end + 1
        }

        #expect(parts.reduce(.zero, +) == amount)
        #expect(parts.allSatisfy { $0.millionths % 10_000 == 0 })
    }

    @Test func `keeps its sum when it moves from one period to another`() throws {
        let (june, july) = (span(0, 29), span(30, 60))
        let before = try cost("731.17", span(5, 12))
        let after = try cost("731.17", span(28, 33))

        for cost in [before, after] {
            #expect(cost.amount(in: june) + cost.amount(in: july) == Number("731.17"))
        }
        #expect(before.amount(in: july) == .zero)
        #expect(after.amount(in: july) > .zero)
    }

    @Test func `is refused without amount, with a third decimal, over more than ten years`() {
        #expect(throws: Cost.Problem.nothing) { try cost("0", span(0, 0)) }
        #expect(throws: Cost.Problem.tooFine) { try cost("1.005", span(0, 0)) }
        #expect(throws: Cost.Problem.tooLong) { try cost("1", span(0, 4000)) }
    }
}
