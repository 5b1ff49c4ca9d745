package import Verger

/// The mails that wait to be sent, of all workspaces. One process at a time holds a mail: it leases it.
package struct MailQueue {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    /// A mail to send now.
    package struct Parcel: Sendable {
        package let workspace: Workspace.ID
        package let mail: Int64
        package let letter: Letter
        /// Before the `@` of its Message-ID: the same at every attempt, so that a mail that came twice is known as one.
        package let messageKey: String
        /// Attempts made before.
        package let attempts: Int
    }

    /// A process that leased a mail and said nothing for so long is gone.
    private static let lease = 5 * Instant.minute
    /// A server that fails again and again is asked once in so long.
    private static let longestPause = Instant.hour
    /// How long what mails said is kept after they left.
    package static let memory = 90 * Instant.day

    /// The workspaces that have a mail to send and a server that may be asked.
    package func workspaces(at now: Instant) throws -> [Workspace.ID] {
        try connection.rows(
            """
            SELECT s.workspace FROM mail_server s
            WHERE s.is_active = 1 AND (s.paused_until IS NULL OR s.paused_until <= ?) AND EXISTS
            (SELECT 1 FROM mail m WHERE m.workspace = s.workspace AND m.next_at <= ?
            AND (m.leased_until IS NULL OR m.leased_until < ?)) ORDER BY s.workspace
            """, [.instant(now), .instant(now), .instant(now)]
        ) { .init($0.integer(0)) }
    }

    /// Leases the mail of a workspace that has waited longest; nil when there is none, or its server is paused.
    package func lease(in workspace: Workspace.ID, at now: Instant) throws -> Parcel? {
        let instant = SQLValue.instant(now)
        let found = try connection.row(
            """
            SELECT m.id, m.cause, m.contact, m.recipient, m.recipient_name, m.reply_to, m.reply_to_name, m.subject,
            m.body_text, m.body_html, m.headers, m.is_confidential, m.created_at, m.status, m.attempts, m.next_at,
            m.finished_at, m.problem, m.message_key
            FROM mail m JOIN mail_server s ON s.workspace = m.workspace
            WHERE m.workspace = ? AND m.next_at <= ? AND (m.leased_until IS NULL OR m.leased_until < ?)
            AND s.is_active = 1 AND (s.paused_until IS NULL OR s.paused_until <= ?)
            ORDER BY m.next_at, m.id LIMIT 1 \(connection.dialect.skippingLocked("m"))
            """, [.integer(workspace.value), instant, instant, instant]
        ) { row in
            let isConfidential = row.integer(11) == 1
            let body = isConfidential ? try MailBody(opening: row.text(8), row.textOrNil(9), connection) : nil
            let mail = try MailRow.read(row, body: body)
            return Parcel(
                workspace: workspace, mail: mail.id, letter: mail.letter, messageKey: row.text(18),
                attempts: mail.attempts)
        }
        guard let found else { return nil }
        try connection.execute(
            "UPDATE mail SET leased_until = ? WHERE workspace = ? AND id = ?",
            [.instant(now + MailQueue.lease), .integer(workspace.value), .integer(found.mail)])
        return found
    }

    /// The server has taken it.
    package func recordSent(_ parcel: Parcel, at now: Instant) throws {
        try connection.execute(
            """
            UPDATE mail SET status = 'sent', attempts = ?, next_at = NULL, leased_until = NULL, finished_at = ?,
            problem = NULL, body_text = CASE is_confidential WHEN 1 THEN '' ELSE body_text END,
            body_html = CASE is_confidential WHEN 1 THEN NULL ELSE body_html END WHERE workspace = ? AND id = ?
            """,
            [.integer(parcel.attempts + 1), .instant(now), .integer(parcel.workspace.value), .integer(parcel.mail)])
        try connection.execute(
            """
            UPDATE mail_server SET failures = 0, paused_until = NULL, problem = NULL
            WHERE workspace = ? AND (failures > 0 OR problem IS NOT NULL)
            """, [.integer(parcel.workspace.value)])
    }

    /// It waits for another attempt, or is given up; a server at fault is left alone for a while. `chance`: 0 to 1.
    package func record(_ failure: SendingFailure, of parcel: Parcel, at now: Instant, chance: Double) throws {
        let attempts = parcel.attempts + 1
        let wait = failure.isPermanent ? nil : Delivery.wait(after: attempts, chance: chance)
        try connection.execute(
            """
            UPDATE mail SET status = ?, attempts = ?, next_at = ?, leased_until = NULL, finished_at = ?, problem = ?
            WHERE workspace = ? AND id = ?
            """,
            [
                .text((wait == nil ? OutgoingMail.Status.failed : .queued).rawValue), .integer(attempts),
                .instant(orNil: wait.map { now + $0 }), wait == nil ? .instant(now) : .null,
                .text(failure.sentence.json), .integer(parcel.workspace.value), .integer(parcel.mail),
            ])
        if failure.isOfServer { try pauseServer(of: parcel.workspace, failure, at: now) }
    }

    private func pauseServer(of workspace: Workspace.ID, _ failure: SendingFailure, at now: Instant) throws {
        let key = SQLValue.integer(workspace.value)
        let failures = try connection.row("SELECT failures FROM mail_server WHERE workspace = ?", [key]) {
            Int($0.integer(0)) + 1
        }
        guard let failures else { return }
        let pause = min(Delivery.wait(after: failures) ?? MailQueue.longestPause, MailQueue.longestPause)
        try connection.execute(
            "UPDATE mail_server SET failures = ?, paused_until = ?, problem = ? WHERE workspace = ?",
            [.integer(failures), .instant(now + pause), .text(failure.sentence.json), key])
    }

    /// Forgets what old mails said, sent or kept here: only when, to whom and why they were written remains.
    package func prune(at now: Instant) throws {
        let limit = SQLValue.instant(now - MailQueue.memory)
        try connection.execute(
            """
            UPDATE mail SET subject = ?, body_text = '', body_html = NULL
            WHERE (finished_at < ? OR (status = 'kept' AND created_at < ?)) AND (body_text <> '' OR subject <> ?)
            """, [.text(MailBody.hidden.text), limit, limit, .text(MailBody.hidden.text)])
    }
}
