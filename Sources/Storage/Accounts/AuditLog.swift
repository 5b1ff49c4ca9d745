package import Verger

/// What was done in one workspace, by whom. Append-only.
package struct AuditLog {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package struct Entry: Sendable {
        package let at: Instant
        package let actor: String
        package let action: String
        /// A JSON object.
        package let details: String
    }

    package func record(_ action: String, by actor: String, _ details: [(String, Document)] = [], at now: Instant)
        throws
    {
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            "INSERT INTO audit (workspace, id, at, actor, action, details) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .integer(workspace.value), .integer(id), .instant(now), .text(actor), .text(action),
                .text(Document.object(details).json()),
            ])
    }

    /// The latest entries, newest first.
    package func latest(_ count: Int) throws -> [Entry] {
        try connection.rows(
            "SELECT at, actor, action, details FROM audit WHERE workspace = ? ORDER BY id DESC LIMIT ?",
            [.integer(workspace.value), .integer(count)]
        ) { row in
            Entry(
                at: Instant(microseconds: row.integer(0)), actor: row.text(1), action: row.text(2), details: row.text(3)
            )
        }
    }
}
