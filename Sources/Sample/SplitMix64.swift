/// A repeatable source of chance.
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for the `number`th thing of a `subject`, whatever the others draw.
    init(seed: UInt64, subject: UInt64, number: Int) {
        var mixer = SplitMix64(seed: seed &+ subject &* 0xD1B5_4A32_D192_ED03)
        let start = mixer.next() ^ UInt64(truncatingIfNeeded: number)
        mixer = SplitMix64(seed: start)
        state = mixer.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 to `bound` − 1. The bias of the multiplication is below 2⁻⁴⁰ for the bounds used here.
    mutating func number(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + number(below: range.count)
    }

    /// Whether something that happens `percent` times in a hundred happens now.
    mutating func happens(_ percent: Int) -> Bool {
        number(below: 100) < percent
    }

    /// One of `choices`, which is not empty.
    mutating func pick<T>(_ choices: [T]) -> T {
        choices[number(below: choices.count)]
    }
}
