package import Verger

/// Which contacts a list shows.
package struct ContactFilter: Sendable {
    package var condition: ResolvedCondition?
    package var search: SearchQuery?
    /// What the reader may see, as a condition on `contact c`; nil for everything.
    package var visible: SQLFragment?

    package init(
        condition: ResolvedCondition? = nil, search: SearchQuery? = nil, visible: SQLFragment? = nil
    ) {
        self.condition = condition
        self.search = search
        self.visible = visible
    }

    var isEverything: Bool { condition == nil && search == nil && visible == nil }
    /// Whether an engine can take the condition: very deep ones only memory can.
    var canBeQueried: Bool { condition.map(ContactSet.canAnswer) ?? true }
}

/// The contacts that pass a filter, of all or of some.
struct FilteredContacts {
    let connection: any SQLConnection
    let workspace: Workspace
    let filter: ContactFilter
    let now: Instant

    /// The ids of those whose words hold what is searched for.
    var hits: SQLFragment? {
        filter.search.map {
            connection.dialect.keys(of: "contact_search", key: "contact", in: workspace.id.value, holding: $0)
        }
    }

    /// Those of `ids` that pass.
    func passing(_ ids: [Int64]) throws -> Set<Int64> {
        var left = try filter.search.map { try matching($0, among: ids) } ?? ids
        guard !left.isEmpty, filter.condition != nil || filter.visible != nil else { return Set(left) }
        if !filter.canBeQueried {
            left = try holdingInMemory(left)
            guard !left.isEmpty, filter.visible != nil else { return Set(left) }
        }
        let query = try query("s.contact", of: left, withSearch: false)
        return Set(try connection.rows(query.text, query.arguments.map(\.bound)) { $0.integer(0) })
    }

    /// `SELECT columns FROM contact_state s …`, of everyone or of `ids`.
    func query(_ columns: String, of ids: [Int64]?, withSearch: Bool = true) throws -> SQLFragment {
        var fragment = try base(columns, of: ids)
        if withSearch, let hits {
            fragment = fragment + " AND s.contact IN (\(hits))"
        }
        if let visible = filter.visible { fragment = fragment + " AND \(visible)" }
        return fragment
    }

    private func base(_ columns: String, of ids: [Int64]?) throws -> SQLFragment {
        if let condition = filter.condition, filter.canBeQueried {
            var query = SetQuery(
                rules: condition.rules, dialect: connection.dialect, workspace: workspace.id.value, now: now,
                hasVoids: try Voids(connection, in: workspace.id).areAny(), only: ids)
            if filter.visible != nil { query.joinContact() }
            return query.select(columns, where: condition)
        }
        let contact: SQLFragment =
            filter.visible == nil ? "" : " JOIN contact c ON c.workspace = s.workspace AND c.id = s.contact"
        let wanted: SQLFragment =
            ids.map { " AND s.contact IN (\($0.map { "\($0)" as SQLFragment }.joined(separator: ", ")))" } ?? ""
        return """
            SELECT \(name: columns) FROM \(name: connection.dialect.states)\(contact) \
            WHERE s.workspace = \(workspace.id.value) AND s.first_fact <= \(now.microseconds)\(wanted)
            """
    }

    private func matching(_ search: SearchQuery, among ids: [Int64]) throws -> [Int64] {
        var result: [Int64] = []
        try connection.inBatches(of: ids) { batch in
            try connection.forEachRow(
                "SELECT contact, text FROM contact_search WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                [.integer(workspace.id.value)] + batch.map { .integer($0) }
            ) { row in
                if search.matches(row.text(1)) { result.append(row.integer(0)) }
                return true
            }
        }
        return result
    }

    private func holdingInMemory(_ ids: [Int64]) throws -> [Int64] {
        guard let condition = filter.condition else { return ids }
        let evaluator = Evaluator(condition.rules)
        return try Dossiers(connection, in: workspace).load(ids.sorted().map { Contact.ID($0) }).compactMap { item in
            guard evaluator.evaluate(item.dossier, at: now) != nil else { return nil }
            return evaluator.holds(condition) ? item.contact.value : nil
        }
    }
}
