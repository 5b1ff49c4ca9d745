package import Verger

/// The contacts of a workspace that hold a condition, now, on states that are up to date: by one query, or by one for each
/// set that the condition names, joined here.
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
        if let set = try set(condition, at: now) { return set.count }
        let query = try query(at: now, of: condition).selecting("COUNT(*)", condition)
        return Int(try connection.row(query.text, query.arguments) { $0.integer(0) } ?? 0)
    }

    /// Ids in order, after `after`.
    package func ids(
        _ condition: ResolvedCondition, at now: Instant, after: Contact.ID? = nil, limit: Int = .max
    ) throws -> [Contact.ID] {
        if let set = try set(condition, at: now) { return set.ids(after: after?.value ?? 0, limit: limit) }
        let query = try query(at: now, of: condition).selecting("s.contact", condition)
        return try connection.rows(
            "\(query.text) AND s.contact > ? ORDER BY s.contact LIMIT ?",
            query.arguments + [.integer(after?.value ?? 0), .integer(Int64(limit))]
        ) { Contact.ID($0.integer(0)) }
    }

    /// Who holds `condition`, where the engine is slow to join what it asks for.
    private func set(_ condition: ResolvedCondition, at now: Instant) throws -> ContactBits? {
        guard !connection.dialect.joinsLargeSets else { return nil }
        let query = try query(at: now, of: condition)
        return try query.plan(condition).map { try SetWalk(connection, query).set(of: $0) }
    }

    private func query(at now: Instant, of condition: ResolvedCondition) throws -> SetQuery {
        SetQuery(
            rules: condition.rules, dialect: connection.dialect, workspace: workspace.id.value, now: now,
            hasVoids: try Voids(connection, in: workspace.id).areAny())
    }
}

extension SetQuery {
    fileprivate func selecting(
        _ columns: String, _ condition: ResolvedCondition
    ) -> (text: String, arguments: [SQLValue]) {
        var query = self
        let fragment = query.select(columns, where: condition)
        return (fragment.text, fragment.arguments.map(\.bound))
    }
}
