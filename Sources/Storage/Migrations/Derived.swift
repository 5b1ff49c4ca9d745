extension Migration {
    /// What is derived from the facts, and can be made again from them at any time.
    static let derived = Migration("2026-11-21-derived") { sql in
        """
        CREATE TABLE activity_void (
            workspace \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            activity \(sql.bigInteger) NOT NULL,
            since \(sql.bigInteger) NOT NULL,
            until \(sql.bigInteger),
            PRIMARY KEY (workspace, contact, activity, since)
        ) \(sql.clustered);

        CREATE TABLE contact_state (
            workspace \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            first_fact \(sql.bigInteger) NOT NULL,
            stage \(sql.bigInteger),
            since \(sql.bigInteger),
            highest \(sql.bigInteger),
            excluded \(sql.bigInteger) NOT NULL CHECK (excluded IN (0, 1)),
            temperature \(sql.byteText) CHECK (temperature IN ('hot', 'cold')),
            fit \(sql.bigInteger) NOT NULL,
            engagement \(sql.bigInteger) NOT NULL,
            grade \(sql.byteText) NOT NULL,
            valid_until \(sql.bigInteger),
            rank \(sql.bigInteger) NOT NULL,
            evidence_at \(sql.bigInteger),
            evidence \(sql.bigInteger),
            PRIMARY KEY (workspace, contact),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered);
        CREATE INDEX contact_state_due ON contact_state (workspace, valid_until) WHERE valid_until IS NOT NULL;
        CREATE INDEX contact_state_by_rank ON contact_state (workspace, rank, contact);
        CREATE INDEX contact_state_by_engagement ON contact_state (workspace, engagement, contact);
        CREATE INDEX contact_state_by_fit ON contact_state (workspace, fit, contact);
        CREATE INDEX contact_state_by_evidence ON contact_state (workspace, evidence_at, contact);
        CREATE INDEX contact_state_by_since ON contact_state (workspace, since, contact);

        CREATE TABLE stage_history (
            workspace \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            stage \(sql.bigInteger),
            PRIMARY KEY (workspace, contact, at),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered);

        CREATE TABLE news (
            workspace \(sql.bigInteger) NOT NULL,
            is_backlog \(sql.bigInteger) NOT NULL CHECK (is_backlog IN (0, 1)),
            contact \(sql.bigInteger) NOT NULL,
            times \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, is_backlog, contact)
        ) \(sql.clustered)
        """
    }
}
