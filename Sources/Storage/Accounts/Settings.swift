package import Verger

/// What one workspace decided about itself.
package struct Settings {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package func all() throws -> WorkspaceSettings {
        var values: [String: String] = [:]
        try connection.forEachRow(
            "SELECT name, value FROM workspace_setting WHERE workspace = ?", [.integer(workspace.value)]
        ) { row in
            values[row.text(0)] = row.text(1)
            return true
        }
        return WorkspaceSettings(values: values)
    }

    package func save(_ settings: WorkspaceSettings) throws {
        for (name, value) in settings.values.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                """
                INSERT INTO workspace_setting (workspace, name, value) VALUES (?, ?, ?)
                ON CONFLICT (workspace, name) DO UPDATE SET value = excluded.value
                """,
                [.integer(workspace.value), .text(name), .text(value)])
        }
    }

    /// Changes what the workspace is called and where it is. Another time zone moves the days on which conditions change
    /// their answer: everyone is looked at again.
    package func rename(to name: String, zone: Zone, currency: String, region: String) throws {
        let former = try connection.row("SELECT zone FROM workspace WHERE id = ?", [.integer(workspace.value)]) {
            $0.text(0)
        }
        try connection.execute(
            "UPDATE workspace SET name = ?, zone = ?, currency = ?, region = ? WHERE id = ?",
            [.text(name), .text(zone.identifier), .text(currency), .text(region), .integer(workspace.value)])
        if former != zone.identifier { try News(connection, in: workspace).noteAll() }
    }
}
