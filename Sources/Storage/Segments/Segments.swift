package import Verger

/// The named segments of one workspace, beside those of its definition.
package struct Segments {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    var key: SQLValue { .integer(workspace.value) }

    /// In order of name.
    package func all() throws -> [Segment] { try connection.rows("\(columns) ORDER BY name", [key], read) }

    package func find(_ id: Segment.ID) throws -> Segment? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id.value)], read)
    }

    package func find(named name: String) throws -> Segment? {
        try connection.row("\(columns) AND name = ?", [key, .text(name)], read)
    }

    /// By name. One that can't be read any more is left out.
    package func conditions() throws -> [String: Condition] {
        var result: [String: Condition] = [:]
        for segment in try all() { result[segment.name] = try? Condition(parsing: segment.condition) }
        return result
    }

    /// Removes a segment and the history of its members; returns whether there was one.
    package func remove(named name: String) throws -> Bool {
        guard let segment = try find(named: name) else { return false }
        try Memberships(connection, in: workspace).removeAll(of: segment.id)
        return try connection.execute(
            "DELETE FROM segment WHERE workspace = ? AND id = ?", [key, .integer(segment.id.value)]) == 1
    }

    /// Saves a segment under a name, replacing the one that had it. Where the condition is new, members are followed
    /// from `now` on, and everyone has news.
    @discardableResult
    package func save(_ condition: Condition, named name: String, at now: Instant) throws -> Segment.ID {
        let text = condition.description
        if let old = try find(named: name) {
            guard old.condition != text else { return old.id }
            try Memberships(connection, in: workspace).removeAll(of: old.id)
            try connection.execute(
                "UPDATE segment SET condition = ?, since = ? WHERE workspace = ? AND id = ?",
                [.text(text), .instant(now), key, .integer(old.id.value)])
            try News(connection, in: workspace).noteAll()
            return old.id
        }
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            "INSERT INTO segment (workspace, id, name, condition, created_at, since) VALUES (?, ?, ?, ?, ?, ?)",
            [key, .integer(id), .text(name), .text(text), .instant(now), .instant(now)])
        try News(connection, in: workspace).noteAll()
        return Segment.ID(id)
    }

    private var columns: String { "SELECT id, name, condition, created_at, since FROM segment WHERE workspace = ?" }

    private func read(_ row: any SQLRow) -> Segment {
        Segment(
            id: .init(row.integer(0)), name: row.text(1), condition: row.text(2),
            createdAt: Instant(microseconds: row.integer(3)), since: Instant(microseconds: row.integer(4)))
    }
}
