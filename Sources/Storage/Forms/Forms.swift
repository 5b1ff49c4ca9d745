package import Verger

/// The forms of one workspace: drafts, which change, and published versions, which never do.
package struct Forms {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    package enum Problem: Error, Hashable, Sendable {
        case nameless, nameTaken
        /// Somebody else saved the draft meanwhile.
        case changed

        package var sentence: Sentence {
            switch self {
            case .nameless: Sentence(fr: "un nom est nécessaire", en: "a name is needed")
            case .nameTaken:
                Sentence(
                    fr: "un autre formulaire a ce nom ou cette adresse",
                    en: "another form has this name or this address")
            case .changed:
                Sentence(
                    fr: "quelqu’un a enregistré ce formulaire entre-temps", en: "somebody saved this form meanwhile")
            }
        }
    }

    // MARK: Reading

    package func all(archived: Bool = false) throws -> [Form] {
        try connection.rows("\(columns) AND archived_at IS \(archived ? "NOT " : "")NULL", [key], read)
            .sorted { $0.name.folded.precedes($1.name.folded) }
    }

    package func find(_ id: Int64) throws -> Form? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id)], read)
    }

    package func find(slug: String) throws -> Form? {
        try connection.row("\(columns) AND slug = ?", [key, .text(slug)], read)
    }

    /// What a version asked, whether or not it is still the one that people see.
    package func version(_ version: Int, of form: Int64) throws -> FormDocument? {
        try connection.row(
            "SELECT document FROM form_version WHERE workspace = ? AND form = ? AND version = ?",
            [key, .integer(form), .integer(version)]
        ) { FormDocument(try Document(json: $0.text(0))) } ?? nil
    }

    package struct Version: Hashable, Sendable {
        package let number: Int
        package let document: FormDocument
        package let publishedAt: Instant
        package let publishedBy: String
    }

    /// The latest first.
    package func versions(of form: Int64) throws -> [Version] {
        try connection.rows(
            """
            SELECT version, document, published_at, published_by FROM form_version WHERE workspace = ? AND form = ?
            ORDER BY version DESC
            """, [key, .integer(form)]
        ) { row in
            guard let document = FormDocument(try Document(json: row.text(1))) else {
                throw StorageProblem.corrupt("form_version")
            }
            return Version(
                number: Int(row.integer(0)), document: document, publishedAt: Instant(microseconds: row.integer(2)),
                publishedBy: row.text(3))
        }
    }

    // MARK: Writing

    package func add(_ name: String, _ draft: FormDocument, at now: Instant) throws -> Form {
        let name = name.trimmed
        let slug = Form.slug(of: name)
        guard !slug.isEmpty, name.utf8.count <= 200 else { throw Problem.nameless }
        let isTaken = try connection.row(
            "SELECT 1 FROM form WHERE workspace = ? AND (slug = ? OR name = ?)", [key, .text(slug), .text(name)]
        ) { _ in true }
        guard isTaken == nil else { throw Problem.nameTaken }
        let form = Form(id: try connection.ids(1, of: .record), slug: slug, name: name, draft: draft)
        try connection.execute(
            "INSERT INTO form (workspace, id, slug, name, draft, revision, created_at) VALUES (?, ?, ?, ?, ?, 1, ?)",
            [key, .integer(form.id), .text(slug), .text(name), .text(draft.document.json()), .instant(now)])
        return form
    }

    /// Keeps a changed draft of a form that is at `form.revision`; returns its new revision.
    package func save(_ form: Form) throws -> Int {
        let changed = try connection.execute(
            "UPDATE form SET draft = ?, revision = revision + 1 WHERE workspace = ? AND id = ? AND revision = ?",
            [.text(form.draft.document.json()), key, .integer(form.id), .integer(form.revision)])
        guard changed == 1 else { throw Problem.changed }
        return form.revision + 1
    }

    /// Makes the draft the version that people see; the same version when nothing has changed.
    package func publish(_ form: Form, by author: String, at now: Instant) throws -> Int {
        if let current = form.published, try version(current, of: form.id) == form.draft { return current }
        let last = try connection.row(
            "SELECT MAX(version) FROM form_version WHERE workspace = ? AND form = ?", [key, .integer(form.id)]
        ) { Int($0.integer(0)) }
        let version = (last ?? 0) + 1
        try connection.execute(
            """
            INSERT INTO form_version (workspace, form, version, document, published_at, published_by)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(form.id), .integer(version), .text(form.draft.document.json()), .instant(now),
                .text(author),
            ])
        try connection.execute(
            "UPDATE form SET published = ? WHERE workspace = ? AND id = ?",
            [.integer(version), key, .integer(form.id)])
        return version
    }

    /// Closes it at an instant, or opens it again.
    @discardableResult
    package func archive(_ id: Int64, at instant: Instant?) throws -> Bool {
        try connection.execute(
            "UPDATE form SET archived_at = ? WHERE workspace = ? AND id = ?",
            [.instant(orNil: instant), key, .integer(id)]) == 1
    }

    private var columns: String {
        "SELECT id, slug, name, draft, revision, published, archived_at FROM form WHERE workspace = ?"
    }

    private func read(_ row: any SQLRow) throws -> Form {
        guard let draft = FormDocument(try Document(json: row.text(3))) else { throw StorageProblem.corrupt("form") }
        return Form(
            id: row.integer(0), slug: row.text(1), name: row.text(2), draft: draft, revision: Int(row.integer(4)),
            published: row.integerOrNil(5).map { Int($0) },
            archivedAt: row.integerOrNil(6).map { Instant(microseconds: $0) })
    }
}
