/// Turns the bytes of a file into UTF-8, whatever its encoding. What can't be read stays malformed UTF-8, so that the
/// record that holds it can be refused.
struct CSVDecoder {
    /// Gives the next bytes of the file; nil at its end.
    typealias Source = () throws -> [UInt8]?

    private let source: Source
    /// Nil as long as everything was ASCII.
    private(set) var encoding: CSVEncoding?
    /// The bytes of the file's byte order mark.
    private(set) var markLength = 0
    private var pending: [UInt8] = []
    private var isStart: Bool

    /// `isStart` when the source begins where the file does, so that it may begin with a byte order mark.
    init(encoding: CSVEncoding?, isStart: Bool, source: @escaping Source) {
        self.encoding = encoding
        self.isStart = isStart
        self.source = source
    }

    /// Appends the next characters to `target`; false at the end of the file.
    mutating func read(into target: inout [UInt8]) throws -> Bool {
        guard let chunk = try source() else { return flush(into: &target) }
        var bytes = chunk
        if !pending.isEmpty {
            bytes = pending + chunk
            pending = []
        }
        if isStart {
            guard bytes.count >= 3 else {
                pending = bytes
                return true
            }
            skipMark(of: &bytes)
        }
        decode(bytes, into: &target)
        return true
    }

    /// The last bytes, which were waiting for more.
    private mutating func flush(into target: inout [UInt8]) -> Bool {
        guard !pending.isEmpty else { return false }
        var bytes = pending
        pending = []
        if isStart { skipMark(of: &bytes) }
        switch encoding {
        case .utf16LittleEndian, .utf16BigEndian:
            decode(bytes, into: &target)
            if !pending.isEmpty { target.append(0xFF) }
            pending = []
        case .windows1252: decode(bytes, into: &target)
        case .utf8: target += bytes
        case nil:
            // Too short to be a sequence: an accent of Windows-1252 ends the file.
            encoding = CSVEvidence(bytes).encoding ?? (bytes.allSatisfy { $0 < 0x80 } ? nil : .windows1252)
            decode(bytes, into: &target)
        }
        return true
    }

    private mutating func skipMark(of bytes: inout [UInt8]) {
        isStart = false
        guard let mark = CSVEncoding.marked(by: bytes), encoding == nil || encoding == mark.encoding else { return }
        encoding = mark.encoding
        markLength = mark.length
        bytes.removeFirst(mark.length)
    }

    private mutating func decode(_ bytes: [UInt8], into target: inout [UInt8]) {
        switch encoding {
        case .utf8: target += bytes
        case .windows1252: Windows1252.decode(bytes, into: &target)
        case .utf16LittleEndian: decodeUTF16(bytes, low: 0, into: &target)
        case .utf16BigEndian: decodeUTF16(bytes, low: 1, into: &target)
        case nil: decide(by: bytes, into: &target)
        }
    }

    /// The first bytes beyond ASCII say which encoding it is.
    private mutating func decide(by bytes: [UInt8], into target: inout [UInt8]) {
        guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else {
            target += bytes
            return
        }
        let evidence = CSVEvidence(bytes[first...])
        encoding = evidence.encoding
        if encoding == nil {
            target += bytes.dropLast(evidence.tail)
            pending = Array(bytes.suffix(evidence.tail))
        } else {
            decode(bytes, into: &target)
        }
    }

    /// Lone surrogates become the three bytes they would have, which UTF-8 refuses.
    private mutating func decodeUTF16(_ bytes: [UInt8], low: Int, into target: inout [UInt8]) {
        var index = 0
        while index + 1 < bytes.count {
            let unit = UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8
            if unit & 0xFC00 == 0xD800 {
                guard index + 3 < bytes.count else { break }
                let next = UInt32(bytes[index + 2 + low]) | UInt32(bytes[index + 3 - low]) << 8
                if next & 0xFC00 == 0xDC00 {
                    append(0x10000 + (unit & 0x3FF) << 10 + next & 0x3FF, to: &target)
                    index += 4
                    continue
                }
            }
            append(unit, to: &target)
            index += 2
        }
        pending = Array(bytes[index...])
    }

    private func append(_ scalar: UInt32, to target: inout [UInt8]) {
        switch scalar {
        case ..<0x80: target.append(UInt8(scalar))
        case ..<0x800: target += [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
        case ..<0x10000:
            target += [
                UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F),
            ]
        default:
            target += [
                UInt8(0xF0 | scalar >> 18), UInt8(0x80 | scalar >> 12 & 0x3F), UInt8(0x80 | scalar >> 6 & 0x3F),
                UInt8(0x80 | scalar & 0x3F),
            ]
        }
    }
}
