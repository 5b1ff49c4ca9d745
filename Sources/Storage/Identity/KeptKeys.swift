import Verger

/// The match keys of the contacts and companies of one workspace. Derived: written with the words by which they are found.
struct KeptKeys {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private let subject: MatchSubject

    init(of subject: MatchSubject, _ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
        self.subject = subject
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// Replaces the keys of records; those that have other keys than before are to be compared with others again.
    func write(_ records: [(id: Int64, keys: [Int64])]) throws {
        let table = subject.keyTable
        let known = try kept(of: records.map(\.id))
        let changed = records.filter { Set($0.keys) != known[$0.id] ?? [] }
        try connection.inBatches(of: changed.map(\.id).filter { known[$0] != nil }) { batch in
            try connection.execute(
                "DELETE FROM \(table) WHERE workspace = ? AND \(subject.rawValue) IN (\(connection.marks(batch.count)))",
                [key] + batch.map { .integer($0) })
        }
        let rows = changed.flatMap { record in record.keys.map { (record.id, $0) } }
        try connection.insert(into: table, columns: ["workspace", subject.rawValue, "key"], count: rows.count) {
            row, column in
            switch column {
            case 0: key
            case 1: .integer(rows[row].0)
            default: .integer(rows[row].1)
            }
        }
        try note(changed.map(\.id))
    }

    /// They are to be compared with others.
    func note(_ records: [Int64]) throws {
        try connection.inBatches(of: records) { batch in
            let places = Array(repeating: "(?, ?, ?)", count: batch.count).joined(separator: ", ")
            try connection.execute(
                "INSERT INTO duplicate_due (workspace, subject, record) VALUES \(places) ON CONFLICT DO NOTHING",
                batch.flatMap { [key, .text(subject.rawValue), .integer($0)] })
        }
    }

    /// The records that have `key`, in order of id; at most `limit`.
    func records(with matchKey: Int64, limit: Int) throws -> [Int64] {
        try connection.rows(
            """
            SELECT \(subject.rawValue) FROM \(subject.keyTable) WHERE workspace = ? AND key = ?
            ORDER BY \(subject.rawValue) LIMIT ?
            """, [key, .integer(matchKey), .integer(limit)]
        ) { $0.integer(0) }
    }

    private func kept(of records: [Int64]) throws -> [Int64: Set<Int64>] {
        var kept: [Int64: Set<Int64>] = [:]
        try connection.inBatches(of: records) { batch in
            try connection.forEachRow(
                """
                SELECT \(subject.rawValue), key FROM \(subject.keyTable) WHERE workspace = ?
                AND \(subject.rawValue) IN (\(connection.marks(batch.count)))
                """, [key] + batch.map { .integer($0) }
            ) { row in
                kept[row.integer(0), default: []].insert(row.integer(1))
                return true
            }
        }
        return kept
    }
}
