package import Verger

/// Who is at another stage than at some instant before.
package struct StageMoves {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// A contact that moved; nil stands for no stage. Those who were not there yet come from no stage.
    package struct Move: Hashable, Sendable {
        package let contact: Contact.ID
        package let from: Int?
        package let to: Int?
        /// When the present stage began.
        package let at: Instant

        package var isUp: Bool { (to ?? -1) > (from ?? -1) }
    }

    /// Those whose stage now is not the one that they had at `instant`, the latest first; of everyone or of one owner.
    /// Excluded contacts and arrivals at the first stage are left out. At most `limit` contacts are looked at.
    package func since(
        _ instant: Instant, at now: Instant, for owner: String? = nil, seenBy visibility: Visibility = .everyone,
        limit: Int = 200
    ) throws -> [Move] {
        let mine = owner == nil ? "" : " AND c.owner_key = ?"
        return try connection.rows(
            """
            SELECT s.contact, s.stage, s.since,
                (SELECT h.stage FROM stage_history h WHERE h.workspace = s.workspace AND h.contact = s.contact
                AND h.at <= ? ORDER BY h.at DESC LIMIT 1)
            FROM contact_state s JOIN contact c ON c.workspace = s.workspace AND c.id = s.contact
            WHERE s.workspace = ? AND s.since > ? AND s.since <= ? AND s.excluded = 0\(mine) AND \(visibility.sql.text)
            ORDER BY s.since DESC, s.contact DESC LIMIT ?
            """,
            [.instant(instant), .integer(workspace.id.value), .instant(instant), .instant(now)]
                + (owner.map { [.text($0.folded)] } ?? []) + visibility.sql.arguments.map(\.bound) + [.integer(limit)]
        ) { row in
            Move(
                contact: .init(row.integer(0)), from: row.integerOrNil(3).map { Int($0) },
                to: row.integerOrNil(1).map { Int($0) }, at: Instant(microseconds: row.integer(2)))
        }.filter { $0.from != $0.to && !($0.from == nil && $0.to == 0) }
    }
}
