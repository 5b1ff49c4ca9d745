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

    /// The earliest instant after `now` at which the set can change with no new fact; nil when it can't. It may be too
    /// early, never too late.
    package func validUntil(_ condition: ResolvedCondition, at now: Instant) throws -> Instant? {
        let key = SQLValue.integer(workspace.id.value)
        var candidates: [Instant?] = [
            try earliest(
                "SELECT MIN(first_fact) FROM contact_state WHERE workspace = ? AND since IS NULL AND first_fact > ?",
                [key, .instant(now)])
        ]
        if condition.readsStanding {
            candidates.append(
                try earliest(
                    "SELECT MIN(valid_until) FROM contact_state WHERE workspace = ? AND valid_until > ?",
                    [key, .instant(now)]))
        }
        let (kinds, spans) = condition.clock
        for kind in kinds {
            let first = "SELECT MIN(at) FROM activity WHERE workspace = ? AND kind = ? AND at > ?"
            candidates.append(try earliest(first, [key, .text(kind), .instant(now)]))
            for span in spans {
                let start = span.before(now, in: workspace.zone)
                let fact = try earliest("\(first) AND at <= ?", [key, .text(kind), .instant(start), .instant(now)])
                candidates.append(fact.flatMap { span.nextCrossing(of: $0, after: now, in: workspace.zone) })
            }
        }
        return candidates.compactMap(\.self).min()
    }

    private func earliest(_ sql: String, _ arguments: [SQLValue]) throws -> Instant? {
        try connection.row(sql, arguments) { $0.integerOrNil(0).map { Instant(microseconds: $0) } } ?? nil
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
