import Verger

/// What the owners of browsers agreed to, by the id that their cookie holds.
struct BrowserConsents {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    struct Standing: Hashable {
        var grantedAt: Instant
        var until: Instant
        var withdrawnAt: Instant?

        func holds(at now: Instant) -> Bool { withdrawnAt == nil && now < until }
    }

    func standings(of visitors: Set<String>) throws -> [String: Standing] {
        var result: [String: Standing] = [:]
        try connection.inBatches(of: visitors.sorted().paddedForStatements) { batch in
            try connection.forEachRow(
                """
                SELECT anonymous_id, consented_at, consent_until, withdrawn_at FROM visitor
                WHERE workspace = ? AND anonymous_id IN (\(connection.marks(batch.count))) AND consented_at IS NOT NULL
                """, [.integer(workspace.value)] + batch.map { .text($0) }
            ) { row in
                result[row.text(0)] = Standing(
                    grantedAt: Instant(microseconds: row.integer(1)), until: Instant(microseconds: row.integer(2)),
                    withdrawnAt: row.integerOrNil(3).map { Instant(microseconds: $0) })
                return true
            }
        }
        return result
    }

    /// Of visitors who have been recorded.
    func save(_ standings: [String: Standing]) throws {
        for (visitor, standing) in standings.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                """
                UPDATE visitor SET consented_at = ?, consent_until = ?, withdrawn_at = ?
                WHERE workspace = ? AND anonymous_id = ?
                """,
                [
                    .instant(standing.grantedAt), .instant(standing.until), .instant(orNil: standing.withdrawnAt),
                    .integer(workspace.value), .text(visitor),
                ])
        }
    }
}
