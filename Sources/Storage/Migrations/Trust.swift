extension Migration {
    /// What is believed of whom: keys that stay on a server apart from those in the source of a page, and what came by
    /// which. The secrets of webhooks are sealed.
    static let trust = Migration("2026-11-22-trust") { sql in
        """
        ALTER TABLE api_token ADD COLUMN stays_on_server \(sql.bigInteger) NOT NULL DEFAULT 0
            CHECK (stays_on_server IN (0, 1));
        ALTER TABLE unmapped_call ADD COLUMN is_public \(sql.bigInteger) NOT NULL DEFAULT 1
            CHECK (is_public IN (0, 1))
        """
    } conclusion: { connection, now in
        try WebhookSecrets(connection).sealAll(at: now)
    }
}
