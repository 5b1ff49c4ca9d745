import TestSupport
import Testing
import Verger

@Suite struct DecayTests {
    private static let month = 30 * Instant.day

    @Test(
        arguments: [
            (0, 500), (15, 354), (30, 250), (45, 177), (60, 125), (90, 63), (120, 31), (300, 0), (10_000, 0),
        ] as [(Int64, Int64)])
    func `halves fifty points every thirty days`(days: Int64, tenths: Int64) {
        let decay = Decay(points: Number(50), halfLife: Self.month)

        #expect(decay.tenths(after: days * Instant.day) == tenths)
        #expect(Decay(points: Number(-50), halfLife: Self.month).tenths(after: days * Instant.day) == -tenths)
    }

    @Test func `keeps the higher value at an exact tie, and changes one microsecond later`() {
        // 50 points are 6.25 after 90 days: a tie between 6.2 and 6.3.
        for (points, sign) in [(Number(50), Int64(1)), (Number(-50), -1)] {
            let decay = Decay(points: points, halfLife: Self.month)
            #expect(decay.tenths(after: 3 * Self.month) == 63 * sign)
            #expect(decay.tenths(after: 3 * Self.month + 1) == 62 * sign)
            #expect(decay.nextChange(after: 3 * Self.month - 1) == 3 * Self.month + 1)
        }
    }

    @Test(arguments: [("12.25", 123), ("12.24", 122), ("-12.25", -123), ("0.05", 1), ("-0.05", -1), ("0.04", 0)])
    func `rounds to one decimal, half away from zero`(points: String, tenths: Int64) {
        #expect(Decay(points: Number(points)!, halfLife: nil).tenths(after: 100 * Instant.day) == tenths)
    }

    @Test func `never changes without a half-life, nor once nothing is left`() {
        #expect(Decay(points: Number(5), halfLife: nil).nextChange(after: 0) == nil)
        #expect(Decay(points: Number(1), halfLife: Instant.day).nextChange(after: 100 * Instant.day) == nil)
        #expect(Decay(points: .zero, halfLife: Instant.day).nextChange(after: 0) == nil)
    }

    @Test func `next changes when a search finds it`() throws {
        var random = RandomSource(seed: 21)
        for _ in 0..<3000 {
            let decay = Decay(
                points: Number(millionths: Int64(random.int(-100_000_000...100_000_000))),
                halfLife: Int64(random.int(1...400)) * random.pick([Instant.minute, Instant.hour, Instant.day]))
            let age = Int64(random.int(0...1_000_000)) * Instant.minute
            let current = decay.tenths(after: age)

            guard let change = decay.nextChange(after: age) else {
                #expect(current == 0)
                continue
            }

            // The worth only fades, so halving the distance finds the first other one.
            var (low, high) = (age, age + 64 * decay.halfLife!)
            while high - low > 1 {
                let middle = low + (high - low) / 2
                if decay.tenths(after: middle) == current { low = middle } else { high = middle }
            }
            #expect(change == high, "\(decay.points) by \(decay.halfLife!) after \(age)")
        }
    }

    @Test func `fades without ever coming back`() {
        var random = RandomSource(seed: 22)
        for _ in 0..<300 {
            let halfLife = Int64(random.int(1...200)) * Instant.day
            let decay = Decay(points: Number(millionths: Int64(random.int(1...80_000_000))), halfLife: halfLife)
            var last = decay.tenths(after: 0)
            for step in 1...200 {
                let next = decay.tenths(after: halfLife / 20 * Int64(step))
                #expect(next <= last && next >= 0)
                last = next
            }
        }
    }
}
