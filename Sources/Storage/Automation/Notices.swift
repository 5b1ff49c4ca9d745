package import Verger

/// What changed, told to the other processes that work on the same database: each reads what others have written.
/// A small table on both engines, read once or twice a second by processes in which somebody is looking, emptied after
/// some minutes: nobody relies on it but pages that show the present.
package struct Notices {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    /// How long they are kept.
    package static let lifetime = 10 * Instant.minute

    /// Tells others, in the transaction that changed something; `origin` names this process.
    package func post(_ happening: Happening, from origin: String, at now: Instant) throws {
        try connection.execute(
            "INSERT INTO notice (workspace, id, at, origin, changes) VALUES (?, ?, ?, ?, ?)",
            [
                .integer(happening.workspace.value), .integer(try connection.ids(1, of: .notice)), .instant(now),
                .text(origin), .text(happening.json),
            ])
    }

    /// The number of the last one; 0 when there is none.
    package func last() throws -> Int64 { try connection.row("SELECT MAX(id) FROM notice") { $0.integer(0) } ?? 0 }

    /// Those after the number `last` that other processes posted, oldest first, and the number of the last one.
    package func posted(after last: Int64, notBy origin: String) throws -> (happenings: [Happening], last: Int64) {
        var last = last
        var happenings: [Happening] = []
        try connection.forEachRow(
            "SELECT workspace, id, origin, changes FROM notice WHERE id > ? ORDER BY id LIMIT 1000", [.integer(last)]
        ) { row in
            last = row.integer(1)
            if row.text(2) != origin, let happening = Happening(workspace: .init(row.integer(0)), json: row.text(3)) {
                happenings.append(happening)
            }
            return true
        }
        return (happenings, last)
    }

    package func prune(at now: Instant) throws {
        try connection.execute("DELETE FROM notice WHERE at < ?", [.instant(now - Notices.lifetime)])
    }
}
