import Verger

extension Reversal {
    /// What goes with a contact.
    private static let tablesOfContacts = [
        "contact_state", "stage_history", "contact_tag", "contact_alias", "activity_void", "news", "contact_search",
        "bulk_action_contact", "segment_member", "segment_event", "handover", "retention_question",
        "retention_purge_contact", "contact_part", "contact_key", "contact_address",
    ]

    /// Whoever stayed when the import that brought him was taken back, since another one told more, goes with that one.
    private var takenBack: String { "SELECT number FROM import_run WHERE workspace = ? AND status = 'reverted'" }

    /// The contacts that `run` and those taken back before brought, after `after`: those of whom nobody else knows anything go.
    /// Returns all that were looked at.
    func removeContacts(_ run: Int, after: Int64, _ limit: Int, _ outcome: inout Outcome) throws -> [Int64] {
        let others = "(import_run IS NULL OR import_run <> ?)"
        let number = SQLValue.integer(run)
        let brought = try connection.rows(
            """
            SELECT c.id, c.import_run, CASE
            WHEN EXISTS (SELECT 1 FROM activity WHERE workspace = c.workspace AND contact = c.id AND \(others)) THEN 1
            WHEN EXISTS (SELECT 1 FROM contact_change WHERE workspace = c.workspace AND contact = c.id AND \(others)) THEN 1
            WHEN EXISTS (SELECT 1 FROM contact_alias WHERE workspace = c.workspace AND contact = c.id AND \(others)) THEN 1
            WHEN EXISTS (SELECT 1 FROM visitor v WHERE v.workspace = c.workspace AND v.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM unmapped_call u WHERE u.workspace = c.workspace AND u.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM record_merge m WHERE m.workspace = c.workspace AND m.subject = 'contact'
                AND m.kept = c.id AND m.undone_at IS NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM task t WHERE t.workspace = c.workspace AND t.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM mail m WHERE m.workspace = c.workspace AND m.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM rights_request r WHERE r.workspace = c.workspace AND r.contact = c.id) THEN 1
            WHEN EXISTS (SELECT 1 FROM statement_line l WHERE l.workspace = c.workspace AND l.contact = c.id) THEN 1
            ELSE 0 END
            FROM contact c WHERE c.workspace = ? AND c.import_run IN (\(takenBack)) AND c.id > ? ORDER BY c.id LIMIT ?
            """, [number, number, number, key, key, .integer(after), .integer(limit)]
        ) { (id: $0.integer(0), run: $0.integer(1), isKnownOtherwise: $0.integer(2) == 1) }
        outcome.kept += brought.count { $0.isKnownOtherwise && $0.run == run }
        let removed = brought.filter { !$0.isKnownOtherwise }.map(\.id)
        try connection.inBatches(of: removed) { batch in
            let arguments = [key] + batch.map { SQLValue.integer($0) }
            func delete(_ table: String, _ column: String = "contact") throws -> Int {
                try connection.execute(
                    "DELETE FROM \(table) WHERE workspace = ? AND \(column) IN (\(connection.marks(batch.count)))",
                    arguments)
            }
            outcome.activities += try delete("activity")
            outcome.changes += try delete("contact_change")
            for table in Reversal.tablesOfContacts { _ = try delete(table) }
            outcome.contacts += try delete("contact", "id")
        }
        return brought.map(\.id)
    }

    /// Returns how many went.
    func removeCompanies(_ limit: Int) throws -> Int {
        let unused = """
            SELECT o.id FROM company o WHERE o.workspace = ? AND o.import_run IN (\(takenBack))
            AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.workspace = o.workspace AND c.company = o.id)
            AND NOT EXISTS (SELECT 1 FROM company_change h WHERE h.workspace = o.workspace AND h.company = o.id)
            AND NOT EXISTS (SELECT 1 FROM record_merge m WHERE m.workspace = o.workspace AND m.subject = 'company'
                AND m.kept = o.id AND m.undone_at IS NULL)
            ORDER BY o.id LIMIT ?
            """
        let removed = try connection.rows(unused, [key, key, .integer(limit)]) { $0.integer(0) }
        try connection.inBatches(of: removed) { batch in
            let arguments = [key] + batch.map { SQLValue.integer($0) }
            for (table, column) in [
                ("company_search", "company"), ("company_key", "company"), ("company_alias", "company"),
                ("company", "id"),
            ] {
                try connection.execute(
                    "DELETE FROM \(table) WHERE workspace = ? AND \(column) IN (\(connection.marks(batch.count)))",
                    arguments)
            }
        }
        return removed.count
    }
}
