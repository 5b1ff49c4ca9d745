package import Verger

/// What brought the contacts of one workspace: read from their activities, nothing is stored.
package struct Touches {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private let book: SourceBook
    private let kinds: [String: ActivityKind]

    /// `kinds`: the catalogue of the workspace.
    package init(
        _ connection: any SQLConnection, in workspace: Workspace.ID, _ book: SourceBook,
        kinds: [String: ActivityKind]
    ) {
        self.connection = connection
        self.workspace = workspace
        self.book = book
        self.kinds = kinds
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// The touches of each contact up to `seen`, corrected ones left out. Contacts without any have an empty history.
    package func histories(of contacts: [Contact.ID], upTo seen: Instant) throws -> [Contact.ID: TouchHistory] {
        var result: [Contact.ID: TouchHistory] = [:]
        try connection.inBatches(of: contacts) { batch in
            var touches: [Contact.ID: [SourceTouch]] = [:]
            try connection.forEachRow(
                """
                SELECT \(ActivityRow.readColumns) FROM activity a
                WHERE a.workspace = ? AND a.contact IN (\(connection.marks(batch.count))) AND a.at <= ?
                AND (a.channel IS NOT NULL OR a.campaign IS NOT NULL OR a.kind = 'page_viewed')
                AND NOT EXISTS (SELECT 1 FROM activity_void v WHERE v.workspace = a.workspace AND v.contact = a.contact
                    AND v.activity = a.id AND v.since <= ? AND (v.until IS NULL OR v.until > ?))
                ORDER BY a.contact, a.at, a.id
                """,
                [key] + batch.map { .integer($0.value) } + [.instant(seen), .instant(seen), .instant(seen)]
            ) { row in
                let activity = try ActivityRow.read(row)
                if let touch = book.touch(of: activity, kind: kinds[activity.kind]) {
                    touches[Contact.ID(row.integer(0)), default: []].append(touch)
                }
                return true
            }
            let profiles = try profiles(of: batch)
            for contact in batch {
                result[contact] = TouchHistory(touches[contact] ?? [], profile: profiles[contact])
            }
        }
        return result
    }

    private func profiles(of contacts: ArraySlice<Contact.ID>) throws -> [Contact.ID: SourceTouch] {
        var result: [Contact.ID: SourceTouch] = [:]
        try connection.forEachRow(
            """
            SELECT id, source, COALESCE(created_at, recorded_at) FROM contact
            WHERE workspace = ? AND id IN (\(connection.marks(contacts.count))) AND source IS NOT NULL
            """, [key] + contacts.map { .integer($0.value) }
        ) { row in
            let source = book.source(named: row.text(1))
            guard source.channel != nil else { return true }
            result[Contact.ID(row.integer(0))] = SourceTouch(
                at: Instant(microseconds: row.integer(2)), channel: source.channel, campaign: source.campaign,
                origin: .profile)
            return true
        }
        return result
    }
}
