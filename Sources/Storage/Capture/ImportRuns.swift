package import Verger

/// The imports of one workspace and how far each has come.
package struct ImportRuns {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// What an import did so far.
    package struct Tally: Hashable, Sendable {
        /// Rows read to their end, whatever became of them.
        package var rows = 0
        /// Contacts or companies that nobody knew.
        package var created = 0
        /// Contacts or companies that the file told more about.
        package var updated = 0
        /// Activities recorded.
        package var activities = 0
        /// Activities recorded before.
        package var skipped = 0
        /// Rows left out because of an error.
        package var refused = 0
        /// Rows passed over since they are about people who were erased.
        package var suppressed = 0

        package init() {}
    }

    package struct Run: Sendable {
        package let number: Int
        package let kind: ImportKind
        package let file: String
        package let status: String
        package let tally: Tally
        package let startedAt: Instant
        package var fingerprint = ""
        package var finishedAt: Instant?
    }

    /// The interrupted import of the same file, or a new one.
    package func begin(_ kind: ImportKind, file: String, fingerprint: String, at now: Instant) throws -> Run {
        let interrupted = try connection.row(
            "\(columns) AND fingerprint = ? AND kind = ? AND status = 'running' ORDER BY number DESC LIMIT 1",
            [key, .text(fingerprint), .text(kind.rawValue)], read)
        if let interrupted { return interrupted }
        let last = try connection.row("SELECT MAX(number) FROM import_run WHERE workspace = ?", [key]) { $0.integer(0) }
        let number = Int(last ?? 0) + 1
        try connection.execute(
            """
            INSERT INTO import_run (workspace, number, kind, file, fingerprint, status, rows_done, created, updated,
            activities, skipped, refused, started_at) VALUES (?, ?, ?, ?, ?, 'running', 0, 0, 0, 0, 0, 0, ?)
            """,
            [key, .integer(number), .text(kind.rawValue), .text(file), .text(fingerprint), .instant(now)])
        return Run(number: number, kind: kind, file: file, status: "running", tally: Tally(), startedAt: now)
    }

    package func save(_ tally: Tally, of number: Int) throws {
        try connection.execute(
            """
            UPDATE import_run SET rows_done = ?, created = ?, updated = ?, activities = ?, skipped = ?, refused = ?,
            suppressed = ? WHERE workspace = ? AND number = ?
            """,
            [
                .integer(tally.rows), .integer(tally.created), .integer(tally.updated), .integer(tally.activities),
                .integer(tally.skipped), .integer(tally.refused), .integer(tally.suppressed), key, .integer(number),
            ])
    }

    package func finish(_ number: Int, status: String, at now: Instant) throws {
        try connection.execute(
            "UPDATE import_run SET status = ?, finished_at = ? WHERE workspace = ? AND number = ?",
            [.text(status), .instant(now), key, .integer(number)])
    }

    package func find(_ number: Int) throws -> Run? {
        try connection.row("\(columns) AND number = ?", [key, .integer(number)], read)
    }

    /// The last one of a file.
    package func find(fingerprint: String) throws -> Run? {
        try connection.row(
            "\(columns) AND fingerprint = ? ORDER BY number DESC LIMIT 1", [key, .text(fingerprint)], read)
    }

    /// Newest first.
    package func all() throws -> [Run] { try connection.rows("\(columns) ORDER BY number DESC", [key], read) }

    private var columns: String {
        """
        SELECT number, kind, file, status, rows_done, created, updated, activities, skipped, refused, started_at,
        suppressed, finished_at, fingerprint FROM import_run WHERE workspace = ?
        """
    }

    private func read(_ row: any SQLRow) -> Run {
        var tally = Tally()
        tally.rows = Int(row.integer(4))
        tally.created = Int(row.integer(5))
        tally.updated = Int(row.integer(6))
        tally.activities = Int(row.integer(7))
        tally.skipped = Int(row.integer(8))
        tally.refused = Int(row.integer(9))
        tally.suppressed = Int(row.integer(11))
        return Run(
            number: Int(row.integer(0)), kind: ImportKind(rawValue: row.text(1)) ?? .contacts, file: row.text(2),
            status: row.text(3), tally: tally, startedAt: Instant(microseconds: row.integer(10)),
            fingerprint: row.text(13), finishedAt: row.integerOrNil(12).map { Instant(microseconds: $0) })
    }
}
