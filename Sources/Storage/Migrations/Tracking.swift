extension Migration {
    /// Who browsers and devices belong to, what their events become, and the events that nobody said what they are.
    static let tracking = Migration("2026-11-22-tracking") { sql in
        """
        CREATE TABLE visitor (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            anonymous_id \(sql.byteText) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            first_seen \(sql.bigInteger) NOT NULL,
            linked_at \(sql.bigInteger),
            former \(sql.bigInteger),
            PRIMARY KEY (workspace, anonymous_id),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered);
        CREATE INDEX visitor_by_contact ON visitor (workspace, contact);
        CREATE INDEX visitor_by_former ON visitor (workspace, former) WHERE former IS NOT NULL;

        CREATE TABLE tracking_rule (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            event_key \(sql.byteText) NOT NULL,
            call \(sql.byteText) NOT NULL CHECK (call IN ('track', 'page', 'screen')),
            event \(sql.byteText) NOT NULL,
            kind \(sql.byteText),
            renames \(sql.json) NOT NULL,
            changed_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, event_key)
        ) \(sql.clustered);

        CREATE TABLE unmapped_event (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            event_key \(sql.byteText) NOT NULL,
            call \(sql.byteText) NOT NULL,
            event \(sql.byteText),
            calls \(sql.bigInteger) NOT NULL,
            first_at \(sql.bigInteger) NOT NULL,
            last_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, event_key)
        ) \(sql.clustered);

        CREATE TABLE unmapped_call (
            workspace \(sql.bigInteger) NOT NULL,
            event_key \(sql.byteText) NOT NULL,
            id \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            name \(sql.byteText),
            message_id \(sql.byteText),
            channel \(sql.byteText),
            campaign \(sql.byteText),
            properties \(sql.json),
            PRIMARY KEY (workspace, event_key, id),
            FOREIGN KEY (workspace, event_key) REFERENCES unmapped_event (workspace, event_key),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        ) \(sql.clustered);
        CREATE INDEX unmapped_call_by_contact ON unmapped_call (workspace, contact);
        CREATE UNIQUE INDEX unmapped_call_by_message ON unmapped_call (workspace, message_id)
            WHERE message_id IS NOT NULL;

        CREATE TABLE tracking_problem (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            path \(sql.byteText) NOT NULL,
            en \(sql.byteText) NOT NULL,
            fr \(sql.byteText) NOT NULL,
            calls \(sql.bigInteger) NOT NULL,
            last_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, path, en)
        ) \(sql.clustered)
        """
    }
}
