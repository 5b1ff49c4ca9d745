package import Verger

/// Takes a person out of every table (GDPR, article 17). What stays is a hash that keeps the person from coming back, and
/// figures that say nothing of anybody.
package struct Erasure {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// What an erasure did.
    package struct Outcome: Hashable, Sendable {
        /// Rows removed, by table.
        package var removed: [String: Int] = [:]
        /// Rows about others in which the person stood.
        package var redacted = 0
        /// Identities that are kept out from now on.
        package var suppressed = 0

        package var rows: Int { removed.values.reduce(0, +) }
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    /// Rows that hang on a row of a contact by another key, to be removed first: table, its column, and the table that
    /// has a `contact` and an `id`.
    static let children: [(table: String, column: String, of: String)] = []

    /// Tables that keep their row, without the contact.
    private static let kept: Set<String> = ["rights_request"]

    /// Nil when there is no such contact. `keepingOut`: whether the person asked for it, and must not come back by a file.
    package func erase(
        _ id: Contact.ID, by actor: String, keepingOut: Bool = true, at now: Instant
    ) throws -> Outcome? {
        for key in [workspace.id.value, workspace.id.evaluationLock] {
            if let lock = connection.dialect.lock(key) { try connection.execute(lock) }
        }
        guard let contact = try Contacts(connection, in: workspace).find(id) else { return nil }
        // Tells imports under way that what they remember may be gone.
        _ = try connection.ids(1, of: .record)
        let dossier = try PersonalTraces(contact, connection, in: workspace)
        let catalogue = try Catalogue(of: connection)
        var outcome = Outcome()
        if keepingOut {
            try Suppressions(connection, in: workspace.id).add(dossier.identities, at: now)
            outcome.suppressed = dossier.identities.count
        }
        try remove(id, catalogue, &outcome)
        outcome.redacted = try Redaction(connection, in: workspace.id, catalogue).redact(
            dossier.traces, of: dossier.numbers)
        try AuditLog(connection, in: workspace.id).record(
            "person erased", by: actor,
            [
                ("rows", .number(outcome.rows)), ("redacted", .number(outcome.redacted)),
                ("suppressed", .number(outcome.suppressed)),
            ], at: now)
        return outcome
    }

    /// Every table that names contacts, in whatever version of the schema.
    private func remove(_ id: Contact.ID, _ catalogue: Catalogue, _ outcome: inout Outcome) throws {
        let about: [SQLValue] = [key, .integer(id.value)]
        for child in Erasure.children {
            outcome.removed[child.table, default: 0] += try connection.execute(
                """
                DELETE FROM \(child.table) WHERE workspace = ? AND \(child.column) IN
                (SELECT p.id FROM \(child.of) p WHERE p.workspace = ? AND p.contact = ?)
                """, [key] + about)
        }
        try connection.execute(
            """
            UPDATE rights_event SET note = NULL WHERE workspace = ? AND request IN
            (SELECT r.id FROM rights_request r WHERE r.workspace = ? AND r.contact = ?)
            """, [key] + about)
        try connection.execute(
            "UPDATE rights_request SET contact = NULL, subject = NULL, extension_reason = \(Erasure.reasonLeft) "
                + "WHERE workspace = ? AND contact = ?", about)
        for table in catalogue.tables
        where table.columns.contains("workspace") && table.columns.contains("contact")
            && !Erasure.kept.contains(table.name)
        {
            let count = try connection.execute(
                "DELETE FROM \"\(table.name)\" WHERE workspace = ? AND contact = ?", about)
            if count > 0 { outcome.removed[table.name, default: 0] += count }
        }
        outcome.removed["contact"] = try connection.execute(
            "DELETE FROM contact WHERE workspace = ? AND id = ?", about)
    }

    /// That the time was extended is no secret; why may be.
    private static let reasonLeft = "CASE WHEN extension_reason IS NULL THEN NULL ELSE '[…]' END"
}
