package import Verger

/// The rows of one sheet, in order; empty ones have no cells and are left out.
package final class SheetRows {
    /// Columns that a table may have.
    package static let widest = 1024
    private static let longestRow = 1 << 20

    private let stream: Unpacking
    private let reader: SheetReader
    private let scanner: XMLScanner
    private var isAtEnd = false
    private var count = 0

    init(_ stream: Unpacking, _ strings: SharedStrings, _ formats: [NumberFormat], hasLateEpoch: Bool) throws {
        self.stream = stream
        reader = SheetReader(strings, formats, hasLateEpoch: hasLateEpoch, longest: SheetRows.longestRow)
        scanner = try XMLScanner(reader)
    }

    /// The next row that has a filled cell, as a record of CSV: `line` is its number in the sheet. Nil after the last one.
    package func next() throws -> CSVRecord? {
        while true {
            if let row = reader.take() {
                guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
                let end = CSVPosition(offset: 0, line: row.number + 1, row: count + 1)
                defer { count += 1 }
                return CSVRecord(cells: row.cells, row: count, line: row.number, end: end, damage: row.damage)
            }
            guard !isAtEnd else { return nil }
            if let part = try stream.next() {
                try scanner.read(part)
            } else {
                isAtEnd = true
                try scanner.read([], isLast: true)
            }
        }
    }
}

/// Makes rows of what a sheet holds.
private final class SheetReader: XMLListener {
    struct Row {
        var number: Int
        var cells: [String] = []
        var length = 0
        var damage: CSVDamage?
    }

    private enum Kind { case number, shared, text, inline, flag, failure, day }

    private let strings: SharedStrings
    private let formats: [NumberFormat]
    private let hasLateEpoch: Bool
    private let longest: Int
    private var rows: [Row] = []
    private var taken = 0
    private var row: Row?
    private var lastNumber = 0
    private var column = -1
    private var kind = Kind.number
    private var style = 0
    private var value: [UInt8] = []
    private var isInValue = false
    private var isInReading = false

    init(_ strings: SharedStrings, _ formats: [NumberFormat], hasLateEpoch: Bool, longest: Int) {
        self.strings = strings
        self.formats = formats
        self.hasLateEpoch = hasLateEpoch
        self.longest = longest
    }

    func take() -> Row? {
        guard taken < rows.count else {
            rows.removeAll(keepingCapacity: true)
            taken = 0
            return nil
        }
        defer { taken += 1 }
        return rows[taken]
    }

    func began(_ name: XMLName, _ attributes: XMLAttributes) throws {
        switch name {
        case "row":
            lastNumber = attributes.number("r") ?? lastNumber + 1
            row = Row(number: lastNumber)
            column = -1
        case "c": try beginCell(attributes)
        case "v": isInValue = kind != .inline
        case "t": isInValue = kind == .inline && !isInReading
        case "rPh": isInReading = true
        default: break
        }
    }

    private func beginCell(_ attributes: XMLAttributes) throws {
        column = attributes.bytes("r").flatMap(SheetReader.column) ?? column + 1
        guard column < SheetRows.widest else { throw SpreadsheetProblem.tooWide(limit: SheetRows.widest) }
        style = attributes.number("s") ?? -1
        value.removeAll(keepingCapacity: true)
        guard let type = attributes.bytes("t"), let first = type.first else {
            kind = .number
            return
        }
        switch first {
        case UInt8(ascii: "s"): kind = type.count == 1 ? .shared : .text
        case UInt8(ascii: "i"): kind = .inline
        case UInt8(ascii: "b"): kind = .flag
        case UInt8(ascii: "e"): kind = .failure
        case UInt8(ascii: "d"): kind = .day
        default: kind = .number
        }
    }

    /// `BC12` is 54, from 0.
    private static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
        var column = 0
        for byte in reference {
            guard byte | 0x20 >= 97, byte | 0x20 <= 122 else { break }
            column = column * 26 + Int(byte | 0x20) - 96
            guard column < 100_000 else { break }
        }
        return column == 0 ? nil : column - 1
    }

    func ended(_ name: XMLName) {
        switch name {
        case "v", "t": isInValue = false
        case "rPh": isInReading = false
        case "c": endCell()
        case "row":
            if let row { rows.append(row) }
            row = nil
        default: break
        }
    }

    private func endCell() {
        guard !value.isEmpty, row != nil, let text = text, !text.isEmpty else { return }
        let column = column
        row?.length += text.utf8.count
        if row?.length ?? 0 > longest { row?.damage = .tooLong(limit: longest) }
        if text.utf8.contains(0) { row?.damage = .nullCharacter }
        while (row?.cells.count ?? 0) <= column { row?.cells.append("") }
        row?.cells[column] = text
    }

    private var text: String? {
        let text = String(decoding: value, as: UTF8.self)
        switch kind {
        case .shared: return Int(text).flatMap { strings[$0] }?.withoutEscapes
        case .text, .inline: return text.withoutEscapes
        case .flag: return text == "1" ? "true" : "false"
        case .failure: return nil
        case .day: return text.hasSuffix("T00:00:00") ? String(text.dropLast(9)) : text
        case .number:
            let format = formats.indices.contains(style) ? formats[style] : .number
            return format.text(of: text, hasLateEpoch: hasLateEpoch)
        }
    }

    func said(_ text: UnsafeBufferPointer<UInt8>) throws {
        guard isInValue else { return }
        guard value.count + text.count <= longest else {
            row?.damage = .tooLong(limit: longest)
            return
        }
        value += text
    }
}

extension String {
    /// Spreadsheets write some characters as `_x000D_`.
    fileprivate var withoutEscapes: String {
        guard utf8.contains(UInt8(ascii: "_")), contains("_x") else { return self }
        return replacing("_x000D_", with: "").replacing("_x000d_", with: "").replacing("_x005F_", with: "_")
    }
}
