package import Verger

/// The contacts that an import brought, and those that it told more about.
package struct ImportedContacts {
    package enum Which: String, Sendable { case created, updated }

    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private let run: Int

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID, by run: Int) {
        self.connection = connection
        self.workspace = workspace
        self.run = run
    }

    /// In order of their numbers, after `after`.
    package func ids(_ which: Which, after: Contact.ID? = nil, limit: Int) throws -> [Contact.ID] {
        let query =
            switch which {
            case .created:
                "SELECT id FROM contact WHERE workspace = ? AND import_run = ? AND id > ? ORDER BY id LIMIT ?"
            case .updated:
                """
                SELECT DISTINCT contact FROM contact_change WHERE workspace = ? AND import_run = ? AND contact > ?
                ORDER BY contact LIMIT ?
                """
            }
        return try connection.rows(
            query,
            [.integer(workspace.value), .integer(run), .integer(after?.value ?? 0), .integer(limit)]
        ) { Contact.ID($0.integer(0)) }
    }
}
