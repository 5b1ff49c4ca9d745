package import Verger

/// Loads all that is recorded about contacts, for evaluation.
package struct Dossiers {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// A contact with its dossier.
    package struct Item: Sendable {
        package let contact: Contact.ID
        package var dossier: Dossier
    }

    /// The dossiers of those of `ids` (ascending) that are in this workspace.
    package func load(_ ids: [Contact.ID]) throws -> [Item] {
        var items: [Item] = []
        try connection.inBatches(of: ids) { batch in
            let marks = connection.marks(batch.count)
            items += try load(Restriction(sql: { "\($0) IN (\(marks))" }, arguments: batch.map { .integer($0.value) }))
        }
        return items
    }

    /// The dossiers of the contacts from `first` to `last`.
    package func load(from first: Contact.ID, through last: Contact.ID) throws -> [Item] {
        try load(
            Restriction(
                sql: { "\($0) BETWEEN ? AND ?" }, arguments: [.integer(first.value), .integer(last.value)]))
    }

    package func load(_ id: Contact.ID) throws -> Item? { try load([id]).first }

    /// All the evidence about a company: its contacts as they are now, each with its own profile.
    package func load(company: Company.ID) throws -> Dossier? {
        let ids = try Companies(connection, in: workspace).contacts(of: company)
        let items = try load(ids)
        guard !items.isEmpty else { return nil }
        var evidence: [(activity: Activity, member: Int)] = []
        for (member, item) in items.enumerated() { evidence += item.dossier.activities.map { ($0, member) } }
        evidence.sort { ($0.activity.at, $0.activity.id) < ($1.activity.at, $1.activity.id) }
        return Dossier(
            activities: evidence.map(\.activity), members: items.map { $0.dossier.members[0] },
            memberOfActivity: evidence.map(\.member), firstFact: items.map(\.dossier.firstFact).min() ?? .distantPast)
    }

    // MARK: Loading

    private struct Restriction {
        let sql: (_ column: String) -> String
        let arguments: [SQLValue]
    }

    private func load(_ restriction: Restriction) throws -> [Item] {
        var loaded = try contacts(restriction)
        guard !loaded.isEmpty else { return [] }
        try addTags(&loaded, restriction)
        try addHistory(&loaded, restriction)
        var items = loaded.map { contact in
            Item(
                contact: contact.id,
                dossier: Dossier(activities: [], members: [contact.profile()], firstFact: contact.recordedAt))
        }
        try addActivities(&items, restriction)
        for index in items.indices {
            let first = items[index].dossier.activities.first?.at
            items[index].dossier.firstFact =
                [loaded[index].createdAt, first].compactMap(\.self).min() ?? loaded[index].recordedAt
        }
        return items
    }

    private static let companyFields = CompanyField.allCases.filter { $0 != .externalID }

    private func contacts(_ restriction: Restriction) throws -> [LoadedContact] {
        let company = Dossiers.companyFields.map { "o.\($0.rawValue)" }.joined(separator: ", ")
        let own = ContactRow.texts.count + 4
        var result: [LoadedContact] = []
        try connection.scan(
            """
            SELECT \(ContactRow.readColumns), c.recorded_at, o.has_history, \(company) FROM contact c
            LEFT JOIN company o ON o.workspace = c.workspace AND o.id = c.company
            WHERE c.workspace = ? AND \(restriction.sql("c.id")) ORDER BY c.id
            """, [.integer(workspace.id.value)] + restriction.arguments
        ) { row in
            var contact = LoadedContact(
                id: .init(row.integer(0)), recordedAt: Instant(microseconds: row.integer(own)))
            contact.company = row.integerOrNil(1).map { .init($0) }
            for (index, field) in ContactRow.texts.enumerated() {
                if let text = row.textOrNil(index + 2) { contact.values[.contact(field)] = text }
            }
            if let created = row.integerOrNil(own - 2) {
                contact.createdAt = Instant(microseconds: created)
                contact.values[.contact(.createdAt)] = Instant(microseconds: created).iso8601
            }
            if let custom = row.textOrNil(own - 1) {
                for (name, text) in try ActivityRow.texts(inJSON: custom) { contact.values[.custom(name)] = text }
            }
            contact.companyHasHistory = row.integer(own + 1) == 1
            for (index, field) in Dossiers.companyFields.enumerated() {
                if let text = row.textOrNil(own + 2 + index) { contact.values[.company(field)] = text }
            }
            result.append(contact)
            return true
        }
        return result
    }

    private func addTags(_ contacts: inout [LoadedContact], _ restriction: Restriction) throws {
        var position = 0
        try connection.scan(
            "SELECT contact, tag_key FROM contact_tag WHERE workspace = ? AND \(restriction.sql("contact")) ORDER BY contact",
            [.integer(workspace.id.value)] + restriction.arguments
        ) { row in
            let id = row.integer(0)
            while position < contacts.count, contacts[position].id.value < id { position += 1 }
            if position < contacts.count, contacts[position].id.value == id {
                contacts[position].tags.insert(row.text(1))
            }
            return true
        }
    }

    private func addHistory(_ contacts: inout [LoadedContact], _ restriction: Restriction) throws {
        var positions: [Int64: Int]?
        try connection.forEachRow(
            """
            SELECT contact, at, changes FROM contact_change WHERE workspace = ? AND \(restriction.sql("contact"))
            ORDER BY contact, at, id
            """, [.integer(workspace.id.value)] + restriction.arguments
        ) { row in
            if positions == nil {
                positions = Dictionary(uniqueKeysWithValues: contacts.enumerated().map { ($1.id.value, $0) })
            }
            if let position = positions?[row.integer(0)] {
                contacts[position].changes.append(
                    try Change(at: Instant(microseconds: row.integer(1)), json: row.text(2)))
            }
            return true
        }
        var companies: [Company.ID: LoadedCompany] = [:]
        for index in contacts.indices where contacts[index].companyHasHistory || contacts[index].hasMoved {
            for id in contacts[index].companiesEver {
                if companies[id] == nil { companies[id] = try company(id) }
                contacts[index].companies[id] = companies[id]
            }
        }
    }

    private func company(_ id: Company.ID) throws -> LoadedCompany {
        let key: [SQLValue] = [.integer(workspace.id.value), .integer(id.value)]
        var company = LoadedCompany()
        for found in try Companies(connection, in: workspace).find([id]) {
            for field in Dossiers.companyFields { company.values[.company(field)] = found.fields[field] }
        }
        company.changes = try connection.rows(
            "SELECT at, changes FROM company_change WHERE workspace = ? AND company = ? ORDER BY at, id", key
        ) { try Change(at: Instant(microseconds: $0.integer(0)), json: $0.text(1)) }
        return company
    }

    private func addActivities(_ items: inout [Item], _ restriction: Restriction) throws {
        var position = 0
        try connection.scan(
            """
            SELECT \(ActivityRow.readColumns) FROM activity a WHERE a.workspace = ? AND \(restriction.sql("a.contact"))
            ORDER BY a.contact, a.at, a.id
            """, [.integer(workspace.id.value)] + restriction.arguments
        ) { row in
            let id = row.integer(0)
            while position < items.count, items[position].contact.value < id { position += 1 }
            if position < items.count, items[position].contact.value == id {
                items[position].dossier.activities.append(try ActivityRow.read(row))
            }
            return true
        }
    }
}
