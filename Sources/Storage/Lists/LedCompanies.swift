import Verger

/// Companies in the order of a figure of their contacts that an index holds. One walks along the contacts, from the highest or
/// the lowest, and stops at those who lead their company: nobody there has a higher figure. A company that nobody leads comes
/// last, in the order of recording.
///
/// A position names the leader; without a value, the company.
struct LedCompanies {
    let list: CompanyList
    let figure: CompanyOrder.Figure

    private var workspace: Int64 { list.workspace.id.value }

    func positions(from position: Position?, backwards: Bool, limit: Int) throws -> [Position] {
        let isPast = position?.value == .null
        guard backwards else {
            let led = isPast ? [] : try led(from: position, backwards: false, limit: limit)
            guard led.count < limit else { return led }
            return try led + unled(from: isPast ? position : nil, backwards: false, limit: limit - led.count)
        }
        guard isPast else { return try led(from: position, backwards: true, limit: limit) }
        let unled = try unled(from: position, backwards: true, limit: limit)
        guard unled.count < limit else { return unled }
        return try unled + led(from: nil, backwards: true, limit: limit - unled.count)
    }

    func companies(at positions: [Position]) throws -> [(position: Position, company: Company.ID)] {
        let led = try companies(of: positions.filter { $0.value != .null }.map(\.id))
        return positions.compactMap { position in
            let company = position.value == .null ? position.id : led[position.id]
            return company.map { (position, Company.ID($0)) }
        }
    }

    func position(of company: Company.ID) throws -> Position? {
        let query: SQLFragment = """
            SELECT s.contact, \(name: figure.column(of: "s")) FROM \(leaders) AND c.company = \(company.value)
            """
        let led = try list.connection.row(query.text, query.arguments.map(\.bound)) { Position($0, isByText: false) }
        if let led { return led }
        let isKnown = try !Companies(list.connection, in: list.workspace).find([company]).isEmpty
        return isKnown ? Position(value: .null, id: company.value) : nil
    }

    // MARK: Those that somebody leads

    private func led(from position: Position?, backwards: Bool, limit: Int) throws -> [Position] {
        let value = figure.column(of: "s")
        let walk = ListWalk(
            connection: list.connection,
            keyset: Keyset(value: value, id: "s.contact", isNullable: false, isDescending: list.order.isDescending),
            isByText: false,
            // Engines that heed the order of a cross join take that of the index.
            source: """
                contact_state s CROSS JOIN contact c WHERE s.workspace = \(workspace) \
                AND c.workspace = s.workspace AND c.id = s.contact AND \(lead)
                """,
            passing: list.filter.isEverything ? nil : leading,
            set: list.filter.canBeQueried
                ? {
                    let chosen = try list.query("o.id")
                    return
                        "SELECT s.contact AS id, \(name: value) AS value FROM \(leaders) AND c.company IN (\(chosen))"
                } : nil,
            hits: list.hits)
        return try walk.positions(from: position, backwards: backwards, limit: limit)
    }

    /// `contact c` with its state `s` where it leads its company.
    private var leaders: SQLFragment {
        """
        contact c JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id
        WHERE c.workspace = \(workspace) AND \(lead)
        """
    }

    private var lead: SQLFragment {
        let (own, other) = (figure.column(of: "s"), figure.column(of: "t"))
        return """
            c.company IS NOT NULL AND \(name: figure.counts(of: "s")) AND NOT EXISTS (SELECT 1 FROM contact d \
            JOIN contact_state t ON t.workspace = d.workspace AND t.contact = d.id \
            WHERE d.workspace = c.workspace AND d.company = c.company AND \(name: figure.counts(of: "t")) \
            AND (\(name: other), t.contact) > (\(name: own), s.contact))
            """
    }

    /// Those of `contacts` whose companies pass.
    private func leading(_ contacts: [Int64]) throws -> Set<Int64> {
        let companies = try companies(of: contacts)
        let passing = try list.passing(Array(Set(companies.values)))
        return Set(contacts.filter { companies[$0].map(passing.contains) ?? false })
    }

    private func companies(of contacts: [Int64]) throws -> [Int64: Int64] {
        var result: [Int64: Int64] = [:]
        try list.connection.inBatches(of: contacts) { batch in
            try list.connection.forEachRow(
                """
                SELECT id, company FROM contact WHERE workspace = ? AND id IN (\(list.connection.marks(batch.count)))
                AND company IS NOT NULL
                """, [.integer(workspace)] + batch.map { .integer($0) }
            ) { row in
                result[row.integer(0)] = row.integer(1)
                return true
            }
        }
        return result
    }

    // MARK: The others

    private func unled(from position: Position?, backwards: Bool, limit: Int) throws -> [Position] {
        let walk = ListWalk(
            connection: list.connection, keyset: CompanyOrder(.created, isDescending: list.order.isDescending).keyset,
            isByText: false,
            source: "company o WHERE o.workspace = \(workspace) AND \(isUnled)",
            passing: list.filter.isEverything ? nil : list.passing,
            set: list.filter.canBeQueried ? { try list.query("o.id AS id, o.id AS value") + " AND \(isUnled)" } : nil,
            hits: list.hits)
        let place = position.map { Position(value: .integer($0.id), id: $0.id) }
        return try walk.positions(from: place, backwards: backwards, limit: limit).map {
            Position(value: .null, id: $0.id)
        }
    }

    private var isUnled: SQLFragment {
        """
        NOT EXISTS (SELECT 1 FROM contact c JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id \
        WHERE c.workspace = o.workspace AND c.company = o.id AND \(name: figure.counts(of: "s")))
        """
    }
}
