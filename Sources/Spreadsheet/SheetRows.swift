internal import Foundation
package import Verger

/// The rows of one sheet, in order; empty ones have no cells and are left out.
package final class SheetRows {
    /// Columns that a table may have.
    package static let widest = HeadedTable.widest
    /// In bytes, of all cells of a row together; one that is longer is damaged.
    static let longestRow = 1 << 20

    private let stream: Unpacking
    private let strings: SharedStrings
    private let budget: UnpackingBudget
    private let reader: SheetReader
    private let scanner: XMLScanner
    private var isAtEnd = false
    private var count = 0

    init(
        _ stream: Unpacking, _ strings: SharedStrings, _ formats: [NumberFormat], hasLateEpoch: Bool,
        _ budget: UnpackingBudget
    ) throws {
        self.stream = stream
        self.strings = strings
        self.budget = budget
        reader = SheetReader(strings, formats, hasLateEpoch: hasLateEpoch)
        scanner = try XMLScanner(reader)
    }

    /// How much of the sheet was read, from 0 to 1.
    package var share: Double { stream.share }

    /// The next row that has a filled cell, as a record of CSV: `line` is its number in the sheet. Nil after the last one.
    package func next() throws -> CSVRecord? {
        while true {
            if let row = reader.take() {
                let cells = try texts(of: row)
                guard row.damage != nil || cells.contains(where: { !$0.isEmpty }) else { continue }
                let end = CSVPosition(offset: 0, line: row.number + 1, row: count + 1)
                defer { count += 1 }
                return CSVRecord(cells: cells, row: count, line: row.number, end: end, damage: row.damage)
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

    /// Texts that are shared are copied only now, row by row: thousands of rows that wait would hold as many copies. Each copy
    /// is taken from what the whole file may become.
    private func texts(of row: SheetReader.Row) throws -> [String] {
        guard row.damage == nil else { return [] }
        return try row.cells.map { cell in
            switch cell {
            case .text(let text): return text
            case .shared(let number):
                try budget.take(strings.length(of: number) ?? 0)
                return strings[number]?.withoutEscapes ?? ""
            }
        }
    }
}

/// Makes rows of what a sheet holds.
private final class SheetReader: XMLListener {
    enum Cell {
        case text(String)
        /// The number of a text.
        case shared(Int)
    }

    struct Row {
        var number: Int
        var cells: [Cell] = []
        var length = 0
        var damage: CSVDamage? {
            didSet { if damage != nil { cells = [] } }
        }
    }

    private enum Kind { case number, shared, text, inline, flag, failure, day }

    /// What a sheet of Excel may have (specifications and limits of Excel): rows, columns, formats of cells.
    private enum Most {
        static let rows = 1_048_576
        static let columns = 16_384
        static let styles = 65_536
    }

    private let strings: SharedStrings
    private let formats: [NumberFormat]
    private let hasLateEpoch: Bool
    private var rows: [Row] = []
    private var taken = 0
    private var row: Row?
    private var rowCount = 0
    private var cellCount = 0
    private var lastNumber = 0
    private var column = -1
    private var kind = Kind.number
    private var style = 0
    private var value: [UInt8] = []
    private var isInValue = false
    private var isInReading = false

    init(_ strings: SharedStrings, _ formats: [NumberFormat], hasLateEpoch: Bool) {
        self.strings = strings
        self.formats = formats
        self.hasLateEpoch = hasLateEpoch
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
        case "row": try beginRow(attributes)
        case "c": try beginCell(attributes)
        case "v": isInValue = kind != .inline
        case "t": isInValue = kind == .inline && !isInReading
        case "rPh": isInReading = true
        default: break
        }
    }

    private func beginRow(_ attributes: XMLAttributes) throws {
        rowCount += 1
        let number = try attributes.checkedNumber("r") ?? lastNumber + 1
        guard (1...Most.rows).contains(number), rowCount <= Most.rows else { throw SpreadsheetProblem.damaged }
        lastNumber = number
        row = Row(number: number)
        column = -1
        cellCount = 0
    }

    private func beginCell(_ attributes: XMLAttributes) throws {
        column = try attributes.bytes("r").flatMap(SheetReader.column) ?? column + 1
        guard column < SheetRows.widest else { throw SpreadsheetProblem.tooWide(limit: SheetRows.widest) }
        // Cells that stand twice would be read for ever.
        cellCount += 1
        guard cellCount <= Most.columns else { throw SpreadsheetProblem.damaged }
        style = try attributes.checkedNumber("s") ?? 0
        guard (0..<Most.styles).contains(style) else { throw SpreadsheetProblem.damaged }
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

    /// `BC12` is 54, from 0; nil without letters.
    private static func column(_ reference: UnsafeBufferPointer<UInt8>) throws -> Int? {
        var column = 0
        for byte in reference {
            guard byte | 0x20 >= 97, byte | 0x20 <= 122 else { break }
            column = column * 26 + Int(byte | 0x20) - 96
            guard column <= Most.columns else { throw SpreadsheetProblem.damaged }
        }
        return column == 0 ? nil : column - 1
    }

    func ended(_ name: XMLName) throws {
        switch name {
        case "v", "t": isInValue = false
        case "rPh": isInReading = false
        case "c": try endCell()
        case "row":
            if let row { rows.append(row) }
            row = nil
        default: break
        }
    }

    private func endCell() throws {
        guard !value.isEmpty, row?.damage == nil, row != nil, let cell = try cell else { return }
        let length =
            switch cell {
            case .text(let text): text.utf8.count
            case .shared(let number): strings.length(of: number) ?? 0
            }
        guard length > 0 else { return }
        row?.length += length
        if row?.length ?? 0 > SheetRows.longestRow {
            row?.damage = .tooLong(limit: SheetRows.longestRow)
            return
        }
        if case .text(let text) = cell, text.utf8.contains(0) {
            row?.damage = .nullCharacter
            return
        }
        while (row?.cells.count ?? 0) <= column { row?.cells.append(.text("")) }
        row?.cells[column] = cell
    }

    private var cell: Cell? {
        get throws {
            let text = String(decoding: value, as: UTF8.self)
            switch kind {
            case .shared:
                guard let number = Int(text.trimmedOrNil ?? ""), strings.length(of: number) != nil else {
                    throw SpreadsheetProblem.damaged
                }
                return .shared(number)
            case .text, .inline: return .text(text.withoutEscapes)
            case .flag: return .text(text == "1" ? "true" : "false")
            case .failure: return nil
            case .day: return .text(text.hasSuffix("T00:00:00") ? String(text.dropLast(9)) : text)
            case .number:
                let format = formats.indices.contains(style) ? formats[style] : .number
                return .text(format.text(of: text, hasLateEpoch: hasLateEpoch))
            }
        }
    }

    func said(_ text: UnsafeBufferPointer<UInt8>) throws {
        guard isInValue else { return }
        guard value.count + text.count <= SheetRows.longestRow else {
            row?.damage = .tooLong(limit: SheetRows.longestRow)
            return
        }
        value += text
    }
}

extension String {
    /// Spreadsheets write some characters as `_x000D_`.
    fileprivate var withoutEscapes: String {
        let mayHave = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, Int32(UInt8(ascii: "_")), bytes.count) != nil } ?? false
        }
        guard mayHave != false, contains("_x") else { return self }
        return replacing("_x000D_", with: "").replacing("_x000d_", with: "").replacing("_x005F_", with: "_")
    }
}
