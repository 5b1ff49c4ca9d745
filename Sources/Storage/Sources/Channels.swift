package import Verger

/// The channels that a workspace added to ours.
package struct Channels {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    package func own() throws -> [Channel] {
        try connection.rows("SELECT id, name, aliases FROM channel WHERE workspace = ? ORDER BY id", [key]) { row in
            try Channel(
                id: row.text(0), name: row.text(1), aliases: row.text(2).split(separator: "\n").map(String.init))
        }
    }

    /// Adds one, or renames it.
    package func save(_ channel: Channel) throws {
        try connection.execute(
            """
            INSERT INTO channel (workspace, id, name, aliases) VALUES (?, ?, ?, ?)
            ON CONFLICT (workspace, id) DO UPDATE SET name = excluded.name, aliases = excluded.aliases
            """,
            [
                key, .text(channel.id), .text(channel.name.fr),
                .text(channel.aliases.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")),
            ])
    }

    /// Removes one that nothing names; returns whether it did.
    package func remove(_ id: Channel.ID) throws -> Bool {
        try connection.execute(
            """
            DELETE FROM channel WHERE workspace = ? AND id = ?
            AND NOT EXISTS (SELECT 1 FROM campaign c WHERE c.workspace = channel.workspace AND c.channel = channel.id)
            AND NOT EXISTS (SELECT 1 FROM campaign_cost o WHERE o.workspace = channel.workspace AND o.channel = channel.id)
            AND NOT EXISTS (SELECT 1 FROM introducer i WHERE i.workspace = channel.workspace AND i.channel = channel.id)
            """, [key, .text(id)]) == 1
    }

    /// All channels and campaigns, to read activities by.
    package func book() throws -> SourceBook {
        SourceBook(own: try own(), campaigns: try Campaigns(connection, in: workspace).all())
    }
}
