extension Migration {
    /// Landing pages, their versions, every address they had; tests of two variants; what was counted by day; pictures.
    static let landing = Migration("2026-11-22-landing") { sql in
        """
        CREATE TABLE landing_page (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            slug \(sql.byteText) NOT NULL CHECK (slug <> ''),
            name \(sql.byteText) NOT NULL CHECK (name <> ''),
            draft \(sql.byteText) NOT NULL,
            revision \(sql.bigInteger) NOT NULL,
            published \(sql.bigInteger),
            versions \(sql.bigInteger) NOT NULL,
            archived_at \(sql.bigInteger),
            created_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, slug),
            UNIQUE (workspace, name)
        );

        CREATE TABLE landing_slug (
            workspace \(sql.bigInteger) NOT NULL,
            slug \(sql.byteText) NOT NULL,
            page \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, slug),
            FOREIGN KEY (workspace, page) REFERENCES landing_page (workspace, id)
        );

        CREATE TABLE landing_version (
            workspace \(sql.bigInteger) NOT NULL,
            page \(sql.bigInteger) NOT NULL,
            version \(sql.bigInteger) NOT NULL,
            document \(sql.byteText) NOT NULL,
            published_at \(sql.bigInteger) NOT NULL,
            published_by \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, page, version),
            FOREIGN KEY (workspace, page) REFERENCES landing_page (workspace, id)
        );

        CREATE TABLE landing_test (
            workspace \(sql.bigInteger) NOT NULL,
            id \(sql.bigInteger) NOT NULL,
            page \(sql.bigInteger) NOT NULL,
            version \(sql.bigInteger) NOT NULL,
            baseline \(sql.bigInteger) NOT NULL,
            lift \(sql.bigInteger) NOT NULL,
            share \(sql.bigInteger) NOT NULL CHECK (share BETWEEN 1 AND 99),
            started_at \(sql.bigInteger) NOT NULL,
            started_by \(sql.byteText) NOT NULL,
            ended_at \(sql.bigInteger),
            ended_by \(sql.byteText),
            kept \(sql.byteText) CHECK (kept IN ('a', 'b')),
            PRIMARY KEY (workspace, id),
            FOREIGN KEY (workspace, page, version) REFERENCES landing_version (workspace, page, version)
        );
        CREATE UNIQUE INDEX landing_test_running ON landing_test (workspace, page) WHERE ended_at IS NULL;

        CREATE TABLE landing_day (
            workspace \(sql.bigInteger) NOT NULL,
            page \(sql.bigInteger) NOT NULL,
            test \(sql.bigInteger) NOT NULL,
            day \(sql.bigInteger) NOT NULL,
            variant \(sql.byteText) NOT NULL CHECK (variant IN ('a', 'b')),
            views \(sql.bigInteger) NOT NULL,
            visitors \(sql.bigInteger) NOT NULL,
            conversions \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, page, test, day, variant),
            FOREIGN KEY (workspace, page) REFERENCES landing_page (workspace, id)
        ) \(sql.clustered);

        CREATE TABLE picture (
            workspace \(sql.bigInteger) NOT NULL REFERENCES workspace (id),
            id \(sql.bigInteger) NOT NULL,
            name \(sql.byteText) NOT NULL CHECK (name <> ''),
            kind \(sql.byteText) NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp')),
            size \(sql.bigInteger) NOT NULL,
            width \(sql.bigInteger) NOT NULL CHECK (width > 0),
            height \(sql.bigInteger) NOT NULL CHECK (height > 0),
            mark \(sql.byteText) NOT NULL,
            added_at \(sql.bigInteger) NOT NULL,
            PRIMARY KEY (workspace, id),
            UNIQUE (workspace, mark)
        );

        CREATE TABLE picture_chunk (
            workspace \(sql.bigInteger) NOT NULL,
            picture \(sql.bigInteger) NOT NULL,
            number \(sql.bigInteger) NOT NULL,
            bytes \(sql.byteText) NOT NULL,
            PRIMARY KEY (workspace, picture, number),
            FOREIGN KEY (workspace, picture) REFERENCES picture (workspace, id)
        );

        ALTER TABLE form_submission ADD COLUMN landing_page \(sql.bigInteger);
        ALTER TABLE form_submission ADD COLUMN landing_version \(sql.bigInteger);
        ALTER TABLE form_submission ADD COLUMN landing_variant \(sql.byteText);
        ALTER TABLE form_submission ADD COLUMN landing_test \(sql.bigInteger);
        CREATE INDEX form_submission_by_landing ON form_submission (workspace, landing_page, id)
        WHERE landing_page IS NOT NULL
        """
    }
}
