extension Migration {
    /// The sites whose pages tell their visits; the anonymous counter, from which no contact can be reached; robots, apart.
    /// What a browser's owner agreed to stands beside the browser.
    static let sites = Migration("2026-11-22-sites") { sql in
        let counts = """
            day \(sql.bigInteger) NOT NULL,
                path \(sql.byteText) NOT NULL,
                channel \(sql.byteText) NOT NULL,
                source \(sql.byteText) NOT NULL,
                campaign \(sql.byteText) NOT NULL,
                views \(sql.bigInteger) NOT NULL,
                visits \(sql.bigInteger) NOT NULL,
                seconds \(sql.bigInteger) NOT NULL,
                timed \(sql.bigInteger) NOT NULL
            """
        return """
            ALTER TABLE visitor ADD COLUMN consented_at \(sql.bigInteger);
            ALTER TABLE visitor ADD COLUMN consent_until \(sql.bigInteger);
            ALTER TABLE visitor ADD COLUMN withdrawn_at \(sql.bigInteger);

            CREATE TABLE tracked_site (
                workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
                id \(sql.bigInteger) NOT NULL,
                name \(sql.byteText) NOT NULL CHECK (name <> ''),
                key \(sql.byteText) NOT NULL UNIQUE,
                hosts \(sql.byteText) NOT NULL,
                mode \(sql.byteText) NOT NULL CHECK (mode IN ('consent', 'counter')),
                retention \(sql.bigInteger) NOT NULL CHECK (retention BETWEEN 1 AND 25),
                created_at \(sql.bigInteger) NOT NULL,
                last_hit_at \(sql.bigInteger),
                PRIMARY KEY (workspace, id)
            );

            CREATE TABLE audience (
                workspace \(sql.bigInteger) NOT NULL,
                site \(sql.bigInteger) NOT NULL,
                \(counts),
                PRIMARY KEY (workspace, site, day, path, channel, source, campaign),
                FOREIGN KEY (workspace, site) REFERENCES tracked_site (workspace, id)
            ) \(sql.clustered);

            CREATE TABLE robot (
                workspace \(sql.bigInteger) NOT NULL,
                site \(sql.bigInteger) NOT NULL,
                reason \(sql.byteText) NOT NULL,
                agent \(sql.byteText) NOT NULL,
                hits \(sql.bigInteger) NOT NULL,
                first_at \(sql.bigInteger) NOT NULL,
                last_at \(sql.bigInteger) NOT NULL,
                corrected_at \(sql.bigInteger),
                PRIMARY KEY (workspace, site, reason, agent),
                FOREIGN KEY (workspace, site) REFERENCES tracked_site (workspace, id)
            ) \(sql.clustered);

            CREATE TABLE robot_audience (
                workspace \(sql.bigInteger) NOT NULL,
                site \(sql.bigInteger) NOT NULL,
                reason \(sql.byteText) NOT NULL,
                agent \(sql.byteText) NOT NULL,
                \(counts),
                PRIMARY KEY (workspace, site, reason, agent, day, path, channel, source, campaign),
                FOREIGN KEY (workspace, site, reason, agent) REFERENCES robot (workspace, site, reason, agent)
            ) \(sql.clustered);

            CREATE TABLE robot_visit (
                workspace \(sql.bigInteger) NOT NULL,
                id \(sql.bigInteger) NOT NULL,
                site \(sql.bigInteger) NOT NULL,
                reason \(sql.byteText) NOT NULL,
                agent \(sql.byteText) NOT NULL,
                anonymous_id \(sql.byteText) NOT NULL,
                received_at \(sql.bigInteger) NOT NULL,
                body \(sql.byteText) NOT NULL,
                PRIMARY KEY (workspace, id),
                FOREIGN KEY (workspace, site, reason, agent) REFERENCES robot (workspace, site, reason, agent)
            ) \(sql.clustered);
            CREATE INDEX robot_visit_by_robot ON robot_visit (workspace, site, reason, agent, id);
            CREATE INDEX robot_visit_by_visitor ON robot_visit (workspace, anonymous_id)
            """
    }
}
