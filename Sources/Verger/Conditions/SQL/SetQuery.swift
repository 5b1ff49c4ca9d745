/// A query over all contacts of a workspace, built from criteria.
///
/// `s` is the derived state of a contact at `now`, `c` the `contact` and `o` its company, both joined when they are asked
/// for, `a` an activity.
package struct SetQuery: Sendable {
    let dialect: any SetDialect
    let rules: Rules
    let workspace: Int64
    let now: Instant
    /// Whether any activity of the workspace is voided: only then do queries look for voids.
    let hasVoids: Bool
    /// The contacts that the answer is wanted of; nil for everyone.
    let only: [Int64]?
    private(set) var joins: [SQLFragment] = []
    private var readsContact = false
    private var readsCompany = false
    private var figures: [String: String] = [:]

    package init(
        rules: Rules, dialect: any SetDialect, workspace: Int64, now: Instant, hasVoids: Bool, only: [Int64]? = nil
    ) {
        self.rules = rules
        self.dialect = dialect
        self.workspace = workspace
        self.now = now
        self.hasVoids = hasVoids
        self.only = only
    }

    /// The ids of the contacts that hold `condition` and exist at `now`, as `SELECT columns FROM …`.
    package mutating func select(_ columns: String, where condition: ResolvedCondition) -> SQLFragment {
        select(columns, where: condition.criterion)
    }

    mutating func select(_ columns: String, where criterion: any Criterion) -> SQLFragment {
        let test = criterion.sql(in: &self)
        var from: SQLFragment = "SELECT \(name: columns) FROM \(name: dialect.states)"
        if readsContact { from = from + " JOIN contact c ON c.workspace = s.workspace AND c.id = s.contact" }
        if readsCompany { from = from + " LEFT JOIN company o ON o.workspace = c.workspace AND o.id = c.company" }
        // Said of both, so that either can be read first.
        let contacts: SQLFragment = readsContact ? "c.workspace = \(workspace) AND " : ""
        return """
            \(joins.reduce(from) { $0 + " " + $1 }) WHERE \(contacts)s.workspace = \(workspace) \
            AND s.first_fact <= \(now.microseconds)\(wanted("s.contact")) AND \(test)
            """
    }

    /// Has `c` joined, for what is asked of it outside the condition.
    package mutating func joinContact() { readsContact = true }

    /// ` AND` that a column names one of the contacts that the answer is wanted of.
    func wanted(_ column: String) -> SQLFragment {
        guard let only else { return "" }
        return " AND \(name: column) IN (\(only.map { "\($0)" as SQLFragment }.joined(separator: ", ")))"
    }

    /// A column of the contact.
    mutating func contactColumn(_ name: String) -> SQLFragment {
        readsContact = true
        return "c.\(name: name)"
    }

    /// A column of the contact's company.
    mutating func companyColumn(_ name: String) -> SQLFragment {
        readsContact = true
        readsCompany = true
        return "o.\(name: name)"
    }

    /// Activities of the selector up to now, that nothing voids: the conditions after `FROM activity a WHERE`.
    func activities(of selector: Int, alias: String = "a") -> SQLFragment {
        let chosen = rules.selectors[selector]
        let kinds = rules.kinds.filter { chosen.kinds.contains(rules.kindNumbers[$0.name] ?? KindSet.unknown) }
        var parts: [SQLFragment] = [
            "\(name: alias).workspace = \(workspace)",
            "\(name: alias).kind IN (\(kinds.map { "\($0.name)" as SQLFragment }.joined(separator: ", ")))",
            "\(name: alias).at <= \(now.microseconds)\(wanted(alias + ".contact"))",
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
        joins.append("LEFT JOIN (\(subquery)) \(name: alias) ON \(name: alias).contact = s.contact")
        figures[key] = alias + ".value"
        return alias + ".value"
    }
}
