internal import Storage

/// SQL as PostgreSQL wants it.
package struct PostgresDialect: SQLDialect {
    package init() {}

    package var name: String { "postgres" }

    package func jsonText(_ column: String, _ key: String) -> String {
        "(\(column) ->> '\(key)')"
    }

    package func jsonInteger(_ column: String, _ key: String) -> String {
        "CASE WHEN (\(column) -> '\(key)')::text ~ '^-?[0-9]{1,18}$' THEN (\(column) ->> '\(key)')::bigint END"
    }

    package func byScalar(_ expression: String) -> String { "(\(expression)) COLLATE \"C\"" }

    package func position(of part: String, in text: String) -> String { "strpos(\(text), \(part))" }

    package func lock(_ key: Int64) -> String? { "SELECT pg_advisory_xact_lock(\(key))" }

    package var bigInteger: String { "BIGINT" }
    package var byteText: String { "TEXT COLLATE \"C\"" }
    package var json: String { "JSONB" }
    package var clustered: String { "" }
}
