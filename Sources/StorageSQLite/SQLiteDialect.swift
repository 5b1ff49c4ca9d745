internal import Storage
package import Verger

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

    // Left to itself, SQLite reads all of a table WITHOUT ROWID by any index: a look-up for each row, twenty times as long.
    package var states: String { "contact_state s INDEXED BY sqlite_autoindex_contact_state_1" }

    // A writing transaction holds the whole file.
    package func lock(_ key: Int64) -> String? { nil }
    package func sharedLock(_ key: Int64) -> String? { nil }
    package func skippingLocked(_ alias: String) -> String { "" }

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

extension SQLiteDialect {
    /// A row id of the index is the workspace followed by the key, in 40 bits.
    private static let keyBits: Int64 = 40

    // Words only, no positions and no copy of the text: a fifth of the size. Words are made by `SearchWords`, so that
    // bytes above 127 are letters. Prefixes of up to five letters have lists of their own: `mar` is as fast as a word.
    package func wordIndex(of table: String, key: String) -> String {
        let words = "\(table)_words"
        func row(_ row: String) -> String { "(\(row).workspace << \(Self.keyBits)) + \(row).\(key)" }
        let removal = "INSERT INTO \(words) (\(words), rowid, text) VALUES ('delete', \(row("old")), old.text);"
        let addition = "INSERT INTO \(words) (rowid, text) VALUES (\(row("new")), new.text);"
        return """
            CREATE VIRTUAL TABLE \(words) USING fts5
                (text, content = '', columnsize = 0, detail = none, tokenize = 'ascii', prefix = '1 2 3 4 5');
            CREATE TRIGGER \(table)_added AFTER INSERT ON \(table) BEGIN \(addition) END;
            CREATE TRIGGER \(table)_removed AFTER DELETE ON \(table) BEGIN \(removal) END;
            CREATE TRIGGER \(table)_changed AFTER UPDATE OF text ON \(table) WHEN new.text <> old.text
                BEGIN \(removal) \(addition) END
            """
    }

    // The index notes removals beside what it has until its parts are merged.
    package func forgettingWords(of table: String) -> String? {
        "INSERT INTO \(table)_words (\(table)_words) VALUES ('optimize')"
    }

    package func keys(
        of table: String, key: String, in workspace: Int64, holding query: SearchQuery
    ) -> SQLFragment {
        let first = workspace << Self.keyBits
        let mask = (Int64(1) << Self.keyBits) - 1
        let match = query.terms.map { alternatives in
            let parts = alternatives.map { words in words.map { "\"\($0)\" *" }.joined(separator: " AND ") }
            return "(" + parts.map { "(\($0))" }.joined(separator: " OR ") + ")"
        }
        return """
            SELECT w.rowid & \(mask) AS "key" FROM \(name: table)_words w \
            WHERE \(name: table)_words MATCH \(match.joined(separator: " AND ")) \
            AND w.rowid BETWEEN \(first) AND \(first + mask)
            """
    }

    // A writing transaction is alone.
    package func holdingRows(of alias: String) -> String { "" }
}
