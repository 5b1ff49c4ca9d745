package import Verger

/// The API tokens of one workspace. Only their hashes are kept.
package struct Tokens {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package struct Listed: Sendable, Identifiable {
        package let id: Int64
        package let name: String
        package let scope: TokenScope
        package let role: Role
        /// Who made it: an address, or `command`.
        package let createdBy: String
        package let createdAt: Instant
        /// In UTC. Nil: never.
        package let lastUsedOn: Day?
        package let revokedAt: Instant?
    }

    package enum Problem: Error, Hashable {
        /// A role that sees some contacts only, by who one is: a program is nobody.
        case personalRole(Role)
    }

    /// Roles that a token can have: those that see every contact.
    package static let roles: [Role] = [.admin, .manager, .marketer, .reader]

    /// Makes a token; it is shown this once.
    package func add(
        name: String, scope: TokenScope = .full, role: Role = .manager, by creator: String, at now: Instant
    ) throws -> (id: Int64, token: String) {
        guard Tokens.roles.contains(role) else { throw Problem.personalRole(role) }
        let token = try Secret.newToken()
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            """
            INSERT INTO api_token (workspace, id, name, hash, scope, stays_on_server, role, created_by, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(workspace.value), .integer(id), .text(name), .text(Secret.tokenHash(token)),
                .text(scope.column), .integer(scope == .serverKey ? 1 : 0), .text(role.rawValue), .text(creator),
                .instant(now),
            ])
        return (id, token)
    }

    package func all() throws -> [Listed] {
        try connection.rows(
            """
            SELECT id, name, scope, role, created_by, created_at, last_used_on, revoked_at, stays_on_server FROM api_token
            WHERE workspace = ? ORDER BY id
            """, [.integer(workspace.value)]
        ) { row in
            Listed(
                id: row.integer(0), name: row.text(1),
                scope: TokenScope(column: row.text(2), staysOnServer: row.integer(8) == 1),
                role: Role(rawValue: row.text(3)) ?? .reader, createdBy: row.text(4),
                createdAt: Instant(microseconds: row.integer(5)),
                lastUsedOn: row.integerOrNil(6).map { Day(number: $0) },
                revokedAt: row.integerOrNil(7).map { Instant(microseconds: $0) })
        }
    }

    /// Returns whether the token was there and valid.
    package func revoke(_ id: Int64, at now: Instant) throws -> Bool {
        try connection.execute(
            "UPDATE api_token SET revoked_at = ? WHERE workspace = ? AND id = ? AND revoked_at IS NULL",
            [.instant(now), .integer(workspace.value), .integer(id)]) == 1
    }

    /// Writes down the day of the last use. Ask `Opening.needsNote` first: once a day is enough.
    package func note(_ id: Int64, at now: Instant) throws {
        try connection.execute(
            "UPDATE api_token SET last_used_on = ? WHERE workspace = ? AND id = ?",
            [.integer(Zone.utc.day(at: now).number), .integer(workspace.value), .integer(id)])
    }
}

extension Tokens {
    /// What a token opens.
    package struct Opening: Hashable, Sendable {
        package let workspace: Workspace.ID
        package let id: Int64
        package let name: String
        package let scope: TokenScope
        package let role: Role
        package let lastUsedOn: Day?

        package var permissions: Set<Permission> { scope.permissions(of: role) }

        package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

        /// Whether the day of its last use is to be written.
        package func needsNote(at now: Instant) -> Bool { lastUsedOn != Zone.utc.day(at: now) }

        /// How the audit log and the activities name it.
        package var actor: String { "token \(id) (\(name))" }
    }

    /// What `token` opens, in whichever workspace; nil when it opens nothing.
    package static func opening(_ token: String, on connection: any SQLConnection) throws -> Opening? {
        try connection.row(
            """
            SELECT workspace, id, name, scope, role, last_used_on, stays_on_server FROM api_token
            WHERE hash = ? AND revoked_at IS NULL
            """, [.text(Secret.tokenHash(token))]
        ) { row in
            Opening(
                workspace: Workspace.ID(row.integer(0)), id: row.integer(1), name: row.text(2),
                scope: TokenScope(column: row.text(3), staysOnServer: row.integer(6) == 1),
                role: Role(rawValue: row.text(4)) ?? .reader,
                lastUsedOn: row.integerOrNil(5).map { Day(number: $0) })
        }
    }
}

extension TokenScope {
    /// Server keys are write keys of which the column `stays_on_server` says more.
    fileprivate var column: String { self == .serverKey ? TokenScope.writeKey.rawValue : rawValue }

    fileprivate init(column: String, staysOnServer: Bool) {
        let scope = TokenScope(rawValue: column) ?? .read
        self = scope == .writeKey && staysOnServer ? .serverKey : scope
    }
}
