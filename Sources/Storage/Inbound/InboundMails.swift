package import Verger

/// The mails that came in lately: what each was taken for. The words of those that were taken are in the timeline alone.
package struct InboundMails {
    /// How long the list is kept, and with it the words of what was not taken.
    package static let daysKept = 30

    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    package struct Listed: Hashable, Sendable, Identifiable {
        package let id: Int64
        package let contact: Contact.ID?
        let name: String
        package let receivedAt: Instant
        package let sender: String?
        package let subject: String
        /// Of the activity that it became.
        package let kind: String?
        package let held: MailVerdict.Reason?
        package let releasedBy: String?
    }

    /// The latest first, before the mail `before`.
    package func page(before: Int64? = nil, limit: Int) throws -> [Listed] {
        try connection.rows(
            "\(columns) AND id < ? ORDER BY id DESC LIMIT ?", [key, .integer(before ?? .max), .integer(limit)], read)
    }

    package func find(_ id: Int64) throws -> Listed? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id)], read)
    }

    /// What a mail said that was not taken.
    package func body(of id: Int64) throws -> ReceivedMail? {
        try connection.row(
            "SELECT body FROM inbound_mail WHERE workspace = ? AND id = ? AND body IS NOT NULL", [key, .integer(id)]
        ) { ReceivedMail(try Document(json: $0.text(0))) }
    }

    // MARK: Writing

    func holds(_ name: String) throws -> Bool {
        try connection.row(
            "SELECT 1 FROM inbound_mail WHERE workspace = ? AND message_key = ?", [key, .text(name)]
        ) { _ in true } ?? false
    }

    func keep(_ mail: ReceivedMail, _ name: String, _ reason: MailVerdict.Reason, at now: Instant) throws {
        try insert([
            .null, .text(name), .instant(now), .text(orNull: mail.from?.address.address), .text(mail.subject), .null,
            .text(reason.rawValue), .text(mail.document.json()),
        ])
    }

    func note(
        _ reading: MailReading, _ name: String, _ contact: Contact.ID, _ kind: String, at now: Instant
    ) throws {
        try insert([
            .integer(contact.value), .text(name), .instant(now), .text(reading.person.address.address),
            .text(reading.subject), .text(kind), .null, .null,
        ])
    }

    private func insert(_ values: [SQLValue]) throws {
        try connection.execute(
            """
            INSERT INTO inbound_mail (workspace, id, contact, message_key, received_at, sender, subject, kind, held, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, [key, .integer(try connection.ids(1, of: .record))] + values)
    }

    func release(_ id: Int64, to contact: Contact.ID, _ kind: String, by author: String) throws {
        try connection.execute(
            """
            UPDATE inbound_mail SET contact = ?, kind = ?, held = NULL, body = NULL, released_by = ?
            WHERE workspace = ? AND id = ?
            """, [.integer(contact.value), .text(kind), .text(author), key, .integer(id)])
    }

    private var columns: String {
        """
        SELECT id, contact, message_key, received_at, sender, subject, kind, held, released_by FROM inbound_mail
        WHERE workspace = ?
        """
    }

    private func read(_ row: any SQLRow) -> Listed {
        Listed(
            id: row.integer(0), contact: row.integerOrNil(1).map { Contact.ID($0) }, name: row.text(2),
            receivedAt: Instant(microseconds: row.integer(3)), sender: row.textOrNil(4), subject: row.text(5),
            kind: row.textOrNil(6), held: row.textOrNil(7).flatMap(MailVerdict.Reason.init(rawValue:)),
            releasedBy: row.textOrNil(8))
    }
}

/// Forgets what came in longer ago than it is kept: mails, bodies of programs, and forms that were kept back.
package struct InboundPurge {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    /// Returns how many mails, bodies and forms went.
    @discardableResult
    package func purge(at now: Instant) throws -> Int {
        let key = SQLValue.integer(workspace.value)
        let mails = try connection.execute(
            "DELETE FROM inbound_mail WHERE workspace = ? AND received_at < ?",
            [key, .instant(now - Int64(InboundMails.daysKept) * Instant.day)])
        let limit = SQLValue.instant(now - Int64(HookSource.daysKept) * Instant.day)
        try connection.execute(
            """
            DELETE FROM hook_item WHERE workspace = ? AND delivery IN
            (SELECT d.id FROM hook_delivery d WHERE d.workspace = ? AND d.received_at < ?)
            """, [key, key, limit])
        let forms = try connection.execute(
            "DELETE FROM form_submission WHERE workspace = ? AND held IS NOT NULL AND received_at < ?",
            [key, .instant(now - Int64(Submissions.daysHeld) * Instant.day)])
        return mails + forms
            + (try connection.execute(
                "DELETE FROM hook_delivery WHERE workspace = ? AND received_at < ?", [key, limit]))
    }
}
