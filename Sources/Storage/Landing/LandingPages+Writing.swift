package import Verger

extension LandingPages {
    /// Adds a page that nobody sees yet. Its address is made of its name, with a number where another one has or had it.
    package func add(_ name: String, _ draft: LandingDocument, at now: Instant) throws -> LandingPage {
        let name = name.trimmed
        guard let slug = Slug(madeOf: name), name.utf8.count <= 200 else { throw Problem.nameless }
        let isTaken = try connection.row(
            "SELECT 1 FROM landing_page WHERE workspace = ? AND name = ?", [key, .text(name)]
        ) { _ in true }
        guard isTaken == nil else { throw Problem.nameTaken }
        let taken = Set(try connection.rows("SELECT slug FROM landing_slug WHERE workspace = ?", [key]) { $0.text(0) })
        let page = LandingPage(
            id: try connection.ids(1, of: .record), slug: slug.free(among: taken).text, name: name, draft: draft)
        try connection.execute(
            """
            INSERT INTO landing_page (workspace, id, slug, name, draft, revision, versions, created_at)
            VALUES (?, ?, ?, ?, ?, 1, 0, ?)
            """,
            [
                key, .integer(page.id), .text(page.slug), .text(name), .text(draft.document.json()), .instant(now),
            ])
        try keep(page.slug, of: page.id)
        return page
    }

    /// Gives a page another address; the former ones lead to it.
    package func move(_ page: Int64, to written: String) throws {
        guard let slug = Slug(written) else { throw Problem.oddAddress }
        let owner = try connection.row(
            "SELECT page FROM landing_slug WHERE workspace = ? AND slug = ?", [key, .text(slug.text)]
        ) { $0.integer(0) }
        guard owner == nil || owner == page else { throw Problem.addressTaken }
        let isThere = try connection.execute(
            "UPDATE landing_page SET slug = ? WHERE workspace = ? AND id = ?", [.text(slug.text), key, .integer(page)])
        if isThere == 1, owner == nil { try keep(slug.text, of: page) }
    }

    private func keep(_ slug: String, of page: Int64) throws {
        try connection.execute(
            "INSERT INTO landing_slug (workspace, slug, page) VALUES (?, ?, ?)", [key, .text(slug), .integer(page)])
    }

    /// Keeps a changed draft of a page that is at `page.revision`; returns its new revision.
    package func save(_ page: LandingPage) throws -> Int {
        let changed = try connection.execute(
            "UPDATE landing_page SET draft = ?, revision = revision + 1 WHERE workspace = ? AND id = ? AND revision = ?",
            [.text(page.draft.document.json()), key, .integer(page.id), .integer(page.revision)])
        guard changed == 1 else { throw Problem.changed }
        return page.revision + 1
    }

    /// Makes the draft the version that people see; the same version when nothing has changed. Throws while a test is
    /// running.
    package func publish(_ page: LandingPage, by author: String, at now: Instant) throws -> Int {
        if let current = page.published, try version(current, of: page.id) == page.draft { return current }
        guard try LandingTests(connection, in: workspace).running(of: page.id) == nil else { throw Problem.underTest }
        let version = page.versions + 1
        try connection.execute(
            """
            INSERT INTO landing_version (workspace, page, version, document, published_at, published_by)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(page.id), .integer(version), .text(page.draft.document.json()), .instant(now),
                .text(author),
            ])
        try connection.execute(
            """
            UPDATE landing_page SET published = ?, versions = ?, archived_at = NULL WHERE workspace = ? AND id = ?
            """, [.integer(version), .integer(version), key, .integer(page.id)])
        return version
    }

    /// Nobody sees it any more; a test of it ends without an answer. False when it was not online.
    package func unpublish(_ page: Int64, by author: String, at now: Instant) throws -> Bool {
        try LandingTests(connection, in: workspace).end(ofPage: page, keeping: nil, by: author, at: now)
        return try connection.execute(
            "UPDATE landing_page SET published = NULL WHERE workspace = ? AND id = ? AND published IS NOT NULL",
            [key, .integer(page)]) == 1
    }

    /// Puts a page away, which takes it offline, or brings it back, offline.
    @discardableResult
    package func archive(_ page: Int64, by author: String, at instant: Instant?, now: Instant) throws -> Bool {
        if instant != nil { _ = try unpublish(page, by: author, at: now) }
        return try connection.execute(
            "UPDATE landing_page SET archived_at = ? WHERE workspace = ? AND id = ?",
            [.instant(orNil: instant), key, .integer(page)]) == 1
    }
}
