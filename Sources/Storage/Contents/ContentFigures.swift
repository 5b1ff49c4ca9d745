package import Verger

/// What contents brought since a day. Contacts are counted by what is recorded of them; those whom nobody knows by day only.
package struct ContentFigures {
    private let connection: any SQLConnection
    private let workspace: Workspace

    /// Within so many days of taking a content somebody may ripen because of it.
    package static let patience = 90

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    package struct Figures: Hashable, Sendable {
        /// Times that the page was opened, by anybody.
        package var views = 0
        /// Times that it was fetched, by anybody.
        package var fetches = 0
        /// Contacts who saw it.
        package var viewers = 0
        /// Contacts who took it.
        package var takers = 0
        /// Of those who took it, contacts who reached a higher stage within 90 days.
        package var ripened = 0

        package init() {}
    }

    /// A contact who took a content, and when it reached a higher stage after that.
    package struct Taker: Hashable, Sendable {
        package let contact: Contact.ID
        package let at: Instant
        package let from: Int?
        package let to: Int
        package let ripenedAt: Instant
    }

    /// Adds to what is counted by day.
    package func count(views: Int, fetches: Int, of content: Int64, on day: Day) throws {
        try connection.execute(
            """
            INSERT INTO content_day (workspace, content, day, views, downloads) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (workspace, content, day) DO UPDATE SET views = content_day.views + excluded.views,
            downloads = content_day.downloads + excluded.downloads
            """, [key, .integer(content), .integer(day.number), .integer(views), .integer(fetches)])
    }

    /// By content; those of which nothing is known have none.
    package func figures(of contents: [Content], since day: Day, at now: Instant) throws -> [Int64: Figures] {
        let ids = Dictionary(contents.map { ($0.recordedAs.folded, $0.id) }) { first, _ in first }
        var result: [Int64: Figures] = [:]
        try connection.forEachRow(
            """
            SELECT content, CAST(SUM(views) AS \(connection.dialect.bigInteger)),
            CAST(SUM(downloads) AS \(connection.dialect.bigInteger)) FROM content_day
            WHERE workspace = ? AND day >= ? GROUP BY content
            """, [key, .integer(day.number)]
        ) { row in
            result[row.integer(0), default: Figures()].views = Int(row.integer(1))
            result[row.integer(0), default: Figures()].fetches = Int(row.integer(2))
            return true
        }
        try connection.forEachRow(
            """
            SELECT t.kind, t.name, COUNT(*), COUNT(t.ripened) FROM (\(takers)) t GROUP BY t.kind, t.name
            """, arguments(["content_viewed", "content_downloaded"], since: day, at: now)
        ) { row in
            guard let id = ids[row.text(1).folded] else { return true }
            if row.text(0) == "content_viewed" {
                result[id, default: Figures()].viewers += Int(row.integer(2))
            } else {
                result[id, default: Figures()].takers += Int(row.integer(2))
                result[id, default: Figures()].ripened += Int(row.integer(3))
            }
            return true
        }
        return result
    }

    /// Contacts who ripened after they took `content`, the latest first.
    package func ripened(
        after content: Content, since day: Day, seenBy visibility: Visibility = .everyone, at now: Instant, limit: Int
    ) throws -> [Taker] {
        try connection.rows(
            """
            SELECT t.contact, t.at, t.before, t.ripened,
                (SELECT MAX(h.stage) FROM stage_history h WHERE h.workspace = c.workspace AND h.contact = t.contact
                AND h.at = t.ripened)
            FROM (\(takers)) t JOIN contact c ON c.workspace = ? AND c.id = t.contact
            WHERE t.ripened IS NOT NULL AND t.name = ? AND \(visibility.sql.text)
            ORDER BY t.ripened DESC, t.contact DESC LIMIT ?
            """,
            arguments(["content_downloaded", "content_downloaded"], since: day, at: now)
                + [key, .text(content.recordedAs.folded)] + visibility.sql.arguments.map(\.bound) + [.integer(limit)]
        ) { row in
            Taker(
                contact: .init(row.integer(0)), at: Instant(microseconds: row.integer(1)),
                from: row.integerOrNil(2).map { Int($0) }, to: Int(row.integer(4)),
                ripenedAt: Instant(microseconds: row.integer(3)))
        }
    }

    /// Each contact with the first time that it saw or took each content, the stage before, and when a higher one came.
    private var takers: String {
        let dialect = connection.dialect
        let name =
            "COALESCE(\(dialect.jsonText("a.property_keys", "content")), \(dialect.jsonText("a.properties", "content")))"
        return """
            SELECT b.kind, b.name, b.contact, b.at, b.before,
                (SELECT MIN(h.at) FROM stage_history h WHERE h.workspace = b.workspace AND h.contact = b.contact
                AND h.at >= b.at AND h.at <= b.at + \(Int64(ContentFigures.patience) * Instant.day)
                AND h.stage > COALESCE(b.before, -1)) AS ripened
            FROM (SELECT f.*, (SELECT h.stage FROM stage_history h WHERE h.workspace = f.workspace
                AND h.contact = f.contact AND h.at < f.at ORDER BY h.at DESC LIMIT 1) AS before
                FROM (SELECT a.workspace AS workspace, a.kind AS kind, \(name) AS name, a.contact AS contact,
                    MIN(a.at) AS at FROM activity a
                    WHERE a.workspace = ? AND a.kind IN (?, ?) AND a.at >= ? AND a.at <= ?
                    AND NOT EXISTS (SELECT 1 FROM activity_void v WHERE v.workspace = a.workspace
                        AND v.contact = a.contact AND v.activity = a.id AND v.since <= ?
                        AND (v.until IS NULL OR v.until > ?))
                    GROUP BY a.workspace, a.kind, \(name), a.contact) f) b
            """
    }

    private func arguments(_ kinds: [String], since day: Day, at now: Instant) -> [SQLValue] {
        [
            key, .text(kinds[0]), .text(kinds[1]), .instant(workspace.zone.start(of: day)), .instant(now),
            .instant(now),
            .instant(now),
        ]
    }
}
