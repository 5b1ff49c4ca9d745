package import Verger

extension CompanyList {
    /// What a list shows of a company, from those of its contacts that the reader sees.
    package struct Row: Sendable, Identifiable {
        package let company: Company
        /// For edits in place.
        package let version: Int64
        /// How many contacts it has.
        package fileprivate(set) var contacts = 0
        /// The furthest present stage of one of its contacts, not excluded ones: the stage of the union of their evidence,
        /// which can be further, is on the company's page.
        package fileprivate(set) var furthestStage: Int?
        /// Of the best of its contacts, not excluded ones.
        package fileprivate(set) var best: Best?
        /// The last activity in which one of its contacts took part, and whose it is.
        package fileprivate(set) var evidence: (contact: Contact.ID, activity: Activity)?

        package var id: Company.ID { company.id }
    }

    /// The score of the contact to be called first.
    package struct Best: Hashable, Sendable {
        package let contact: Contact.ID
        package let grade: String
        /// In tenths.
        package let fit: Int64
        package let engagement: Int64
        fileprivate let rank: Int64
    }

    /// The rows of `ids`.
    package func rows(of ids: [Company.ID]) throws -> [Company.ID: Row] {
        var rows: [Company.ID: Row] = [:]
        var witnesses: [Company.ID: Witness] = [:]
        try connection.inBatches(of: ids) { batch in
            let arguments = [.integer(workspace.id.value)] + batch.map { SQLValue.integer($0.value) }
            try connection.forEachRow(
                """
                SELECT \(CompanyRow.readColumns), o.version FROM company o
                WHERE o.workspace = ? AND o.id IN (\(connection.marks(batch.count)))
                """, arguments
            ) { row in
                let company = CompanyRow.read(row)
                rows[company.id] = Row(company: company, version: row.integer(CompanyField.allCases.count + 1))
                return true
            }
            let sight = filter.visibility.sql
            try connection.forEachRow(
                """
                SELECT c.company, c.id, s.stage, s.excluded, s.rank, s.grade, s.fit, s.engagement, s.evidence_at,
                    s.evidence
                FROM contact c LEFT JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id
                WHERE c.workspace = ? AND c.company IN (\(connection.marks(batch.count))) AND \(sight.text)
                """, arguments + sight.arguments.map(\.bound)
            ) { row in
                let company = Company.ID(row.integer(0))
                rows[company]?.count(row)
                if let witness = Witness(row), witnesses[company].map({ $0 < witness }) ?? true {
                    witnesses[company] = witness
                }
                return true
            }
        }
        let facts = try facts(of: witnesses.values.map(\.contact))
        for (company, witness) in witnesses {
            rows[company]?.evidence = facts[witness.contact].map { (witness.contact, $0) }
        }
        return rows
    }

    /// The contact who did something last.
    private struct Witness: Comparable {
        let contact: Contact.ID
        private let at: Int64
        private let activity: Int64

        /// From columns 1, 8 and 9.
        init?(_ row: any SQLRow) {
            guard let at = row.integerOrNil(8), let activity = row.integerOrNil(9) else { return nil }
            contact = Contact.ID(row.integer(1))
            self.at = at
            self.activity = activity
        }

        static func < (left: Witness, right: Witness) -> Bool {
            (left.at, left.activity) < (right.at, right.activity)
        }
    }

    /// The last fact of each of `contacts`.
    private func facts(of contacts: [Contact.ID]) throws -> [Contact.ID: Activity] {
        var result: [Contact.ID: Activity] = [:]
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                """
                SELECT \(ActivityRow.readColumns) FROM contact_state s
                JOIN activity a ON a.workspace = s.workspace AND a.contact = s.contact AND a.at = s.evidence_at
                    AND a.id = s.evidence
                WHERE s.workspace = ? AND s.contact IN (\(connection.marks(batch.count)))
                """, [.integer(workspace.id.value)] + batch.map { .integer($0.value) }
            ) { row in
                result[Contact.ID(row.integer(0))] = try ActivityRow.read(row)
                return true
            }
        }
        return result
    }
}

extension CompanyList.Row {
    /// Takes in a contact: columns 1 to 7.
    fileprivate mutating func count(_ row: any SQLRow) {
        contacts += 1
        guard row.integerOrNil(3) == 0 else { return }
        if let stage = row.integerOrNil(2) { furthestStage = max(furthestStage ?? 0, Int(stage)) }
        let rank = row.integer(4)
        if best.map({ $0.rank < rank }) ?? true {
            best = CompanyList.Best(
                contact: Contact.ID(row.integer(1)), grade: row.text(5), fit: row.integer(6),
                engagement: row.integer(7), rank: rank)
        }
    }
}
