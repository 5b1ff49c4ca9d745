package import Verger

/// A file of rows, whatever its format: CSV, or a sheet of a workbook.
package struct OpenTable {
    package let format: TableFormat
    /// Of a workbook, those that are shown first.
    package let sheets: [String]
    package let sheet: Int
    package var rows: HeadedTable

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
            guard let table = try HeadedTable({ try reader.next() }, in: language), !table.header.isEmpty else {
                throw SpreadsheetProblem.empty
            }
            rows = table
            sheets = []
            self.sheet = 0
        case .xlsx:
            let book = try Workbook(source)
            let order = book.sheets.indices.sorted { !book.sheets[$0].isHidden && book.sheets[$1].isHidden }
            sheets = order.map { book.sheets[$0].name }
            if let sheet, !order.indices.contains(sheet) { throw SpreadsheetProblem.noSuchSheet }
            var found: (place: Int, table: HeadedTable)?
            for place in sheet.map({ [$0] }) ?? Array(order.indices) where found == nil {
                let rows = try book.rows(of: order[place])
                if let table = try HeadedTable({ try rows.next() }, pads: true, in: language), !table.header.isEmpty {
                    found = (place, table)
                }
            }
            guard let found else { throw SpreadsheetProblem.empty }
            rows = found.table
            self.sheet = found.place
        }
    }
}
