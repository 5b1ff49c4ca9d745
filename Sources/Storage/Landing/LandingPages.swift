package import Verger

/// The landing pages of one workspace: drafts, which change, and published versions, which never do.
package struct LandingPages {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    var key: SQLValue { .integer(workspace.value) }

    package enum Problem: Error, Hashable, Sendable {
        case nameless, nameTaken, oddAddress, addressTaken
        /// Somebody else saved the draft meanwhile.
        case changed
        /// What is shown stays as it is until the test has ended.
        case underTest

        package var sentence: Sentence {
            switch self {
            case .nameless:
                Sentence(
                    fr: "un nom est nécessaire, avec au moins une lettre ou un chiffre",
                    en: "a name is needed, with at least one letter or digit")
            case .nameTaken: Sentence(fr: "une autre page a ce nom", en: "another page has this name")
            case .oddAddress: Slug.rule
            case .addressTaken:
                Sentence(fr: "une autre page a ou a eu cette adresse", en: "another page has or had this address")
            case .changed:
                Sentence(fr: "quelqu’un a enregistré cette page entre-temps", en: "somebody saved this page meanwhile")
            case .underTest:
                Sentence(
                    fr:
                        "un test est en cours\u{A0}: ce que les visiteurs voient ne change pas avant qu’il soit terminé. Le brouillon est gardé",
                    en:
                        "a test is running: what visitors see does not change before it has ended. The draft is kept")
            }
        }
    }

    // MARK: Reading

    /// By name.
    package func all(archived: Bool = false) throws -> [LandingPage] {
        try connection.rows("\(columns) AND archived_at IS \(archived ? "NOT " : "")NULL", [key], read)
            .sorted { $0.name.folded.precedes($1.name.folded) }
    }

    /// The latest first, before the page `before`; those that were put away too.
    package func page(before: Int64?, limit: Int) throws -> [LandingPage] {
        try connection.rows(
            "\(columns) AND id < ? ORDER BY id DESC LIMIT ?", [key, .integer(before ?? .max), .integer(limit)], read)
    }

    package func find(_ id: Int64) throws -> LandingPage? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id)], read)
    }

    /// The page that has or had this address.
    package func find(slug: String) throws -> LandingPage? {
        try connection.row(
            """
            \(columns) AND id = (SELECT s.page FROM landing_slug s WHERE s.workspace = ? AND s.slug = ?)
            """, [key, key, .text(slug)], read)
    }

    package func version(_ version: Int, of page: Int64) throws -> LandingDocument? {
        try connection.row(
            "SELECT document FROM landing_version WHERE workspace = ? AND page = ? AND version = ?",
            [key, .integer(page), .integer(version)]
        ) { LandingDocument(try Document(json: $0.text(0))) } ?? nil
    }

    package struct Version: Hashable, Sendable {
        package let number: Int
        package let document: LandingDocument
        package let publishedAt: Instant
        package let publishedBy: String
    }

    /// The latest first.
    package func versions(of page: Int64) throws -> [Version] {
        try connection.rows(
            """
            SELECT version, document, published_at, published_by FROM landing_version WHERE workspace = ? AND page = ?
            ORDER BY version DESC
            """, [key, .integer(page)]
        ) { row in
            guard let document = LandingDocument(try Document(json: row.text(1))) else {
                throw StorageProblem.corrupt("landing_version")
            }
            return Version(
                number: Int(row.integer(0)), document: document, publishedAt: Instant(microseconds: row.integer(2)),
                publishedBy: row.text(3))
        }
    }

    /// When the version that people see was published, by page.
    package func publishedAt() throws -> [Int64: Instant] {
        let pairs = try connection.rows(
            """
            SELECT p.id, v.published_at FROM landing_page p
            JOIN landing_version v ON v.workspace = p.workspace AND v.page = p.id AND v.version = p.published
            WHERE p.workspace = ?
            """, [key]
        ) { ($0.integer(0), Instant(microseconds: $0.integer(1))) }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The pages that show a picture, in their draft or online.
    package func names(showing picture: Int64) throws -> [String] {
        try (all() + all(archived: true)).filter { page in
            let shown = try page.published.flatMap { try version($0, of: page.id) }
            return page.draft.pictures.contains(picture) || shown?.pictures.contains(picture) == true
        }.map(\.name)
    }

    private var columns: String {
        "SELECT id, slug, name, draft, revision, published, versions, archived_at FROM landing_page WHERE workspace = ?"
    }

    private func read(_ row: any SQLRow) throws -> LandingPage {
        guard let draft = LandingDocument(try Document(json: row.text(3))) else {
            throw StorageProblem.corrupt("landing_page")
        }
        return LandingPage(
            id: row.integer(0), slug: row.text(1), name: row.text(2), draft: draft, revision: Int(row.integer(4)),
            published: row.integerOrNil(5).map { Int($0) }, versions: Int(row.integer(6)),
            archivedAt: row.integerOrNil(7).map { Instant(microseconds: $0) })
    }
}
