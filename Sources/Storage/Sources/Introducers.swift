package import Verger

/// Those who are paid for bringing contacts to one workspace.
package struct Introducers {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    private static let columns = """
        SELECT id, name, email, source, channel, price, share, stage, days_allowed, only_new, only_first_sale, is_active
        FROM introducer WHERE workspace = ?
        """

    package func all() throws -> [Introducer] {
        try connection.rows("\(Introducers.columns) ORDER BY is_active DESC, name, id", [key], read)
    }

    package func find(_ id: Int64) throws -> Introducer? {
        try connection.row("\(Introducers.columns) AND id = ?", [key, .integer(id)], read)
    }

    /// Who brings the contacts of a source.
    package func find(source: String) throws -> Introducer? {
        try connection.row("\(Introducers.columns) AND source_key = ?", [key, .text(source.folded)], read)
    }

    /// A number for a new one.
    package func newID() throws -> Int64 { try connection.ids(1, of: .record) }

    /// Adds one, or saves what changed. What statements hold already stays. Throws `Introducer.Problem`.
    package func save(_ introducer: Introducer, at now: Instant) throws {
        if let other = try find(source: introducer.source), other.id != introducer.id { throw Introducer.Problem.taken }
        let channels = SourceBook(own: try Channels(connection, in: workspace).own())
        guard channels.channel(introducer.channel) != nil else { throw Introducer.Problem.unknownChannel }
        let (price, share): (SQLValue, SQLValue) =
            switch introducer.terms.price {
            case .perLead(let amount): (.integer(amount.millionths), .null)
            case .shareOfSale(let share): (.null, .integer(share.millionths))
            }
        let values: [SQLValue] = [
            .text(introducer.name), .text(orNull: introducer.email), .text(introducer.source),
            .text(introducer.source.folded), .text(introducer.channel), price, share, .text(introducer.terms.stage),
            .integer(orNull: introducer.terms.window.map(Int64.init)), .integer(introducer.terms.onlyNew ? 1 : 0),
            .integer(introducer.terms.onlyFirstSale ? 1 : 0), .integer(introducer.isActive ? 1 : 0),
        ]
        let isKnown = try connection.execute(
            """
            UPDATE introducer SET name = ?, email = ?, source = ?, source_key = ?, channel = ?, price = ?, share = ?,
            stage = ?, days_allowed = ?, only_new = ?, only_first_sale = ?, is_active = ? WHERE workspace = ? AND id = ?
            """, values + [key, .integer(introducer.id)])
        guard isKnown == 0 else { return }
        try connection.execute(
            """
            INSERT INTO introducer (name, email, source, source_key, channel, price, share, stage, days_allowed, only_new,
            only_first_sale, is_active, workspace, id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, values + [key, .integer(introducer.id), .instant(now)])
    }

    private func read(_ row: any SQLRow) throws -> Introducer {
        let price: Introducer.Price =
            row.integerOrNil(5).map { .perLead(Number(millionths: $0)) }
            ?? .shareOfSale(Number(millionths: row.integer(6)))
        return try Introducer(
            id: row.integer(0), name: row.text(1), email: row.textOrNil(2), source: row.text(3), channel: row.text(4),
            terms: .init(
                price: price, stage: row.text(7), window: row.integerOrNil(8).map { Int($0) },
                onlyNew: row.integer(9) == 1, onlyFirstSale: row.integer(10) == 1), isActive: row.integer(11) == 1)
    }
}
