extension Migration {
    /// Imports, and how far they have come.
    static let work = Migration("2026-11-21-imports") { sql in
        """
        CREATE TABLE import_run (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            number \(sql.bigInteger) NOT NULL,
            kind \(sql.byteText) NOT NULL CHECK (kind IN ('contacts', 'companies', 'activities', 'payments')),
            file \(sql.byteText) NOT NULL,
            fingerprint \(sql.byteText) NOT NULL,
            status \(sql.byteText) NOT NULL CHECK (status IN ('running', 'finished', 'reverted')),
            rows_done \(sql.bigInteger) NOT NULL,
            created \(sql.bigInteger) NOT NULL,
            updated \(sql.bigInteger) NOT NULL,
            activities \(sql.bigInteger) NOT NULL,
            skipped \(sql.bigInteger) NOT NULL,
            refused \(sql.bigInteger) NOT NULL,
            started_at \(sql.bigInteger) NOT NULL,
            finished_at \(sql.bigInteger),
            PRIMARY KEY (workspace, number)
        )
        """
    }
}
