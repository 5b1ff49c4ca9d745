package import Verger

/// The contacts of one workspace.
package struct Contacts {
    let connection: any SQLConnection
    let workspace: Workspace
    private let types: [String: ValueType]

    /// `types`: the fields that the workspace defines.
    package init(_ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType] = [:]) {
        self.connection = connection
        self.workspace = workspace
        self.types = types
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    // MARK: Reading

    package func find(_ id: Contact.ID) throws -> Contact? { try find([id]).first }

    /// Those of `ids` that are in this workspace, with their tags, in order of id.
    package func find(_ ids: [Contact.ID]) throws -> [Contact] {
        var result: [Contact] = []
        try connection.inBatches(of: ids.sorted()) { batch in
            var contacts = try connection.rows(
                """
                SELECT \(ContactRow.readColumns) FROM contact c
                WHERE c.workspace = ? AND c.id IN (\(connection.marks(batch.count))) ORDER BY c.id
                """, [key] + batch.map { .integer($0.value) }, ContactRow.read)
            let tags = try tags(of: batch)
            for index in contacts.indices { contacts[index].tags = tags[contacts[index].id] ?? [] }
            result += contacts
        }
        return result
    }

    /// The contact that a person means: by external id, number, or e-mail address, in this order.
    package func find(named name: String) throws -> Contact? {
        // As lists show those that have neither: #42.
        let bare = name.hasPrefix("#") ? String(name.dropFirst()) : name
        return try (references(to: [name])[name] ?? references(to: [bare])[bare]).flatMap { try find($0) }
    }

    /// The contacts that `names` stand for: external ids, else numbers, else e-mail addresses.
    package func references(to names: [String]) throws -> [String: Contact.ID] {
        var result = try lookUp("external_id", names)
        let aliases = try lookUp(
            "external_id", names.filter { result[$0] == nil }, table: "contact_alias", id: "contact")
        result.merge(aliases) { first, _ in first }
        let numbers = names.filter { result[$0] == nil }.compactMap { name in Int64(name).map { (name, $0) } }
        if !numbers.isEmpty {
            let found = Set(try find(numbers.map { Contact.ID($0.1) }).map(\.id))
            let merges = Merges(connection, in: workspace)
            for (name, number) in numbers {
                result[name] = found.contains(.init(number)) ? .init(number) : try merges.survivor(of: .init(number))
            }
        }
        let addresses = names.filter { result[$0] == nil && $0.contains("@") }
        let byAddress = try withEmails(addresses.map { $0.lowercased() })
        for address in addresses { result[address] = byAddress[address.lowercased()] }
        return result
    }

    private func lookUp(
        _ column: String, _ values: [String], table: String = "contact", id: String = "id"
    ) throws -> [String: Contact.ID] {
        var result: [String: Contact.ID] = [:]
        try connection.inBatches(of: values) { batch in
            try connection.forEachRow(
                "SELECT \(column), \(id) FROM \(table) WHERE workspace = ? AND \(column) IN (\(connection.marks(batch.count)))",
                [key] + batch.map { .text($0) }
            ) { row in
                result[row.text(0)] = Contact.ID(row.integer(1))
                return true
            }
        }
        return result
    }

    /// By e-mail address, as compared for identity, that of a record which became this one included.
    package func withEmails(_ emails: [String]) throws -> [String: Contact.ID] {
        try lookUp("email_identity", emails).merging(withFormerEmails(emails)) { first, _ in first }
    }

    /// By the address of a record that became this one.
    func withFormerEmails(_ emails: [String]) throws -> [String: Contact.ID] {
        let areAny = try connection.row("SELECT 1 FROM contact_address WHERE workspace = ? LIMIT 1", [key]) { _ in true
        }
        return areAny == nil ? [:] : try lookUp("email_identity", emails, table: "contact_address", id: "contact")
    }

    /// By external id, former ones included.
    package func withExternalIDs(_ ids: [String]) throws -> [String: Contact.ID] {
        let found = try lookUp("external_id", ids)
        let hasAliases = try connection.row("SELECT 1 FROM contact_alias WHERE workspace = ? LIMIT 1", [key]) { _ in
            true
        }
        guard hasAliases != nil else { return found }
        return try found.merging(lookUp("external_id", ids, table: "contact_alias", id: "contact")) { first, _ in first
        }
    }

    func tags(of contacts: ArraySlice<Contact.ID>) throws -> [Contact.ID: [String]] {
        var result: [Contact.ID: [String]] = [:]
        try connection.forEachRow(
            """
            SELECT contact, tag FROM contact_tag WHERE workspace = ? AND contact IN (\(connection.marks(contacts.count)))
            ORDER BY contact, tag_key
            """, [key] + contacts.map { .integer($0.value) }
        ) { row in
            result[Contact.ID(row.integer(0)), default: []].append(row.text(1))
            return true
        }
        return result
    }

    /// Whether there is not one.
    func areNone() throws -> Bool {
        try connection.row("SELECT 1 FROM contact WHERE workspace = ? LIMIT 1", [key]) { _ in true } == nil
    }

    /// Whether somebody follows any of them.
    package func areAny(ownedBy email: String) throws -> Bool {
        try connection.row(
            "SELECT 1 FROM contact WHERE workspace = ? AND owner_key = ? LIMIT 1", [key, .text(email.folded)]
        ) { _ in true } ?? false
    }

    /// How many there are.
    package func count() throws -> Int {
        Int(try connection.row("SELECT COUNT(*) FROM contact WHERE workspace = ?", [key]) { $0.integer(0) } ?? 0)
    }

    /// Ids in order, after `after`.
    package func ids(after: Contact.ID?, limit: Int) throws -> [Contact.ID] {
        try connection.rows(
            "SELECT id FROM contact WHERE workspace = ? AND id > ? ORDER BY id LIMIT ?",
            [key, .integer(after?.value ?? 0), .integer(limit)]
        ) { Contact.ID($0.integer(0)) }
    }

    // MARK: Writing

    /// Room for `count` new contacts.
    package func newIDs(_ count: Int) throws -> [Contact.ID] {
        let first = try connection.ids(count, of: .record)
        return (0..<Int64(count)).map { Contact.ID(first + $0) }
    }

    /// Records contacts that nobody knows yet, with ids from `newIDs`. They are found at once, those of an import
    /// later, and those who have nothing to be found by. Throws `Suppressions.Refusal` for somebody who was erased.
    package func insert(
        _ contacts: [Contact], at now: Instant, run: Int64? = nil, areNameless: Bool = false
    ) throws {
        if !areNameless { try Suppressions(connection, in: workspace.id).admit(contacts) }
        let rows = contacts.map {
            ContactRow.values(of: $0, workspace: workspace.id, types: types, zone: workspace.zone, at: now, run: run)
        }
        try insert(contacts, rows)
        if run == nil { try Outbox(connection, in: workspace).announce(contacts, at: now) }
        let index = SearchIndex(connection, in: workspace.id)
        if areNameless { try index.note(contacts.map(\.id)) } else if run == nil { try index.write(contacts.map(\.id)) }
    }

    /// The same, with the values of all columns already made.
    func insert(_ contacts: [Contact], _ rows: [[SQLValue]]) throws {
        try connection.insert(into: "contact", columns: ContactRow.columns, count: rows.count) { rows[$0][$1] }
        let tags = contacts.flatMap { contact in contact.tags.map { (contact.id, $0) } }
        try connection.insert(
            into: "contact_tag", columns: ["workspace", "contact", "tag_key", "tag"], count: tags.count
        ) { row, column in
            switch column {
            case 0: key
            case 1: .integer(tags[row].0.value)
            case 2: .text(tags[row].1.folded)
            default: .text(tags[row].1)
            }
        }
    }

    /// Replaces what is recorded of a contact, who has news; the difference is kept as a change at `now`, unless it
    /// belongs to the contact's first import and so always held. What others changed since `old` was read stays as they
    /// left it, unless `contact` changes the same. Throws `EditConflict` when the contact is no longer at the version that
    /// `expected` says.
    package func update(
        _ contact: Contact, from old: Contact, at now: Instant, run: Int64? = nil, keepingHistory: Bool = true,
        expecting expected: Int64? = nil
    ) throws {
        if let expected { try check(contact, isAt: expected) }
        // Where others may write at the same time; and an import has just read what it changes.
        let isAlone = run != nil && connection.dialect.holdingRows(of: "c").isEmpty
        let (old, contact) = isAlone ? (old, contact) : try rebased(contact, from: old)
        let change = Change(from: old, to: contact, at: now)
        guard !change.isEmpty else { return }
        try Suppressions(connection, in: workspace.id).admit(contact, from: old)
        let values = ContactRow.values(of: contact, workspace: workspace.id, types: types, zone: workspace.zone)
        let columns = ContactRow.columns.dropFirst(2).dropLast(2)
        try connection.execute(
            "UPDATE contact SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")), version = version + 1 "
                + "WHERE workspace = ? AND id = ?",
            Array(values.dropFirst(2)) + [key, .integer(contact.id.value)])
        if change.tags != nil { try replaceTags(of: contact) }
        if change.touchesWords { try noteWords(of: contact.id, run) }
        try News(connection, in: workspace.id).note([contact.id], in: run == nil ? .fresh : .backlog)
        guard keepingHistory else { return }
        try connection.execute(
            "INSERT INTO contact_change (workspace, contact, at, id, changes, import_run) VALUES (?, ?, ?, ?, ?, ?)",
            [
                key, .integer(contact.id.value), .instant(now), .integer(try connection.ids(1, of: .record)),
                .text(change.json), .integer(orNull: run),
            ])
    }

    private func noteWords(of contact: Contact.ID, _ run: Int64?) throws {
        let index = SearchIndex(connection, in: workspace.id)
        if run == nil { try index.write([contact]) } else { try index.note([contact]) }
    }

    /// Lets others have the addresses of contacts that are about to be updated.
    func releaseAddresses(of contacts: [Contact.ID]) throws {
        try connection.inBatches(of: contacts) { batch in
            try connection.execute(
                "UPDATE contact SET email_identity = NULL WHERE workspace = ? AND id IN (\(connection.marks(batch.count)))",
                [key] + batch.map { .integer($0.value) })
        }
    }

    private func replaceTags(of contact: Contact) throws {
        try connection.execute(
            "DELETE FROM contact_tag WHERE workspace = ? AND contact = ?", [key, .integer(contact.id.value)])
        for tag in contact.tags {
            try connection.execute(
                "INSERT INTO contact_tag (workspace, contact, tag_key, tag) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [key, .integer(contact.id.value), .text(tag.folded), .text(tag)])
        }
    }

    /// Remembers that `externalID` also means this contact.
    package func addAlias(_ externalID: String, to contact: Contact.ID, run: Int64? = nil) throws {
        try connection.execute(
            """
            INSERT INTO contact_alias (workspace, external_id, contact, import_run) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """, [key, .text(externalID), .integer(contact.value), .integer(orNull: run)])
    }

    /// The import that brought each of `ids`, for those that an import brought.
    package func runs(of ids: [Contact.ID]) throws -> [Contact.ID: Int64] {
        var result: [Contact.ID: Int64] = [:]
        try connection.inBatches(of: ids) { batch in
            try connection.forEachRow(
                """
                SELECT id, import_run FROM contact WHERE workspace = ? AND id IN (\(connection.marks(batch.count)))
                AND import_run IS NOT NULL
                """, [key] + batch.map { .integer($0.value) }
            ) { row in
                result[Contact.ID(row.integer(0))] = row.integer(1)
                return true
            }
        }
        return result
    }
}

extension Change {
    /// Whether a contact is found by other words or match keys, or elsewhere in the order of names.
    fileprivate var touchesWords: Bool {
        let fields: [ContactField] = [.firstName, .lastName, .email, .phone, .externalID, .city, .postalCode]
        return company != nil || fields.contains { self.fields[$0.rawValue] != nil }
            || self.fields.keys.contains { MatchField.birthDateNames.contains($0.folded) }
    }

    init(from old: Contact, to new: Contact, at now: Instant) {
        self.init(at: now)
        for field in ContactField.allCases where old.fields[field] != new.fields[field] {
            fields[field.rawValue] = (before: old.fields[field], after: new.fields[field])
        }
        for name in Set(old.custom.keys).union(new.custom.keys) where old.custom[name] != new.custom[name] {
            fields[name] = (before: old.custom[name], after: new.custom[name])
        }
        if Set(old.tags.map(\.folded)) != Set(new.tags.map(\.folded)) { tags = (before: old.tags, after: new.tags) }
        if old.company != new.company { company = (before: old.company?.value, after: new.company?.value) }
    }
}
