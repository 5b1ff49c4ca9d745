package import Verger

/// The web sites of one workspace whose visits come in.
package struct TrackedSites {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }
    private static let columns = "id, name, key, hosts, mode, retention, created_at, last_hit_at"

    /// Oldest first.
    package func all() throws -> [TrackedSite] {
        try connection.rows(
            "SELECT \(TrackedSites.columns) FROM tracked_site WHERE workspace = ? ORDER BY id", [key], TrackedSites.read
        )
    }

    package func find(_ id: Int64) throws -> TrackedSite? {
        try connection.row(
            "SELECT \(TrackedSites.columns) FROM tracked_site WHERE workspace = ? AND id = ?", [key, .integer(id)],
            TrackedSites.read)
    }

    /// The draft was checked before.
    @discardableResult
    package func add(_ draft: TrackedSite.Draft, at now: Instant) throws -> TrackedSite {
        let checked = try draft.checked()
        let site = TrackedSite(
            id: try connection.ids(1, of: .record), name: checked.name, key: try Secret.newSiteKey(),
            hosts: checked.hosts, mode: draft.mode, retention: checked.retention, createdAt: now)
        try connection.execute(
            """
            INSERT INTO tracked_site (workspace, id, name, key, hosts, mode, retention, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(site.id), .text(site.name), .text(site.key), .text(site.hosts.joined(separator: " ")),
                .text(site.mode.rawValue), .integer(site.retention), .instant(now),
            ])
        return site
    }

    /// Returns whether there is such a site.
    package func change(_ id: Int64, to draft: TrackedSite.Draft) throws -> Bool {
        let checked = try draft.checked()
        return try connection.execute(
            "UPDATE tracked_site SET name = ?, hosts = ?, mode = ?, retention = ? WHERE workspace = ? AND id = ?",
            [
                .text(checked.name), .text(checked.hosts.joined(separator: " ")), .text(draft.mode.rawValue),
                .integer(checked.retention), key, .integer(id),
            ]) == 1
    }

    /// Something came in.
    func note(_ sites: Set<Int64>, at now: Instant) throws {
        for site in sites.sorted() {
            try connection.execute(
                """
                UPDATE tracked_site SET last_hit_at = ?
                WHERE workspace = ? AND id = ? AND (last_hit_at IS NULL OR last_hit_at < ?)
                """, [.instant(now), key, .integer(site), .instant(now - Instant.second)])
        }
    }

    /// The site that a key in a page's source stands for, in whichever workspace.
    package static func site(
        withKey key: String, on connection: any SQLConnection
    ) throws -> (workspace: Workspace.ID, site: TrackedSite)? {
        try connection.row(
            "SELECT \(columns), workspace FROM tracked_site WHERE key = ?", [.text(key)]
        ) { (Workspace.ID($0.integer(8)), try read($0)) }
    }

    private static func read(_ row: any SQLRow) throws -> TrackedSite {
        TrackedSite(
            id: row.integer(0), name: row.text(1), key: row.text(2),
            hosts: row.text(3).split(separator: " ").map(String.init),
            mode: TrackedSite.Mode(rawValue: row.text(4)) ?? .counter, retention: Int(row.integer(5)),
            createdAt: Instant(microseconds: row.integer(6)),
            lastHitAt: row.integerOrNil(7).map { Instant(microseconds: $0) })
    }
}

extension Secret {
    /// Nothing secret: it stands in the source of pages.
    fileprivate static func newSiteKey() throws -> String { "vs-" + Hexadecimal.text(try randomBytes(12)) }

    /// An id for a browser, as its own script makes them.
    package static func newVisitor() throws -> String { Hexadecimal.text(try randomBytes(16)) }
}
