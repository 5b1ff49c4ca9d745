/// A query over all contacts of a workspace, built from criteria.
///
/// `c` is `contact`, `o` its company (joined when asked for), `s` its derived state at `now`, `a` an activity.
package struct SetQuery: Sendable {
    let dialect: any SetDialect
    let rules: Rules
    let workspace: Int64
    let now: Instant
    /// Whether any activity of the workspace is voided: only then do queries look for voids.
    let hasVoids: Bool
    private(set) var joins: [SQLFragment] = []
    private var figures: [String: String] = [:]

    package init(rules: Rules, dialect: any SetDialect, workspace: Int64, now: Instant, hasVoids: Bool) {
        self.rules = rules
        self.dialect = dialect
        self.workspace = workspace
        self.now = now
        self.hasVoids = hasVoids
    }

    /// The ids of the contacts that hold `condition` and exist at `now`, as `SELECT columns FROM …`.
    package mutating func select(_ columns: String, where condition: ResolvedCondition) -> SQLFragment {
        let test = condition.criterion.sql(in: &self)
        let from = joins.reduce(
            """
            SELECT \(name: columns) FROM contact c
            JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id
            LEFT JOIN company o ON o.workspace = c.workspace AND o.id = c.company
            """ as SQLFragment
        ) { $0 + " " + $1 }
        return """
            \(from) WHERE c.workspace = \(workspace) AND s.workspace = \(workspace) \
            AND s.first_fact <= \(now.microseconds) AND \(test)
            """
    }

    /// Activities of the selector up to now, that nothing voids: the conditions after `FROM activity a WHERE`.
    func activities(of selector: Int, alias: String = "a") -> SQLFragment {
        let chosen = rules.selectors[selector]
        let kinds = rules.kinds.filter { chosen.kinds.contains(rules.kindNumbers[$0.name] ?? KindSet.unknown) }
        var parts: [SQLFragment] = [
            "\(name: alias).workspace = \(workspace)",
            "\(name: alias).kind IN (\(kinds.map { "\($0.name)" as SQLFragment }.joined(separator: ", ")))",
            "\(name: alias).at <= \(now.microseconds)",
        ]
        if hasVoids {
            parts.append(
                """
                NOT EXISTS (SELECT 1 FROM activity_void v WHERE v.workspace = \(name: alias).workspace \
                AND v.contact = \(name: alias).contact AND v.activity = \(name: alias).id \
                AND v.since <= \(now.microseconds) AND (v.until IS NULL OR v.until > \(now.microseconds)))
                """)
        }
        if let filter = chosen.filter {
            var inner = self
            parts.append(filter.sql(in: &inner, alias: alias))
        }
        return parts.joined(separator: " AND ")
    }

    /// The part of `activities(of:)` that lies in `window`.
    func condition(of window: ResolvedWindow, alias: String = "a") -> SQLFragment {
        switch window {
        case .everything: return "TRUE"
        case .within(let span):
            return "\(name: alias).at > \(span.before(now, in: rules.zone).microseconds)"
        case .range(let low, let high):
            var parts: [SQLFragment] = []
            if let low { parts.append("\(name: alias).at >= \(low)") }
            if let high { parts.append("\(name: alias).at < \(high)") }
            return parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
        case .since(.last, let selector):
            return """
                NOT EXISTS (SELECT 1 FROM activity k WHERE k.contact = \(name: alias).contact \
                AND (k.at > \(name: alias).at OR (k.at = \(name: alias).at AND k.id >= \(name: alias).id)) \
                AND \(activities(of: selector, alias: "k")))
                """
        case .since(.first, let selector):
            return """
                EXISTS (SELECT 1 FROM activity k WHERE k.contact = \(name: alias).contact \
                AND (k.at < \(name: alias).at OR (k.at = \(name: alias).at AND k.id < \(name: alias).id)) \
                AND \(activities(of: selector, alias: "k")))
                """
        }
    }

    /// Joins, once, a figure computed for each contact; the name of its column.
    mutating func column(ofFigure key: String, _ subquery: SQLFragment) -> String {
        if let known = figures[key] { return known }
        let alias = "f\(joins.count)"
        joins.append("LEFT JOIN (\(subquery)) \(name: alias) ON \(name: alias).contact = c.id")
        figures[key] = alias + ".value"
        return alias + ".value"
    }
}
