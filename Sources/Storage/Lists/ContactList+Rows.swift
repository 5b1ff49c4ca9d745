package import Verger

extension ContactList {
    /// What a list shows of a contact.
    package struct Row: Hashable, Sendable, Identifiable {
        /// With its tags and all its fields.
        package let contact: Contact
        package let companyName: String?
        /// For edits in place.
        package let version: Int64
        /// Position in the definition; nil when no stage holds.
        package let stage: Int?
        package let highest: Int?
        package let since: Instant?
        package let firstFact: Instant
        package let isExcluded: Bool
        package let temperature: Temperature?
        package let grade: String
        /// In tenths.
        package let fit: Int64
        package let engagement: Int64
        /// The last activity in which the contact took part.
        package let evidence: Activity?

        package var id: Contact.ID { contact.id }
    }

    /// The rows of `ids`.
    package func rows(of ids: [Contact.ID]) throws -> [Contact.ID: Row] {
        var rows: [Contact.ID: Row] = [:]
        try connection.inBatches(of: ids) { batch in
            let arguments = [.integer(workspace.id.value)] + batch.map { SQLValue.integer($0.value) }
            let tags = try Contacts(connection, in: workspace).tags(of: batch)
            try connection.forEachRow(
                """
                SELECT \(ContactRow.readColumns), o.name, c.version, s.stage, s.highest, s.since, s.first_fact,
                    s.excluded, s.temperature, s.grade, s.fit, s.engagement, \(ActivityRow.readColumns)
                FROM contact c JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id
                LEFT JOIN company o ON o.workspace = c.workspace AND o.id = c.company
                LEFT JOIN activity a ON a.workspace = s.workspace AND a.contact = s.contact AND a.at = s.evidence_at
                    AND a.id = s.evidence
                WHERE c.workspace = ? AND c.id IN (\(connection.marks(batch.count)))
                """, arguments
            ) { row in
                var contact = try ContactRow.read(row)
                contact.tags = tags[contact.id] ?? []
                rows[contact.id] = try Row(contact, row, from: ContactRow.readCount)
                return true
            }
        }
        return rows
    }
}

extension ContactList.Row {
    fileprivate init(_ contact: Contact, _ row: any SQLRow, from column: Int) throws {
        self.contact = contact
        companyName = row.textOrNil(column)
        version = row.integer(column + 1)
        stage = row.integerOrNil(column + 2).map { Int($0) }
        highest = row.integerOrNil(column + 3).map { Int($0) }
        since = row.integerOrNil(column + 4).map { Instant(microseconds: $0) }
        firstFact = Instant(microseconds: row.integer(column + 5))
        isExcluded = row.integer(column + 6) == 1
        temperature = row.textOrNil(column + 7).flatMap { Temperature(rawValue: $0) }
        grade = row.text(column + 8)
        fit = row.integer(column + 9)
        engagement = row.integer(column + 10)
        evidence = row.isNull(column + 11) ? nil : try ActivityRow.read(row, from: column + 11)
    }
}
