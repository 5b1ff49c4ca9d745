package import Verger

/// Who was asked whether to be kept, and when.
package struct RetentionQuestions {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    package func askedAt(_ contact: Contact.ID) throws -> Instant? {
        try connection.row(
            "SELECT asked_at FROM retention_question WHERE workspace = ? AND contact = ?",
            [key, .integer(contact.value)]
        ) { Instant(microseconds: $0.integer(0)) }
    }

    package func note(_ contact: Contact.ID, at now: Instant) throws {
        try connection.execute(
            """
            INSERT INTO retention_question (workspace, contact, asked_at) VALUES (?, ?, ?)
            ON CONFLICT (workspace, contact) DO UPDATE SET asked_at = excluded.asked_at
            """, [key, .integer(contact.value), .instant(now)])
    }

    /// The person answered.
    package func close(_ contact: Contact.ID) throws {
        try connection.execute(
            "DELETE FROM retention_question WHERE workspace = ? AND contact = ?", [key, .integer(contact.value)])
    }
}
