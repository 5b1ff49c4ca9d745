/// Finds the cells of one record in UTF-8 bytes (RFC 4180), and can go on when more bytes come.
struct CSVScanner {
    /// Where a cell lies, relative to the start of the record, without its quotes.
    struct Cell {
        var start: Int
        var end: Int
        var isQuoted = false
        var hasDoubledQuotes = false
    }

    enum Outcome {
        /// The bytes ended before the record did.
        case unfinished
        /// The record ended; the next one begins at `next`.
        case ended(next: Int)
        /// Text follows a closing quote.
        case malformed
    }

    private enum State {
        case cellStart, plain, quoted, quoteSeen, closed, afterReturn
    }

    private let delimiter: UInt8
    private var state = State.cellStart
    private var position = 0
    private var cell = Cell(start: 0, end: 0)
    private(set) var cells: [Cell] = []
    /// Whether a quoted cell goes over several lines.
    private(set) var hasBreaks = false

    init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// Whether the bytes seen so far end inside a quoted cell.
    var isInsideQuotes: Bool { state == .quoted }

    /// Whether the record is an empty line.
    var isBlank: Bool { cells.count == 1 && !cells[0].isQuoted && cells[0].start == cells[0].end }

    /// Makes ready for the next record.
    mutating func restart() {
        state = .cellStart
        position = 0
        cells.removeAll(keepingCapacity: true)
        hasBreaks = false
    }

    /// Goes on through `bytes`, which begin where the record does.
    mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
        while position < bytes.count {
            switch state {
            case .cellStart:
                guard startCell(bytes) else { return .unfinished }
            case .plain:
                guard let next = plainEnd(bytes) else { return .unfinished }
                cell.end = next
                if endCell(by: bytes[next], at: next) { return .ended(next: next + 1) }
            case .quoted: skipQuoted(bytes)
            case .quoteSeen, .closed:
                switch bytes[position] {
                case Byte.quote where state == .quoteSeen:
                    cell.hasDoubledQuotes = true
                    state = .quoted
                    position += 1
                case Byte.space:
                    state = .closed
                    position += 1
                case delimiter, Byte.lineFeed, Byte.carriageReturn:
                    if endCell(by: bytes[position], at: position) { return .ended(next: position) }
                default: return .malformed
                }
            case .afterReturn:
                return .ended(next: bytes[position] == Byte.lineFeed ? position + 1 : position)
            }
        }
        return .unfinished
    }

    /// Ends the record where the file does, after `count` bytes; false when a quote is still open.
    mutating func finish(at count: Int) -> Bool {
        switch state {
        case .quoted: return false
        case .afterReturn: return true
        case .cellStart: cell = Cell(start: position, end: count)
        case .plain: cell.end = count
        case .quoteSeen, .closed: break
        }
        cells.append(cell)
        return true
    }

    /// Spaces before an opening quote don't count; false when the bytes end before the cell's nature is known.
    private mutating func startCell(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var first = position
        while first < bytes.count, bytes[first] == Byte.space { first += 1 }
        guard first < bytes.count else { return false }
        if bytes[first] == Byte.quote {
            cell = Cell(start: first + 1, end: first + 1, isQuoted: true)
            state = .quoted
            position = first + 1
        } else {
            cell = Cell(start: position, end: position)
            state = .plain
        }
        return true
    }

    @inline(__always)
    private mutating func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = position
        let delimiter = delimiter
        while index < bytes.count {
            let byte = bytes[index]
            if byte == delimiter || byte == Byte.lineFeed || byte == Byte.carriageReturn { return index }
            index += 1
        }
        position = index
        return nil
    }

    private mutating func skipQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = position
        while index < bytes.count, bytes[index] != Byte.quote {
            if bytes[index] == Byte.lineFeed || bytes[index] == Byte.carriageReturn { hasBreaks = true }
            index += 1
        }
        if index < bytes.count {
            cell.end = index
            state = .quoteSeen
            index += 1
        }
        position = index
    }

    /// Whether `byte`, at `index`, ends the record and not only the cell. After a CR it is too early to say.
    private mutating func endCell(by byte: UInt8, at index: Int) -> Bool {
        cells.append(cell)
        position = index + 1
        state = byte == Byte.carriageReturn ? .afterReturn : .cellStart
        return byte == Byte.lineFeed
    }
}

/// The bytes that mean something in a CSV file.
enum Byte {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
}
