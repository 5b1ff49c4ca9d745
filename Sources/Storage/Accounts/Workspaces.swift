import Synchronization
package import Verger

/// The workspaces of an instance.
package struct Workspaces {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    package enum Problem: Error {
        case slugTaken(String)
        case badSlug(String)
    }

    /// Opens a workspace with no definition yet.
    package func add(
        slug: String, name: String, zone: Zone = .paris, currency: String = "EUR", region: String = "FR",
        at now: Instant
    ) throws -> Workspace {
        let isSlug =
            !slug.isEmpty && slug.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isSlug else { throw Problem.badSlug(slug) }
        guard try find(slug: slug) == nil else { throw Problem.slugTaken(slug) }
        let id = try connection.ids(1, of: .workspace)
        try connection.execute(
            "INSERT INTO workspace (id, slug, name, zone, currency, region, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(id), .text(slug), .text(name), .text(zone.identifier), .text(currency), .text(region),
                .instant(now),
            ])
        return Workspace(id: .init(id), slug: slug, name: name, zone: zone, currency: currency, region: region)
    }

    package func all() throws -> [Workspace] {
        try connection.rows("\(columns) ORDER BY id", [], read)
    }

    package func find(slug: String) throws -> Workspace? {
        try connection.row("\(columns) WHERE slug = ?", [.text(slug)], read)
    }

    /// Those that let a person in.
    func all(of person: Int64) throws -> [Workspace] {
        try connection.rows(
            """
            \(columns) WHERE id IN (SELECT workspace FROM membership WHERE person = ? AND disabled_at IS NULL)
            ORDER BY id
            """, [.integer(person)], read)
    }

    package func find(_ id: Workspace.ID) throws -> Workspace? {
        try connection.row("\(columns) WHERE id = ?", [.integer(id.value)], read)
    }

    private var columns: String { "SELECT id, slug, name, zone, currency, region FROM workspace" }

    private func read(_ row: any SQLRow) -> Workspace { Workspaces.read(row, from: 0) }

    /// A workspace in columns that begin with `start`.
    static func read(_ row: any SQLRow, from start: Int) -> Workspace {
        Workspace(
            id: .init(row.integer(start)), slug: row.text(start + 1), name: row.text(start + 2),
            zone: zone(row.text(start + 3)), currency: row.text(start + 4), region: row.text(start + 5))
    }

    /// Looked up once: a zone knows all its changes from 1970 to 2100, which takes a while to find out.
    private static func zone(_ identifier: String) -> Zone {
        zones.withLock { zones in
            if let known = zones[identifier] { return known }
            let zone = Zone(identifier: identifier) ?? .paris
            zones[identifier] = zone
            return zone
        }
    }

    private static let zones = Mutex<[String: Zone]>([:])
}
