package import Verger

/// The mail server of one workspace, if it has one.
package struct MailServers {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// What became of the last attempts.
    package struct Health: Hashable, Sendable {
        /// What keeps mails from leaving; nil when the last one left.
        package let problem: Sentence?
        /// When the next attempt is made.
        package let pausedUntil: Instant?
    }

    package func find() throws -> MailServer? {
        try connection.row(
            """
            SELECT host, port, security, username, sender, sender_name, reply_to, authority, is_active FROM mail_server
            WHERE workspace = ?
            """, [key]
        ) { row in
            guard let sender = MailRow.mailbox(row.text(4), row.textOrNil(5)) else {
                throw StorageProblem.corrupt("mail_server")
            }
            return try MailServer(
                host: row.text(0), port: Int(row.integer(1)), security: .init(rawValue: row.text(2)) ?? .startTLS,
                username: row.textOrNil(3), sender: sender,
                replyTo: row.textOrNil(6).flatMap { MailRow.mailbox($0, nil) }, authority: row.textOrNil(7),
                isActive: row.integer(8) == 1)
        }
    }

    /// Whether mails leave now.
    package func isSending() throws -> Bool {
        try connection.row("SELECT 1 FROM mail_server WHERE workspace = ? AND is_active = 1", [key]) { _ in true }
            ?? false
    }

    package func health() throws -> Health? {
        try connection.row("SELECT problem, paused_until FROM mail_server WHERE workspace = ?", [key]) { row in
            Health(
                problem: try row.textOrNil(0).map { try Sentence(json: $0) },
                pausedUntil: row.integerOrNil(1).map { Instant(microseconds: $0) })
        }
    }

    /// What it is told; nil when none was given.
    package func password() throws -> String? {
        let sealed =
            try connection.row("SELECT password FROM mail_server WHERE workspace = ?", [key]) {
                $0.textOrNil(0)
            } ?? nil
        guard let sealed else { return nil }
        guard let bytes = try InstanceSecret(known: connection)?.unboxed(sealed) else {
            throw StorageProblem.corrupt("mail_server: sealed by another instance")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Sets the server, with another password unless it is nil, sealed by the secret of the instance. Mails that waited are
    /// tried at once. Throws `MailServer.Problem` when secrets would travel in the open. A password is never kept for
    /// another server or user than those it was given for.
    package func save(_ server: MailServer, password: String?, at now: Instant) throws {
        try server.requireSafe()
        let former = try find()
        let isSame = former?.host == server.host && former?.username == server.username
        let kept = isSame ? try self.password() : nil
        let secret = server.username == nil ? nil : password ?? kept
        let sealed = try secret.map { try InstanceSecret(connection, at: now).boxed(Array($0.utf8)) }
        try remove()
        try connection.execute(
            """
            INSERT INTO mail_server (workspace, host, port, security, username, password, sender, sender_name, reply_to,
            authority, is_active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .text(server.host), .integer(server.port), .text(server.security.rawValue),
                .text(orNull: server.username), .text(orNull: sealed), .text(server.sender.address.address),
                .text(orNull: server.sender.name), .text(orNull: server.replyTo?.address.address),
                .text(orNull: server.authority), .integer(server.isActive ? 1 : 0),
            ])
        try connection.execute(
            "UPDATE mail SET next_at = ? WHERE workspace = ? AND status = 'queued'", [.instant(now), key])
    }

    /// Mails stay here from now on; returns whether there was a server.
    @discardableResult
    package func remove() throws -> Bool {
        try connection.execute("DELETE FROM mail_server WHERE workspace = ?", [key]) == 1
    }
}
