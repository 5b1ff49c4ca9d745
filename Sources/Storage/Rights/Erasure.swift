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

    /// Tables that keep their row, without the contact.
    private static let kept: Set<String> = ["rights_request", "statement_line"]

    /// Nil when there is no such contact. `keepingOut`: whether the person asked for it, and must not come back by a file.
    package func erase(
        _ id: Contact.ID, by actor: String, keepingOut: Bool = true, forgettingWords: Bool = true, at now: Instant
    ) throws -> Outcome? {
        try begin()
        guard let contact = try Contacts(connection, in: workspace).find(id) else { return nil }
        let catalogue = try Catalogue(of: connection)
        let house = try House(connection, in: workspace.id)
        let dossier = try PersonalTraces(contact, connection, in: workspace, catalogue, house)
        var outcome = Outcome()
        if keepingOut {
            try Suppressions(connection, in: workspace.id).add(dossier.identities, at: now)
            outcome.suppressed = dossier.identities.count
        }
        try removeMerges(dossier.numbers, catalogue, &outcome)
        try removeBodies(id, catalogue, &outcome)
        try remove(id, catalogue, &outcome)
        outcome.redacted = try Redaction(connection, in: workspace.id, catalogue, house).redact(
            dossier.traces, dossier.identities, of: dossier.numbers)
        try dropFiles(holding: dossier.traces, dossier.numbers, &outcome, at: now)
        if forgettingWords { try forgetWords() }
        try record(outcome, by: actor, at: now)
        return outcome
    }

    /// The same for somebody who is no contact: what forms, mails and programs brought under an address or an id, and the words in
    /// what is about others. Nil where it is that of a contact.
    package func erase(_ identity: Identity, by actor: String, at now: Instant) throws -> Outcome? {
        try begin()
        guard try Contacts(connection, in: workspace).find(named: identity.value) == nil else { return nil }
        let house = try House(connection, in: workspace.id)
        let traces = Traces(house.foreign([identity.value]))
        try Suppressions(connection, in: workspace.id).add([identity], at: now)
        var outcome = Outcome(suppressed: 1)
        outcome.redacted = try Redaction(connection, in: workspace.id, Catalogue(of: connection), house).redact(
            traces, [identity], of: [])
        try dropFiles(holding: traces, [], &outcome, at: now)
        try forgetWords()
        try record(outcome, by: actor, at: now)
        return outcome
    }

    private func begin() throws {
        for key in [workspace.id.value, workspace.id.evaluationLock] {
            if let lock = connection.dialect.lock(key) { try connection.execute(lock) }
        }
        // Tells imports under way that what they remember may be gone.
        _ = try connection.ids(1, of: .record)
    }

    private func dropFiles(
        holding traces: Traces, _ numbers: Set<Int64>, _ outcome: inout Outcome, at now: Instant
    ) throws {
        let files = try ImportDrafts(connection, in: workspace.id).drop(holding: traces, numbers, at: now)
        for (table, count) in [("import_chunk", files.chunks), ("import_row", files.rows)] where count > 0 {
            outcome.removed[table] = count
        }
    }

    private func record(_ outcome: Outcome, by actor: String, at now: Instant) throws {
        try AuditLog(connection, in: workspace.id).record(
            "person erased", by: actor,
            [
                ("rows", .number(outcome.rows)), ("redacted", .number(outcome.redacted)),
                ("suppressed", .number(outcome.suppressed)),
            ], at: now)
    }

    /// Takes the words of whoever is gone out of the search index: it is written anew, once for all who go together.
    func forgetWords() throws {
        guard let statement = connection.dialect.forgettingWords(of: "contact_search") else { return }
        try connection.execute(statement)
    }

    /// Every table that names contacts, in whatever version of the schema.
    private func remove(_ id: Contact.ID, _ catalogue: Catalogue, _ outcome: inout Outcome) throws {
        let about: [SQLValue] = [key, .integer(id.value)]
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

    /// The bodies of programs in which the person is, whoever else is in them: what they brought is recorded.
    private func removeBodies(_ id: Contact.ID, _ catalogue: Catalogue, _ outcome: inout Outcome) throws {
        guard catalogue.tables.contains(where: { $0.name == "hook_item" }) else { return }
        let bodies = try connection.rows(
            "SELECT DISTINCT delivery FROM hook_item WHERE workspace = ? AND contact = ?", [key, .integer(id.value)]
        ) { $0.integer(0) }
        for body in bodies {
            let parts = try connection.execute(
                "DELETE FROM hook_item WHERE workspace = ? AND delivery = ?", [key, .integer(body)])
            outcome.removed["hook_item", default: 0] += parts
            try connection.execute("DELETE FROM hook_delivery WHERE workspace = ? AND id = ?", [key, .integer(body)])
            outcome.removed["hook_delivery", default: 0] += 1
        }
    }

    /// What was kept so that a merge can be undone, and who was thought to be the same.
    private func removeMerges(_ numbers: Set<Int64>, _ catalogue: Catalogue, _ outcome: inout Outcome) throws {
        func delete(_ table: String, _ condition: String, _ number: Int64, times: Int = 1) throws {
            guard catalogue.tables.contains(where: { $0.name == table }) else { return }
            let count = try connection.execute(
                "DELETE FROM \(table) WHERE workspace = ? AND \(condition)",
                [key] + Array(repeating: .integer(number), count: times))
            if count > 0 { outcome.removed[table, default: 0] += count }
        }
        for number in numbers {
            try delete(
                "record_merge_part",
                "merge IN (SELECT m.id FROM record_merge m WHERE m.workspace = record_merge_part.workspace "
                    + "AND m.subject = 'contact' AND (m.kept = ? OR m.gone = ?))", number, times: 2)
            try delete("record_merge", "subject = 'contact' AND (kept = ? OR gone = ?)", number, times: 2)
            try delete("duplicate", "subject = 'contact' AND (low = ? OR high = ?)", number, times: 2)
            try delete("duplicate_due", "subject = 'contact' AND record = ?", number)
            // What was owed for somebody stays owed: the accounts keep the line, of nobody.
            guard catalogue.tables.contains(where: { $0.name == "statement_line" }) else { continue }
            try connection.execute(
                """
                UPDATE statement_line SET contact = 0, line_key = 'erased:' || CAST(at AS TEXT) || ':' || CAST(? AS TEXT)
                WHERE workspace = ? AND contact = ?
                """, [.text(String(try connection.ids(1, of: .record))), key, .integer(number)])
        }
    }

    /// That the time was extended is no secret; why may be.
    static let reasonLeft = "CASE WHEN extension_reason IS NULL THEN NULL ELSE '[…]' END"
}
