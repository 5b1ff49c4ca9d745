package import Verger

/// The API tokens of one workspace. Only their hashes are kept.
package struct Tokens {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package struct Listed: Sendable {
        package let id: Int64
        package let name: String
        package let createdAt: Instant
        package let revokedAt: Instant?
    }

    /// Makes a token; it is shown this once.
    package func add(name: String, at now: Instant) throws -> (id: Int64, token: String) {
        let token = try Secret.newToken()
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            "INSERT INTO api_token (workspace, id, name, hash, created_at) VALUES (?, ?, ?, ?, ?)",
            [.integer(workspace.value), .integer(id), .text(name), .text(Secret.tokenHash(token)), .instant(now)])
        return (id, token)
    }

    package func all() throws -> [Listed] {
        try connection.rows(
            "SELECT id, name, created_at, revoked_at FROM api_token WHERE workspace = ? ORDER BY id",
            [.integer(workspace.value)]
        ) { row in
            Listed(
                id: row.integer(0), name: row.text(1), createdAt: Instant(microseconds: row.integer(2)),
                revokedAt: row.integerOrNil(3).map { Instant(microseconds: $0) })
        }
    }

    /// Returns whether the token was there and valid.
    package func revoke(_ id: Int64, at now: Instant) throws -> Bool {
        try connection.execute(
            "UPDATE api_token SET revoked_at = ? WHERE workspace = ? AND id = ? AND revoked_at IS NULL",
            [.instant(now), .integer(workspace.value), .integer(id)]) == 1
    }

    /// Whether `token` opens this workspace.
    package func isValid(_ token: String) throws -> Bool {
        try connection.row(
            "SELECT 1 FROM api_token WHERE workspace = ? AND hash = ? AND revoked_at IS NULL",
            [.integer(workspace.value), .text(Secret.tokenHash(token))]
        ) { _ in true } ?? false
    }
}
