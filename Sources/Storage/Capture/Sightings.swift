/// Texts that have been seen, in a constant 4 MB however many: one that was seen is always known, and of millions of
/// others one in a hundred is taken for seen.
/// Source: Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 1970.
struct Sightings: Sendable {
    private static let bits = 1 << 25
    private var words = [UInt64](repeating: 0, count: Sightings.bits / 64)

    mutating func note(_ text: String) {
        let (first, second) = places(of: text)
        words[first >> 6] |= 1 << UInt64(first & 63)
        words[second >> 6] |= 1 << UInt64(second & 63)
    }

    func mayHave(_ text: String) -> Bool {
        let (first, second) = places(of: text)
        return words[first >> 6] >> UInt64(first & 63) & 1 == 1 && words[second >> 6] >> UInt64(second & 63) & 1 == 1
    }

    private func places(of text: String) -> (Int, Int) {
        let hash = UInt64(truncatingIfNeeded: text.hashValue)
        let mask = UInt64(Sightings.bits - 1)
        return (Int(hash & mask), Int(hash >> 32 & mask))
    }
}
