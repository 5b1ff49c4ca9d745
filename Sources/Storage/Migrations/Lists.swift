extension Migration {
    /// What lists are made of: words to search for, saved views, and what was done to many contacts at once.
    static let lists = Migration("2026-11-22-lists") { sql in
        """
        CREATE TABLE contact_search (
            workspace \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            text \(sql.byteText) NOT NULL,
            name_key \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, contact),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered);
        CREATE INDEX contact_search_by_name ON contact_search (workspace, name_key, contact);
        \(sql.wordIndex(of: "contact_search", key: "contact"));

        CREATE TABLE company_search (
            workspace \(sql.bigInteger) NOT NULL,
            company \(sql.bigInteger) NOT NULL,
            text \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, company),
            FOREIGN KEY (workspace, company) REFERENCES company (workspace, id)
        ) \(sql.clustered);
        \(sql.wordIndex(of: "company_search", key: "company"));

        CREATE TABLE search_due (
            workspace \(sql.bigInteger) NOT NULL,
            kind \(sql.byteText) NOT NULL CHECK (kind IN ('contact', 'company', 'members')),
            first \(sql.bigInteger) NOT NULL,
            last \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, kind, first, last)
        ) \(sql.clustered);

        CREATE TABLE saved_view (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            subject \(sql.byteText) NOT NULL CHECK (subject IN ('contacts', 'companies')),
            name \(sql.byteText) NOT NULL CHECK (name <> ''),
            person \(sql.bigInteger) REFERENCES person (id),
            condition \(sql.byteText),
            columns \(sql.byteText) NOT NULL,
            sort \(sql.byteText) NOT NULL,
            place \(sql.bigInteger) NOT NULL,
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id)
        );

        CREATE TABLE bulk_action (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            actor \(sql.byteText) NOT NULL,
            action \(sql.byteText) NOT NULL CHECK (action IN ('add_tag', 'remove_tag', 'assign')),
            value \(sql.byteText),
            undone_at \(sql.bigInteger),
            PRIMARY KEY (workspace, id)
        );

        CREATE TABLE bulk_action_contact (
            workspace \(sql.bigInteger) NOT NULL,
            action \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            before \(sql.byteText),
            PRIMARY KEY (workspace, action, contact),
            FOREIGN KEY (workspace, action) REFERENCES bulk_action (workspace, id),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered)
        """
    }
}
