extension Migration {
    /// The browser behind a form that is kept back, so that it is known if a person sent it after all.
    static let joins = Migration("2026-11-22-joins") { sql in
        "ALTER TABLE form_submission ADD COLUMN visitor \(sql.byteText)"
    }
}
