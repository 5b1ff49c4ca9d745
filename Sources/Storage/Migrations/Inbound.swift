extension Migration {
    /// Mails and bodies that come in by an address that only their sender knows, kept for a while with what became of them.
    static let inbound = Migration("2026-11-22-inbound") { sql in
        """
        ALTER TABLE form_submission ADD COLUMN sent_by \(sql.byteText);

        CREATE TABLE mail_door (
            workspace \(sql.bigInteger) NOT NULL PRIMARY KEY REFERENCES workspace (id),
            hash \(sql.byteText) NOT NULL UNIQUE,
            key \(sql.byteText) NOT NULL,
            created_at \(sql.bigInteger) NOT NULL
        );

        CREATE TABLE inbound_mail (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger),
            message_key \(sql.byteText) NOT NULL,
            received_at \(sql.bigInteger) NOT NULL,
            sender \(sql.byteText),
            subject \(sql.byteText) NOT NULL,
            kind \(sql.byteText),
            held \(sql.byteText),
            body \(sql.byteText),
            released_by \(sql.byteText),
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, message_key),
            CHECK (held IS NULL OR body IS NOT NULL)
        );
        CREATE INDEX inbound_mail_by_contact ON inbound_mail (workspace, contact) WHERE contact IS NOT NULL;
        CREATE INDEX inbound_mail_by_time ON inbound_mail (workspace, received_at);

        CREATE TABLE hook_source (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            name \(sql.byteText) NOT NULL CHECK (name <> ''),
            name_key \(sql.byteText) NOT NULL,
            hash \(sql.byteText) NOT NULL UNIQUE,
            key \(sql.byteText) NOT NULL,
            signing \(sql.byteText) NOT NULL,
            secret \(sql.byteText),
            map \(sql.byteText) NOT NULL,
            is_active \(sql.bigInteger) NOT NULL CHECK (is_active IN (0, 1)),
            created_at \(sql.bigInteger) NOT NULL,
            refused \(sql.bigInteger) NOT NULL DEFAULT 0,
            refused_at \(sql.bigInteger),
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, name_key)
        );

        CREATE TABLE hook_delivery (
            workspace \(sql.bigInteger) NOT NULL,
            id \(sql.bigInteger) NOT NULL,
            source \(sql.bigInteger) NOT NULL,
            fingerprint \(sql.byteText) NOT NULL,
            received_at \(sql.bigInteger) NOT NULL,
            last_at \(sql.bigInteger) NOT NULL,
            times \(sql.bigInteger) NOT NULL CHECK (times > 0),
            state \(sql.byteText) NOT NULL CHECK (state IN ('taken', 'ignored', 'held', 'unreadable')),
            body \(sql.byteText) NOT NULL,
            problem \(sql.byteText),
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, source, fingerprint),
            FOREIGN KEY (workspace, source) REFERENCES hook_source (workspace, id)
        );
        CREATE INDEX hook_delivery_by_source ON hook_delivery (workspace, source, id);
        CREATE INDEX hook_delivery_by_time ON hook_delivery (workspace, received_at);

        CREATE TABLE hook_item (
            workspace \(sql.bigInteger) NOT NULL,
            delivery \(sql.bigInteger) NOT NULL,
            number \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger),
            state \(sql.byteText) NOT NULL CHECK (state IN ('recorded', 'repeated', 'ignored', 'refused', 'suppressed')),
            kind \(sql.byteText),
            problems \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, delivery, number),
            FOREIGN KEY (workspace, delivery) REFERENCES hook_delivery (workspace, id)
        );
        CREATE INDEX hook_item_by_contact ON hook_item (workspace, contact) WHERE contact IS NOT NULL
        """
    }
}
