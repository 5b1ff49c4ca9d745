/// Bytes that are read from any place: a file, or what a database keeps of one.
package struct ByteSource {
    package let count: Int
    private let reading: (_ offset: Int, _ count: Int) throws -> [UInt8]

    /// `read` gives at least one byte, and at most as many as are asked for, from an offset before `count`.
    package init(count: Int, read: @escaping (_ offset: Int, _ count: Int) throws -> [UInt8]) {
        self.count = count
        reading = read
    }

    package init(_ bytes: [UInt8]) {
        self.init(count: bytes.count) { offset, count in Array(bytes[offset..<min(offset + count, bytes.count)]) }
    }

    /// All `count` bytes from `offset` on; throws `SpreadsheetProblem.damaged` where there are fewer.
    func bytes(_ offset: Int, _ count: Int) throws -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= self.count - count else { throw SpreadsheetProblem.damaged }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            let part = try reading(offset + bytes.count, count - bytes.count)
            guard !part.isEmpty else { throw SpreadsheetProblem.damaged }
            bytes += part
        }
        return bytes
    }
}
