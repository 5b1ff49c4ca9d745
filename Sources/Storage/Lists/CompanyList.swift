package import Verger

/// The companies of one workspace in some order, all or those that are searched for, page by page.
package struct CompanyList {
    let connection: any SQLConnection
    let workspace: Workspace
    private let search: SearchQuery?
    private let visible: SQLFragment?
    private let order: CompanyOrder

    /// `visible`: what the reader may see, as a condition on `contact c`: companies of which he sees a contact.
    package init(
        _ connection: any SQLConnection, in workspace: Workspace, search: SearchQuery? = nil,
        visible: SQLFragment? = nil, order: CompanyOrder = CompanyOrder(.name)
    ) {
        self.connection = connection
        self.workspace = workspace
        self.search = search
        self.visible = visible
        self.order = order
    }

    /// At most `limit` companies, in order.
    package func page(_ edge: ListEdge = .start, limit: Int) throws -> ListPage<Row> {
        let found: [Position]
        switch edge {
        case .start: found = try positions(from: nil, backwards: false, limit: limit + 1)
        case .after(let position): found = try positions(from: position, backwards: false, limit: limit + 1)
        case .before(let position):
            found = try positions(from: position, backwards: true, limit: limit + 1).reversed()
        }
        let rows = try rows(of: found.map { Company.ID($0.id) })
        return ListPage(
            found.compactMap { place in rows[Company.ID(place.id)].map { (place, $0) } }, at: edge, limit: limit)
    }

    /// Those before and after a company in the list.
    package func neighbours(of company: Company.ID) throws -> (previous: Company.ID?, next: Company.ID?) {
        let place = try connection.row(
            "SELECT o.id, \(order.value) FROM company o WHERE o.workspace = ? AND o.id = ?",
            [.integer(workspace.id.value), .integer(company.value)]
        ) { Position($0, isByText: order.isByText) }
        guard let place else { return (nil, nil) }
        let previous = try positions(from: place, backwards: true, limit: 1).first
        let next = try positions(from: place, backwards: false, limit: 1).first
        return (previous.map { Company.ID($0.id) }, next.map { Company.ID($0.id) })
    }
}

extension CompanyList {
    private func positions(from position: Position?, backwards: Bool, limit: Int) throws -> [Position] {
        let isEverything = search == nil && visible == nil
        let walk = ListWalk(
            connection: connection, keyset: order.isIndexed ? order.keyset : order.keyset.ofFound,
            isByText: order.isByText, source: source,
            passing: isEverything || !order.isIndexed ? nil : passing,
            set: { try query(of: nil) }, hits: hits)
        return try walk.positions(from: position, backwards: backwards, limit: limit)
    }

    private var hits: SQLFragment? {
        search.map {
            connection.dialect.keys(of: "company_search", key: "company", in: workspace.id.value, holding: $0)
        }
    }

    /// In an order that no index holds, those that pass are found first.
    private var source: SQLFragment {
        guard !order.isIndexed, let set = try? query(of: nil) else {
            return "company o WHERE o.workspace = \(workspace.id.value)"
        }
        return "(\(set)) AS found WHERE TRUE"
    }

    private func passing(_ ids: [Int64]) throws -> Set<Int64> {
        guard !ids.isEmpty else { return [] }
        let query = try query(of: ids)
        return Set(try connection.rows(query.text, query.arguments.map(\.bound)) { $0.integer(0) })
    }

    /// `id` and `value` of those that pass, of all or of `ids`.
    private func query(of ids: [Int64]?) throws -> SQLFragment {
        var query: SQLFragment =
            "SELECT o.id AS id, \(name: order.value) AS value FROM company o WHERE o.workspace = \(workspace.id.value)"
        if let ids {
            query = query + " AND o.id IN (\(ids.map { "\($0)" as SQLFragment }.joined(separator: ", ")))"
        }
        if let hits {
            query = query + " AND o.id IN (\(hits))"
        }
        if let visible {
            query =
                query
                + " AND EXISTS (SELECT 1 FROM contact c WHERE c.workspace = o.workspace AND c.company = o.id AND \(visible))"
        }
        return query
    }
}
