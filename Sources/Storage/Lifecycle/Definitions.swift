package import Verger

/// The definitions of one workspace, by version.
package struct Definitions {
    let connection: any SQLConnection
    let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    var key: SQLValue { .integer(workspace.id.value) }

    package struct Stored: Sendable {
        package let version: Int
        /// `draft`, `active` or `archived`.
        package let status: String
        package let effectiveFrom: Instant?
        package let createdAt: Instant
        package let createdBy: String
        /// How often it was written: what two people who change one draft at a time compare.
        package let revision: Int
        package let changedAt: Instant
        package let changedBy: String
        /// As it was written, comments included.
        package let source: String
        package let definition: Definition
    }

    /// The one in force; nil in a workspace that has none yet.
    package func active() throws -> Stored? {
        try connection.row("\(columns) AND status = 'active'", [key], read)
    }

    /// All versions, newest first.
    package func all() throws -> [Stored] { try connection.rows("\(columns) ORDER BY version DESC", [key], read) }

    package func find(version: Int) throws -> Stored? {
        try connection.row("\(columns) AND version = ?", [key, .integer(version)], read)
    }

    /// Keeps a definition, checked before, and puts it in force from `effectiveFrom`; the one before is archived and
    /// everyone has news. Comparable forms of values are made again where types changed.
    @discardableResult
    package func activate(
        _ document: Document, source: String, from effectiveFrom: Instant, by author: String, at now: Instant
    ) throws -> Stored {
        let definition = try Definition(document)
        let previous = try active()
        try connection.execute(
            "UPDATE definition SET status = 'archived' WHERE workspace = ? AND status = 'active'", [key])
        let version = try add(document, source: source, status: "active", from: effectiveFrom, by: author, at: now)
        try carryOver(from: previous?.definition, to: definition)
        try AuditLog(connection, in: workspace.id).record(
            "definition activated", by: author,
            [("version", .number(version)), ("from", .text(effectiveFrom.iso8601))], at: now)
        return Stored(
            version: version, status: "active", effectiveFrom: effectiveFrom, createdAt: now, createdBy: author,
            revision: 1, changedAt: now, changedBy: author, source: source, definition: definition)
    }

    /// Keeps a definition, checked before, that is to be in force from a day to come.
    @discardableResult
    package func schedule(
        _ document: Document, source: String, from effectiveFrom: Instant, by author: String, at now: Instant
    ) throws -> Int {
        _ = try Definition(document)
        let version = try add(document, source: source, status: "draft", from: effectiveFrom, by: author, at: now)
        try AuditLog(connection, in: workspace.id).record(
            "definition scheduled", by: author,
            [("version", .number(version)), ("from", .text(effectiveFrom.iso8601))], at: now)
        return version
    }

    /// Whether a definition waits whose day has come.
    package func isDue(at now: Instant) throws -> Bool {
        try connection.row(
            "SELECT 1 FROM definition WHERE workspace = ? AND status = 'draft' AND effective_from <= ? LIMIT 1",
            [key, .instant(now)]
        ) { _ in true } ?? false
    }

    /// Puts in force the latest definition whose day has come.
    package func activateDue(at now: Instant) throws {
        let due = try connection.row(
            "\(columns) AND status = 'draft' AND effective_from <= ? ORDER BY effective_from DESC, version DESC LIMIT 1",
            [key, .instant(now)], read)
        guard let due else { return }
        let previous = try active()
        try connection.execute(
            """
            UPDATE definition SET status = CASE WHEN version = ? THEN 'draft' ELSE 'archived' END
            WHERE workspace = ? AND (status = 'active' OR (status = 'draft' AND effective_from <= ?))
            """, [.integer(due.version), key, .instant(now)])
        try connection.execute(
            "UPDATE definition SET status = 'active' WHERE workspace = ? AND version = ?", [key, .integer(due.version)])
        try carryOver(from: previous?.definition, to: due.definition)
        try AuditLog(connection, in: workspace.id).record(
            "definition activated", by: due.createdBy, [("version", .number(due.version))], at: now)
    }

    /// Makes what is kept fit a new definition; everyone has news.
    private func carryOver(from old: Definition?, to new: Definition) throws {
        if let old {
            try Rekeying(connection, in: workspace).rekey(from: old, to: new)
            try Restaging(connection, in: workspace.id).restage(from: old, to: new)
        }
        try News(connection, in: workspace.id).noteAll()
    }

    func add(
        _ document: Document, source: String, status: String, from effectiveFrom: Instant?, by author: String,
        at now: Instant
    ) throws -> Int {
        let last = try connection.row("SELECT MAX(version) FROM definition WHERE workspace = ?", [key]) {
            $0.integer(0)
        }
        let version = Int(last ?? 0) + 1
        try connection.execute(
            """
            INSERT INTO definition
            (workspace, version, status, effective_from, source, document, created_at, created_by, changed_at, changed_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(version), .text(status), .instant(orNil: effectiveFrom), .text(source),
                .text(document.json()), .instant(now), .text(author), .instant(now), .text(author),
            ])
        return version
    }

    var columns: String {
        """
        SELECT version, status, effective_from, created_at, created_by, revision, changed_at, changed_by, source, document
        FROM definition
        WHERE workspace = ?
        """
    }

    func read(_ row: any SQLRow) throws -> Stored {
        Stored(
            version: Int(row.integer(0)), status: row.text(1),
            effectiveFrom: row.integerOrNil(2).map { Instant(microseconds: $0) },
            createdAt: Instant(microseconds: row.integer(3)), createdBy: row.text(4),
            revision: Int(row.integer(5)), changedAt: Instant(microseconds: row.integer(6)), changedBy: row.text(7),
            source: row.text(8), definition: try Definition(Document(json: row.text(9))))
    }
}

extension Definitions {
    /// The rules in force, with the segments of the workspace, whose members they follow; nil where no definition is.
    package func rules(user: String? = nil) throws -> Rules? {
        guard let definition = try active()?.definition else { return nil }
        return try rules(of: definition, user: user).watching(Segments(connection, in: workspace.id).all())
    }

    /// The rules of any definition, with the segments of the workspace.
    package func rules(of definition: Definition, user: String? = nil) throws -> Rules {
        let segments = try Segments(connection, in: workspace.id).conditions()
        return try definition.rules(
            in: definition.catalogue(zone: workspace.zone, segments: segments, user: user))
    }
}
