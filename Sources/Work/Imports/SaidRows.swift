internal import Storage
internal import Verger

/// What people said of rows, read as the rows go by.
struct SaidRows {
    private let database: any SQLDatabase
    private let workspace: Workspace
    private let draft: Int64
    private var waiting: ArraySlice<DraftRow> = []
    private var last = 0
    private var isAtEnd = false

    private static let page = 500

    init(_ database: any SQLDatabase, in workspace: Workspace, of draft: Int64) {
        self.database = database
        self.workspace = workspace
        self.draft = draft
    }

    /// The row as it is to be recorded; one that is left out says nothing.
    mutating func applied(to record: CSVRecord, _ converter: inout RowConverter) throws -> ConvertedRow {
        guard let said = try said(of: record.row) else { return converter.convert(record) }
        if said.choice == .skip { return ConvertedRow(row: nil, problems: []) }
        let converted = converter.convert(said.isCorrected ? record.corrected(said.cells) : record)
        guard said.choice == .attach, let lookalike = said.lookalike, var row = converted.row else { return converted }
        row.decided = try database.read { try Merges($0, in: workspace).survivor(of: lookalike) } ?? lookalike
        return ConvertedRow(row: row, problems: converted.problems)
    }

    private mutating func said(of number: Int) throws -> DraftRow? {
        while !isAtEnd || !waiting.isEmpty {
            while let first = waiting.first, first.number < number { waiting.removeFirst() }
            if let first = waiting.first { return first.number == number ? first : nil }
            if isAtEnd { return nil }
            let found = try database.read {
                try DraftRows($0, in: workspace.id, of: draft).said(after: last, limit: SaidRows.page)
            }
            isAtEnd = found.count < SaidRows.page
            last = found.last?.number ?? last
            waiting = found[...]
        }
        return nil
    }
}
