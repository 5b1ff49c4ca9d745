internal import Storage

/// SQL as SQLite wants it.
package struct SQLiteDialect: SQLDialect {
    package init() {}

    package var name: String { "sqlite" }

    package func jsonText(_ column: String, _ key: String) -> String {
        "CAST(\(column) ->> '\(key)' AS TEXT)"
    }

    package func jsonInteger(_ column: String, _ key: String) -> String {
        "CASE WHEN json_type(\(column), '$.\(key)') = 'integer' AND abs(\(column) ->> '\(key)') < 1000000000000000000 "
            + "THEN \(column) ->> '\(key)' END"
    }

    // Texts are compared by bytes already, and UTF-8 keeps the order of scalar values.
    package func byScalar(_ expression: String) -> String { expression }

    package func position(of part: String, in text: String) -> String { "instr(\(text), \(part))" }

    // A writing transaction holds the whole file.
    package func lock(_ key: Int64) -> String? { nil }

    // A sample of a thousand entries an index: milliseconds, whatever the size.
    package var learnStatistics: String? { "PRAGMA analysis_limit = 1000; ANALYZE" }

    // Nested loops over a temporary B-tree: microseconds for each element.
    package var joinsLargeSets: Bool { false }

    package var bigInteger: String { "INTEGER" }
    package var byteText: String { "TEXT" }
    package var json: String { "TEXT" }
    package var clustered: String { "WITHOUT ROWID" }

    package var suspendForeignKeys: String { "PRAGMA defer_foreign_keys = ON" }
    package var resumeForeignKeys: String? { nil }

    // Virtual tables (full-text search) and their shadows are of other types than `table`.
    package var tableColumns: String {
        """
        SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
        WHERE t.schema = 'main' AND t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_' ORDER BY t.name, c.cid
        """
    }
}
