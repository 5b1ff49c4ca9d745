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
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    package func revert(_ run: Int, at now: Instant) throws -> Outcome {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        let number = SQLValue.integer(run)
        var outcome = Outcome()
        let concerned = try connection.rows(
            "SELECT DISTINCT contact FROM activity WHERE workspace = ? AND import_run = ?", [key, number]
        ) { Contact.ID($0.integer(0)) }
        outcome.activities = try connection.execute(
            "DELETE FROM activity WHERE workspace = ? AND import_run = ?", [key, number])
        let changed = try undoContactChanges(run, &outcome)
        try undoCompanyChanges(run, &outcome)
        try connection.execute("DELETE FROM contact_alias WHERE workspace = ? AND import_run = ?", [key, number])
        try removeContacts(run, &outcome)
        try removeCompanies(run)
        let left = try Contacts(connection, in: workspace).find(Array(Set(concerned + changed))).map(\.id)
        try Voids(connection, in: workspace.id).rebuild(of: left)
        try News(connection, in: workspace.id).note(left)
        try ImportRuns(connection, in: workspace.id).finish(run, status: "reverted", at: now)
        return outcome
    }

    // MARK: Changes

    private struct StoredChange {
        let owner: Int64
        let at: Instant
        let id: Int64
        var change: Change
        let run: Int64?
    }

    private func changes(_ table: String, _ owner: String, where condition: String, _ arguments: [SQLValue]) throws
        -> [StoredChange]
    {
        try connection.rows(
            """
            SELECT \(owner), at, id, changes, import_run FROM \(table) WHERE workspace = ? AND \(condition)
            ORDER BY at, id
            """, [key] + arguments
        ) { row in
            let at = Instant(microseconds: row.integer(1))
            return StoredChange(
                owner: row.integer(0), at: at, id: row.integer(2), change: try Change(at: at, json: row.text(3)),
                run: row.integerOrNil(4))
        }
    }

    private func undoContactChanges(_ run: Int, _ outcome: inout Outcome) throws -> [Contact.ID] {
        let contacts = Contacts(connection, in: workspace, types: types)
        let undone = try changes("contact_change", "contact", where: "import_run = ?", [.integer(run)])
        for stored in undone.reversed() {
            let later = try changes(
                "contact_change", "contact", where: "contact = ? AND (at > ? OR (at = ? AND id > ?))",
                [.integer(stored.owner), .instant(stored.at), .instant(stored.at), .integer(stored.id)])
            let rest = try handBack(stored, to: later, "contact_change", "contact")
            if let old = try contacts.find(Contact.ID(stored.owner)) {
                var new = old
                for (name, change) in rest.fields { new.set(name, to: change.before) }
                if let tags = rest.tags { new.tags = tags.before }
                if let company = rest.company { new.company = company.before.map { .init($0) } }
                try contacts.update(new, from: old, at: stored.at, keepingHistory: false)
            }
            try delete(stored, "contact_change", "contact")
            outcome.changes += 1
        }
        return undone.map { Contact.ID($0.owner) }
    }

    private func undoCompanyChanges(_ run: Int, _ outcome: inout Outcome) throws {
        let companies = Companies(connection, in: workspace)
        for stored in try changes("company_change", "company", where: "import_run = ?", [.integer(run)]).reversed() {
            let later = try changes(
                "company_change", "company", where: "company = ? AND (at > ? OR (at = ? AND id > ?))",
                [.integer(stored.owner), .instant(stored.at), .instant(stored.at), .integer(stored.id)])
            let rest = try handBack(stored, to: later, "company_change", "company")
            if let old = try companies.find([Company.ID(stored.owner)]).first {
                var new = old
                for (name, change) in rest.fields {
                    if let field = CompanyField(rawValue: name) { new.fields[field] = change.before }
                }
                try companies.restore(new)
            }
            try delete(stored, "company_change", "company")
            outcome.changes += 1
        }
    }

    /// Gives the values before `stored` to the changes that followed it; what nobody changed since is returned.
    private func handBack(
        _ stored: StoredChange, to later: [StoredChange], _ table: String, _ owner: String
    ) throws -> Change {
        var rest = stored.change
        for var next in later {
            for (name, change) in stored.change.fields where next.change.fields[name] != nil && rest.fields[name] != nil
            {
                next.change.fields[name]?.before = change.before
                rest.fields[name] = nil
            }
            if let tags = rest.tags, next.change.tags != nil {
                next.change.tags?.before = tags.before
                rest.tags = nil
            }
            if let company = rest.company, next.change.company != nil {
                next.change.company?.before = company.before
                rest.company = nil
            }
            try connection.execute(
                "UPDATE \(table) SET changes = ? WHERE workspace = ? AND \(owner) = ? AND at = ? AND id = ?",
                [.text(next.change.json), key, .integer(next.owner), .instant(next.at), .integer(next.id)])
        }
        return rest
    }

    private func delete(_ stored: StoredChange, _ table: String, _ owner: String) throws {
        try connection.execute(
            "DELETE FROM \(table) WHERE workspace = ? AND \(owner) = ? AND at = ? AND id = ?",
            [key, .integer(stored.owner), .instant(stored.at), .integer(stored.id)])
    }

    // MARK: Removing

    private func removeContacts(_ run: Int, _ outcome: inout Outcome) throws {
        let brought = try connection.rows(
            """
            SELECT c.id, EXISTS (SELECT 1 FROM activity a WHERE a.workspace = c.workspace AND a.contact = c.id)
            OR EXISTS (SELECT 1 FROM contact_change h WHERE h.workspace = c.workspace AND h.contact = c.id)
            FROM contact c WHERE c.workspace = ? AND c.import_run = ? ORDER BY c.id
            """, [key, .integer(run)]
        ) { (id: Contact.ID($0.integer(0)), isKnownOtherwise: ["1", "t", "true"].contains($0.text(1))) }
        outcome.kept = brought.count { $0.isKnownOtherwise }
        let removed = brought.filter { !$0.isKnownOtherwise }.map(\.id)
        try connection.inBatches(of: removed) { batch in
            let arguments = [key] + batch.map { SQLValue.integer($0.value) }
            for table in ["contact_state", "stage_history", "contact_tag", "contact_alias", "activity_void", "news"] {
                try connection.execute(
                    "DELETE FROM \(table) WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                    arguments)
            }
            outcome.contacts += try connection.execute(
                "DELETE FROM contact WHERE workspace = ? AND id IN (\(connection.marks(batch.count)))", arguments)
        }
    }

    private func removeCompanies(_ run: Int) throws {
        let unused = """
            SELECT o.id FROM company o WHERE o.workspace = ? AND o.import_run = ?
            AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.workspace = o.workspace AND c.company = o.id)
            AND NOT EXISTS (SELECT 1 FROM company_change h WHERE h.workspace = o.workspace AND h.company = o.id)
            """
        try connection.execute(
            "DELETE FROM company WHERE workspace = ? AND id IN (\(unused))", [key, key, .integer(run)])
    }
}

extension Contact {
    mutating func set(_ name: String, to value: String?) {
        if let field = ContactField(rawValue: name) { fields[field] = value } else { custom[name] = value }
    }
}
