package import Verger

/// What one workspace says that events become, beside the default rules.
package struct TrackingRules {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// In order of their events.
    package func all() throws -> [TrackingRule] {
        try connection.rows(
            "SELECT call, event, kind, renames FROM tracking_rule WHERE workspace = ? ORDER BY event_key", [key]
        ) { row in
            TrackingRule(
                TrackingCall.Kind(rawValue: row.text(0)) ?? .track, row.text(1), as: row.textOrNil(2),
                renaming: try ActivityRow.texts(inJSON: row.text(3)))
        }
    }

    /// Keeps a rule in the place of one about the same calls.
    package func save(_ rule: TrackingRule, at now: Instant) throws {
        let renames = Document.object(rule.renames.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
        try connection.execute(
            """
            INSERT INTO tracking_rule (workspace, event_key, call, event, kind, renames, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, event_key) DO UPDATE SET event = excluded.event, kind = excluded.kind,
            renames = excluded.renames, changed_at = excluded.changed_at
            """,
            [
                key, .text(rule.key), .text(rule.call.rawValue), .text(rule.event), .text(orNull: rule.kind),
                .text(renames.json()), .instant(now),
            ])
    }

    /// Returns whether there was such a rule.
    package func remove(_ rule: TrackingRule) throws -> Bool {
        try connection.execute(
            "DELETE FROM tracking_rule WHERE workspace = ? AND event_key = ?", [key, .text(rule.key)]) == 1
    }

    /// Changes whenever the rules or the definition do.
    package func stamp() throws -> String {
        let rules = try connection.row(
            "SELECT COUNT(*), MAX(changed_at) FROM tracking_rule WHERE workspace = ?", [key]
        ) { "\($0.integer(0)) \($0.integer(1))" }
        let definition = try connection.row(
            "SELECT version FROM definition WHERE workspace = ? AND status = 'active'", [key]
        ) { $0.integer(0) }
        return "\(rules ?? "") \(definition ?? 0)"
    }
}

/// What the calls of a workspace are read by.
package struct TrackingPlan: Sendable {
    package let stamp: String
    package let map: TrackingMap
    package let kinds: [String: ActivityKind]
    package let types: [String: ValueType]

    package init(_ connection: any SQLConnection, in workspace: Workspace) throws {
        let rules = TrackingRules(connection, in: workspace.id)
        let definition = try Definitions(connection, in: workspace).active()?.definition
        stamp = try rules.stamp()
        types = definition?.fields ?? [:]
        kinds = Dictionary(
            (ActivityKind.catalogue + (definition?.kinds ?? [])).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        map = TrackingMap(try rules.all(), kinds: kinds, currency: workspace.currency)
    }
}
