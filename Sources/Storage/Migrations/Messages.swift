extension Migration {
    /// Mails to send, and the servers that take them.
    static let messages = Migration("2026-11-22-messages") { sql in
        """
        INSERT INTO id_sequence (name, last) VALUES ('mail', 0);

        CREATE TABLE mail_server (
            workspace \(sql.bigInteger) NOT NULL PRIMARY KEY REFERENCES workspace (id),
            host \(sql.byteText) NOT NULL CHECK (host <> ''),
            port \(sql.bigInteger) NOT NULL CHECK (port BETWEEN 1 AND 65535),
            security \(sql.byteText) NOT NULL CHECK (security IN ('starttls', 'tls', 'none')),
            username \(sql.byteText),
            password \(sql.byteText),
            sender \(sql.byteText) NOT NULL CHECK (sender <> ''),
            sender_name \(sql.byteText),
            reply_to \(sql.byteText),
            authority \(sql.byteText),
            is_active \(sql.bigInteger) NOT NULL CHECK (is_active IN (0, 1)),
            failures \(sql.bigInteger) NOT NULL DEFAULT 0,
            paused_until \(sql.bigInteger),
            problem \(sql.byteText)
        );

        CREATE TABLE mail (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            cause \(sql.byteText) NOT NULL CHECK (cause <> ''),
            contact \(sql.bigInteger),
            recipient \(sql.byteText) NOT NULL CHECK (recipient <> ''),
            recipient_name \(sql.byteText),
            reply_to \(sql.byteText),
            reply_to_name \(sql.byteText),
            subject \(sql.byteText) NOT NULL,
            body_text \(sql.byteText) NOT NULL,
            body_html \(sql.byteText),
            headers \(sql.byteText) NOT NULL,
            is_confidential \(sql.bigInteger) NOT NULL CHECK (is_confidential IN (0, 1)),
            message_key \(sql.byteText) NOT NULL,
            created_at \(sql.bigInteger) NOT NULL,
            status \(sql.byteText) NOT NULL CHECK (status IN ('kept', 'queued', 'sent', 'failed')),
            attempts \(sql.bigInteger) NOT NULL,
            next_at \(sql.bigInteger),
            leased_until \(sql.bigInteger),
            finished_at \(sql.bigInteger),
            problem \(sql.byteText),
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, cause),
            CHECK ((status = 'queued') = (next_at IS NOT NULL))
        );
        CREATE INDEX mail_due ON mail (workspace, next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX mail_by_status ON mail (workspace, status, id);
        CREATE INDEX mail_by_contact ON mail (workspace, contact) WHERE contact IS NOT NULL;
        CREATE INDEX mail_finished ON mail (finished_at) WHERE finished_at IS NOT NULL
        """
    }
}
