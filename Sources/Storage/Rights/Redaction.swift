import Verger

/// Takes a person out of what is kept about other things: the audit log, what webhooks were told, notes on others.
struct Redaction {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private let catalogue: Catalogue

    init(_ connection: any SQLConnection, in workspace: Workspace.ID, _ catalogue: Catalogue) {
        self.connection = connection
        self.workspace = workspace
        self.catalogue = catalogue
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// Rows that are of no use without the person, unless they are another contact's: the key that names a row.
    private static let dropped = [
        "notice": "id", "kept_answer": "key", "webhook_delivery": "id", "form_submission": "id",
        "inbound_mail": "id", "hook_delivery": "id",
    ]
    /// Where others are, as they call themselves, and what is made from them or holds no words.
    private static let untouched: Set<String> = [
        "contact", "contact_search", "company", "company_search", "workspace", "workspace_setting", "consent_purpose",
        "consent_text", "suppression", "rights_request", "membership", "contact_state", "stage_history",
        "segment_member", "segment_event", "news", "search_due", "activity_void", "api_token", "content_chunk",
        "picture_chunk", "import_chunk", "import_row",
    ]

    /// Returns how many rows were changed or dropped.
    func redact(_ traces: Traces, of numbers: Set<Int64>) throws -> Int {
        var count = try redactNumbers(numbers)
        guard !traces.words.isEmpty else { return count }
        for table in catalogue.tables
        where table.columns.contains("workspace") && !Redaction.untouched.contains(table.name) {
            count += try redact(traces, in: table)
        }
        return count
    }

    // MARK: Words

    private func redact(_ traces: Traces, in table: Catalogue.Table) throws -> Int {
        let columns = table.columns.filter { $0 != "workspace" }
        let texts = columns.map { "LOWER(CAST(\"\($0)\" AS TEXT))" }
        let tests = texts.flatMap { text in traces.words.map { _ in "\(text) LIKE ? ESCAPE '!'" } }
        let patterns = texts.flatMap { _ in traces.words.map { SQLValue.text("%\($0.escapedForLike)%") } }
        let names = columns.map { "CAST(\"\($0)\" AS TEXT)" }.joined(separator: ", ")
        let rows = try connection.rows(
            "SELECT \(names) FROM \"\(table.name)\" WHERE workspace = ? AND (\(tests.joined(separator: " OR ")))",
            [key] + patterns
        ) { row in columns.indices.map { row.textOrNil($0) } }
        var count = 0
        for row in rows {
            let found = columns.indices.filter { row[$0].flatMap(traces.taken) != nil }
            guard !found.isEmpty else { continue }
            count += 1
            let isAnothers = columns.firstIndex(of: "contact").map { row[$0] != nil } ?? false
            if !isAnothers, let dropped = Redaction.dropped[table.name], let place = columns.firstIndex(of: dropped) {
                try drop(table.name, dropped, row[place] ?? "")
                continue
            }
            for place in found {
                guard let old = row[place], let new = traces.taken(outOf: old) else { continue }
                // An unbound column of JSON takes its type from the column.
                try connection.execute(
                    "UPDATE \"\(table.name)\" SET \"\(columns[place])\" = ? WHERE workspace = ? AND \"\(columns[place])\" = ?",
                    [.text(new), key, .text(old)])
            }
        }
        return count
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
    /// For `LIKE … ESCAPE '!'`.
    fileprivate var escapedForLike: String {
        replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }

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
        "id", "contact", "contacts", "contactid", "kept", "merged", "duplicate", "into", "person", "removed", "left",
        "right",
    ]
}
