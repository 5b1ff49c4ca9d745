/// What some bytes say about their encoding.
struct CSVEvidence {
    /// Well-formed UTF-8 sequences of two bytes or more.
    private(set) var sequences = 0
    /// Runs of bytes that UTF-8 can't hold.
    private(set) var faults = 0
    /// Bytes at the end that may be the beginning of a sequence.
    private(set) var tail = 0

    init(_ bytes: some RandomAccessCollection<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] < 0x80 {
                index = bytes.index(after: index)
                continue
            }
            let rest = bytes[index...]
            switch UTF8Sequence.length(at: rest) {
            case .complete(let length):
                sequences += 1
                index = bytes.index(index, offsetBy: length)
            case .cut:
                tail = rest.count
                return
            case .wrong:
                faults += 1
                index = bytes.index(after: index)
            }
        }
    }

    /// Accented Windows-1252 text is almost never well-formed UTF-8 by chance, so a few sequences outweigh many faults:
    /// a damaged UTF-8 file must be reported, not read as gibberish.
    var encoding: CSVEncoding? {
        if sequences == 0, faults == 0 { return nil }
        return sequences * 4 >= faults ? .utf8 : .windows1252
    }
}

/// The well-formed byte sequences of UTF-8 (Unicode 15, table 3-7).
enum UTF8Sequence {
    case complete(Int)
    /// The bytes end before the sequence does.
    case cut
    case wrong

    /// What begins at the first byte of `bytes`.
    static func length(at bytes: some RandomAccessCollection<UInt8>) -> UTF8Sequence {
        guard let lead = bytes.first else { return .cut }
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0x00...0x7F: return .complete(1)
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return .wrong
        }
        for (offset, byte) in bytes.dropFirst().prefix(length - 1).enumerated() {
            guard (offset == 0 ? second : 0x80...0xBF).contains(byte) else { return .wrong }
        }
        return bytes.count < length ? .cut : .complete(length)
    }

    /// Whether all of `bytes` is well-formed.
    static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            guard case .complete(let length) = length(at: bytes[index...]) else { return false }
            index += length
        }
        return true
    }
}
