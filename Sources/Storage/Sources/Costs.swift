package import Verger

/// The costs of one workspace.
package struct Costs {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    private static let columns = """
        SELECT id, campaign, channel, kind, first_day, last_day, amount, note, statement FROM campaign_cost
        WHERE workspace = ?
        """

    /// Those of which a day is in `span`, all without it; oldest first.
    package func all(in span: DaySpan? = nil) throws -> [Cost] {
        guard let span else {
            return try connection.rows("\(Costs.columns) ORDER BY first_day, id", [key], read)
        }
        return try connection.rows(
            "\(Costs.columns) AND last_day >= ? AND first_day <= ? ORDER BY first_day, id",
            [key, .day(span.first), .day(span.last)], read)
    }

    /// Those of a campaign, the latest first.
    package func all(of campaign: Campaign.ID) throws -> [Cost] {
        try connection.rows(
            "\(Costs.columns) AND campaign = ? ORDER BY first_day DESC, id DESC", [key, .integer(campaign)], read)
    }

    package func find(_ id: Int64) throws -> Cost? {
        try connection.row("\(Costs.columns) AND id = ?", [key, .integer(id)], read)
    }

    /// Which of `importKeys` a file brought before.
    package func imported(among importKeys: [String]) throws -> Set<String> {
        var known: Set<String> = []
        try connection.inBatches(of: importKeys) { batch in
            known.formUnion(
                try connection.rows(
                    """
                    SELECT import_key FROM campaign_cost
                    WHERE workspace = ? AND import_key IN (\(connection.marks(batch.count)))
                    """, [key] + batch.map { .text($0) }
                ) { $0.text(0) })
        }
        return known
    }

    /// A number for a new one.
    package func newID() throws -> Int64 { try connection.ids(1, of: .record) }

    /// Adds a cost; nothing when one with the same `importKey` is there: a file read twice counts once. Returns whether it was
    /// added.
    @discardableResult
    package func add(_ cost: Cost, importKey: String? = nil, by author: String, at now: Instant) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO campaign_cost (campaign, channel, kind, first_day, last_day, amount, note, statement, workspace, id,
            import_key, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, import_key) DO NOTHING
            """,
            values(of: cost) + [key, .integer(cost.id), .text(orNull: importKey), .instant(now), .text(author)]) == 1
    }

    /// Saves another amount, days, kind or note; returns whether there is such a cost that no statement made.
    @discardableResult
    package func update(_ cost: Cost) throws -> Bool {
        try connection.execute(
            """
            UPDATE campaign_cost SET campaign = ?, channel = ?, kind = ?, first_day = ?, last_day = ?, amount = ?, note = ?,
            statement = ? WHERE workspace = ? AND id = ? AND statement IS NULL
            """, values(of: cost) + [key, .integer(cost.id)]) == 1
    }

    /// Removes a cost that no statement made; returns whether there was one.
    @discardableResult
    package func remove(_ id: Int64) throws -> Bool {
        try connection.execute(
            "DELETE FROM campaign_cost WHERE workspace = ? AND id = ? AND statement IS NULL", [key, .integer(id)]) == 1
    }

    private func values(of cost: Cost) -> [SQLValue] {
        let target: [SQLValue] =
            switch cost.target {
            case .campaign(let id): [.integer(id), .null]
            case .channel(let id): [.null, .text(id)]
            }
        return target + [
            .text(cost.kind.rawValue), .day(cost.days.first), .day(cost.days.last), .integer(cost.amount.millionths),
            .text(orNull: cost.note), .integer(orNull: cost.statement),
        ]
    }

    private func read(_ row: any SQLRow) throws -> Cost {
        guard let kind = Cost.Kind(rawValue: row.text(3)), let days = DaySpan(row.day(4), row.day(5)) else {
            throw StorageProblem.corrupt("campaign_cost")
        }
        return try Cost(
            id: row.integer(0), target: row.integerOrNil(1).map { .campaign($0) } ?? .channel(row.text(2)), kind: kind,
            days: days, amount: Number(millionths: row.integer(6)), note: row.textOrNil(7),
            statement: row.integerOrNil(8))
    }
}
