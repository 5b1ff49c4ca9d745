package import Verger

/// How landing pages do. Counts are only ever added to the present day: what a day counted does not change once it is over.
package struct LandingFigures {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    /// What one face of a page is counted under.
    package struct Face: Hashable, Sendable {
        package let page: Int64
        package let variant: LandingVariant
        /// Nil while none is running.
        package let test: Int64?

        package init(page: Int64, _ variant: LandingVariant, test: Int64?) {
            self.page = page
            self.variant = variant
            self.test = test
        }

        package init(_ origin: LandingOrigin) {
            self.init(page: origin.page, origin.variant, test: origin.test)
        }
    }

    package func add(_ count: LandingCount, of face: Face, at now: Instant) throws {
        let sums = ["views", "visitors", "conversions"].map { "\($0) = landing_day.\($0) + excluded.\($0)" }
        try connection.execute(
            """
            INSERT INTO landing_day (workspace, page, test, day, variant, views, visitors, conversions)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, page, test, day, variant) DO UPDATE SET \(sums.joined(separator: ", "))
            """,
            [
                key, .integer(face.page), .integer(face.test ?? 0), .integer(workspace.zone.day(at: now).number),
                .text(face.variant.rawValue), .integer(count.views), .integer(count.visitors),
                .integer(count.conversions),
            ])
    }

    /// A contact sent the form of a page: counted the first time under this test, and the first time without any.
    func convert(_ submission: Int64, by contact: Contact.ID, _ origin: LandingOrigin, at now: Instant) throws {
        let isThere = try connection.row(
            "SELECT 1 FROM landing_page WHERE workspace = ? AND id = ?", [key, .integer(origin.page)]
        ) { _ in true }
        let before = try connection.row(
            """
            SELECT 1 FROM form_submission WHERE workspace = ? AND contact = ? AND landing_page = ?
            AND COALESCE(landing_test, 0) = ? AND id <> ? AND held IS NULL
            """,
            [
                key, .integer(contact.value), .integer(origin.page), .integer(origin.test ?? 0), .integer(submission),
            ]
        ) { _ in true }
        guard isThere != nil, before == nil else { return }
        try add(LandingCount(conversions: 1), of: Face(origin), at: now)
    }

    // MARK: Reading

    /// By page, since a day; both variants together.
    package func figures(since day: Day) throws -> [Int64: LandingCount] {
        var result: [Int64: LandingCount] = [:]
        try connection.forEachRow(
            "SELECT page, \(LandingFigures.sums) FROM landing_day WHERE workspace = ? AND day >= ? GROUP BY page",
            [key, .integer(day.number)]
        ) { row in
            result[row.integer(0)] = LandingFigures.count(row, from: 1)
            return true
        }
        return result
    }

    /// Of one test, each day with its two variants, in order.
    package func days(of test: LandingTest) throws -> [LandingDay] {
        var found: [Int64: [LandingVariant: LandingCount]] = [:]
        try connection.forEachRow(
            """
            SELECT day, views, visitors, conversions, variant FROM landing_day
            WHERE workspace = ? AND page = ? AND test = ?
            """, [key, .integer(test.page), .integer(test.id)]
        ) { row in
            if let variant = LandingVariant(rawValue: row.text(4)) {
                found[row.integer(0), default: [:]][variant] = LandingFigures.count(row, from: 1)
            }
            return true
        }
        return found.sorted { $0.key < $1.key }.map { day, counts in
            LandingDay(Day(number: day), a: counts[.a] ?? LandingCount(), b: counts[.b] ?? LandingCount())
        }
    }

    /// Of one page, each day with all that it counted, in order.
    package func days(of page: Int64, since day: Day) throws -> [(day: Day, count: LandingCount)] {
        try connection.rows(
            """
            SELECT day, \(LandingFigures.sums) FROM landing_day WHERE workspace = ? AND page = ? AND day >= ?
            GROUP BY day ORDER BY day
            """, [key, .integer(page), .integer(day.number)]
        ) { (Day(number: $0.integer(0)), LandingFigures.count($0, from: 1)) }
    }

    private static let sums = """
        CAST(SUM(views) AS BIGINT), CAST(SUM(visitors) AS BIGINT), CAST(SUM(conversions) AS BIGINT)
        """

    private static func count(_ row: any SQLRow, from column: Int) -> LandingCount {
        LandingCount(
            views: Int(row.integer(column)), visitors: Int(row.integer(column + 1)),
            conversions: Int(row.integer(column + 2)))
    }
}
