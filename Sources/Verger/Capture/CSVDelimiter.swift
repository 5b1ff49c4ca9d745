/// Which character stands between the cells.
enum CSVDelimiter {
    /// In order of preference where the records leave it open: a comma may be a decimal one.
    private static let candidates = [Byte.tab, Byte.semicolon, Byte.comma]
    private static let recordsLookedAt = 30

    /// The delimiter with which most of the first records have as many cells as the header; a comma when the header has
    /// one cell with each of them.
    static func detected(in bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var best: (delimiter: UInt8, agreement: Double, cells: Int)?
        for candidate in candidates {
            let counts = cellCounts(of: bytes, delimiter: candidate)
            guard let header = counts.first, header > 1 else { continue }
            let agreement = Double(counts.count { $0 == header }) / Double(counts.count)
            if let best, (best.agreement, best.cells) >= (agreement, header) { continue }
            best = (candidate, agreement, header)
        }
        return best?.delimiter ?? Byte.comma
    }

    /// The first line of some spreadsheets' files, `sep=;`: the delimiter that it names and the line's length.
    static func declared(in bytes: UnsafeBufferPointer<UInt8>) -> (delimiter: UInt8, length: Int)? {
        guard bytes.count >= 6, bytes.prefix(4).elementsEqual("sep=".utf8), bytes[4] < 0x80 else { return nil }
        switch bytes[5] {
        case Byte.lineFeed: return (bytes[4], 6)
        case Byte.carriageReturn: return (bytes[4], bytes.count > 6 && bytes[6] == Byte.lineFeed ? 7 : 6)
        default: return nil
        }
    }

    private static func cellCounts(of bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) -> [Int] {
        var scanner = CSVScanner(delimiter: delimiter)
        var counts: [Int] = []
        var start = 0
        while counts.count < recordsLookedAt, start < bytes.count {
            scanner.restart()
            switch scanner.advance(over: UnsafeBufferPointer(rebasing: bytes[start...])) {
            case .ended(let next):
                if !scanner.isBlank { counts.append(scanner.cells.count) }
                start += next
            case .unfinished:
                // The last record may be cut, but a lone header has to count.
                if counts.isEmpty, scanner.finish(at: bytes.count - start) { counts.append(scanner.cells.count) }
                return counts
            case .malformed:
                counts.append(0)
                let rest = bytes[start...].firstIndex { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }
                start = (rest ?? bytes.count) + 1
            }
        }
        return counts
    }
}
