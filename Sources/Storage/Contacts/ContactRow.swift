import Verger

/// The columns of `contact` and `company`, and how they are written and read.
enum ContactRow {
    static let texts = ContactField.allCases.filter { $0 != .createdAt }

    static let columns =
        ["workspace", "id", "company"] + texts.flatMap { [$0.rawValue, $0.rawValue + "_key"] }
        + ["email_identity", "email_domain", "created_at", "fields", "field_keys", "recorded_at", "import_run"]

    /// One value for each column.
    static func values(
        of contact: Contact, workspace: Workspace.ID, types: [String: ValueType], zone: Zone, at now: Instant,
        run: Int64?
    ) -> [SQLValue] {
        var values = values(of: contact, workspace: workspace, types: types, zone: zone)
        values.append(.instant(now))
        values.append(.integer(orNull: run))
        return values
    }

    /// One value for each column, but the last two.
    static func values(
        of contact: Contact, workspace: Workspace.ID, types: [String: ValueType], zone: Zone
    ) -> [SQLValue] {
        var values: [SQLValue] = []
        values.reserveCapacity(columns.count)
        values.append(.integer(workspace.value))
        values.append(.integer(contact.id.value))
        values.append(.integer(orNull: contact.company?.value))
        for field in texts {
            let text = contact.fields[field]
            values.append(.text(orNull: text))
            values.append(.text(orNull: text?.folded))
        }
        let email = contact.fields[.email]
        values.append(.text(orNull: email?.lowercased()))
        values.append(.text(orNull: email.flatMap(domain)))
        values.append(
            .instant(orNil: contact.fields[.createdAt].flatMap { Instant(iso8601: $0, in: zone) }))
        guard !contact.custom.isEmpty else {
            values.append(.null)
            values.append(.null)
            return values
        }
        let sorted = contact.custom.sorted { $0.key < $1.key }
        let keys = sorted.map { name, text in
            (name, Value(text, as: types[name] ?? .text, in: zone)?.keyDocument ?? .null)
        }
        values.append(.text(Document.object(sorted.map { ($0.key, .text($0.value)) }).json()))
        values.append(.text(Document.object(keys).json()))
        return values
    }

    private static func domain(of email: String) -> String? {
        email.lastIndex(of: "@").map { String(email[email.index(after: $0)...]).folded }
    }

    /// The columns that `read` wants, in its order.
    static let readColumns =
        (["c.id", "c.company"] + texts.map { "c.\($0.rawValue)" } + ["c.created_at", "c.fields"])
        .joined(separator: ", ")
    static let readCount = texts.count + 4

    static func read(_ row: any SQLRow) throws -> Contact {
        var contact = Contact(id: .init(row.integer(0)), company: row.integerOrNil(1).map { .init($0) })
        for (index, field) in texts.enumerated() { contact.fields[field] = row.textOrNil(index + 2) }
        let next = texts.count + 2
        contact.fields[.createdAt] = row.integerOrNil(next).map { Instant(microseconds: $0).iso8601 }
        if let fields = row.textOrNil(next + 1) { contact.custom = try ActivityRow.texts(inJSON: fields) }
        return contact
    }
}

enum CompanyRow {
    static let texts = CompanyField.allCases.filter { $0 != .size }

    static let columns =
        ["workspace", "id"] + texts.flatMap { [$0.rawValue, $0.rawValue + "_key"] }
        + ["size", "size_key", "recorded_at", "is_implicit", "has_history", "import_run"]

    /// One value for each column, but the last four.
    static func values(of company: Company, workspace: Workspace.ID) -> [SQLValue] {
        var values: [SQLValue] = [.integer(workspace.value), .integer(company.id.value)]
        for field in texts {
            let text = company.fields[field]
            values.append(.text(orNull: text))
            values.append(.text(orNull: text?.folded))
        }
        let size = company.fields[.size]
        return values + [.text(orNull: size), .integer(orNull: size.flatMap { Number($0) }?.millionths)]
    }

    /// The columns that `read` wants, in its order.
    static let readColumns = (["o.id"] + (texts + [.size]).map { "o.\($0.rawValue)" }).joined(separator: ", ")

    static func read(_ row: any SQLRow) -> Company {
        var company = Company(id: .init(row.integer(0)))
        for (index, field) in (texts + [.size]).enumerated() { company.fields[field] = row.textOrNil(index + 1) }
        return company
    }
}
