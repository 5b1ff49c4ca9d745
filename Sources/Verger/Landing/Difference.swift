/// How much larger a proportion is than another, with how sure one can be of it.
package struct Difference: Hashable, Sendable {
    package let value: Double
    /// The 95 % interval. Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions",
    /// Statistics in Medicine 17 (1998), method 10.
    package let interval: ClosedRange<Double>

    package init(_ larger: Proportion, over smaller: Proportion) {
        let (first, second) = (smaller.wilsonInterval, larger.wilsonInterval)
        value = larger.value - smaller.value
        let down = Difference.length(larger.value - second.lowerBound, first.upperBound - smaller.value)
        let up = Difference.length(second.upperBound - larger.value, smaller.value - first.lowerBound)
        interval = max(-1, value - down)...min(1, value + up)
    }

    /// Whether it can't well be nothing.
    package var isClear: Bool { interval.lowerBound > 0 || interval.upperBound < 0 }

    private static func length(_ left: Double, _ right: Double) -> Double {
        (left * left + right * right).squareRoot()
    }
}
