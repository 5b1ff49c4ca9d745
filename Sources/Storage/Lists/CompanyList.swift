package import Verger

/// The companies of one workspace in some order, all or those that pass a filter, page by page. States are to be up to date.
package struct CompanyList {
    let connection: any SQLConnection
    let workspace: Workspace
    let filter: CompanyFilter
    let order: CompanyOrder
    let now: Instant

    package init(
        _ connection: any SQLConnection, in workspace: Workspace, filter: CompanyFilter = CompanyFilter(),
        order: CompanyOrder = CompanyOrder(.name), at now: Instant
    ) {
        self.connection = connection
        self.workspace = workspace
        self.filter = filter
        self.order = order
        self.now = now
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
        let companies = try companies(at: found)
        let rows = try rows(of: companies.map(\.company))
        return ListPage(
            companies.compactMap { place, id in rows[id].map { (place, $0) } }, at: edge, limit: limit)
    }

    /// Ids in order, after `position`: what an export walks. With the position after them, nil at the end.
    package func ids(
        after position: Position?, limit: Int
    ) throws -> (ids: [Company.ID], next: Position?) {
        let found = try positions(from: position, backwards: false, limit: limit)
        return (try companies(at: found).map(\.company), found.count == limit ? found.last : nil)
    }

    /// Those before and after a company in the list.
    package func neighbours(of company: Company.ID) throws -> (previous: Company.ID?, next: Company.ID?) {
        guard let place = try position(of: company) else { return (nil, nil) }
        let previous = try companies(at: positions(from: place, backwards: true, limit: 1)).first
        let next = try companies(at: positions(from: place, backwards: false, limit: 1)).first
        return (previous?.company, next?.company)
    }

    /// How many there are. A full count: to be asked for.
    package func count() throws -> Int {
        guard filter.canBeQueried else {
            let plain = CompanyList(connection, in: workspace, filter: filter, order: CompanyOrder(.created), at: now)
            return try plain.positions(from: nil, backwards: false, limit: .max).count
        }
        let query = try query("COUNT(*)")
        return Int(try connection.row(query.text, query.arguments.map(\.bound)) { $0.integer(0) } ?? 0)
    }

    /// Those of `companies` that are in the list.
    package func holding(_ companies: [Company.ID]) throws -> Set<Company.ID> {
        var result: Set<Company.ID> = []
        try connection.inBatches(of: companies) { batch in
            result.formUnion(try passing(batch.map(\.value)).map { Company.ID($0) })
        }
        return result
    }
}
