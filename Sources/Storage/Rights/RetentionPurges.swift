package import Verger

/// The purges that somebody confirmed: lists of people, whom the worker erases.
package struct RetentionPurges {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    package struct Purge: Hashable, Sendable, Identifiable {
        package let id: Int64
        package let confirmedAt: Instant
        package let confirmedBy: String
        package let people: Int
        package let erased: Int
        /// Who did something since it was confirmed.
        package let spared: Int
        package let finishedAt: Instant?
    }

    /// Newest first.
    package func all(limit: Int = 50) throws -> [Purge] {
        try connection.rows(
            """
            SELECT id, confirmed_at, confirmed_by, people, erased, spared, finished_at FROM retention_purge
            WHERE workspace = ? ORDER BY id DESC LIMIT ?
            """, [key, .integer(limit)], read)
    }

    /// Somebody says that these people may go.
    @discardableResult
    package func confirm(_ contacts: [Contact.ID], by actor: String, at now: Instant) throws -> Int64 {
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            """
            INSERT INTO retention_purge (workspace, id, confirmed_at, confirmed_by, people, erased, spared)
            VALUES (?, ?, ?, ?, ?, 0, 0)
            """, [key, .integer(id), .instant(now), .text(actor), .integer(contacts.count)])
        try connection.insert(
            into: "retention_purge_contact", columns: ["workspace", "purge", "contact"], count: contacts.count
        ) { row, column in
            switch column {
            case 0: key
            case 1: .integer(id)
            default: .integer(contacts[row].value)
            }
        }
        try AuditLog(connection, in: workspace.id).record(
            "purge confirmed", by: actor, [("purge", .number(Int(id))), ("people", .number(contacts.count))], at: now)
        return id
    }

    /// Whether somebody waits to be erased.
    package func areWaiting() throws -> Bool {
        try connection.row(
            "SELECT 1 FROM retention_purge WHERE workspace = ? AND finished_at IS NULL LIMIT 1", [key]
        ) { _ in true } ?? false
    }

    /// Erases at most `limit` people of the oldest purge; whoever did something since is spared. Returns whether there
    /// was something to do.
    package func proceed(under retention: Retention, limit: Int, at now: Instant) throws -> Bool {
        let purge = try connection.row(
            """
            SELECT id, confirmed_at, confirmed_by, people, erased, spared, finished_at FROM retention_purge
            WHERE workspace = ? AND finished_at IS NULL ORDER BY id LIMIT 1
            """, [key], read)
        guard let purge else { return false }
        let desk = RetentionDesk(connection, in: workspace, under: retention)
        let ids = try connection.rows(
            "SELECT contact FROM retention_purge_contact WHERE workspace = ? AND purge = ? ORDER BY contact LIMIT ?",
            [key, .integer(purge.id), .integer(limit)]
        ) { Contact.ID($0.integer(0)) }
        var erased = 0
        for contact in try Contacts(connection, in: workspace).find(ids)
        where try desk.finding(contact, at: now).dueAt <= now {
            // Too old, but not unwelcome: whoever comes back by himself may.
            if try Erasure(connection, in: workspace).erase(
                contact.id, by: purge.confirmedBy, keepingOut: false, forgettingWords: false, at: now) != nil
            {
                erased += 1
            }
        }
        if erased > 0 { try Erasure(connection, in: workspace).forgetWords() }
        try connection.inBatches(of: ids) { batch in
            try connection.execute(
                "DELETE FROM retention_purge_contact WHERE workspace = ? AND purge = ? AND contact IN (\(connection.marks(batch.count)))",
                [key, .integer(purge.id)] + batch.map { .integer($0.value) })
        }
        try connection.execute(
            """
            UPDATE retention_purge SET erased = erased + ?, spared = spared + ?, finished_at = ?
            WHERE workspace = ? AND id = ?
            """,
            [
                .integer(erased), .integer(ids.count - erased), .instant(orNil: ids.count < limit ? now : nil), key,
                .integer(purge.id),
            ])
        return true
    }

    private func read(_ row: any SQLRow) -> Purge {
        Purge(
            id: row.integer(0), confirmedAt: Instant(microseconds: row.integer(1)), confirmedBy: row.text(2),
            people: Int(row.integer(3)), erased: Int(row.integer(4)), spared: Int(row.integer(5)),
            finishedAt: row.integerOrNil(6).map { Instant(microseconds: $0) })
    }
}
