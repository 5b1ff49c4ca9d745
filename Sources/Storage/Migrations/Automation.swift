extension Migration {
    /// What follows from evaluation: members of segments, handovers, tasks, notices of what changed, webhooks.
    static let automation = Migration("2026-11-22-automation") { sql in
        """
        INSERT INTO id_sequence (name, last) VALUES ('notice', 0), ('handover', 0), ('delivery', 0);

        CREATE TABLE segment_member (
            workspace \(sql.bigInteger) NOT NULL,
            segment \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            since \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, segment, contact)
        ) \(sql.clustered);
        CREATE INDEX segment_member_by_contact ON segment_member (workspace, contact);

        CREATE TABLE segment_event (
            workspace \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            segment \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            is_entry \(sql.bigInteger) NOT NULL CHECK (is_entry IN (0, 1)),
            PRIMARY KEY (workspace, contact, segment, at)
        ) \(sql.clustered);
        CREATE INDEX segment_event_by_day ON segment_event (workspace, segment, at, contact, is_entry);

        CREATE TABLE handover (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            opened_at \(sql.bigInteger) NOT NULL,
            due_at \(sql.bigInteger) NOT NULL,
            owner \(sql.byteText),
            answer \(sql.byteText) CHECK (answer IN ('taken', 'refused')),
            reason \(sql.byteText) CHECK (reason IS NULL OR answer = 'refused'),
            answered_at \(sql.bigInteger),
            answered_by \(sql.byteText),
            closed_at \(sql.bigInteger),
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, contact, opened_at),
            CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL))
        );
        CREATE INDEX handover_open ON handover (workspace, due_at, id) WHERE answer IS NULL AND closed_at IS NULL;
        CREATE INDEX handover_by_time ON handover (workspace, opened_at, id);

        CREATE TABLE task (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            title \(sql.byteText) NOT NULL CHECK (title <> ''),
            contact \(sql.bigInteger),
            assignee \(sql.byteText) NOT NULL,
            due_day \(sql.byteText),
            due_at \(sql.bigInteger),
            due_end \(sql.bigInteger),
            done_at \(sql.bigInteger),
            created_by \(sql.byteText) NOT NULL,
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        );
        CREATE INDEX task_open ON task (workspace, assignee, due_end, id) WHERE done_at IS NULL;
        CREATE INDEX task_done ON task (workspace, assignee, done_at) WHERE done_at IS NOT NULL;
        CREATE INDEX task_by_contact ON task (workspace, contact) WHERE contact IS NOT NULL;

        CREATE TABLE notice (
            workspace \(sql.bigInteger) NOT NULL,
            id \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            origin \(sql.byteText) NOT NULL,
            changes \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, id)
        ) \(sql.clustered);
        CREATE INDEX notice_by_id ON notice (id);

        CREATE TABLE webhook (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            url \(sql.byteText) NOT NULL,
            secret \(sql.byteText) NOT NULL,
            events \(sql.byteText) NOT NULL CHECK (events <> ''),
            is_active \(sql.bigInteger) NOT NULL CHECK (is_active IN (0, 1)),
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id)
        );

        CREATE TABLE webhook_delivery (
            workspace \(sql.bigInteger) NOT NULL,
            id \(sql.bigInteger) NOT NULL,
            webhook \(sql.bigInteger) NOT NULL,
            event \(sql.byteText) NOT NULL,
            event_key \(sql.byteText) NOT NULL,
            payload \(sql.byteText) NOT NULL,
            created_at \(sql.bigInteger) NOT NULL,
            status \(sql.byteText) NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
            attempts \(sql.bigInteger) NOT NULL,
            next_at \(sql.bigInteger),
            leased_until \(sql.bigInteger),
            finished_at \(sql.bigInteger),
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, webhook, event_key),
            FOREIGN KEY (workspace, webhook) REFERENCES webhook (workspace, id),
            CHECK ((status = 'pending') = (next_at IS NOT NULL))
        );
        CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at) WHERE next_at IS NOT NULL;

        CREATE TABLE webhook_attempt (
            workspace \(sql.bigInteger) NOT NULL,
            delivery \(sql.bigInteger) NOT NULL,
            number \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            milliseconds \(sql.bigInteger) NOT NULL,
            code \(sql.bigInteger),
            problem \(sql.byteText),
            PRIMARY KEY (workspace, delivery, number),
            FOREIGN KEY (workspace, delivery) REFERENCES webhook_delivery (workspace, id)
        ) \(sql.clustered)
        """
    }
}
