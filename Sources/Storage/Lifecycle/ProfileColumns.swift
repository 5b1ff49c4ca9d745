import Verger

/// The columns of contacts and their companies that are wanted, and how they are read.
struct ProfileColumns {
    static let companyFields = CompanyField.allCases.filter { $0 != .externalID }

    private let contactFields: [ContactField]
    private let companyFields: [CompanyField]
    private let readsCreatedAt: Bool
    private let readsCustom: Bool

    /// Those of `fields`; all for nil.
    init(_ fields: Set<FieldKey>?) {
        contactFields = ContactRow.texts.filter { fields?.contains(.contact($0)) != false }
        companyFields = ProfileColumns.companyFields.filter { fields?.contains(.company($0)) != false }
        readsCreatedAt = fields?.contains(.contact(.createdAt)) != false
        readsCustom = fields?.contains { if case .custom = $0 { true } else { false } } != false
    }

    /// What to select from `contact c` and `company o`.
    var sql: String {
        let own = [
            "c.id", "c.company", "c.recorded_at", "c.created_at", readsCustom ? "c.fields" : "NULL", "o.has_history",
        ]
        let values = contactFields.map { "c.\($0.rawValue)" } + companyFields.map { "o.\($0.rawValue)" }
        return (own + values).joined(separator: ", ")
    }

    func contact(_ row: any SQLRow) throws -> LoadedContact {
        var contact = LoadedContact(id: .init(row.integer(0)), recordedAt: Instant(microseconds: row.integer(2)))
        contact.company = row.integerOrNil(1).map { .init($0) }
        contact.createdAt = row.integerOrNil(3).map { Instant(microseconds: $0) }
        contact.companyHasHistory = row.integer(5) == 1
        contact.values.reserveCapacity(contactFields.count + companyFields.count + 1)
        if readsCreatedAt, let created = contact.createdAt { contact.values[.contact(.createdAt)] = created.iso8601 }
        if !row.isNull(4) {
            for (name, text) in try ActivityRow.texts(row, 4) { contact.values[.custom(name)] = text }
        }
        var column = 6
        for field in contactFields {
            if let text = row.textOrNil(column) { contact.values[.contact(field)] = text }
            column += 1
        }
        for field in companyFields {
            if let text = row.textOrNil(column) { contact.values[.company(field)] = text }
            column += 1
        }
        return contact
    }
}
