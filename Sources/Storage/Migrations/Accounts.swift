extension Migration {
    /// Workspaces, who may enter them, and what was done.
    static let accounts = Migration("2026-11-21-accounts") { sql in
        """
        CREATE TABLE id_sequence (
            name \(sql.byteText) NOT NULL PRIMARY KEY,
            last \(sql.bigInteger) NOT NULL
        );
        INSERT INTO id_sequence (name, last) VALUES ('workspace', 0), ('user', 0), ('record', 0), ('activity', 0);

        CREATE TABLE workspace (
            id \(sql.bigInteger) NOT NULL PRIMARY KEY,
            slug \(sql.byteText) NOT NULL UNIQUE CHECK (slug <> ''),
            name \(sql.byteText) NOT NULL,
            zone \(sql.byteText) NOT NULL,
            currency \(sql.byteText) NOT NULL CHECK (LENGTH(currency) = 3),
            region \(sql.byteText) NOT NULL CHECK (LENGTH(region) = 2),
            created_at \(sql.bigInteger) NOT NULL
        );

        CREATE TABLE person (
            id \(sql.bigInteger) NOT NULL PRIMARY KEY,
            email \(sql.byteText) NOT NULL UNIQUE,
            name \(sql.byteText) NOT NULL,
            password_hash \(sql.byteText),
            language \(sql.byteText) CHECK (language IN ('fr', 'en')),
            theme \(sql.byteText) NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
            last_workspace \(sql.bigInteger) REFERENCES workspace (id),
            created_at \(sql.bigInteger) NOT NULL
        );

        CREATE TABLE membership (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            person \(sql.bigInteger) NOT NULL REFERENCES person (id),
            role \(sql.byteText) NOT NULL
                CHECK (role IN ('admin', 'manager', 'marketer', 'rep', 'partner', 'reader')),
            partner_source \(sql.byteText) CHECK (partner_source <> ''),
            disabled_at \(sql.bigInteger),
            PRIMARY KEY (workspace, person)
        );
        CREATE INDEX membership_by_person ON membership (person);

        CREATE TABLE api_token (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            name \(sql.byteText) NOT NULL,
            hash \(sql.byteText) NOT NULL UNIQUE,
            scope \(sql.byteText) NOT NULL CHECK (scope IN ('write_key', 'read', 'full')),
            role \(sql.byteText) NOT NULL CHECK (role IN ('admin', 'manager', 'marketer', 'reader')),
            created_by \(sql.byteText) NOT NULL,
            created_at \(sql.bigInteger) NOT NULL,
            last_used_on \(sql.bigInteger),
            revoked_at \(sql.bigInteger),
            PRIMARY KEY (workspace, id)
        );

        CREATE TABLE audit (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            actor \(sql.byteText) NOT NULL,
            action \(sql.byteText) NOT NULL,
            details \(sql.json) NOT NULL,
            PRIMARY KEY (workspace, id)
        ) \(sql.clustered)
        """
    }
}
