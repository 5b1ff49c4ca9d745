import Verger

/// What a merge did to rows, so that its undoing leaves not a byte different: rows that went over to the other record, rows that
/// were taken away, rows that were written anew, rows that were made.
struct MergeArchive {
    private enum Act: String {
        case moved, removed, rewritten, added
    }

    private typealias Row = [String?]

    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private let merge: Int64
    private var place: Int64 = 0

    init(of merge: Int64, _ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
        self.merge = merge
    }

    private var scope: SQLValue { .integer(workspace.value) }

    // MARK: Doing

    /// Lets the rows of `table` whose `column` is one record be those of another. `key`: what tells them apart beside the
    /// workspace.
    mutating func move(_ table: String, key: [String], _ column: String, from gone: Int64, to kept: Int64) throws {
        let rows = try rows(of: table, key, "\(column) = ?", [.integer(gone)])
        guard !rows.isEmpty else { return }
        try connection.execute(
            "UPDATE \(table) SET \(column) = ? WHERE workspace = ? AND \(column) = ?",
            [.integer(kept), scope, .integer(gone)])
        try note(.moved, table, key, rows)
    }

    /// Takes the rows of `table` away that hold `condition`.
    mutating func remove(_ table: String, where condition: String, _ arguments: [SQLValue]) throws {
        let columns = try columns(of: table)
        let rows = try rows(of: table, columns, condition, arguments)
        guard !rows.isEmpty else { return }
        try connection.execute("DELETE FROM \(table) WHERE workspace = ? AND \(condition)", [scope] + arguments)
        try note(.removed, table, columns, rows)
    }

    /// Writes `column` of one row anew; what it was is put back only if nobody wrote it since.
    mutating func rewrite(
        _ table: String, _ column: String, to value: String, where row: [(column: String, value: String)]
    ) throws {
        let condition = row.map { "\($0.column) = ?" }.joined(separator: " AND ")
        let arguments = row.map { SQLValue.text($0.value) }
        guard let old = try rows(of: table, [column], condition, arguments).first?[0] else { return }
        try connection.execute(
            "UPDATE \(table) SET \(column) = ? WHERE workspace = ? AND \(condition)",
            [.text(value), scope] + arguments)
        let new = try rows(of: table, [column], condition, arguments).first?[0]
        try note(.rewritten, table, row.map(\.column) + [column, column], [row.map(\.value) + [new, old]])
    }

    /// Remembers rows that the merge made.
    mutating func added(_ table: String, key: [String], _ rows: [[String]]) throws {
        if !rows.isEmpty { try note(.added, table, key, rows) }
    }

    private mutating func note(_ act: Act, _ table: String, _ columns: [String], _ rows: [Row]) throws {
        place += 1
        let document = Document.object([
            ("columns", .list(columns.map { .text($0) })),
            ("rows", .list(rows.map { .list($0.map { .text(orNull: $0) }) })),
        ])
        try connection.execute(
            "INSERT INTO record_merge_part (workspace, merge, place, act, source, rows) VALUES (?, ?, ?, ?, ?, ?)",
            [
                scope, .integer(merge), .integer(place), .text(act.rawValue), .text(table),
                .text(document.json()),
            ])
    }

    private func rows(
        of table: String, _ columns: [String], _ condition: String, _ arguments: [SQLValue]
    ) throws -> [Row] {
        let order = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        return try connection.rows(
            "SELECT \(order) FROM \(table) WHERE workspace = ? AND \(condition) ORDER BY \(order)", [scope] + arguments
        ) { row in columns.indices.map { row.textOrNil($0) } }
    }

    private func columns(of table: String) throws -> [String] {
        try Catalogue(of: connection).tables.first { $0.name == table }?.columns ?? []
    }

    // MARK: Undoing

    /// Takes away what the merge made.
    func removeAdded() throws {
        for part in try parts() where part.act == .added {
            for row in part.rows { try execute("DELETE FROM \(part.table)", part.columns, row) }
        }
    }

    /// Gives back, last first, what the merge moved, took away and wrote. `company`: the one of the contact that comes back, if
    /// it is another one now.
    func restore(
        _ column: String, from kept: Int64, to gone: Int64, company: (Int64) throws -> Int64? = { $0 }
    ) throws {
        for part in try parts().reversed() {
            switch part.act {
            case .added: continue
            case .removed:
                var rows = part.rows
                if part.table == "contact", let place = part.columns.firstIndex(of: "company") {
                    for row in rows.indices {
                        rows[row][place] = try rows[row][place].flatMap { Int64($0) }.flatMap(company).map {
                            String($0)
                        }
                    }
                }
                try connection.insert(into: part.table, columns: part.columns, count: rows.count) { row, column in
                    .text(orNull: rows[row][column])
                }
            case .moved:
                for row in part.rows {
                    try execute(
                        "UPDATE \(part.table) SET \(column) = \(gone)", part.columns + [column],
                        row + [String(kept)])
                }
            case .rewritten:
                for row in part.rows {
                    guard let target = part.columns.last, let old = row.last, let old else { continue }
                    try connection.execute(
                        "UPDATE \(part.table) SET \(target) = ? WHERE workspace = ? AND "
                            + part.columns.dropLast().map { "\($0) = ?" }.joined(separator: " AND "),
                        [.text(old), scope] + row.dropLast().map { .text(orNull: $0) })
                }
            }
        }
    }

    /// The columns of the archived row of a record itself.
    func record(of table: String) throws -> [String: String]? {
        guard let part = try parts().last(where: { $0.act == .removed && $0.table == table }),
            let row = part.rows.first
        else { return nil }
        var values: [String: String] = [:]
        for (column, value) in zip(part.columns, row) { values[column] = value }
        return values
    }

    /// What rows that were taken away from a table said, by column.
    func removed(from table: String) throws -> [[String: String]] {
        try parts().filter { $0.act == .removed && $0.table == table }.flatMap { part in
            part.rows.map { row in
                var values: [String: String] = [:]
                for (column, value) in zip(part.columns, row) { values[column] = value }
                return values
            }
        }
    }

    private struct Part {
        let act: Act
        let table: String
        let columns: [String]
        let rows: [Row]
    }

    private func parts() throws -> [Part] {
        try connection.rows(
            "SELECT act, source, rows FROM record_merge_part WHERE workspace = ? AND merge = ? ORDER BY place",
            [scope, .integer(merge)]
        ) { row in
            let document = try Document(json: row.text(2))
            guard let act = Act(rawValue: row.text(0)), let columns = document["columns"]?.items,
                let rows = document["rows"]?.items
            else { throw StorageProblem.corrupt("record_merge_part") }
            return Part(
                act: act, table: row.text(1), columns: columns.compactMap(\.text),
                rows: rows.map { ($0.items ?? []).map(\.text) })
        }
    }

    private func execute(_ statement: String, _ columns: [String], _ row: Row) throws {
        try connection.execute(
            "\(statement) WHERE workspace = ? AND " + columns.map { "\($0) = ?" }.joined(separator: " AND "),
            [scope] + row.map { .text(orNull: $0) })
    }
}
