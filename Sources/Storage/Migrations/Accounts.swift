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
            created_at \(sql.bigInteger) NOT NULL
        );

        CREATE TABLE membership (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            person \(sql.bigInteger) NOT NULL REFERENCES person (id),
            role \(sql.byteText) NOT NULL
                CHECK (role IN ('admin', 'manager', 'marketer', 'rep', 'partner', 'reader')),
            disabled_at \(sql.bigInteger),
            PRIMARY KEY (workspace, person)
        );

        CREATE TABLE api_token (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            name \(sql.byteText) NOT NULL,
            hash \(sql.byteText) NOT NULL UNIQUE,
            created_at \(sql.bigInteger) NOT NULL,
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
