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

    private var columns: String { "SELECT id, slug, name, zone, currency, region FROM workspace" }

    private func read(_ row: any SQLRow) -> Workspace {
        Workspace(
            id: .init(row.integer(0)), slug: row.text(1), name: row.text(2),
            zone: Zone(identifier: row.text(3)) ?? .paris, currency: row.text(4), region: row.text(5))
    }
}
