/// A set of activity kinds, as the numbers that a `Catalogue` gives them.
struct KindSet: Hashable, Sendable {
    private var bits = SIMD4<UInt64>(repeating: 0)

    /// How many kinds a workspace can have; the number beyond them stands for a kind that is not known any more.
    static let capacity = 255
    static let unknown: UInt8 = 255

    mutating func insert(_ kind: UInt8) {
        bits[Int(kind >> 6)] |= 1 << UInt64(kind & 63)
    }

    @inline(__always)
    func contains(_ kind: UInt8) -> Bool {
        bits[Int(kind >> 6)] & (1 << UInt64(kind & 63)) != 0
    }

    mutating func formUnion(_ other: KindSet) { bits |= other.bits }

    var isEmpty: Bool { bits == SIMD4(repeating: 0) }
}
