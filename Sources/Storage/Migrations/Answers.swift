extension Migration {
    /// What was answered to requests that may be repeated.
    static let keptAnswers = Migration("2026-11-22-kept-answers") { sql in
        """
        CREATE TABLE kept_answer (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            key \(sql.byteText) NOT NULL CHECK (key <> ''),
            fingerprint \(sql.byteText) NOT NULL,
            status \(sql.bigInteger) NOT NULL,
            headers \(sql.byteText) NOT NULL,
            body \(sql.byteText) NOT NULL,
            answered_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, key)
        ) \(sql.clustered);
        CREATE INDEX kept_answer_by_age ON kept_answer (workspace, answered_at)
        """
    }
}
