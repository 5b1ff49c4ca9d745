package import Verger

/// The programs that send what they know to one workspace.
package struct HookSources {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }
    private static let columns = "id, name, signing, map, is_active, created_at"

    /// In order of their names.
    package func all() throws -> [HookSource] {
        try connection.rows(
            "SELECT \(HookSources.columns) FROM hook_source WHERE workspace = ? ORDER BY name_key", [key],
            HookSources.read)
    }

    package func find(_ id: Int64) throws -> HookSource? {
        try connection.row(
            "SELECT \(HookSources.columns) FROM hook_source WHERE workspace = ? AND id = ?", [key, .integer(id)],
            HookSources.read)
    }

    /// What stands at the end of its address.
    package func secret(of id: Int64) throws -> String? {
        try connection.row("SELECT key FROM hook_source WHERE workspace = ? AND id = ?", [key, .integer(id)]) {
            $0.text(0)
        }.flatMap { try InboundKeys(connection).opened($0) }
    }

    /// With what its bodies are signed; nil where they are not.
    package func signingSecret(of id: Int64) throws -> String? {
        try connection.row(
            "SELECT secret FROM hook_source WHERE workspace = ? AND id = ? AND secret IS NOT NULL", [key, .integer(id)]
        ) { $0.text(0) }.flatMap { try InboundKeys(connection).opened($0) }
    }

    /// How many bodies were refused since it was last changed, and when the last one was.
    package func refusals(of id: Int64) throws -> (count: Int, lastAt: Instant)? {
        try connection.row(
            "SELECT refused, refused_at FROM hook_source WHERE workspace = ? AND id = ? AND refused > 0",
            [key, .integer(id)]
        ) { (Int($0.integer(0)), Instant(microseconds: $0.integer(1))) }
    }

    // MARK: Writing

    /// Throws `HookSource.Problem`.
    package func add(_ name: String, like model: HookModel, at now: Instant) throws -> HookSource {
        let source = try HookSource(
            id: connection.ids(1, of: .record), name: name, map: model.map, createdAt: now)
        guard try named(source.name) == nil else { throw HookSource.Problem.taken }
        let secret = try InboundKeys(connection).new(at: now)
        try connection.execute(
            """
            INSERT INTO hook_source (workspace, id, name, name_key, hash, key, signing, map, is_active, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
            """,
            [
                key, .integer(source.id), .text(source.name), .text(source.name.folded), .text(secret.hash),
                .text(secret.boxed), .text(source.signing.document.json()), .text(source.map.document.json()),
                .instant(now),
            ])
        return source
    }

    /// Saves all but its address; a signing secret that is nil stays as it is. Returns whether there is such a source. Throws
    /// `HookSource.Problem`.
    @discardableResult
    package func save(_ source: HookSource, signingSecret: String?, at now: Instant) throws -> Bool {
        if let other = try named(source.name), other != source.id { throw HookSource.Problem.taken }
        if source.signing != .none, signingSecret == nil, try self.signingSecret(of: source.id) == nil {
            throw HookSource.Problem.noSecret
        }
        let boxed = try signingSecret.map { try InboundKeys(connection).boxed($0, at: now) }
        return try connection.execute(
            """
            UPDATE hook_source SET name = ?, name_key = ?, signing = ?, map = ?, is_active = ?,
            secret = CASE WHEN ? = 1 THEN NULL ELSE COALESCE(?, secret) END, refused = 0, refused_at = NULL
            WHERE workspace = ? AND id = ?
            """,
            [
                .text(source.name), .text(source.name.folded), .text(source.signing.document.json()),
                .text(source.map.document.json()), .integer(source.isActive ? 1 : 0),
                .integer(source.signing == .none ? 1 : 0), .text(orNull: boxed), key, .integer(source.id),
            ]) == 1
    }

    /// Gives it another address; that of before leads nowhere any more. Returns whether there is such a source.
    @discardableResult
    package func renew(_ id: Int64, at now: Instant) throws -> Bool {
        let secret = try InboundKeys(connection).new(at: now)
        return try connection.execute(
            "UPDATE hook_source SET hash = ?, key = ? WHERE workspace = ? AND id = ?",
            [.text(secret.hash), .text(secret.boxed), key, .integer(id)]) == 1
    }

    /// Removes a source with the bodies that are kept of it; what was recorded stays.
    @discardableResult
    package func remove(_ id: Int64) throws -> Bool {
        try connection.execute(
            """
            DELETE FROM hook_item WHERE workspace = ? AND delivery IN
            (SELECT d.id FROM hook_delivery d WHERE d.workspace = ? AND d.source = ?)
            """, [key, key, .integer(id)])
        try connection.execute("DELETE FROM hook_delivery WHERE workspace = ? AND source = ?", [key, .integer(id)])
        return try connection.execute(
            "DELETE FROM hook_source WHERE workspace = ? AND id = ?", [key, .integer(id)]) == 1
    }

    /// A body was refused: its signature does not hold. Nothing else is kept of it.
    package func noteRefusal(_ id: Int64, at now: Instant) throws {
        try connection.execute(
            "UPDATE hook_source SET refused = refused + 1, refused_at = ? WHERE workspace = ? AND id = ?",
            [.instant(now), key, .integer(id)])
    }

    /// The source whose address ends so, in whichever workspace.
    package static func source(
        withSecret secret: String, on connection: any SQLConnection
    ) throws -> (workspace: Workspace, source: HookSource)? {
        let found = try connection.row(
            "SELECT \(columns), workspace FROM hook_source WHERE hash = ?", [.text(Secret.tokenHash(secret))]
        ) { (workspace: Workspace.ID($0.integer(6)), source: try read($0)) }
        guard let found, let workspace = try Workspaces(connection).find(found.workspace) else { return nil }
        return (workspace, found.source)
    }

    private func named(_ name: String) throws -> Int64? {
        try connection.row(
            "SELECT id FROM hook_source WHERE workspace = ? AND name_key = ?", [key, .text(name.folded)]
        ) { $0.integer(0) }
    }

    private static func read(_ row: any SQLRow) throws -> HookSource {
        try HookSource(
            id: row.integer(0), name: row.text(1), signing: .init(Document(json: row.text(2))),
            map: HookMapDraft(Document(json: row.text(3))), isActive: row.integer(4) == 1,
            createdAt: Instant(microseconds: row.integer(5)))
    }
}
