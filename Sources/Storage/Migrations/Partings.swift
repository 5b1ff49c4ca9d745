extension Migration {
    /// What was recorded last before two records became one, so that it is known what came since when they are two again.
    static let partings = Migration("2026-11-22-partings") { sql in
        "ALTER TABLE record_merge ADD COLUMN last_activity \(sql.bigInteger)"
    }
}
