package import Verger

/// The named segments of one workspace, beside those of its definition.
package struct Segments {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    /// By name. One that can't be read any more is left out.
    package func conditions() throws -> [String: Condition] {
        var result: [String: Condition] = [:]
        try connection.forEachRow(
            "SELECT name, condition FROM segment WHERE workspace = ?", [.integer(workspace.value)]
        ) { row in
            result[row.text(0)] = try? Condition(parsing: row.text(1))
            return true
        }
        return result
    }

    /// Returns whether there was one.
    package func remove(named name: String) throws -> Bool {
        try connection.execute(
            "DELETE FROM segment WHERE workspace = ? AND name = ?", [.integer(workspace.value), .text(name)]) == 1
    }

    /// Saves a segment under a name, replacing the one that had it.
    package func save(_ condition: Condition, named name: String, at now: Instant) throws {
        try connection.execute(
            """
            INSERT INTO segment (workspace, id, name, condition, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (workspace, name) DO UPDATE SET condition = excluded.condition
            """,
            [
                .integer(workspace.value), .integer(try connection.ids(1, of: .record)), .text(name),
                .text(condition.description), .instant(now),
            ])
    }
}
