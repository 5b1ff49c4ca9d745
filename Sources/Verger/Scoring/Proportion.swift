/// A share of a count, with how sure one can be of it.
package struct Proportion: Hashable, Sendable {
    package let part: Int
    package let whole: Int

    /// Nil of nothing.
    package init?(_ part: Int, of whole: Int) {
        guard whole > 0, (0...whole).contains(part) else { return nil }
        self.part = part
        self.whole = whole
    }

    package var value: Double { Double(part) / Double(whole) }

    /// The 95 % score interval. Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
    /// inference", JASA 22 (1927).
    package var wilsonInterval: ClosedRange<Double> {
        let z = 1.959963984540054
        let n = Double(whole)
        let centre = (value + z * z / (2 * n)) / (1 + z * z / n)
        let reach = z / (1 + z * z / n) * (value * (1 - value) / n + z * z / (4 * n * n)).squareRoot()
        return max(0, centre - reach)...min(1, centre + reach)
    }
}
