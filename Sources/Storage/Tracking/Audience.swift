package import Verger

/// The anonymous counter of one workspace: how often each page of a site was seen on a day, and what brought its readers.
package struct Audience {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }
    static let columns = "day, path, channel, source, campaign, views, visits, seconds, timed"

    func add(_ counts: [AudienceKey: AudienceCount], of site: Int64) throws {
        try add(counts, into: "audience", ["workspace", "site"], [key, .integer(site)])
    }

    /// In order of the key, so that two transactions never wait for each other.
    func add(
        _ counts: [AudienceKey: AudienceCount], into table: String, _ owner: [String], _ values: [SQLValue]
    ) throws {
        let primary = owner + ["day", "path", "channel", "source", "campaign"]
        let sums = ["views", "visits", "seconds", "timed"].map { "\($0) = \(table).\($0) + excluded.\($0)" }
        for (audience, count) in counts.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                """
                INSERT INTO \(table) (\((primary + ["views", "visits", "seconds", "timed"]).joined(separator: ", ")))
                VALUES (\(connection.marks(primary.count + 4)))
                ON CONFLICT (\(primary.joined(separator: ", "))) DO UPDATE SET \(sums.joined(separator: ", "))
                """,
                values + [
                    .integer(audience.day.number), .text(audience.path), .text(audience.channel),
                    .text(audience.source), .text(audience.campaign), .integer(count.views), .integer(count.visits),
                    .integer(count.seconds), .integer(count.timed),
                ])
        }
    }

    // MARK: Reading

    /// What a report groups by.
    package enum Side: String, CaseIterable, Sendable {
        case path, channel, source, campaign
    }

    package struct Line: Hashable, Sendable {
        /// A path, a source, a campaign, or the name of a `TouchChannel`.
        package let name: String
        package let count: AudienceCount
    }

    /// Each day from the first to the last, those without visits left out.
    package func days(of site: Int64, from first: Day, through last: Day) throws -> [(day: Day, count: AudienceCount)] {
        try connection.rows(
            """
            SELECT day, \(Audience.sums) FROM audience WHERE workspace = ? AND site = ? AND day BETWEEN ? AND ?
            GROUP BY day ORDER BY day
            """, [key, .integer(site), .integer(first.number), .integer(last.number)]
        ) { (Day(number: $0.integer(0)), Audience.count($0, from: 1)) }
    }

    /// The most visited, or for paths the most seen. What has no name of this kind is left out.
    package func lines(
        by side: Side, of site: Int64, from first: Day, through last: Day, limit: Int = 15
    ) throws -> [Line] {
        let column = side.rawValue
        let order = side == .path ? "2" : "3"
        let condition = side == .path ? "" : "AND \(column) <> ''"
        return try connection.rows(
            """
            SELECT \(column), \(Audience.sums) FROM audience
            WHERE workspace = ? AND site = ? AND day BETWEEN ? AND ? \(condition)
            GROUP BY \(column) ORDER BY \(order) DESC, \(column) LIMIT ?
            """, [key, .integer(site), .integer(first.number), .integer(last.number), .integer(limit)]
        ) { Line(name: $0.text(0), count: Audience.count($0, from: 1)) }
    }

    private static let sums = """
        CAST(SUM(views) AS BIGINT), CAST(SUM(visits) AS BIGINT), CAST(SUM(seconds) AS BIGINT), CAST(SUM(timed) AS BIGINT)
        """

    private static func count(_ row: any SQLRow, from column: Int) -> AudienceCount {
        AudienceCount(
            views: Int(row.integer(column)), visits: Int(row.integer(column + 1)),
            seconds: Int(row.integer(column + 2)), timed: Int(row.integer(column + 3)))
    }
}
