/// Reads the records of a CSV file (RFC 4180) one after the other; memory stays at a chunk and a record.
///
/// Lines end with LF, CR LF or CR. Empty lines are passed over. A damaged record is given as such and reading goes on
/// after it: after its first line when a quote is at fault, since an unclosed quote would swallow sound rows.
package struct CSVReader {
    /// Gives the next bytes of the file; nil at its end. Chunks of 64 to 256 KiB serve best.
    package typealias Source = () throws -> [UInt8]?

    /// Between the cells.
    package let delimiter: UInt8
    /// The longest record, in bytes of UTF-8.
    package let limit: Int
    /// Where the next record begins.
    package private(set) var position: CSVPosition

    private var decoder: CSVDecoder
    private var scanner: CSVScanner
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// Reads from the start of a file, detecting what is not given from its first bytes.
    package init(
        delimiter: UInt8? = nil, encoding: CSVEncoding? = nil, limit: Int = 1 << 20, source: @escaping Source
    ) throws {
        var decoder = CSVDecoder(encoding: encoding, isStart: true, source: source)
        var buffer: [UInt8] = []
        var isAtEnd = false
        while !isAtEnd, buffer.count < 1 << 14 { isAtEnd = try !decoder.read(into: &buffer) }
        let declared = buffer.withUnsafeBufferPointer { CSVDelimiter.declared(in: $0) }
        let skipped = declared?.length ?? 0
        let detected = buffer.withUnsafeBufferPointer {
            CSVDelimiter.detected(in: UnsafeBufferPointer(rebasing: $0[skipped...]))
        }
        self.delimiter = delimiter ?? declared?.delimiter ?? detected
        self.limit = limit
        self.decoder = decoder
        self.buffer = buffer
        self.isAtEnd = isAtEnd
        scanner = CSVScanner(delimiter: self.delimiter)
        start = skipped
        let unit = decoder.encoding == .utf16LittleEndian || decoder.encoding == .utf16BigEndian ? 2 : 1
        position = CSVPosition(
            offset: decoder.markLength + skipped * unit, line: declared == nil ? 1 : 2, row: 0)
    }

    /// Reads on from `position`, at which `source` begins; `delimiter` and `encoding` are those of the earlier reader.
    package init(
        from position: CSVPosition, delimiter: UInt8, encoding: CSVEncoding?, limit: Int = 1 << 20,
        source: @escaping Source
    ) {
        self.delimiter = delimiter
        self.limit = limit
        self.position = position
        decoder = CSVDecoder(encoding: encoding, isStart: false, source: source)
        scanner = CSVScanner(delimiter: delimiter)
    }

    /// Nil as long as everything was ASCII.
    package var encoding: CSVEncoding? { decoder.encoding }

    /// The next record; nil after the last one. Throws what the source throws.
    package mutating func next() throws -> CSVRecord? {
        while true {
            guard let record = try nextLine() else { return nil }
            if scanner.isBlank, record.damage == nil {
                position = CSVPosition(offset: position.offset, line: position.line, row: record.row)
                continue
            }
            return record
        }
    }

    /// The next record, empty lines included.
    private mutating func nextLine() throws -> CSVRecord? {
        scanner.restart()
        while true {
            let outcome = buffer.withUnsafeBufferPointer {
                scanner.advance(over: UnsafeBufferPointer(rebasing: $0[start...]))
            }
            switch outcome {
            case .ended(let next): return record(endingAt: start + next)
            case .malformed: return try skippedLine(.textAfterQuote)
            case .unfinished:
                if buffer.count - start > limit {
                    return try skippedLine(.tooLong(limit: limit))
                }
                if try refill() { continue }
                guard start < buffer.count else { return nil }
                guard scanner.finish(at: buffer.count - start) else { return try skippedLine(.unclosedQuote) }
                return record(endingAt: buffer.count)
            }
        }
    }

    /// Brings the next chunk behind what is left of the last one.
    private mutating func refill() throws -> Bool {
        guard !isAtEnd else { return false }
        if start > 0 {
            buffer.removeSubrange(..<start)
            start = 0
        }
        isAtEnd = try !decoder.read(into: &buffer)
        return !isAtEnd
    }
}

extension CSVReader {
    private mutating func record(endingAt end: Int) -> CSVRecord {
        let encoding = decoder.encoding
        let limit = limit
        let cells = scanner.cells
        let (texts, damage, length) = buffer.withUnsafeBufferPointer { buffer in
            let bytes = UnsafeBufferPointer(rebasing: buffer[start..<end])
            let damage = bytes.count > limit ? .tooLong(limit: limit) : CSVReader.damage(in: bytes, encoding)
            let texts = damage == nil ? cells.map { CSVReader.text(of: $0, in: bytes) } : []
            return (texts, damage, encoding?.sourceLength(ofUTF8: bytes) ?? bytes.count)
        }
        let lines = scanner.hasBreaks ? lineBreaks(until: end) : 1
        return finished(texts, damage: damage, end: end, length: length, lines: lines)
    }

    private mutating func finished(
        _ cells: [String], damage: CSVDamage?, end: Int, length: Int, lines: Int
    ) -> CSVRecord {
        let here = position
        position = CSVPosition(offset: here.offset + length, line: here.line + lines, row: here.row + 1)
        start = end
        return CSVRecord(cells: cells, row: here.row, line: here.line, end: position, damage: damage)
    }

    /// Passes over one line of the file, however long.
    private mutating func skippedLine(_ damage: CSVDamage) throws -> CSVRecord {
        var length = 0
        while true {
            let breakIndex = buffer[start...].firstIndex { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }
            if let breakIndex, breakIndex + 1 < buffer.count || isAtEnd {
                let isPair =
                    buffer[breakIndex] == Byte.carriageReturn && breakIndex + 1 < buffer.count
                    && buffer[breakIndex + 1] == Byte.lineFeed
                let end = breakIndex + (isPair ? 2 : 1)
                length += sourceLength(until: end)
                return finished([], damage: damage, end: end, length: length, lines: 1)
            }
            let kept = breakIndex ?? buffer.count
            length += sourceLength(until: kept)
            start = kept
            if try !refill(), start == buffer.count {
                return finished([], damage: damage, end: buffer.count, length: length, lines: 1)
            }
        }
    }

    private func sourceLength(until end: Int) -> Int {
        guard let encoding = decoder.encoding else { return end - start }
        return buffer.withUnsafeBufferPointer {
            encoding.sourceLength(ofUTF8: UnsafeBufferPointer(rebasing: $0[start..<end]))
        }
    }

    private func lineBreaks(until end: Int) -> Int {
        var count = 0
        var previous: UInt8 = 0
        for byte in buffer[start..<end] {
            if byte == Byte.carriageReturn || (byte == Byte.lineFeed && previous != Byte.carriageReturn) { count += 1 }
            previous = byte
        }
        return count
    }

    private static func damage(in bytes: UnsafeBufferPointer<UInt8>, _ encoding: CSVEncoding?) -> CSVDamage? {
        var highest: UInt8 = 0
        var lowest: UInt8 = 255
        for byte in bytes {
            highest = max(highest, byte)
            lowest = min(lowest, byte)
        }
        if lowest == 0 { return .nullCharacter }
        if highest >= 0x80, !UTF8Sequence.isWellFormed(bytes) { return .unreadableCharacters(encoding ?? .utf8) }
        return nil
    }

    private static func text(of cell: CSVScanner.Cell, in bytes: UnsafeBufferPointer<UInt8>) -> String {
        let content = UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
        guard cell.hasDoubledQuotes else { return String(decoding: content, as: UTF8.self) }
        var text: [UInt8] = []
        text.reserveCapacity(content.count)
        var index = 0
        while index < content.count {
            text.append(content[index])
            index += content[index] == Byte.quote ? 2 : 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}
