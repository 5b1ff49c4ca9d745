package import Verger

/// A file of rows, whatever its format: CSV, or a sheet of a workbook.
package struct OpenTable {
    package let format: TableFormat
    /// Of a workbook, those that are shown first.
    package let sheets: [String]
    package let sheet: Int
    package var rows: HeadedTable
    private let reading: () -> Double

    /// How much of the file, or of the sheet, was read, from 0 to 1.
    package var share: Double { reading() }

    /// Throws `SpreadsheetProblem`, and what the source throws. Without `sheet` the first that has rows is read.
    package init(
        _ source: ByteSource, sheet: Int? = nil, delimiter: UInt8? = nil, encoding: CSVEncoding? = nil,
        in language: Language = .french
    ) throws {
        let head = try source.bytes(0, min(source.count, TableFormat.head))
        format = try TableFormat(of: head)
        switch format {
        case .csv:
            var offset = 0
            var reader = try CSVReader(delimiter: delimiter, encoding: encoding) {
                guard offset < source.count else { return nil }
                let part = try source.bytes(offset, min(1 << 17, source.count - offset))
                offset += part.count
                return part
            }
            guard let table = try OpenTable.headed({ try reader.next() }, in: language) else {
                throw SpreadsheetProblem.empty
            }
            reading = { source.count == 0 ? 1 : Double(offset) / Double(source.count) }
            rows = table
            sheets = []
            self.sheet = 0
        case .xlsx:
            let book = try Workbook(source)
            let order = book.sheets.indices.sorted { !book.sheets[$0].isHidden && book.sheets[$1].isHidden }
            sheets = order.map { book.sheets[$0].name }
            if let sheet, !order.indices.contains(sheet) { throw SpreadsheetProblem.noSuchSheet }
            var found: (place: Int, table: HeadedTable, sheet: SheetRows)?
            for place in sheet.map({ [$0] }) ?? Array(order.indices) where found == nil {
                let rows = try book.rows(of: order[place])
                if let table = try OpenTable.headed({ try rows.next() }, pads: true, in: language) {
                    found = (place, table, rows)
                }
            }
            guard let found else { throw SpreadsheetProblem.empty }
            rows = found.table
            self.sheet = found.place
            reading = { found.sheet.share }
        }
    }

    /// Nil without a header.
    private static func headed(
        _ source: @escaping HeadedTable.Source, pads: Bool = false, in language: Language
    ) throws -> HeadedTable? {
        do {
            let table = try HeadedTable(source, pads: pads, in: language)
            return table?.header.isEmpty == false ? table : nil
        } catch let problem as HeadedTable.Problem {
            throw SpreadsheetProblem.header(problem)
        }
    }
}
