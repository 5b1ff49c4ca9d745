extension Migration {
    /// Imports that are being taken back, and files that hold somebody who was erased while they came in.
    static let reversals = Migration("2026-11-22-import-reversals") { sql in
        """
        CREATE TABLE import_reversal (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            run \(sql.bigInteger) NOT NULL,
            state \(sql.byteText) NOT NULL CHECK (state IN ('running', 'failed', 'finished')),
            phase \(sql.byteText) NOT NULL,
            after_id \(sql.bigInteger) NOT NULL,
            units \(sql.bigInteger),
            activities \(sql.bigInteger) NOT NULL,
            changes \(sql.bigInteger) NOT NULL,
            contacts \(sql.bigInteger) NOT NULL,
            kept \(sql.bigInteger) NOT NULL,
            addresses_taken \(sql.bigInteger) NOT NULL,
            attempts \(sql.bigInteger) NOT NULL,
            lease_by \(sql.byteText),
            lease_until \(sql.bigInteger),
            asked_by \(sql.byteText) NOT NULL,
            asked_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, run)
        );
        CREATE INDEX import_reversal_by_state ON import_reversal (state, workspace, run);

        ALTER TABLE import_draft ADD COLUMN holds_erased \(sql.bigInteger) NOT NULL DEFAULT 0
            CHECK (holds_erased IN (0, 1));
        """
    }
}
