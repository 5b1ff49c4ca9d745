package import Verger

/// The key with which a mail server brings in the mails of one workspace.
package struct MailDoor {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    /// Nil before the first.
    package func secret() throws -> String? {
        try connection.row("SELECT key FROM mail_door WHERE workspace = ?", [.integer(workspace.value)]) { $0.text(0) }
            .flatMap { try InboundKeys(connection).opened($0) }
    }

    /// Makes a new key; the one before opens nothing any more.
    package func renew(at now: Instant) throws -> String {
        let key = try InboundKeys(connection).new(at: now)
        try connection.execute(
            """
            INSERT INTO mail_door (workspace, hash, key, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (workspace)
            DO UPDATE SET hash = excluded.hash, key = excluded.key, created_at = excluded.created_at
            """, [.integer(workspace.value), .text(key.hash), .text(key.boxed), .instant(now)])
        return key.clear
    }

    /// Whose mails `secret` brings in.
    package static func workspace(withSecret secret: String, on connection: any SQLConnection) throws -> Workspace? {
        let id = try connection.row(
            "SELECT workspace FROM mail_door WHERE hash = ?", [.text(Secret.tokenHash(secret))]
        ) { Workspace.ID($0.integer(0)) }
        return try id.flatMap { try Workspaces(connection).find($0) }
    }
}

/// Keys that stand in addresses: found by their hash, and kept boxed so that they can be shown again.
struct InboundKeys {
    private let connection: any SQLConnection

    init(_ connection: any SQLConnection) { self.connection = connection }

    func new(at now: Instant) throws -> (clear: String, hash: String, boxed: String) {
        let clear = Hexadecimal.text(try Secret.randomBytes(24))
        return (clear, Secret.tokenHash(clear), try boxed(clear, at: now))
    }

    func boxed(_ text: String, at now: Instant) throws -> String {
        try InstanceSecret(connection, at: now).boxed(Array(text.utf8))
    }

    /// Nil when it was boxed by another instance.
    func opened(_ kept: String) throws -> String? {
        try InstanceSecret(known: connection)?.unboxed(kept).map { String(decoding: $0, as: UTF8.self) }
    }
}
