extension Migration {
    /// What people are asked leave for and in which words, what they demand, who must not come back, and what is too old.
    static let consent = Migration("2026-11-22-consent") { sql in
        """
        CREATE TABLE consent_purpose (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.byteText) NOT NULL,
            place \(sql.bigInteger) NOT NULL,
            role \(sql.byteText) NOT NULL CHECK (role IN ('messages', 'profiling', 'visits', 'opens')),
            name_fr \(sql.byteText) NOT NULL CHECK (name_fr <> ''),
            name_en \(sql.byteText) NOT NULL CHECK (name_en <> ''),
            explanation_fr \(sql.byteText) NOT NULL,
            explanation_en \(sql.byteText) NOT NULL,
            channels \(sql.byteText) NOT NULL CHECK (channels <> ''),
            bases \(sql.byteText) NOT NULL,
            covers_unstated \(sql.bigInteger) NOT NULL CHECK (covers_unstated IN (0, 1)),
            is_archived \(sql.bigInteger) NOT NULL CHECK (is_archived IN (0, 1)),
            PRIMARY KEY (workspace, id)
        );

        CREATE TABLE consent_text (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            purpose \(sql.byteText) NOT NULL,
            language \(sql.byteText) NOT NULL CHECK (language IN ('fr', 'en')),
            version \(sql.bigInteger) NOT NULL CHECK (version > 0),
            body \(sql.byteText) NOT NULL CHECK (body <> ''),
            created_at \(sql.bigInteger) NOT NULL,
            created_by \(sql.byteText) NOT NULL,
            used_at \(sql.bigInteger),
            PRIMARY KEY (workspace, purpose, language, version)
        );

        CREATE TABLE suppression (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            hash \(sql.byteText) NOT NULL,
            kind \(sql.byteText) NOT NULL CHECK (kind IN ('email', 'phone', 'external_id', 'visitor')),
            at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, hash)
        ) \(sql.clustered);

        ALTER TABLE import_run ADD COLUMN suppressed \(sql.bigInteger) NOT NULL DEFAULT 0;

        CREATE TABLE rights_request (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger),
            subject \(sql.byteText),
            kind \(sql.byteText) NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction',
                'profiling_objection', 'marketing_objection', 'portability')),
            origin \(sql.byteText) NOT NULL CHECK (origin IN ('person', 'staff')),
            received_on \(sql.byteText) NOT NULL,
            extension_reason \(sql.byteText),
            handler \(sql.byteText),
            outcome \(sql.byteText) CHECK (outcome IN ('granted', 'refused')),
            closed_at \(sql.bigInteger),
            PRIMARY KEY (workspace, id),
            CHECK ((outcome IS NULL) = (closed_at IS NULL)),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        );
        CREATE INDEX rights_request_open ON rights_request (workspace, received_on, id) WHERE outcome IS NULL;
        CREATE INDEX rights_request_by_contact ON rights_request (workspace, contact) WHERE contact IS NOT NULL;

        CREATE TABLE rights_event (
            workspace \(sql.bigInteger) NOT NULL,
            request \(sql.bigInteger) NOT NULL,
            id \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            actor \(sql.byteText),
            step \(sql.byteText) NOT NULL
                CHECK (step IN ('opened', 'taken', 'extended', 'noted', 'granted', 'refused')),
            note \(sql.byteText),
            PRIMARY KEY (workspace, request, id),
            FOREIGN KEY (workspace, request) REFERENCES rights_request (workspace, id)
        ) \(sql.clustered);

        CREATE TABLE retention_question (
            workspace \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            asked_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, contact),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered);

        CREATE TABLE retention_purge (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            confirmed_at \(sql.bigInteger) NOT NULL,
            confirmed_by \(sql.byteText) NOT NULL,
            people \(sql.bigInteger) NOT NULL,
            erased \(sql.bigInteger) NOT NULL,
            spared \(sql.bigInteger) NOT NULL,
            finished_at \(sql.bigInteger),
            PRIMARY KEY (workspace, id)
        );

        CREATE TABLE retention_purge_contact (
            workspace \(sql.bigInteger) NOT NULL,
            purge \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, purge, contact),
            FOREIGN KEY (workspace, purge) REFERENCES retention_purge (workspace, id),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered)
        """
    }
}
