package import Verger

/// The outbox of one workspace.
package struct Mails {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    // MARK: Writing

    /// Queues a letter in the transaction that is its cause; nothing when one was queued for the same cause. Without a server
    /// it is kept, to be read in the outbox. `cause` names what happened, with its ids: `opt-in:42:3`. Ring the bell after
    /// the commit. What a confidential letter says is sealed, shown to nobody here, and forgotten once it is sent.
    /// `contact`: whom it is to or about, so that it goes with them. Returns the id of the mail; nil when there was one.
    @discardableResult
    package func queue(
        _ letter: Letter, because cause: String, contact: Contact.ID? = nil, isConfidential: Bool = false,
        at now: Instant
    ) throws -> Int64? {
        let known = try connection.row("SELECT id FROM mail WHERE workspace = ? AND cause = ?", [key, .text(cause)]) {
            $0.integer(0)
        }
        guard known == nil else { return nil }
        let status: OutgoingMail.Status = try MailServers(connection, in: workspace).isSending() ? .queued : .kept
        let body = try MailBody(letter).stored(isConfidential: isConfidential, connection, at: now)
        let id = try connection.ids(1, of: .mail)
        let isNew = try connection.execute(
            """
            INSERT INTO mail (workspace, id, cause, contact, recipient, recipient_name, reply_to, reply_to_name, subject,
            body_text, body_html, headers, is_confidential, message_key, created_at, status, attempts, next_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (workspace, cause) DO NOTHING
            """,
            [
                key, .integer(id), .text(cause), .integer(orNull: contact?.value), .text(letter.to.address.address),
                .text(orNull: letter.to.name), .text(orNull: letter.replyTo?.address.address),
                .text(orNull: letter.replyTo?.name), .text(letter.subject), .text(body.text), .text(orNull: body.html),
                .text(Document.object(letter.headers.map { ($0.name, .text($0.value)) }).json()),
                .integer(isConfidential ? 1 : 0), .text(Hexadecimal.text(try Secret.randomBytes(12))), .instant(now),
                .text(status.rawValue), status == .queued ? .instant(now) : .null,
            ])
        return isNew == 1 ? id : nil
    }

    /// Sends at once a mail that is kept here or was given up; returns whether there is such a mail and a server that sends.
    @discardableResult
    package func send(_ id: Int64, at now: Instant) throws -> Bool {
        guard try MailServers(connection, in: workspace).isSending() else { return false }
        return try connection.execute(
            """
            UPDATE mail SET status = 'queued', next_at = ?, attempts = 0, finished_at = NULL, leased_until = NULL
            WHERE workspace = ? AND id = ? AND status IN ('kept', 'failed') AND body_text <> ''
            """, [.instant(now), key, .integer(id)]) == 1
    }

    /// Sends all that were kept when there was no server; returns how many.
    @discardableResult
    package func sendKept(at now: Instant) throws -> Int {
        guard try MailServers(connection, in: workspace).isSending() else { return 0 }
        return try connection.execute(
            "UPDATE mail SET status = 'queued', next_at = ? WHERE workspace = ? AND status = 'kept' AND body_text <> ''",
            [.instant(now), key])
    }

    /// Removes a mail that has not left; returns whether there was one. Its cause may queue another one.
    @discardableResult
    package func remove(_ id: Int64) throws -> Bool {
        try connection.execute(
            "DELETE FROM mail WHERE workspace = ? AND id = ? AND status IN ('kept', 'failed')", [key, .integer(id)])
            == 1
    }

    // MARK: Reading

    package func find(_ id: Int64) throws -> OutgoingMail? {
        try connection.row("\(MailRow.query) WHERE workspace = ? AND id = ?", [key, .integer(id)]) {
            try MailRow.read($0)
        }
    }

    /// The latest first, before the mail `before`.
    package func latest(
        _ status: OutgoingMail.Status? = nil, before: Int64? = nil, limit: Int
    ) throws -> [OutgoingMail] {
        try connection.rows(
            """
            \(MailRow.query) WHERE workspace = ? AND id < ? \(status == nil ? "" : "AND status = ?")
            ORDER BY id DESC LIMIT ?
            """,
            [key, .integer(before ?? .max)] + (status.map { [.text($0.rawValue)] } ?? []) + [.integer(limit)]
        ) { try MailRow.read($0) }
    }

    /// Those to or about one contact, the latest first.
    package func all(to contact: Contact.ID) throws -> [OutgoingMail] {
        try connection.rows(
            "\(MailRow.query) WHERE workspace = ? AND contact = ? ORDER BY id DESC", [key, .integer(contact.value)]
        ) { try MailRow.read($0) }
    }

    /// How many there are of each status.
    package func counts() throws -> [OutgoingMail.Status: Int] {
        var counts: [OutgoingMail.Status: Int] = [:]
        try connection.forEachRow("SELECT status, COUNT(*) FROM mail WHERE workspace = ? GROUP BY status", [key]) {
            row in
            if let status = OutgoingMail.Status(rawValue: row.text(0)) { counts[status] = Int(row.integer(1)) }
            return true
        }
        return counts
    }
}
