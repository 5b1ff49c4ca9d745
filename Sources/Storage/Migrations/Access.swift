extension Migration {
    /// How people come in: sessions, second factors, wrong passwords, and what a workspace decides about itself.
    static let access = Migration("2026-11-22-access") { sql in
        """
        CREATE TABLE workspace_setting (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            name \(sql.byteText) NOT NULL,
            value \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, name)
        ) \(sql.clustered);

        CREATE TABLE session (
            id \(sql.byteText) NOT NULL PRIMARY KEY,
            person \(sql.bigInteger) NOT NULL REFERENCES person (id),
            workspace \(sql.bigInteger) REFERENCES workspace (id),
            created_at \(sql.bigInteger) NOT NULL,
            seen_at \(sql.bigInteger) NOT NULL,
            expires_at \(sql.bigInteger) NOT NULL,
            user_agent \(sql.byteText) NOT NULL,
            address \(sql.byteText) NOT NULL,
            is_pending \(sql.bigInteger) NOT NULL CHECK (is_pending IN (0, 1))
        ) \(sql.clustered);
        CREATE INDEX session_by_person ON session (person);
        CREATE INDEX session_by_end ON session (expires_at);

        CREATE TABLE sign_in_failure (
            subject \(sql.byteText) NOT NULL PRIMARY KEY,
            failures \(sql.bigInteger) NOT NULL CHECK (failures >= 0),
            last_at \(sql.bigInteger) NOT NULL
        ) \(sql.clustered);
        CREATE INDEX sign_in_failure_by_age ON sign_in_failure (last_at);

        CREATE TABLE second_factor (
            person \(sql.bigInteger) NOT NULL PRIMARY KEY REFERENCES person (id),
            secret \(sql.byteText) NOT NULL,
            confirmed_at \(sql.bigInteger),
            last_step \(sql.bigInteger)
        );

        CREATE TABLE recovery_code (
            person \(sql.bigInteger) NOT NULL REFERENCES second_factor (person),
            hash \(sql.byteText) NOT NULL,
            used_at \(sql.bigInteger),
            PRIMARY KEY (person, hash)
        ) \(sql.clustered);

        CREATE TABLE instance_secret (
            name \(sql.byteText) NOT NULL PRIMARY KEY,
            secret \(sql.byteText) NOT NULL,
            created_at \(sql.bigInteger) NOT NULL
        )
        """
    }
}
