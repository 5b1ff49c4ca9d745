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

    package var bigInteger: String { "INTEGER" }
    package var byteText: String { "TEXT" }
    package var json: String { "TEXT" }
    package var clustered: String { "WITHOUT ROWID" }
}
