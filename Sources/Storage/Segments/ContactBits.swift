import Verger

/// A set of contacts, one bit for each id, in chunks that are there only where ids are.
struct ContactBits {
    private static let shift = 16
    private static let words = 1 << (shift - 6)

    /// By the upper bits of the id; empty where there is none.
    private var chunks: [[UInt64]] = []

    mutating func insert(_ id: Int64) {
        let chunk = Int(id >> Int64(ContactBits.shift))
        if chunk >= chunks.count { chunks += Array(repeating: [], count: chunk + 1 - chunks.count) }
        if chunks[chunk].isEmpty { chunks[chunk] = Array(repeating: 0, count: ContactBits.words) }
        chunks[chunk][Int(id >> 6) & (ContactBits.words - 1)] |= 1 << UInt64(id & 63)
    }

    var count: Int { chunks.reduce(0) { sum, chunk in chunk.reduce(sum) { $0 + $1.nonzeroBitCount } } }
    var isEmpty: Bool { chunks.allSatisfy { chunk in chunk.allSatisfy { $0 == 0 } } }

    mutating func formUnion(_ other: ContactBits) {
        if chunks.count < other.chunks.count {
            chunks += Array(repeating: [], count: other.chunks.count - chunks.count)
        }
        for (index, chunk) in other.chunks.enumerated() where !chunk.isEmpty {
            if chunks[index].isEmpty { chunks[index] = chunk } else { combine(index, chunk) { $0 | $1 } }
        }
    }

    mutating func formIntersection(_ other: ContactBits) {
        for index in chunks.indices where !chunks[index].isEmpty {
            if index < other.chunks.count, !other.chunks[index].isEmpty {
                combine(index, other.chunks[index]) { $0 & $1 }
            } else {
                chunks[index] = []
            }
        }
    }

    mutating func subtract(_ other: ContactBits) {
        for (index, chunk) in other.chunks.enumerated() where index < chunks.count && !chunk.isEmpty {
            if !chunks[index].isEmpty { combine(index, chunk) { $0 & ~$1 } }
        }
    }

    private mutating func combine(_ index: Int, _ other: [UInt64], _ join: (UInt64, UInt64) -> UInt64) {
        for word in chunks[index].indices { chunks[index][word] = join(chunks[index][word], other[word]) }
    }

    /// The first `limit` ids after `after`, in order.
    func ids(after: Int64, limit: Int) -> [Contact.ID] {
        var ids: [Contact.ID] = []
        for (index, chunk) in chunks.enumerated() where (index + 1) << ContactBits.shift > after {
            for (position, word) in chunk.enumerated() where word != 0 {
                var rest = word
                while rest != 0 {
                    let id = Int64(index << ContactBits.shift + position << 6 + rest.trailingZeroBitCount)
                    rest &= rest - 1
                    guard id > after else { continue }
                    if ids.count >= limit { return ids }
                    ids.append(Contact.ID(id))
                }
            }
        }
        return ids
    }
}
