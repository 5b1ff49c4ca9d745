package import Verger

/// The contents of one workspace.
package struct Contents {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    var key: SQLValue { .integer(workspace.value) }

    /// Those that are in use, or those that were put away, by title.
    package func all(archived: Bool = false) throws -> [Content] {
        try connection.rows("\(columns) AND archived_at IS \(archived ? "NOT " : "")NULL", [key], read)
            .sorted { $0.title.folded.precedes($1.title.folded) }
    }

    package func find(_ id: Int64) throws -> Content? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id)], read)
    }

    /// Keeps a new content, as `draft` says. Its activities will name it by its title of today, with a number behind it
    /// where another one has that name.
    package func add(_ draft: ContentDraft, at now: Instant) throws -> Content {
        let id = try connection.ids(1, of: .record)
        let known = Set(
            try connection.rows("SELECT recorded_as FROM content WHERE workspace = ?", [key]) { $0.text(0).folded })
        let names = [draft.title] + (2...99).map { "\(draft.title) (\($0))" }
        let name = names.first { !known.contains($0.folded) } ?? "\(draft.title) (\(id))"
        let content = draft.applied(
            to: Content(id: id, recordedAs: name, title: draft.title, level: draft.level ?? .discovery))
        try connection.execute(
            """
            INSERT INTO content (workspace, id, recorded_as, title, summary, level, persona, language, address, is_gated,
            created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, [key, .integer(id), .text(name)] + values(content) + [.instant(now)])
        return content
    }

    /// Returns whether there is such a content.
    @discardableResult
    package func update(_ content: Content) throws -> Bool {
        try connection.execute(
            """
            UPDATE content SET title = ?, summary = ?, level = ?, persona = ?, language = ?, address = ?, is_gated = ?
            WHERE workspace = ? AND id = ?
            """, values(content) + [key, .integer(content.id)]) == 1
    }

    /// Puts it away at an instant, or takes it out again; what was recorded stays.
    @discardableResult
    package func archive(_ id: Int64, at instant: Instant?) throws -> Bool {
        try connection.execute(
            "UPDATE content SET archived_at = ? WHERE workspace = ? AND id = ?",
            [.instant(orNil: instant), key, .integer(id)]) == 1
    }

    private func values(_ content: Content) -> [SQLValue] {
        [
            .text(content.title), .text(content.summary), .text(content.level.rawValue), .text(orNull: content.persona),
            .text(content.language.rawValue), .text(orNull: content.address), .integer(content.isGated ? 1 : 0),
        ]
    }

    private var columns: String {
        """
        SELECT id, recorded_as, title, summary, level, persona, language, address, is_gated, file_name, file_kind,
        file_size, file_mark, archived_at FROM content WHERE workspace = ?
        """
    }

    private func read(_ row: any SQLRow) -> Content {
        let file = FileKind(rawValue: row.text(10)).map {
            StoredFile(name: row.text(9), kind: $0, size: Int(row.integer(11)), mark: row.text(12))
        }
        return Content(
            id: row.integer(0), recordedAs: row.text(1), title: row.text(2), summary: row.text(3),
            level: Content.Level(rawValue: row.text(4)) ?? .discovery, persona: row.textOrNil(5),
            language: Language(rawValue: row.text(6)) ?? .french, address: row.textOrNil(7), file: file,
            isGated: row.integer(8) == 1, archivedAt: row.integerOrNil(13).map { Instant(microseconds: $0) })
    }
}
