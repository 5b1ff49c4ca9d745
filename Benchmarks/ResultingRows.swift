import Storage

/// The rows that an import left in a database, in the batches in which it wrote them.
struct ResultingRows {
    private struct Table {
        let name: String
        let columns: [String]
        /// The rows of each batch.
        let batches: [[[SQLValue]]]
    }

    private let tables: [Table]
    private let count: Int

    /// In the order in which foreign keys allow them.
    private static let names = [
        ("company", "id"), ("contact", "id"), ("contact_tag", "contact"), ("contact_state", "contact"),
        ("stage_history", "contact"),
    ]

    private static let integers: Set<String> = [
        "workspace", "id", "company", "contact", "size_key", "recorded_at", "is_implicit", "has_history", "import_run",
        "created_at", "first_fact", "stage", "since", "highest", "excluded", "fit", "engagement", "valid_until", "at",
        "version", "rank", "evidence_at", "evidence",
    ]

    init(of database: any SQLDatabase, batch: Int) throws {
        (tables, count) = try database.read { connection in
            let ids = try connection.rows("SELECT id FROM contact ORDER BY id") { $0.integer(0) }
            let starts = stride(from: 0, to: ids.count, by: batch).map { ids[$0] }
            let columns = try connection.rows(connection.dialect.tableColumns) { ($0.text(0), $0.text(1)) }
            let tables = try ResultingRows.names.map { name, key in
                let names = columns.filter { $0.0 == name }.map(\.1)
                let rows = try ResultingRows.rows(of: name, names, by: key, on: connection)
                let position = names.firstIndex(of: key) ?? 0
                return Table(name: name, columns: names, batches: ResultingRows.split(rows, by: position, at: starts))
            }
            return (tables, starts.count)
        }
    }

    func insert(into database: any SQLDatabase) throws {
        for batch in 0..<count {
            try database.write { connection in
                for table in tables {
                    let rows = table.batches[batch]
                    try connection.insert(into: table.name, columns: table.columns, count: rows.count) { rows[$0][$1] }
                }
            }
        }
    }

    private static func rows(
        of table: String, _ columns: [String], by key: String, on connection: any SQLConnection
    ) throws -> [[SQLValue]] {
        let isInteger = columns.map { integers.contains($0) }
        return try connection.rows("SELECT \(columns.joined(separator: ", ")) FROM \(table) ORDER BY \(key)") { row in
            columns.indices.map { column in
                row.isNull(column) ? .null : isInteger[column] ? .integer(row.integer(column)) : .text(row.text(column))
            }
        }
    }

    /// Each row to the batch whose contacts begin at or before its key: companies get theirs after the contacts.
    private static func split(_ rows: [[SQLValue]], by position: Int, at starts: [Int64]) -> [[[SQLValue]]] {
        var batches: [[[SQLValue]]] = Array(repeating: [], count: starts.count)
        var batch = 0
        for row in rows {
            guard case .integer(let key) = row[position] else { continue }
            while batch + 1 < starts.count, key >= starts[batch + 1] { batch += 1 }
            batches[batch].append(row)
        }
        return batches
    }
}
