import Verger

extension CompanyList {
    func positions(from position: Position?, backwards: Bool, limit: Int) throws -> [Position] {
        if let leaders { return try leaders.positions(from: position, backwards: backwards, limit: limit) }
        let isWalked = order.column != nil || !filter.canBeQueried
        let walk = ListWalk(
            connection: connection, keyset: order.keyset, isByText: order.isByText, source: try source,
            passing: filter.isEverything || !isWalked ? nil : passing,
            set: filter.canBeQueried ? { try query(found) } : nil, hits: hits)
        return try walk.positions(from: position, backwards: backwards, limit: limit)
    }

    /// The companies that positions name.
    func companies(at positions: [Position]) throws -> [(position: Position, company: Company.ID)] {
        if let leaders { return try leaders.companies(at: positions) }
        return positions.map { ($0, Company.ID($0.id)) }
    }

    func position(of company: Company.ID) throws -> Position? {
        if let leaders { return try leaders.position(of: company) }
        let query: SQLFragment = """
            SELECT o.id, \(order.value(seenBy: filter.visibility)) FROM company o
            WHERE o.workspace = \(workspace.id.value) AND o.id = \(company.value)
            """
        return try connection.row(query.text, query.arguments.map(\.bound)) { Position($0, isByText: order.isByText) }
    }

    /// Where an index of contacts holds the order. Who sees a few of them only is not led along all the others.
    private var leaders: LedCompanies? {
        guard filter.visibility == .everyone, let figure = order.figure, figure.isIndexed else { return nil }
        return LedCompanies(list: self, figure: figure)
    }

    var hits: SQLFragment? {
        filter.search.map {
            connection.dialect.keys(of: "company_search", key: "company", in: workspace.id.value, holding: $0)
        }
    }

    /// In an order that no index holds, those that pass are found first.
    private var source: SQLFragment {
        get throws {
            guard order.column == nil else { return "company o WHERE o.workspace = \(workspace.id.value)" }
            return "(\(try query(found))) AS found WHERE TRUE"
        }
    }

    /// What is asked of each company that is found.
    private var found: SQLFragment { "o.id AS id, \(order.value(seenBy: filter.visibility)) AS value" }

    /// Those of `ids` that pass.
    func passing(_ ids: [Int64]) throws -> Set<Int64> {
        guard !ids.isEmpty else { return [] }
        let wanted = ids.map { "\($0)" as SQLFragment }.joined(separator: ", ")
        let query = base("o.id") + " AND o.id IN (\(wanted))"
        let seen = try connection.rows(query.text, query.arguments.map(\.bound)) { Company.ID($0.integer(0)) }
        guard let condition = filter.condition else { return Set(seen.map(\.value)) }
        let people = try Companies(connection, in: workspace).contacts(of: seen, seenBy: filter.visibility)
        let holding = try ContactList(
            connection, in: workspace, filter: ContactFilter(condition: condition), at: now
        ).holding(people.map(\.contact))
        return Set(people.filter { holding.contains($0.contact) }.map(\.company.value))
    }

    /// `SELECT columns FROM company o …` of those that pass, as far as an engine can tell.
    func query(_ columns: SQLFragment) throws -> SQLFragment {
        guard let condition = filter.condition, filter.canBeQueried else { return base(columns) }
        let people = FilteredContacts(
            connection: connection, workspace: workspace,
            filter: ContactFilter(condition: condition, visible: filter.visibility.sql), now: now)
        return base(columns) + " AND o.id IN (\(try people.query("c.company", of: nil)))"
    }

    /// The same without the condition.
    private func base(_ columns: SQLFragment) -> SQLFragment {
        var query: SQLFragment = "SELECT \(columns) FROM company o WHERE o.workspace = \(workspace.id.value)"
        if let hits { query = query + " AND o.id IN (\(hits))" }
        return filter.visibility == .everyone ? query : query + " AND \(filter.sight)"
    }
}
