import Verger

extension Migration {
    /// Facts: contacts, companies and their changes, activities, definitions, segments.
    ///
    /// Beside each text that conditions can ask for stands its folded form (`…_key`). Amounts are in millionths,
    /// instants in microseconds.
    static let evidence = Migration("2026-11-21-evidence") { sql in
        let contactTexts = ContactField.allCases.filter { $0 != .createdAt }.map(\.rawValue)
        let companyTexts = CompanyField.allCases.filter { $0 != .size }.map(\.rawValue)
        func columns(_ names: [String]) -> String {
            names.map { "\($0) \(sql.byteText), \($0)_key \(sql.byteText)" }.joined(separator: ",\n    ")
        }
        return """
            CREATE TABLE company (
                workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
                id \(sql.bigInteger) NOT NULL,
                \(columns(companyTexts)),
                size \(sql.byteText), size_key \(sql.bigInteger),
                recorded_at \(sql.bigInteger) NOT NULL,
                is_implicit \(sql.bigInteger) NOT NULL CHECK (is_implicit IN (0, 1)),
                has_history \(sql.bigInteger) NOT NULL DEFAULT 0 CHECK (has_history IN (0, 1)),
                import_run \(sql.bigInteger),
                version \(sql.bigInteger) NOT NULL DEFAULT 1,
                PRIMARY KEY (workspace, id)
            ) \(sql.clustered);
            CREATE UNIQUE INDEX company_by_external_id ON company (workspace, external_id)
                WHERE external_id IS NOT NULL;
            CREATE INDEX company_by_name ON company (workspace, name_key, id);
            CREATE INDEX company_by_industry ON company (workspace, industry_key) WHERE industry_key IS NOT NULL;

            CREATE TABLE contact (
                workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
                id \(sql.bigInteger) NOT NULL,
                company \(sql.bigInteger),
                \(columns(contactTexts)),
                email_identity \(sql.byteText),
                email_domain \(sql.byteText),
                created_at \(sql.bigInteger),
                fields \(sql.json),
                field_keys \(sql.json),
                recorded_at \(sql.bigInteger) NOT NULL,
                import_run \(sql.bigInteger),
                version \(sql.bigInteger) NOT NULL DEFAULT 1,
                PRIMARY KEY (workspace, id),
                FOREIGN KEY (workspace, company) REFERENCES company (workspace, id)
            ) \(sql.clustered);
            CREATE UNIQUE INDEX contact_by_external_id ON contact (workspace, external_id)
                WHERE external_id IS NOT NULL;
            CREATE UNIQUE INDEX contact_by_email ON contact (workspace, email_identity)
                WHERE email_identity IS NOT NULL;
            CREATE INDEX contact_by_company ON contact (workspace, company) WHERE company IS NOT NULL;
            CREATE INDEX contact_by_country ON contact (workspace, country_key) WHERE country_key IS NOT NULL;
            CREATE INDEX contact_by_owner ON contact (workspace, owner_key) WHERE owner_key IS NOT NULL;

            CREATE TABLE contact_alias (
                workspace \(sql.bigInteger) NOT NULL,
                external_id \(sql.byteText) NOT NULL,
                contact \(sql.bigInteger) NOT NULL,
                import_run \(sql.bigInteger),
                PRIMARY KEY (workspace, external_id),
                FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
            );

            CREATE TABLE contact_tag (
                workspace \(sql.bigInteger) NOT NULL,
                contact \(sql.bigInteger) NOT NULL,
                tag_key \(sql.byteText) NOT NULL CHECK (tag_key <> ''),
                tag \(sql.byteText) NOT NULL,
                PRIMARY KEY (workspace, contact, tag_key),
                FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
            ) \(sql.clustered);
            CREATE INDEX contact_tag_by_tag ON contact_tag (workspace, tag_key, contact);

            CREATE TABLE contact_change (
                workspace \(sql.bigInteger) NOT NULL,
                contact \(sql.bigInteger) NOT NULL,
                at \(sql.bigInteger) NOT NULL,
                id \(sql.bigInteger) NOT NULL,
                changes \(sql.json) NOT NULL,
                import_run \(sql.bigInteger),
                PRIMARY KEY (workspace, contact, at, id),
                FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
            ) \(sql.clustered);

            CREATE TABLE company_change (
                workspace \(sql.bigInteger) NOT NULL,
                company \(sql.bigInteger) NOT NULL,
                at \(sql.bigInteger) NOT NULL,
                id \(sql.bigInteger) NOT NULL,
                changes \(sql.json) NOT NULL,
                import_run \(sql.bigInteger),
                PRIMARY KEY (workspace, company, at, id),
                FOREIGN KEY (workspace, company) REFERENCES company (workspace, id)
            ) \(sql.clustered);

            CREATE TABLE activity (
                workspace \(sql.bigInteger) NOT NULL,
                contact \(sql.bigInteger) NOT NULL,
                at \(sql.bigInteger) NOT NULL,
                id \(sql.bigInteger) NOT NULL,
                kind \(sql.byteText) NOT NULL,
                channel \(sql.byteText), channel_key \(sql.byteText),
                campaign \(sql.byteText), campaign_key \(sql.byteText),
                amount \(sql.bigInteger),
                currency \(sql.byteText),
                message_id \(sql.byteText),
                voids \(sql.byteText),
                properties \(sql.json),
                property_keys \(sql.json),
                level_key \(sql.byteText),
                import_run \(sql.bigInteger),
                PRIMARY KEY (workspace, contact, at, id),
                FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
            ) \(sql.clustered);
            CREATE INDEX activity_by_kind ON activity (workspace, kind, at, contact, level_key);
            CREATE INDEX activity_by_amount ON activity (workspace, kind, at, contact, amount) WHERE amount IS NOT NULL;
            CREATE UNIQUE INDEX activity_by_message ON activity (workspace, message_id) WHERE message_id IS NOT NULL;
            CREATE INDEX activity_by_correction ON activity (workspace, voids) WHERE voids IS NOT NULL;

            CREATE TABLE definition (
                workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
                version \(sql.bigInteger) NOT NULL,
                status \(sql.byteText) NOT NULL CHECK (status IN ('draft', 'active', 'archived')),
                effective_from \(sql.bigInteger),
                source \(sql.byteText) NOT NULL,
                document \(sql.byteText) NOT NULL,
                created_at \(sql.bigInteger) NOT NULL,
                created_by \(sql.byteText) NOT NULL,
                revision \(sql.bigInteger) NOT NULL DEFAULT 1,
                changed_at \(sql.bigInteger) NOT NULL,
                changed_by \(sql.byteText) NOT NULL,
                PRIMARY KEY (workspace, version)
            );
            CREATE UNIQUE INDEX definition_active ON definition (workspace) WHERE status = 'active';
            CREATE UNIQUE INDEX definition_open ON definition (workspace)
                WHERE status = 'draft' AND effective_from IS NULL;

            CREATE TABLE segment (
                workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
                id \(sql.bigInteger) NOT NULL,
                name \(sql.byteText) NOT NULL CHECK (name <> ''),
                condition \(sql.byteText) NOT NULL,
                created_at \(sql.bigInteger) NOT NULL,
                since \(sql.bigInteger) NOT NULL,
                PRIMARY KEY (workspace, id),
                UNIQUE (workspace, name)
            )
            """
    }
}
