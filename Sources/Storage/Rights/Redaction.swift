import Verger

/// Takes a person out of what is kept about other things: the audit log, what webhooks were told, notes on others.
struct Redaction {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private let catalogue: Catalogue
    private let house: House
    /// Lets what a row is known by be told from others without telling what it was.
    private let salt: String

    init(
        _ connection: any SQLConnection, in workspace: Workspace.ID, _ catalogue: Catalogue, _ house: House
    ) throws {
        self.connection = connection
        self.workspace = workspace
        self.catalogue = catalogue
        self.house = house
        salt = Hexadecimal.text(try Secret.randomBytes(16))
    }

    private var key: SQLValue { .integer(workspace.value) }
    private var search: TraceSearch { TraceSearch(connection: connection, workspace: workspace) }

    /// Returns how many rows were changed or dropped. `identities`: those of the person.
    func redact(_ traces: Traces, _ identities: Set<Identity>, of numbers: Set<Int64>) throws -> Int {
        var count = try redactNumbers(numbers) + dropMails(to: identities) + dropForms(of: identities)
        for table in catalogue.tables where table.columns.contains("workspace") {
            switch ErasedTables.fates[table.name] ?? .untouched {
            case .untouched: continue
            case .untagged: count += try untag(traces)
            case .redacted(let columns, let keys):
                count += try redact(traces, in: table, columns, keys: keys)
            case .dropped(let name, let columns, let keys):
                count += try drop(traces, in: table, by: name, columns + keys)
                count += try redact(traces, in: table, columns, keys: keys)
            }
        }
        return count
    }

    // MARK: Words

    private func redact(
        _ traces: Traces, in table: Catalogue.Table, _ columns: [String], keys: [String]
    ) throws -> Int {
        let searched = (columns + keys).filter(table.columns.contains)
        let isOfContacts = table.columns.contains("contact")
        let rows = try search.rows(
            of: table.name, searched + (isOfContacts ? ["contact"] : []), searching: searched, for: traces)
        for row in rows {
            for column in searched {
                guard let old = row[column], let new = traces.taken(outOf: old) else { continue }
                // An unbound column of JSON takes its type from the column.
                try connection.execute(
                    "UPDATE \"\(table.name)\" SET \"\(column)\" = ? WHERE workspace = ? AND \"\(column)\" = ?",
                    [.text(keys.contains(column) ? distinct(new, from: old) : new), key, .text(old)])
            }
        }
        if table.name == "activity" {
            let contacts = Set(rows.compactMap { $0["contact"].flatMap { Int64($0) } })
            try News(connection, in: workspace).note(contacts.sorted().map { Contact.ID($0) })
        }
        return rows.count
    }

    /// Two that were different stay so, and one that another row names is still the same.
    private func distinct(_ new: String, from old: String) -> String {
        new.replacing(Traces.mark, with: "[…\(Secret.fingerprint(salt + old).prefix(12))]")
    }

    /// Rows that are no contact's.
    private func drop(
        _ traces: Traces, in table: Catalogue.Table, by name: String, _ columns: [String]
    ) throws -> Int {
        let searched = columns.filter(table.columns.contains)
        let rows = try search.rows(
            of: table.name, Array(Set(searched + [name])), searching: searched, for: traces,
            where: table.columns.contains("contact") ? "contact IS NULL" : "1 = 1")
        for row in rows { try drop(table.name, name, row[name] ?? "") }
        return rows.count
    }

    private func untag(_ traces: Traces) throws -> Int {
        let rows = try search.rows(
            of: "contact_tag", ["contact", "tag_key", "tag"], searching: ["tag", "tag_key"], for: traces)
        var contacts: Set<Int64> = []
        for row in rows {
            guard let contact = row["contact"].flatMap({ Int64($0) }), let tag = row["tag_key"] else { continue }
            try connection.execute(
                "DELETE FROM contact_tag WHERE workspace = ? AND contact = ? AND tag_key = ?",
                [key, .integer(contact), .text(tag)])
            contacts.insert(contact)
        }
        let changed = contacts.sorted().map { Contact.ID($0) }
        try SearchIndex(connection, in: workspace).write(changed)
        try News(connection, in: workspace).note(changed)
        return rows.count
    }

    // MARK: Own

    /// Mails to the person, sent or not: nobody is to read them any more. What goes to an address of the house is for who works
    /// there.
    private func dropMails(to identities: Set<Identity>) throws -> Int {
        let own = identities.filter { $0.kind == .email }.subtracting(house.addresses)
        let traces = Traces(own.map(\.value))
        let mails = try search.rows(of: "mail", ["id", "recipient"], searching: ["recipient"], for: traces)
            .filter { own.contains(.email($0["recipient"] ?? "")) }
        for mail in mails { try drop("mail", "id", mail["id"] ?? "") }
        let answered = try search.rows(of: "mail", ["id", "reply_to"], searching: ["reply_to"], for: traces)
        for mail in answered {
            try connection.execute(
                "UPDATE mail SET reply_to = NULL, reply_to_name = NULL WHERE workspace = ? AND id = ?",
                [key, .integer(Int64(mail["id"] ?? "") ?? 0)])
        }
        return mails.count + answered.count
    }

    /// What a form kept back of the person, also where the address is one of the house.
    private func dropForms(of identities: Set<Identity>) throws -> Int {
        let traces = Traces(identities.filter { $0.kind == .email }.map(\.value))
        let forms = try search.rows(
            of: "form_submission", ["id", "described"], searching: ["described"], for: traces,
            where: "contact IS NULL"
        ).filter { row in
            let fields = row["described"].flatMap { try? Document(json: $0) }?["fields"]
            return fields?[ContactField.email.rawValue]?.text.map { identities.contains(.email($0)) } ?? false
        }
        for form in forms { try drop("form_submission", "id", form["id"] ?? "") }
        return forms.count
    }

    // MARK: Numbers

    /// Entries about the contact by its number: the log keeps what was done and by whom, not to whom.
    private func redactNumbers(_ numbers: Set<Int64>) throws -> Int {
        var count = 0
        for number in numbers {
            for (id, details) in try rows("audit", "id", "details", holding: number)
            where details.namesContact(number) {
                count += try connection.execute(
                    "UPDATE audit SET details = ? WHERE workspace = ? AND id = ?",
                    [.text(#"{"erased": true}"#), key, .integer(Int64(id) ?? 0)])
            }
            for (table, id, column) in [
                ("notice", "id", "changes"), ("kept_answer", "key", "body"), ("webhook_delivery", "id", "payload"),
            ] {
                for (row, text) in try rows(table, id, column, holding: number) where text.namesContact(number) {
                    try drop(table, id, row)
                    count += 1
                }
            }
        }
        return count
    }

    private func rows(
        _ table: String, _ id: String, _ column: String, holding number: Int64
    ) throws -> [(id: String, text: String)] {
        try connection.rows(
            """
            SELECT CAST(\(id) AS TEXT), CAST(\(column) AS TEXT) FROM \(table)
            WHERE workspace = ? AND CAST(\(column) AS TEXT) LIKE ?
            """, [key, .text("%\(number)%")]
        ) { ($0.text(0), $0.text(1)) }
    }

    private func drop(_ table: String, _ column: String, _ value: String) throws {
        let value: SQLValue = column == "id" ? .integer(Int64(value) ?? 0) : .text(value)
        if table == "webhook_delivery" {
            try connection.execute("DELETE FROM webhook_attempt WHERE workspace = ? AND delivery = ?", [key, value])
        }
        if table == "hook_delivery" {
            try connection.execute("DELETE FROM hook_item WHERE workspace = ? AND delivery = ?", [key, value])
        }
        try connection.execute("DELETE FROM \(table) WHERE workspace = ? AND \(column) = ?", [key, value])
    }
}

extension String {
    /// Whether this JSON has `number` under a name that means a contact; whether it holds it at all where it is no JSON.
    fileprivate func namesContact(_ number: Int64) -> Bool {
        guard let document = try? Document(json: self) else { return true }
        return document.namesContact(number, isNamed: false)
    }
}

extension Document {
    fileprivate func namesContact(_ number: Int64, isNamed: Bool) -> Bool {
        if let pairs {
            return pairs.contains { name, value in
                value.namesContact(number, isNamed: isNamed || Document.contactNames.contains(name.lowercased()))
            }
        }
        if let items { return items.contains { $0.namesContact(number, isNamed: isNamed) } }
        return isNamed && text == String(number)
    }

    private static let contactNames: Set<String> = [
        "id", "contact", "contacts", "contactid", "kept", "gone", "restored", "merged", "duplicate", "into", "person",
        "removed", "left", "right",
    ]
}
