package import Verger

/// The contacts about whom something was recorded since they were last evaluated.
package struct News {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package func note(_ contacts: [Contact.ID]) throws {
        try connection.inBatches(of: contacts) { batch in
            let rows = Array(repeating: "(?, ?)", count: batch.count).joined(separator: ", ")
            try connection.execute(
                "INSERT INTO news (workspace, contact) VALUES \(rows) ON CONFLICT DO NOTHING",
                batch.flatMap { [.integer(workspace.value), .integer($0.value)] })
        }
    }

    /// Everyone has news: the definition changed.
    package func noteAll() throws {
        try connection.execute(
            """
            INSERT INTO news (workspace, contact) SELECT workspace, id FROM contact WHERE workspace = ?
            ON CONFLICT DO NOTHING
            """, [.integer(workspace.value)])
    }

    package func forget(_ contacts: [Contact.ID]) throws {
        try connection.inBatches(of: contacts) { batch in
            try connection.execute(
                "DELETE FROM news WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                [.integer(workspace.value)] + batch.map { .integer($0.value) })
        }
    }

    /// Those who have news, in order of id; at most `limit`.
    package func noted(after: Contact.ID?, limit: Int) throws -> [Contact.ID] {
        try connection.rows(
            "SELECT contact FROM news WHERE workspace = ? AND contact > ? ORDER BY contact LIMIT ?",
            [.integer(workspace.value), .integer(after?.value ?? 0), .integer(limit)]
        ) { Contact.ID($0.integer(0)) }
    }

    /// Those who have news, or whose standing is not valid any more at `now`, in order of id; at most `limit`.
    package func due(at now: Instant, after: Contact.ID?, limit: Int) throws -> [Contact.ID] {
        try connection.rows(
            """
            SELECT contact FROM (
                SELECT contact FROM news WHERE workspace = ? AND contact > ?
                UNION
                SELECT contact FROM contact_state WHERE workspace = ? AND contact > ? AND valid_until <= ?
            ) AS due ORDER BY contact LIMIT ?
            """,
            [
                .integer(workspace.value), .integer(after?.value ?? 0), .integer(workspace.value),
                .integer(after?.value ?? 0), .instant(now), .integer(limit),
            ]
        ) { Contact.ID($0.integer(0)) }
    }
}
