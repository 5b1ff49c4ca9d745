extension Migration {
    /// Where contacts come from and what that costs. Days are numbered from 1970-01-01, amounts are in millionths.
    static let sources = Migration("2026-11-22-sources") { sql in
        """
        CREATE TABLE channel (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.byteText) NOT NULL CHECK (id <> ''),
            name \(sql.byteText) NOT NULL CHECK (name <> ''),
            aliases \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, id)
        );

        CREATE TABLE campaign (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            name \(sql.byteText) NOT NULL CHECK (name <> ''),
            name_key \(sql.byteText) NOT NULL,
            channel \(sql.byteText) NOT NULL,
            first_day \(sql.bigInteger),
            last_day \(sql.bigInteger),
            budget \(sql.bigInteger) CHECK (budget >= 0),
            rules \(sql.byteText) NOT NULL,
            pages \(sql.byteText) NOT NULL,
            place \(sql.byteText),
            is_archived \(sql.bigInteger) NOT NULL CHECK (is_archived IN (0, 1)),
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, name_key),
            CHECK (first_day IS NULL OR last_day IS NULL OR first_day <= last_day)
        );

        CREATE TABLE introducer (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            name \(sql.byteText) NOT NULL CHECK (name <> ''),
            email \(sql.byteText),
            source \(sql.byteText) NOT NULL CHECK (source <> ''),
            source_key \(sql.byteText) NOT NULL,
            channel \(sql.byteText) NOT NULL,
            price \(sql.bigInteger) CHECK (price > 0),
            share \(sql.bigInteger) CHECK (share > 0),
            stage \(sql.byteText) NOT NULL,
            days_allowed \(sql.bigInteger),
            only_new \(sql.bigInteger) NOT NULL CHECK (only_new IN (0, 1)),
            only_first_sale \(sql.bigInteger) NOT NULL CHECK (only_first_sale IN (0, 1)),
            is_active \(sql.bigInteger) NOT NULL CHECK (is_active IN (0, 1)),
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, source_key),
            CHECK ((price IS NULL) <> (share IS NULL))
        );

        CREATE TABLE statement (
            workspace \(sql.bigInteger) NOT NULL,
            id \(sql.bigInteger) NOT NULL,
            introducer \(sql.bigInteger) NOT NULL,
            first_day \(sql.bigInteger) NOT NULL,
            last_day \(sql.bigInteger) NOT NULL,
            state \(sql.byteText) NOT NULL CHECK (state IN ('draft', 'approved', 'paid')),
            approved_at \(sql.bigInteger),
            approved_by \(sql.byteText),
            paid_at \(sql.bigInteger),
            reference \(sql.byteText),
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, introducer, first_day),
            FOREIGN KEY (workspace, introducer) REFERENCES introducer (workspace, id),
            CHECK (first_day <= last_day),
            CHECK ((state = 'draft') = (approved_at IS NULL)),
            CHECK ((state = 'paid') = (paid_at IS NOT NULL))
        );

        CREATE TABLE statement_line (
            workspace \(sql.bigInteger) NOT NULL,
            introducer \(sql.bigInteger) NOT NULL,
            line_key \(sql.byteText) NOT NULL CHECK (line_key <> ''),
            statement \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger) NOT NULL,
            at \(sql.bigInteger) NOT NULL,
            base \(sql.bigInteger),
            amount \(sql.bigInteger) NOT NULL,
            state \(sql.byteText) NOT NULL CHECK (state IN ('due', 'disputed', 'dropped')),
            reason \(sql.byteText),
            said_by \(sql.byteText),
            PRIMARY KEY (workspace, introducer, line_key),
            FOREIGN KEY (workspace, statement) REFERENCES statement (workspace, id),
            CHECK (state = 'due' OR reason IS NOT NULL)
        );
        CREATE INDEX statement_line_by_statement ON statement_line (workspace, statement, at);
        CREATE INDEX statement_line_by_contact ON statement_line (workspace, contact);

        CREATE TABLE campaign_cost (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            campaign \(sql.bigInteger),
            channel \(sql.byteText),
            kind \(sql.byteText) NOT NULL CHECK (kind IN ('media', 'people', 'tools', 'commission', 'other')),
            first_day \(sql.bigInteger) NOT NULL,
            last_day \(sql.bigInteger) NOT NULL,
            amount \(sql.bigInteger) NOT NULL CHECK (amount <> 0),
            note \(sql.byteText),
            statement \(sql.bigInteger),
            import_key \(sql.byteText),
            created_at \(sql.bigInteger) NOT NULL,
            created_by \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, statement),
            UNIQUE (workspace, import_key),
            FOREIGN KEY (workspace, campaign) REFERENCES campaign (workspace, id),
            FOREIGN KEY (workspace, statement) REFERENCES statement (workspace, id),
            CHECK ((campaign IS NULL) <> (channel IS NULL)),
            CHECK (first_day <= last_day)
        );
        CREATE INDEX campaign_cost_by_campaign ON campaign_cost (workspace, campaign) WHERE campaign IS NOT NULL;
        CREATE INDEX campaign_cost_by_days ON campaign_cost (workspace, last_day, first_day)
        """
    }
}
