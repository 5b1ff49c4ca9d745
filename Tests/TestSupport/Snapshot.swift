package import Storage
package import Verger

/// The rows of a database as texts, table by table: what tests compare before and after.
package struct Snapshot: Sendable {
    /// What people and files said, and what imports did to it.
    package static let facts = [
        "company", "company_change", "contact", "contact_alias", "contact_change", "contact_tag", "activity",
    ]
    /// What evaluation makes of it.
    package static let derived = ["activity_void", "contact_state", "stage_history", "segment_member", "segment_event"]

    private var rows: [String: Set<String>] = [:]

    /// The rows of `tables` (all but the sequences of ids, when nil), of one workspace or of all.
    package init(
        of database: any SQLDatabase, _ tables: [String]? = nil, in workspace: Workspace? = nil,
        without hidden: Set<String> = []
    ) throws {
        try database.read { connection in
            var columns: [String: [String]] = [:]
            try connection.forEachRow(connection.dialect.tableColumns, []) { row in
                columns[row.text(0), default: []].append(row.text(1))
                return true
            }
            for (table, all) in columns where tables?.contains(table) ?? (table != "id_sequence") {
                let shown = all.filter { !hidden.contains($0) }
                let scope = workspace.map { _ in Snapshot.scope(of: table, all) } ?? ""
                let list = shown.map { "\"\($0)\"" }.joined(separator: ", ")
                rows[table] = Set(
                    try connection.rows(
                        "SELECT \(list) FROM \"\(table)\"\(scope)",
                        scope.isEmpty ? [] : [.integer(workspace?.id.value ?? 0)]
                    ) { row in
                        shown.indices.map { "\(shown[$0])=\(row.textOrNil($0) ?? "∅")" }.joined(separator: " ")
                    })
            }
        }
    }

    /// The rows that only one of them has: `- table …` for those of `other`, `+ table …` for new ones.
    package func differences(from other: Snapshot) -> [String] {
        Set(rows.keys).union(other.rows.keys).sorted().flatMap { table in
            let (old, new) = (other.rows[table] ?? [], rows[table] ?? [])
            return old.subtracting(new).sorted().map { "- \(table) \($0)" }
                + new.subtracting(old).sorted().map { "+ \(table) \($0)" }
        }
    }

    /// The same but for one table.
    package func without(_ table: String) -> Snapshot {
        var copy = self
        copy.rows[table] = nil
        return copy
    }

    /// The same with other words for what `pattern` finds in its rows.
    package func replacing(_ pattern: some RegexComponent, with text: String) -> Snapshot {
        var copy = self
        copy.rows = rows.mapValues { Set($0.map { $0.replacing(pattern, with: text) }) }
        return copy
    }

    package var count: Int { rows.values.map(\.count).reduce(0, +) }

    private static func scope(of table: String, _ columns: [String]) -> String {
        switch table {
        case "person": " WHERE id IN (SELECT person FROM membership WHERE workspace = ?)"
        case "workspace": " WHERE id = ?"
        default: columns.contains("workspace") ? " WHERE workspace = ?" : ""
        }
    }
}
