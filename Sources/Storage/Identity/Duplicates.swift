package import Verger

/// Pairs of records that may be one, until a person says what they are. Nothing here merges.
package struct Duplicates {
    let connection: any SQLConnection
    let workspace: Workspace
    let subject: MatchSubject

    package init(of subject: MatchSubject, _ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
        self.subject = subject
    }

    /// Two records, the one recorded first first.
    package struct Pair: Hashable, Sendable {
        package enum State: String, Sendable {
            case open, distinct, merged
        }

        package let low: Int64
        package let high: Int64
        /// Thousandths of a bit.
        package let weight: Int64
        package let comparison: MatchComparison
        package let state: State
        package let foundAt: Instant

        /// The record beside `record`.
        package func other(than record: Int64) -> Int64 { record == low ? high : low }
    }

    var key: SQLValue { .integer(workspace.id.value) }
    var scope: [SQLValue] { [key, .text(subject.rawValue)] }
    private static let columns = "d.low, d.high, d.weight, d.comparison, d.state, d.found_at"

    // MARK: Reading

    /// Those that wait for a decision, the likeliest first, after `after`. Of contacts, only pairs of which a member sees both.
    package func open(
        after: Pair? = nil, seenBy visibility: Visibility = .everyone, limit: Int
    ) throws -> [Pair] {
        var query = "SELECT \(Duplicates.columns) FROM duplicate d"
        var arguments: [SQLValue] = []
        if subject == .contact, visibility != .everyone {
            for side in ["low", "high"] {
                query += """
                     JOIN contact \(side) ON \(side).workspace = d.workspace AND \(side).id = d.\(side) \
                    AND EXISTS (SELECT 1 FROM contact c WHERE c.workspace = d.workspace AND c.id = d.\(side) \
                    AND \(visibility.sql.text))
                    """
                arguments += visibility.sql.arguments.map(\.bound)
            }
        }
        query += " WHERE d.workspace = ? AND d.subject = ? AND d.state = 'open'"
        arguments += scope
        if let after {
            query += " AND (d.weight < ? OR (d.weight = ? AND (d.low < ? OR (d.low = ? AND d.high < ?))))"
            arguments += [after.weight, after.weight, after.low, after.low, after.high].map { .integer($0) }
        }
        query += " ORDER BY d.weight DESC, d.low DESC, d.high DESC LIMIT ?"
        return try connection.rows(query, arguments + [.integer(limit)], Duplicates.read)
    }

    /// The open pairs of one record, the likeliest first.
    package func open(of record: Int64) throws -> [Pair] {
        try [("low", record), ("high", record)].flatMap { side, record in
            try connection.rows(
                """
                SELECT \(Duplicates.columns) FROM duplicate d
                WHERE d.workspace = ? AND d.subject = ? AND d.\(side) = ? AND d.state = 'open'
                """, scope + [.integer(record)], Duplicates.read)
        }.sorted { $0.weight > $1.weight }
    }

    package func find(_ one: Int64, _ other: Int64) throws -> Pair? {
        try connection.row(
            """
            SELECT \(Duplicates.columns) FROM duplicate d
            WHERE d.workspace = ? AND d.subject = ? AND d.low = ? AND d.high = ?
            """, scope + [.integer(min(one, other)), .integer(max(one, other))], Duplicates.read)
    }

    /// How many wait for a decision, up to `most`.
    package func openCount(upTo most: Int) throws -> Int {
        let count = try connection.row(
            """
            SELECT COUNT(*) FROM (SELECT 1 AS one FROM duplicate
            WHERE workspace = ? AND subject = ? AND state = 'open' LIMIT ?) AS waiting
            """, scope + [.integer(most)]
        ) { $0.integer(0) }
        return Int(count ?? 0)
    }

    /// How many contacts that an import brought wait for a decision.
    package func openCount(broughtBy run: Int) throws -> Int {
        let count = try connection.row(
            """
            SELECT COUNT(*) FROM contact c WHERE c.workspace = ? AND c.import_run = ? AND (
            EXISTS (SELECT 1 FROM duplicate d WHERE d.workspace = c.workspace AND d.subject = 'contact'
            AND d.low = c.id AND d.state = 'open')
            OR EXISTS (SELECT 1 FROM duplicate d WHERE d.workspace = c.workspace AND d.subject = 'contact'
            AND d.high = c.id AND d.state = 'open'))
            """, [key, .integer(run)]
        ) { $0.integer(0) }
        return Int(count ?? 0)
    }

    private static func read(_ row: any SQLRow) -> Pair {
        Pair(
            low: row.integer(0), high: row.integer(1), weight: row.integer(2),
            comparison: MatchComparison(text: row.text(3)),
            state: Pair.State(rawValue: row.text(4)) ?? .open, foundAt: Instant(microseconds: row.integer(5)))
    }

    // MARK: Deciding

    /// Says that two records of this workspace are two, so that nobody is asked again.
    package func part(_ one: Int64, _ other: Int64, by author: String, at now: Instant) throws {
        guard one != other, try existing([one, other]).count == 2 else { return }
        try decide(one, other, .distinct, by: author, at: now)
        try AuditLog(connection, in: workspace.id).record(
            "records told apart", by: author,
            [
                ("subject", .text(subject.rawValue)), ("one", .number(Int(one))), ("other", .number(Int(other))),
            ], at: now)
    }

    /// Takes that back: they wait for a decision again.
    package func unpart(_ one: Int64, _ other: Int64, by author: String, at now: Instant) throws {
        let done = try connection.execute(
            """
            UPDATE duplicate SET state = 'open', decided_at = NULL, decided_by = NULL
            WHERE workspace = ? AND subject = ? AND low = ? AND high = ? AND state = 'distinct'
            """, scope + [.integer(min(one, other)), .integer(max(one, other))])
        guard done > 0 else { return }
        try AuditLog(connection, in: workspace.id).record(
            "records no longer told apart", by: author,
            [
                ("subject", .text(subject.rawValue)), ("one", .number(Int(one))), ("other", .number(Int(other))),
            ], at: now)
    }

    func decide(_ one: Int64, _ other: Int64, _ state: Pair.State, by author: String, at now: Instant) throws {
        try connection.execute(
            """
            INSERT INTO duplicate (workspace, subject, low, high, weight, comparison, state, found_at, decided_at,
            decided_by) VALUES (?, ?, ?, ?, 0, '', ?, ?, ?, ?)
            ON CONFLICT (workspace, subject, low, high) DO UPDATE SET state = excluded.state,
            decided_at = excluded.decided_at, decided_by = excluded.decided_by
            """,
            scope + [
                .integer(min(one, other)), .integer(max(one, other)), .text(state.rawValue), .instant(now),
                .instant(now), .text(author),
            ])
    }

    private func existing(_ records: [Int64]) throws -> [Int64] {
        try connection.rows(
            "SELECT id FROM \(subject.rawValue) WHERE workspace = ? AND id IN (\(connection.marks(records.count)))",
            [key] + records.map { .integer($0) }
        ) { $0.integer(0) }
    }
}
