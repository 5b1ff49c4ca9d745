package import Verger

extension CompanyList {
    /// What a list shows of a company.
    package struct Row: Sendable, Identifiable {
        package let company: Company
        /// For edits in place.
        package let version: Int64
        /// How many contacts it has.
        package let contacts: Int
        /// The furthest present stage of its contacts, not excluded ones: the stage of the union of their evidence, which
        /// can be further, is on the company's page.
        package let stage: Int?
        /// The last activity in which one of its contacts took part, and whose it is.
        package fileprivate(set) var evidence: (contact: Contact.ID, activity: Activity)?

        package var id: Company.ID { company.id }
    }

    /// The rows of `ids`.
    package func rows(of ids: [Company.ID]) throws -> [Company.ID: Row] {
        var rows: [Company.ID: Row] = [:]
        let figures = """
            FROM contact c LEFT JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id
            WHERE c.workspace = o.workspace AND c.company = o.id
            """
        try connection.inBatches(of: ids) { batch in
            let arguments = [.integer(workspace.id.value)] + batch.map { SQLValue.integer($0.value) }
            let first = CompanyField.allCases.count + 1
            try connection.forEachRow(
                """
                SELECT \(CompanyRow.readColumns), o.version, (SELECT COUNT(*) \(figures)),
                    (SELECT MAX(CASE WHEN s.excluded = 0 THEN s.stage END) \(figures))
                FROM company o WHERE o.workspace = ? AND o.id IN (\(connection.marks(batch.count)))
                """, arguments
            ) { row in
                let company = CompanyRow.read(row)
                rows[company.id] = Row(
                    company: company, version: row.integer(first), contacts: Int(row.integer(first + 1)),
                    stage: row.integerOrNil(first + 2).map { Int($0) }, evidence: nil)
                return true
            }
            try connection.forEachRow(
                """
                SELECT \(ActivityRow.readColumns), c.company FROM contact c
                JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id
                JOIN activity a ON a.workspace = s.workspace AND a.contact = s.contact AND a.at = s.evidence_at
                    AND a.id = s.evidence
                WHERE c.workspace = ? AND c.company IN (\(connection.marks(batch.count)))
                """, arguments
            ) { row in
                let (company, activity) = (Company.ID(row.integer(11)), try ActivityRow.read(row))
                let known = rows[company]?.evidence?.activity
                if known.map({ ($0.at, $0.id) < (activity.at, activity.id) }) != false {
                    rows[company]?.evidence = (Contact.ID(row.integer(0)), activity)
                }
                return true
            }
        }
        return rows
    }
}
