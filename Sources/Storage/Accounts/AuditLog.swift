package import Verger

/// What was done in one workspace, by whom. Append-only.
package struct AuditLog {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package struct Entry: Sendable, Identifiable {
        package let id: Int64
        package let at: Instant
        package let actor: String
        package let action: String
        /// A JSON object.
        package let details: String
    }

    /// Which entries are asked for: those that are all of this.
    package struct Filter: Hashable, Sendable {
        package var actor: String?
        package var action: String?
        package var since: Instant?
        package var until: Instant?

        package init(actor: String? = nil, action: String? = nil, since: Instant? = nil, until: Instant? = nil) {
            self.actor = actor
            self.action = action
            self.since = since
            self.until = until
        }
    }

    package func record(_ action: String, by actor: String, _ details: [(String, Document)] = [], at now: Instant)
        throws
    {
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            "INSERT INTO audit (workspace, id, at, actor, action, details) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .integer(workspace.value), .integer(id), .instant(now), .text(actor), .text(action),
                .text(Document.object(details).json()),
            ])
    }

    /// The latest entries, newest first.
    package func latest(_ count: Int) throws -> [Entry] { try entries(Filter(), before: nil, limit: count) }

    /// Entries, newest first; those that come after the entry `before` when it is given.
    package func entries(_ filter: Filter, before: Int64?, limit: Int) throws -> [Entry] {
        var conditions = ["workspace = ?"]
        var arguments: [SQLValue] = [.integer(workspace.value)]
        func require(_ condition: String, _ value: SQLValue?) {
            guard let value else { return }
            conditions.append(condition)
            arguments.append(value)
        }
        require("id < ?", before.map { .integer($0) })
        require("actor = ?", filter.actor.map { .text($0) })
        require("action = ?", filter.action.map { .text($0) })
        require("at >= ?", filter.since.map { .instant($0) })
        require("at < ?", filter.until.map { .instant($0) })
        return try connection.rows(
            """
            SELECT id, at, actor, action, details FROM audit WHERE \(conditions.joined(separator: " AND "))
            ORDER BY id DESC LIMIT ?
            """, arguments + [.integer(limit)], read)
    }

    /// Whom and what there are entries of, to choose from.
    package func terms() throws -> (actors: [String], actions: [String]) {
        func distinct(_ column: String) throws -> [String] {
            try connection.rows(
                "SELECT DISTINCT \(column) FROM audit WHERE workspace = ? ORDER BY \(column)",
                [.integer(workspace.value)]
            ) { $0.text(0) }
        }
        return (try distinct("actor"), try distinct("action"))
    }

    private func read(_ row: any SQLRow) -> Entry {
        Entry(
            id: row.integer(0), at: Instant(microseconds: row.integer(1)), actor: row.text(2), action: row.text(3),
            details: row.text(4))
    }
}
