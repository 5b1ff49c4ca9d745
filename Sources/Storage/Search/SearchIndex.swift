package import Verger

/// The words by which the contacts and companies of one workspace are found. Derived: what a person records is found at
/// once, what an import records once `refresh` has come to it.
package struct SearchIndex {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    var key: SQLValue { .integer(workspace.value) }

    // MARK: Writing

    /// Writes the words of contacts as they are recorded now.
    package func write(_ contacts: [Contact.ID]) throws {
        try connection.inBatches(of: contacts) { batch in
            try writeContacts("c.id IN (\(connection.marks(batch.count)))", batch.map { .integer($0.value) })
        }
    }

    /// Writes the words of companies as they are recorded now.
    package func write(_ companies: [Company.ID]) throws {
        try connection.inBatches(of: companies) { batch in
            try writeCompanies("o.id IN (\(connection.marks(batch.count)))", batch.map { .integer($0.value) })
        }
    }

    /// Forgets contacts that are about to be removed.
    package func forget(_ contacts: [Contact.ID]) throws {
        try connection.inBatches(of: contacts) { batch in
            for table in ["contact_search", "contact_key"] {
                try connection.execute(
                    "DELETE FROM \(table) WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                    [key] + batch.map { .integer($0.value) })
            }
        }
    }

    // MARK: Noting what is to be written later

    /// What waits for `refresh`.
    enum Subject: String {
        /// The contacts, or companies, from one id to another.
        case contact, company
        /// The contacts of a company.
        case members
    }

    func note(_ subject: Subject, from first: Int64, through last: Int64) throws {
        try connection.execute(
            "INSERT INTO search_due (workspace, kind, first, last) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [key, .text(subject.rawValue), .integer(first), .integer(last)])
    }

    func note(_ contacts: [Contact.ID]) throws {
        guard let first = contacts.min(), let last = contacts.max() else { return }
        try note(.contact, from: first.value, through: last.value)
    }

    func note(_ companies: [Company.ID]) throws {
        let ids = companies.map(\.value)
        guard let first = ids.min(), let last = ids.max() else { return }
        try note(.company, from: first, through: last)
    }

    /// Everyone's words are to be written again.
    package func noteAll() throws {
        try connection.execute("DELETE FROM search_due WHERE workspace = ?", [key])
        for subject in [Subject.contact, .company] { try note(subject, from: 0, through: .max) }
    }

    /// Whether something recorded is not found yet.
    package func isBehind() throws -> Bool {
        try connection.row("SELECT 1 FROM search_due WHERE workspace = ? LIMIT 1", [key]) { _ in true } ?? false
    }
}

extension SearchIndex {
    /// Writes the words of the contacts that `restriction` chooses among `c`; returns their ids.
    @discardableResult
    func writeContacts(
        _ restriction: String, _ arguments: [SQLValue], limit: Int = .max
    ) throws -> [Int64] {
        let found = try connection.rows(
            """
            SELECT \(ContactRow.readColumns), o.name FROM contact c
            LEFT JOIN company o ON o.workspace = c.workspace AND o.id = c.company
            WHERE c.workspace = ? AND \(restriction) ORDER BY c.id LIMIT ? \(connection.dialect.holdingRows(of: "c"))
            """, [key] + arguments + [.integer(limit)]
        ) { (contact: try ContactRow.read($0), company: $0.textOrNil(ContactRow.readCount)) }
        try upsert(
            into: "contact_search", key: "contact", columns: ["text", "name_key"],
            found.map { contact, company in
                [
                    .integer(contact.id.value), .text(SearchWords.text(of: contact, companyName: company)),
                    .text(contact.sortKey),
                ]
            })
        try KeptKeys(of: .contact, connection, in: workspace).write(keys(of: found))
        return found.map(\.contact.id.value)
    }

    /// By which those who may be the same are found.
    private func keys(of found: [(contact: Contact, company: String?)]) throws -> [(id: Int64, keys: [Int64])] {
        guard !found.isEmpty, let zone = try Workspaces(connection).find(workspace)?.zone else { return [] }
        return found.map { contact, company in
            let profile = MatchProfile(of: contact, companyName: company, in: zone)
            return (contact.id.value, MatchKeys.keys(ofPerson: profile))
        }
    }

    /// Writes the words of the companies that `restriction` chooses among `o`; returns their ids.
    @discardableResult
    func writeCompanies(
        _ restriction: String, _ arguments: [SQLValue], limit: Int = .max
    ) throws -> [Int64] {
        let found = try connection.rows(
            """
            SELECT \(CompanyRow.readColumns) FROM company o
            WHERE o.workspace = ? AND \(restriction) ORDER BY o.id LIMIT ? \(connection.dialect.holdingRows(of: "o"))
            """, [key] + arguments + [.integer(limit)], CompanyRow.read)
        try upsert(
            into: "company_search", key: "company", columns: ["text"],
            found.map { [.integer($0.id.value), .text(SearchWords.text(of: $0))] })
        try KeptKeys(of: .company, connection, in: workspace).write(
            found.map { ($0.id.value, MatchKeys.keys(ofCompany: MatchProfile(of: $0))) })
        return found.map(\.id.value)
    }

    /// Rows that would not change are left alone, and their words with them.
    private func upsert(into table: String, key column: String, columns: [String], _ rows: [[SQLValue]]) throws {
        let places = "(?, \(connection.marks(columns.count + 1)))"
        let changes = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        let differs = columns.map { "\(table).\($0) <> excluded.\($0)" }.joined(separator: " OR ")
        try connection.inBatches(of: rows) { batch in
            try connection.execute(
                """
                INSERT INTO \(table) (workspace, \(column), \(columns.joined(separator: ", ")))
                VALUES \(Array(repeating: places, count: batch.count).joined(separator: ", "))
                ON CONFLICT (workspace, \(column)) DO UPDATE SET \(changes) WHERE \(differs)
                """, batch.flatMap { [key] + $0 })
        }
    }
}
