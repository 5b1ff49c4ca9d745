internal import Storage
package import Verger

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

    package var states: String { "contact_state s" }

    package func position(of part: String, in text: String) -> String { "strpos(\(text), \(part))" }

    package func lock(_ key: Int64) -> String? { "SELECT pg_advisory_xact_lock(\(key))" }
    package func sharedLock(_ key: Int64) -> String? { "SELECT pg_advisory_xact_lock_shared(\(key))" }
    package func skippingLocked(_ alias: String) -> String { "FOR UPDATE OF \(alias) SKIP LOCKED" }

    // Its own background process does.
    package var learnStatistics: String? { nil }

    package var joinsLargeSets: Bool { true }

    package var bigInteger: String { "BIGINT" }
    package var byteText: String { "TEXT COLLATE \"C\"" }
    package var json: String { "JSONB" }
    package var clustered: String { "" }

    // Taken away and put back: checks that wait until then would be kept in memory, one for each row.
    package var suspendForeignKeys: String {
        """
        CREATE TEMPORARY TABLE suspended_key ON COMMIT DROP AS
            SELECT conrelid::regclass::text AS relation, conname AS name, pg_get_constraintdef(oid) AS definition
            FROM pg_constraint
            WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace;
        DO $$ DECLARE key record; BEGIN
            FOR key IN SELECT * FROM suspended_key LOOP
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', key.relation, key.name);
            END LOOP;
        END $$
        """
    }

    package var resumeForeignKeys: String? {
        """
        DO $$ DECLARE key record; BEGIN
            FOR key IN SELECT * FROM suspended_key LOOP
                EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', key.relation, key.name, key.definition);
            END LOOP;
        END $$
        """
    }

    package var tableColumns: String {
        """
        SELECT t.relname, a.attname FROM pg_class AS t JOIN pg_attribute AS a ON a.attrelid = t.oid
        WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition
            AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY t.relname, a.attnum
        """
    }
}

extension PostgresDialect {
    package func wordIndex(of table: String, key: String) -> String {
        "CREATE INDEX \(table)_words ON \(table) USING gin ((\(words())))"
    }

    /// The words of a row, each with the workspace before it: the index holds those of all workspaces.
    private func words(of alias: String = "") -> String {
        "CAST(replace(' ' || \(alias)text, ' ', ' ' || CAST(\(alias)workspace AS TEXT) || '.') AS tsvector)"
    }

    package func forgettingWords(of table: String) -> String? { nil }

    package func keys(
        of table: String, key: String, in workspace: Int64, holding query: SearchQuery
    ) -> SQLFragment {
        let match = query.terms.map { alternatives in
            let parts = alternatives.map { words in
                words.map { "'\(workspace).\($0)':*" }.joined(separator: " & ")
            }
            return "(" + parts.map { "(\($0))" }.joined(separator: " | ") + ")"
        }
        return """
            SELECT w.\(name: key) AS "key" FROM \(name: table) w \
            WHERE w.workspace = \(workspace) AND \(name: words(of: "w.")) @@ CAST(\(match.joined(separator: " & ")) AS tsquery)
            """
    }

    package func holdingRows(of alias: String) -> String { "FOR NO KEY UPDATE OF \(alias)" }
}
