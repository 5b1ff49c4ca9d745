package import Verger

/// What the contacts of one workspace do when their companies buy.
package struct BuyingParts {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package func parts(of contacts: [Contact.ID]) throws -> [Contact.ID: Set<BuyingPart>] {
        var result: [Contact.ID: Set<BuyingPart>] = [:]
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                "SELECT contact, part FROM contact_part WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                [.integer(workspace.value)] + batch.map { .integer($0.value) }
            ) { row in
                if let part = BuyingPart(rawValue: row.text(1)) {
                    result[Contact.ID(row.integer(0)), default: []].insert(part)
                }
                return true
            }
        }
        return result
    }

    /// Replaces the parts of a contact of this workspace.
    package func set(_ parts: Set<BuyingPart>, of contact: Contact.ID, by author: String, at now: Instant) throws {
        try connection.execute(
            "DELETE FROM contact_part WHERE workspace = ? AND contact = ?",
            [.integer(workspace.value), .integer(contact.value)])
        for part in parts.map(\.rawValue).sorted() {
            try connection.execute(
                """
                INSERT INTO contact_part (workspace, contact, part)
                SELECT c.workspace, c.id, ? FROM contact c WHERE c.workspace = ? AND c.id = ?
                """, [.text(part), .integer(workspace.value), .integer(contact.value)])
        }
        try AuditLog(connection, in: workspace).record(
            "part changed", by: author,
            [
                ("contact", .number(Int(contact.value))),
                ("parts", .list(parts.map(\.rawValue).sorted().map { .text($0) })),
            ],
            at: now)
    }
}
