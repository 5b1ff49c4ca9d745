package import Verger

/// The contacts about whom something was recorded since they were last evaluated, in two lines: those of whom something
/// was just heard, and those who can wait behind them (files, new definitions).
package struct News {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package enum Line: Int64, CaseIterable, Sendable {
        case fresh = 0
        case backlog = 1
    }

    /// Notes that these contacts have news. Who has some already is written again, so that whoever takes him out of the
    /// line at this moment waits for this transaction, or this one for the other: nothing recorded goes unseen.
    package func note(_ contacts: [Contact.ID], in line: Line = .fresh) throws {
        try connection.inBatches(of: contacts) { batch in
            let rows = Array(repeating: "(?, ?, ?, 1)", count: batch.count).joined(separator: ", ")
            try connection.execute(
                """
                INSERT INTO news (workspace, is_backlog, contact, times) VALUES \(rows)
                ON CONFLICT (workspace, is_backlog, contact) DO UPDATE SET times = news.times + 1
                """,
                batch.flatMap { [.integer(workspace.value), .integer(line.rawValue), .integer($0.value)] })
        }
    }

    /// Everyone has news: the definition changed.
    package func noteAll() throws {
        try connection.execute(
            """
            INSERT INTO news (workspace, is_backlog, contact, times) SELECT workspace, 1, id, 1 FROM contact
            WHERE workspace = ? ORDER BY id
            ON CONFLICT (workspace, is_backlog, contact) DO UPDATE SET times = news.times + 1
            """, [.integer(workspace.value)])
    }

    package func forget(_ contacts: [Contact.ID]) throws {
        try connection.inBatches(of: contacts) { batch in
            try connection.execute(
                """
                DELETE FROM news WHERE workspace = ? AND is_backlog IN (0, 1)
                AND contact IN (\(connection.marks(batch.count)))
                """, [.integer(workspace.value)] + batch.map { .integer($0.value) })
        }
    }

    /// Takes at most `limit` contacts out of a line, in order of id after `after`. To be evaluated in this transaction.
    package func take(from line: Line, after: Contact.ID? = nil, limit: Int) throws -> [Contact.ID] {
        try connection.rows(
            """
            DELETE FROM news WHERE workspace = ? AND is_backlog = ? AND contact IN (
                SELECT contact FROM news WHERE workspace = ? AND is_backlog = ? AND contact > ? ORDER BY contact LIMIT ?
            ) RETURNING contact
            """,
            [
                .integer(workspace.value), .integer(line.rawValue), .integer(workspace.value), .integer(line.rawValue),
                .integer(after?.value ?? 0), .integer(limit),
            ]
        ) { Contact.ID($0.integer(0)) }.sorted()
    }

    /// Those who have news, in order of id; at most `limit`.
    package func noted(in line: Line? = nil, after: Contact.ID? = nil, limit: Int) throws -> [Contact.ID] {
        let lines = (line.map { [$0] } ?? Line.allCases).map { "\($0.rawValue)" }.joined(separator: ", ")
        return try connection.rows(
            """
            SELECT DISTINCT contact FROM news WHERE workspace = ? AND is_backlog IN (\(lines)) AND contact > ?
            ORDER BY contact LIMIT ?
            """, [.integer(workspace.value), .integer(after?.value ?? 0), .integer(limit)]
        ) { Contact.ID($0.integer(0)) }
    }

    /// Those whose standing is not valid any more at `now`, those who have waited longest first; at most `limit`.
    package func expired(at now: Instant, limit: Int) throws -> [Contact.ID] {
        try connection.rows(
            """
            SELECT contact FROM contact_state WHERE workspace = ? AND valid_until <= ?
            ORDER BY valid_until, contact LIMIT ?
            """, [.integer(workspace.value), .instant(now), .integer(limit)]
        ) { Contact.ID($0.integer(0)) }
    }

    /// The earliest instant at which someone's standing runs out; nil when none does.
    package func nextExpiry() throws -> Instant? {
        try connection.row(
            "SELECT MIN(valid_until) FROM contact_state WHERE workspace = ? AND valid_until IS NOT NULL",
            [.integer(workspace.value)]
        ) { row in row.integerOrNil(0).map { Instant(microseconds: $0) } } ?? nil
    }

    /// Some of those who have news, or whose standing is not valid any more at `now`; at most `limit`.
    package func due(at now: Instant, limit: Int) throws -> [Contact.ID] {
        let all = try Set(noted(limit: limit)).union(expired(at: now, limit: limit))
        return Array(all.sorted().prefix(limit))
    }
}
