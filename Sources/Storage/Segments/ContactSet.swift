package import Verger

/// The contacts of a workspace that hold a condition, now: one query, on states that are up to date.
package struct ContactSet {
    private let connection: any SQLConnection
    private let workspace: Workspace

    /// Beyond this nesting an engine's own parser gives up; memory does not.
    private static let deepest = 24

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// Whether the engine can answer; otherwise ask `Census`.
    package static func canAnswer(_ condition: ResolvedCondition) -> Bool { condition.depth <= deepest }

    package func count(_ condition: ResolvedCondition, at now: Instant) throws -> Int {
        let query = try query("COUNT(*)", condition, at: now)
        return Int(try connection.row(query.text, query.arguments) { $0.integer(0) } ?? 0)
    }

    /// Ids in order, after `after`.
    package func ids(
        _ condition: ResolvedCondition, at now: Instant, after: Contact.ID? = nil, limit: Int = .max
    ) throws -> [Contact.ID] {
        let query = try query("s.contact", condition, at: now)
        return try connection.rows(
            "\(query.text) AND s.contact > ? ORDER BY s.contact LIMIT ?",
            query.arguments + [.integer(after?.value ?? 0), .integer(Int64(limit))]
        ) { Contact.ID($0.integer(0)) }
    }

    private func query(
        _ columns: String, _ condition: ResolvedCondition, at now: Instant
    ) throws -> (text: String, arguments: [SQLValue]) {
        var query = SetQuery(
            rules: condition.rules, dialect: connection.dialect, workspace: workspace.id.value, now: now,
            hasVoids: try Voids(connection, in: workspace.id).areAny())
        let fragment = query.select(columns, where: condition)
        return (fragment.text, fragment.arguments.map(\.bound))
    }
}
