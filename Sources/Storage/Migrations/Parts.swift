extension Migration {
    /// What each contact does when the company buys.
    static let parts = Migration("2026-11-22-parts") { sql in
        """
        CREATE TABLE contact_part (
            workspace \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            part \(sql.byteText) NOT NULL CHECK (part IN ('decides', 'pays', 'influences', 'uses')),
            PRIMARY KEY (workspace, contact, part),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered)
        """
    }
}
