extension Migration {
    /// Contents and their files; forms, their versions, and what was sent.
    static let forms = Migration("2026-11-22-forms") { sql in
        """
        CREATE TABLE content (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            recorded_as \(sql.byteText) NOT NULL CHECK (recorded_as <> ''),
            title \(sql.byteText) NOT NULL CHECK (title <> ''),
            summary \(sql.byteText) NOT NULL,
            level \(sql.byteText) NOT NULL CHECK (level IN ('discovery', 'evaluation', 'decision')),
            persona \(sql.byteText),
            language \(sql.byteText) NOT NULL,
            address \(sql.byteText),
            is_gated \(sql.bigInteger) NOT NULL CHECK (is_gated IN (0, 1)),
            file_name \(sql.byteText),
            file_kind \(sql.byteText),
            file_size \(sql.bigInteger),
            file_mark \(sql.byteText),
            archived_at \(sql.bigInteger),
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, recorded_as)
        );

        CREATE TABLE content_chunk (
            workspace \(sql.bigInteger) NOT NULL,
            content \(sql.bigInteger) NOT NULL,
            number \(sql.bigInteger) NOT NULL,
            bytes \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, content, number),
            FOREIGN KEY (workspace, content) REFERENCES content (workspace, id)
        );

        CREATE TABLE content_day (
            workspace \(sql.bigInteger) NOT NULL,
            content \(sql.bigInteger) NOT NULL,
            day \(sql.bigInteger) NOT NULL,
            views \(sql.bigInteger) NOT NULL,
            downloads \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, content, day),
            FOREIGN KEY (workspace, content) REFERENCES content (workspace, id)
        ) \(sql.clustered);

        CREATE TABLE form (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            slug \(sql.byteText) NOT NULL CHECK (slug <> ''),
            name \(sql.byteText) NOT NULL CHECK (name <> ''),
            draft \(sql.byteText) NOT NULL,
            revision \(sql.bigInteger) NOT NULL,
            published \(sql.bigInteger),
            archived_at \(sql.bigInteger),
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, slug),
            UNIQUE (workspace, name)
        );

        CREATE TABLE form_version (
            workspace \(sql.bigInteger) NOT NULL,
            form \(sql.bigInteger) NOT NULL,
            version \(sql.bigInteger) NOT NULL,
            document \(sql.byteText) NOT NULL,
            published_at \(sql.bigInteger) NOT NULL,
            published_by \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, form, version),
            FOREIGN KEY (workspace, form) REFERENCES form (workspace, id)
        );

        CREATE TABLE form_day (
            workspace \(sql.bigInteger) NOT NULL,
            form \(sql.bigInteger) NOT NULL,
            day \(sql.bigInteger) NOT NULL,
            shown \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, form, day),
            FOREIGN KEY (workspace, form) REFERENCES form (workspace, id)
        ) \(sql.clustered);

        CREATE TABLE form_submission (
            workspace \(sql.bigInteger) NOT NULL,
            id \(sql.bigInteger) NOT NULL,
            form \(sql.bigInteger) NOT NULL,
            version \(sql.bigInteger) NOT NULL,
            key \(sql.byteText) NOT NULL CHECK (key <> ''),
            way \(sql.byteText) NOT NULL CHECK (way IN ('page', 'embed', 'frame', 'kiosk')),
            at \(sql.bigInteger) NOT NULL,
            received_at \(sql.bigInteger) NOT NULL,
            contact \(sql.bigInteger),
            answers \(sql.byteText) NOT NULL,
            consents \(sql.byteText) NOT NULL,
            touch \(sql.byteText) NOT NULL,
            described \(sql.byteText) NOT NULL,
            address \(sql.byteText) NOT NULL,
            held \(sql.byteText),
            released_by \(sql.byteText),
            confirmed_at \(sql.bigInteger),
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, key),
            FOREIGN KEY (workspace, form, version) REFERENCES form_version (workspace, form, version),
            FOREIGN KEY (workspace, contact) REFERENCES contact (workspace, id)
        );
        CREATE INDEX form_submission_by_form ON form_submission (workspace, form, id);
        CREATE INDEX form_submission_by_contact ON form_submission (workspace, contact) WHERE contact IS NOT NULL
        """
    }
}
