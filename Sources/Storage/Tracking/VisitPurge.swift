package import Verger

/// Forgets what people who never said who they are did long ago: visits may be kept for 25 months, or for less where the
/// workspace says so (CNIL, audience measurement).
package struct VisitPurge {
    private static let batch = 200

    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    /// Returns how many visitors lost something; call again until none does.
    package func purge(at now: Instant) throws -> Int {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        let sites = try TrackedSites(connection, in: workspace.id).all()
        let months = sites.map(\.retention).max() ?? TrackedSite.longestRetention
        let limit = Span(months, .month).before(now, in: workspace.zone)
        try connection.execute(
            "DELETE FROM robot_visit WHERE workspace = ? AND received_at < ?", [key, .instant(limit)])
        let visitors = try strangers(withFactsBefore: limit)
        for visitor in visitors { try forget(visitor, before: limit) }
        return visitors.count
    }

    /// Contacts that are a browser and nothing else.
    private func strangers(withFactsBefore limit: Instant) throws -> [Contact.ID] {
        try connection.rows(
            """
            SELECT DISTINCT v.contact FROM visitor v JOIN contact c ON c.workspace = v.workspace AND c.id = v.contact
            WHERE v.workspace = ? AND v.first_seen < ?
            AND c.external_id IS NULL AND c.email IS NULL AND c.phone IS NULL
            AND (
                EXISTS (SELECT 1 FROM activity a WHERE a.workspace = v.workspace AND a.contact = v.contact AND a.at < ?)
                OR NOT EXISTS (SELECT 1 FROM activity a WHERE a.workspace = v.workspace AND a.contact = v.contact)
            )
            ORDER BY v.contact LIMIT ?
            """, [key, .instant(limit), .instant(limit), .integer(VisitPurge.batch)]
        ) { Contact.ID($0.integer(0)) }
    }

    private func forget(_ visitor: Contact.ID, before limit: Instant) throws {
        let both: [SQLValue] = [key, .integer(visitor.value)]
        for table in ["activity", "unmapped_call"] {
            try connection.execute(
                "DELETE FROM \(table) WHERE workspace = ? AND contact = ? AND at < ?", both + [.instant(limit)])
        }
        let isAnythingLeft = try Visitors.moved.contains { table in
            try connection.row("SELECT 1 FROM \(table) WHERE workspace = ? AND contact = ? LIMIT 1", both) { _ in true }
                ?? false
        }
        guard !isAnythingLeft else {
            // Nothing is left of its first visits: it is as new as the oldest fact that stays.
            try connection.execute(
                "UPDATE visitor SET first_seen = ? WHERE workspace = ? AND contact = ? AND first_seen < ?",
                [.instant(limit)] + both + [.instant(limit)])
            try Voids(connection, in: workspace.id).rebuild(of: [visitor])
            return try News(connection, in: workspace.id).note([visitor])
        }
        for table in Visitors.dropped + ["visitor"] {
            try connection.execute("DELETE FROM \(table) WHERE workspace = ? AND contact = ?", both)
        }
        try connection.execute("DELETE FROM contact WHERE workspace = ? AND id = ?", both)
    }
}
