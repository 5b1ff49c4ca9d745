package import Verger

/// Takes an import back: its activities, its changes, and the contacts and companies that only it knows.
package struct Reversal {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let types: [String: ValueType]

    package init(_ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType]) {
        self.connection = connection
        self.workspace = workspace
        self.types = types
    }

    package struct Outcome: Hashable, Sendable {
        package var activities = 0
        package var changes = 0
        package var contacts = 0
        /// Contacts that others have told more about since, and that stay.
        package var kept = 0
        /// Addresses that their owners did not get back, since contacts that stay have them now.
        package var addressesTaken = 0
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    /// What goes with a contact.
    private static let tablesOfContacts = [
        "contact_state", "stage_history", "contact_tag", "contact_alias", "activity_void", "news", "contact_search",
        "bulk_action_contact", "segment_member", "segment_event", "handover", "retention_question",
        "retention_purge_contact", "contact_part", "contact_key", "contact_address",
    ]

    package func revert(_ run: Int, at now: Instant) throws -> Outcome {
        for key in [workspace.id.value, workspace.id.evaluationLock] {
            if let lock = connection.dialect.lock(key) { try connection.execute(lock) }
        }
        let number = SQLValue.integer(run)
        var outcome = Outcome()
        // Tells imports under way that what they remember may be gone.
        _ = try connection.ids(1, of: .record)
        try ImportRuns(connection, in: workspace.id).finish(run, status: "reverted", at: now)
        let concerned = try connection.rows(
            "SELECT DISTINCT contact FROM activity WHERE workspace = ? AND import_run = ?", [key, number]
        ) { Contact.ID($0.integer(0)) }
        outcome.activities = try connection.execute(
            "DELETE FROM activity WHERE workspace = ? AND import_run = ?", [key, number])
        try connection.execute("DELETE FROM contact_alias WHERE workspace = ? AND import_run = ?", [key, number])
        let undone = try UndoneChanges(of: .contacts, run: run, connection, in: workspace.id)
        try removeContacts(run, &outcome)
        // Only now, since those that are gone may have had the addresses of others.
        try restoreContacts(undone, &outcome)
        let undoneOfCompanies = try UndoneChanges(of: .companies, run: run, connection, in: workspace.id)
        try restoreCompanies(undoneOfCompanies)
        try removeCompanies()
        outcome.changes = undone.count + undoneOfCompanies.count
        let left = try Contacts(connection, in: workspace).find(Array(Set(concerned))).map(\.id)
        try Voids(connection, in: workspace.id).rebuild(of: left)
        try News(connection, in: workspace.id).note(left)
        return outcome
    }

    // MARK: Restoring

    private func restoreContacts(_ undone: UndoneChanges, _ outcome: inout Outcome) throws {
        let contacts = Contacts(connection, in: workspace, types: types)
        let current = try contacts.find(undone.rests.map { Contact.ID($0.owner) })
        let rests = Dictionary(undone.rests.map { (Contact.ID($0.owner), $0.rest) }) { first, _ in first }
        var restored: [(old: Contact, new: Contact)] = []
        for old in current {
            var new = old
            for rest in rests[old.id] ?? [] { new.undo(rest) }
            restored.append((old, new))
        }
        try contacts.releaseAddresses(
            of: restored.filter { $0.old.fields[.email] != $0.new.fields[.email] }.map(\.old.id))
        for (old, var new) in restored {
            if let email = new.fields[.email]?.lowercased(), email != old.fields[.email]?.lowercased(),
                let holder = try contacts.withEmails([email])[email], holder != old.id
            {
                new.fields[.email] = nil
                outcome.addressesTaken += 1
            }
            try contacts.update(new, from: old, at: .distantPast, keepingHistory: false)
        }
        try News(connection, in: workspace.id).note(current.map(\.id))
    }

    private func restoreCompanies(_ undone: UndoneChanges) throws {
        let companies = Companies(connection, in: workspace)
        for (owner, rest) in undone.rests {
            guard let old = try companies.find([Company.ID(owner)]).first else { continue }
            var new = old
            for change in rest {
                for (name, change) in change.fields {
                    if let field = CompanyField(rawValue: name) { new.fields[field] = change.before }
                }
            }
            try companies.restore(new, isImplicit: undone.isUntold.contains(owner))
        }
    }

    // MARK: Removing

    private func removeContacts(_ run: Int, _ outcome: inout Outcome) throws {
        let brought = try connection.rows(
            """
            SELECT c.id, c.import_run, CASE
            WHEN EXISTS (SELECT 1 FROM activity a WHERE a.workspace = c.workspace AND a.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM contact_change h WHERE h.workspace = c.workspace AND h.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM contact_alias n WHERE n.workspace = c.workspace AND n.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM visitor v WHERE v.workspace = c.workspace AND v.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM unmapped_call u WHERE u.workspace = c.workspace AND u.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM record_merge m WHERE m.workspace = c.workspace AND m.subject = 'contact'
                AND m.kept = c.id AND m.undone_at IS NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM task t WHERE t.workspace = c.workspace AND t.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM mail m WHERE m.workspace = c.workspace AND m.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM rights_request r WHERE r.workspace = c.workspace AND r.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM statement_line l WHERE l.workspace = c.workspace AND l.contact = c.id) THEN 1
            ELSE 0 END
            FROM contact c WHERE c.workspace = ? AND c.import_run IN (\(takenBack)) ORDER BY c.id
            """, [key, key]
        ) { (id: Contact.ID($0.integer(0)), run: $0.integer(1), isKnownOtherwise: $0.integer(2) == 1) }
        outcome.kept = brought.count { $0.isKnownOtherwise && $0.run == run }
        let removed = brought.filter { !$0.isKnownOtherwise }.map(\.id)
        try connection.inBatches(of: removed) { batch in
            let arguments = [key] + batch.map { SQLValue.integer($0.value) }
            for table in Reversal.tablesOfContacts {
                try connection.execute(
                    "DELETE FROM \(table) WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                    arguments)
            }
            outcome.contacts += try connection.execute(
                "DELETE FROM contact WHERE workspace = ? AND id IN (\(connection.marks(batch.count)))", arguments)
        }
    }

    private func removeCompanies() throws {
        let unused = """
            SELECT o.id FROM company o WHERE o.workspace = ? AND o.import_run IN (\(takenBack))
            AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.workspace = o.workspace AND c.company = o.id)
            AND NOT EXISTS (SELECT 1 FROM company_change h WHERE h.workspace = o.workspace AND h.company = o.id)
            AND NOT EXISTS (SELECT 1 FROM record_merge m WHERE m.workspace = o.workspace AND m.subject = 'company'
                AND m.kept = o.id AND m.undone_at IS NULL)
            """
        let removed = try connection.rows(unused, [key, key]) { $0.integer(0) }
        try connection.inBatches(of: removed) { batch in
            let arguments = [key] + batch.map { SQLValue.integer($0) }
            for (table, column) in [
                ("company_search", "company"), ("company_key", "company"), ("company_alias", "company"),
                ("company", "id"),
            ] {
                try connection.execute(
                    "DELETE FROM \(table) WHERE workspace = ? AND \(column) IN (\(connection.marks(batch.count)))",
                    arguments)
            }
        }
    }

    /// Whoever stayed when the import that brought him was taken back, since another one told more, goes with that one.
    private var takenBack: String { "SELECT number FROM import_run WHERE workspace = ? AND status = 'reverted'" }
}

extension Contact {
    /// Takes back what `change` did; what it did to tags is in no order.
    mutating func undo(_ change: Change) {
        for (name, change) in change.fields {
            if let field = ContactField(rawValue: name) {
                fields[field] = change.before
            } else {
                custom[name] = change.before
            }
        }
        if let tags = change.tags { self.tags = self.tags.undoing(tags) }
        if let company = change.company { self.company = company.before.map { .init($0) } }
    }
}
