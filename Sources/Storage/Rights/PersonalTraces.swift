import Verger

/// By what a person is known, now and formerly: to keep them out, and to find them in texts.
struct PersonalTraces {
    private(set) var identities: Set<Identity>
    /// Of the contact, and of those that became it.
    private(set) var numbers: Set<Int64>
    private(set) var traces: Traces

    init(
        _ contact: Contact, _ connection: any SQLConnection, in workspace: Workspace, _ catalogue: Catalogue
    ) throws {
        let about: [SQLValue] = [.integer(workspace.id.value), .integer(contact.id.value)]
        var values: [ContactField: Set<String>] = [:]
        func note(_ field: ContactField, _ value: String?) {
            if let value { values[field, default: []].insert(value) }
        }
        for (field, value) in contact.fields { note(field, value) }
        let changes = try connection.rows(
            "SELECT changes FROM contact_change WHERE workspace = ? AND contact = ?", about
        ) { try Change(at: .distantPast, json: $0.text(0)) }
        for (name, change) in changes.flatMap(\.fields) {
            guard let field = ContactField(rawValue: name) else { continue }
            note(field, change.before)
            note(field, change.after)
        }
        let aliases = try connection.rows(
            "SELECT external_id FROM contact_alias WHERE workspace = ? AND contact = ?", about
        ) { $0.text(0) }
        for alias in aliases { note(.externalID, alias) }
        let visitors = try connection.rows(
            "SELECT anonymous_id, former FROM visitor WHERE workspace = ? AND contact = ?", about
        ) { (id: $0.text(0), former: $0.integerOrNil(1)) }

        let tables = Set(catalogue.tables.map(\.name))
        if tables.contains("contact_address") {
            let addresses = try connection.rows(
                "SELECT email_identity FROM contact_address WHERE workspace = ? AND contact = ?", about
            ) { $0.text(0) }
            for address in addresses { note(.email, address) }
        }
        // Those that were merged into the contact, and what they were called.
        var merged: [(number: Int64, name: String)] = []
        if tables.contains("record_merge") {
            merged = try connection.rows(
                """
                SELECT gone, gone_name FROM record_merge
                WHERE workspace = ? AND subject = 'contact' AND kept = ? AND undone_at IS NULL
                """, about
            ) { ($0.integer(0), $0.text(1)) }
        }

        let others = Others(contact, connection, in: workspace)
        let emails = values[.email] ?? []
        let phones = try (values[.phone] ?? []).filter { try !others.have($0, .phone) }
        let externalIDs = values[.externalID] ?? []
        identities = Set(emails.map(Identity.email))
        identities.formUnion(phones.map(Identity.phone))
        identities.formUnion(externalIDs.map(Identity.externalID))
        identities.formUnion(visitors.map { Identity.visitor($0.id) })
        numbers = Set(visitors.compactMap(\.former))
        numbers.insert(contact.id.value)
        numbers.formUnion(merged.map(\.number))
        var words = emails.union(phones).union(visitors.map(\.id))
        words.formUnion(externalIDs.filter { $0.count >= 5 && Int64($0) == nil })
        let hasName = contact.fields[.firstName] != nil && contact.fields[.lastName] != nil
        words.formUnion(merged.map(\.name).filter { $0.contains(" ") })
        if try hasName && !others.areCalled(contact) { words.insert(contact.displayName) }
        traces = Traces(words)
    }

    /// The other contacts, who may share a telephone or a name.
    private struct Others {
        let connection: any SQLConnection
        let about: [SQLValue]

        init(_ contact: Contact, _ connection: any SQLConnection, in workspace: Workspace) {
            self.connection = connection
            about = [.integer(workspace.id.value), .integer(contact.id.value)]
        }

        func have(_ value: String, _ field: ContactField) throws -> Bool {
            try connection.row(
                "SELECT 1 FROM contact WHERE workspace = ? AND id <> ? AND \(field.rawValue)_key = ? LIMIT 1",
                about + [.text(value.folded)]
            ) { _ in true } ?? false
        }

        func areCalled(_ contact: Contact) throws -> Bool {
            try connection.row(
                """
                SELECT 1 FROM contact WHERE workspace = ? AND id <> ? AND first_name_key = ? AND last_name_key = ? LIMIT 1
                """,
                about + [
                    .text(contact.fields[.firstName]?.folded ?? ""), .text(contact.fields[.lastName]?.folded ?? ""),
                ]
            ) { _ in true } ?? false
        }
    }
}
