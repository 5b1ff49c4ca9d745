import Foundation

/// Points that lose half of their worth every half-life: points × 2^(−Δ/h), rounded to tenths, half away from zero.
/// Exponential decay: order-free, with no clockwork that drifts (50 points, 30 days: 17.7 after 45 days, 6.3 after 90).
package struct Decay: Sendable {
    package let points: Number
    /// In microseconds; nil when the points stay.
    package let halfLife: Int64?

    package init(points: Number, halfLife: Int64?) {
        self.points = points
        self.halfLife = halfLife
    }

    /// The worth after `age` microseconds, in tenths of a point.
    package func tenths(after age: Int64) -> Int64 {
        guard let halfLife, age > 0 else { return points.tenths }
        let halvings = age / halfLife
        guard halvings < 60 else { return 0 }
        let rest = age % halfLife
        if rest == 0 { return exactTenths(after: halvings) }
        // 2^(−rest/h) is irrational here, so that there is no tie for rounding errors to decide.
        let magnitude = Double(points.millionths.magnitude) / 100_000 / Double(Int64(1) << halvings)
        let worth = Int64((magnitude * exp2(-Double(rest) / Double(halfLife)) + 0.5).rounded(.down))
        return points.millionths < 0 ? -worth : worth
    }

    private func exactTenths(after halvings: Int64) -> Int64 {
        let divisor = Int128(100_000) << Int128(halvings)
        let worth = Int64((2 * Int128(points.millionths.magnitude) + divisor) / (2 * divisor))
        return points.millionths < 0 ? -worth : worth
    }

    /// The least age beyond `age` at which the worth is another one; nil when it stays.
    package func nextChange(after age: Int64) -> Int64? {
        guard let halfLife else { return nil }
        let current = tenths(after: age)
        guard current != 0 else { return nil }
        let boundary = Double(current.magnitude) - 0.5
        let ratio = Double(points.millionths.magnitude) / 100_000 / boundary
        var guess = max(age + 1, Int64(log2(ratio) * Double(halfLife)))
        // The logarithm may be a few microseconds off: settle by the very function that decides.
        while tenths(after: guess) == current { guess += 1 }
        while guess - 1 > age, tenths(after: guess - 1) != current { guess -= 1 }
        return guess
    }
}
