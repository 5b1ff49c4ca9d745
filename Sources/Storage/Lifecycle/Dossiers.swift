package import Verger

/// Loads all that is recorded about contacts, for evaluation.
package struct Dossiers {
    private let connection: any SQLConnection
    private let workspace: Workspace
    /// The rules that the dossiers are loaded for; nil to load everything.
    private let rules: Rules?

    /// With `rules`, what these do not read may be left out of the dossiers: they are to be evaluated, not shown.
    package init(_ connection: any SQLConnection, in workspace: Workspace, for rules: Rules? = nil) {
        self.connection = connection
        self.workspace = workspace
        self.rules = rules
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
            items += try load(
                Restriction(
                    sql: { "\($0) IN (\(marks))" }, arguments: batch.map { .integer($0.value) },
                    isNarrow: batch.count <= 8))
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
        Dossier(union: try load(Companies(connection, in: workspace).contacts(of: company)).map(\.dossier))
    }

    // MARK: Loading

    private struct Restriction {
        let sql: (_ column: String) -> String
        let arguments: [SQLValue]
        /// Whether it is to few contacts, whose rows are read by statements that stay prepared; many are read by cursors.
        var isNarrow = false
    }

    private func forEachRow(
        _ sql: String, _ restriction: Restriction, _ body: (any SQLRow) throws -> Bool
    ) throws {
        let arguments = [.integer(workspace.id.value)] + restriction.arguments
        if restriction.isNarrow {
            try connection.forEachRow(sql, arguments, body)
        } else {
            try connection.scan(sql, arguments, body)
        }
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

    private func contacts(_ restriction: Restriction) throws -> [LoadedContact] {
        let columns = ProfileColumns(rules?.fieldsRead)
        var result: [LoadedContact] = []
        try forEachRow(
            """
            SELECT \(columns.sql) FROM contact c LEFT JOIN company o ON o.workspace = c.workspace AND o.id = c.company
            WHERE c.workspace = ? AND \(restriction.sql("c.id")) ORDER BY c.id
            """, restriction
        ) { row in
            result.append(try columns.contact(row))
            return true
        }
        return result
    }

    private func addTags(_ contacts: inout [LoadedContact], _ restriction: Restriction) throws {
        guard rules?.readsTags != false else { return }
        var position = 0
        try forEachRow(
            "SELECT contact, tag_key FROM contact_tag WHERE workspace = ? AND \(restriction.sql("contact")) ORDER BY contact",
            restriction
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
            for field in ProfileColumns.companyFields { company.values[.company(field)] = found.fields[field] }
        }
        company.changes = try connection.rows(
            "SELECT at, changes FROM company_change WHERE workspace = ? AND company = ? ORDER BY at, id", key
        ) { try Change(at: Instant(microseconds: $0.integer(0)), json: $0.text(1)) }
        return company
    }

    private func addActivities(_ items: inout [Item], _ restriction: Restriction) throws {
        var position = 0
        var vocabulary = Vocabulary()
        let detailed = rules?.kindsReadInDetail
        let withCorrections = try detailed == nil || Voids(connection, in: workspace.id).areAny()
        try forEachRow(
            """
            SELECT \(ActivityRow.readColumns) FROM activity a WHERE a.workspace = ? AND \(restriction.sql("a.contact"))
            ORDER BY a.contact, a.at, a.id
            """, restriction
        ) { row in
            let id = row.integer(0)
            while position < items.count, items[position].contact.value < id { position += 1 }
            if position < items.count, items[position].contact.value == id {
                items[position].dossier.activities.append(
                    try ActivityRow.read(row, &vocabulary, detailed: detailed, withCorrections: withCorrections))
            }
            return true
        }
    }
}
