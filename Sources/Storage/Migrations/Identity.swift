extension Migration {
    /// Keys by which records that may be one find each other, pairs to look at, and records that became one.
    static let identity = Migration("2026-11-22-identity") { sql in
        """
        CREATE TABLE contact_key (
            workspace \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            key \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, contact, key),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered);
        CREATE INDEX contact_key_by_key ON contact_key (workspace, key, contact);

        CREATE TABLE company_key (
            workspace \(sql.bigInteger) NOT NULL,
            company \(sql.bigInteger) NOT NULL,
            key \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, company, key),
            FOREIGN KEY (workspace, company) REFERENCES company (workspace, id)
        ) \(sql.clustered);
        CREATE INDEX company_key_by_key ON company_key (workspace, key, company);

        CREATE TABLE duplicate_due (
            workspace \(sql.bigInteger) NOT NULL,
            subject \(sql.byteText) NOT NULL CHECK (subject IN ('contact', 'company')),
            record \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, subject, record)
        ) \(sql.clustered);

        CREATE TABLE duplicate (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            subject \(sql.byteText) NOT NULL CHECK (subject IN ('contact', 'company')),
            low \(sql.bigInteger) NOT NULL,
            high \(sql.bigInteger) NOT NULL,
            weight \(sql.bigInteger) NOT NULL,
            comparison \(sql.byteText) NOT NULL,
            state \(sql.byteText) NOT NULL CHECK (state IN ('open', 'distinct', 'merged')),
            found_at \(sql.bigInteger) NOT NULL,
            decided_at \(sql.bigInteger),
            decided_by \(sql.byteText),
            PRIMARY KEY (workspace, subject, low, high),
            CHECK (low < high),
            CHECK ((state = 'open') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL))
        ) \(sql.clustered);
        CREATE INDEX duplicate_by_weight ON duplicate (workspace, subject, state, weight, low, high);
        CREATE INDEX duplicate_by_high ON duplicate (workspace, subject, high);

        CREATE TABLE contact_address (
            workspace \(sql.bigInteger) NOT NULL,
            email_identity \(sql.byteText) NOT NULL CHECK (email_identity <> ''),
            contact \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, email_identity),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered);

        CREATE TABLE company_alias (
            workspace \(sql.bigInteger) NOT NULL,
            kind \(sql.byteText) NOT NULL CHECK (kind IN ('external_id', 'name_key')),
            value \(sql.byteText) NOT NULL CHECK (value <> ''),
            company \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, kind, value),
            FOREIGN KEY (workspace, company) REFERENCES company (workspace, id)
        ) \(sql.clustered);

        CREATE TABLE record_merge (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            subject \(sql.byteText) NOT NULL CHECK (subject IN ('contact', 'company')),
            kept \(sql.bigInteger) NOT NULL,
            gone \(sql.bigInteger) NOT NULL,
            gone_name \(sql.byteText) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            actor \(sql.byteText) NOT NULL,
            comparison \(sql.byteText) NOT NULL,
            change_id \(sql.bigInteger),
            undone_at \(sql.bigInteger),
            undone_by \(sql.byteText),
            PRIMARY KEY (workspace, id),
            CHECK (kept <> gone AND (undone_at IS NULL) = (undone_by IS NULL))
        );
        CREATE INDEX record_merge_by_kept ON record_merge (workspace, subject, kept, id);
        CREATE UNIQUE INDEX record_merge_by_gone ON record_merge (workspace, subject, gone) WHERE undone_at IS NULL;

        CREATE TABLE record_merge_part (
            workspace \(sql.bigInteger) NOT NULL,
            merge \(sql.bigInteger) NOT NULL,
            place \(sql.bigInteger) NOT NULL,
            act \(sql.byteText) NOT NULL CHECK (act IN ('moved', 'removed', 'rewritten', 'added')),
            source \(sql.byteText) NOT NULL,
            rows \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, merge, place),
            FOREIGN KEY (workspace, merge) REFERENCES record_merge (workspace, id)
        ) \(sql.clustered);

        INSERT INTO search_due (workspace, kind, first, last)
            SELECT id, 'contact', 0, 9223372036854775807 FROM workspace WHERE 1 = 1 ON CONFLICT DO NOTHING;
        INSERT INTO search_due (workspace, kind, first, last)
            SELECT id, 'company', 0, 9223372036854775807 FROM workspace WHERE 1 = 1 ON CONFLICT DO NOTHING
        """
    }
}
