extension Migration {
    /// Files that people upload to import them: what is to be done with them, their bytes, and the rows that need a look.
    static let drafts = Migration("2026-11-22-import-drafts") { sql in
        """
        CREATE TABLE import_draft (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            state \(sql.byteText) NOT NULL
                CHECK (state IN ('mapping', 'checking', 'checked', 'running', 'stopped', 'failed', 'finished')),
            file_name \(sql.byteText) NOT NULL,
            format \(sql.byteText) NOT NULL CHECK (format IN ('csv', 'xlsx')),
            size \(sql.bigInteger) NOT NULL,
            mark \(sql.byteText) NOT NULL,
            is_file_kept \(sql.bigInteger) NOT NULL CHECK (is_file_kept IN (0, 1)),
            sheets \(sql.byteText) NOT NULL,
            sheet \(sql.bigInteger) NOT NULL,
            header \(sql.byteText) NOT NULL,
            header_mark \(sql.byteText) NOT NULL,
            samples \(sql.byteText) NOT NULL,
            mapping \(sql.byteText) NOT NULL,
            statement \(sql.byteText),
            survey \(sql.byteText),
            leaves_out_errors \(sql.bigInteger) NOT NULL CHECK (leaves_out_errors IN (0, 1)),
            problem \(sql.byteText),
            attempts \(sql.bigInteger) NOT NULL,
            is_stopping \(sql.bigInteger) NOT NULL CHECK (is_stopping IN (0, 1)),
            lease_by \(sql.byteText),
            lease_until \(sql.bigInteger),
            run \(sql.bigInteger),
            started_at \(sql.bigInteger),
            created_by \(sql.byteText) NOT NULL,
            language \(sql.byteText) NOT NULL,
            created_at \(sql.bigInteger) NOT NULL,
            updated_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id)
        );
        CREATE INDEX import_draft_by_state ON import_draft (state, workspace, id);
        CREATE INDEX import_draft_by_header ON import_draft (workspace, header_mark, id);

        CREATE TABLE import_chunk (
            workspace \(sql.bigInteger) NOT NULL,
            draft \(sql.bigInteger) NOT NULL,
            number \(sql.bigInteger) NOT NULL,
            bytes \(sql.byteText) NOT NULL,
            received_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, draft, number)
        );

        CREATE TABLE import_row (
            workspace \(sql.bigInteger) NOT NULL,
            draft \(sql.bigInteger) NOT NULL,
            number \(sql.bigInteger) NOT NULL,
            line \(sql.bigInteger) NOT NULL,
            cells \(sql.byteText) NOT NULL,
            is_corrected \(sql.bigInteger) NOT NULL CHECK (is_corrected IN (0, 1)),
            verdict \(sql.byteText) NOT NULL
                CHECK (verdict IN ('refused', 'new', 'updated', 'unchanged', 'repeated', 'suppressed')),
            has_warning \(sql.bigInteger) NOT NULL CHECK (has_warning IN (0, 1)),
            problems \(sql.byteText) NOT NULL,
            lookalike \(sql.bigInteger),
            comparison \(sql.byteText),
            choice \(sql.byteText) CHECK (choice IN ('create', 'attach', 'skip')),
            PRIMARY KEY (workspace, draft, number),
            FOREIGN KEY (workspace, draft) REFERENCES import_draft (workspace, id)
        ) \(sql.clustered);
        CREATE INDEX import_row_by_lookalike ON import_row (workspace, draft, number) WHERE lookalike IS NOT NULL
        """
    }
}
