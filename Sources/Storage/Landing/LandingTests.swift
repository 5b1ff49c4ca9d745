package import Verger

/// The tests of the landing pages of one workspace; one of a page at a time.
package struct LandingTests {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    package func running(of page: Int64) throws -> LandingTest? {
        try connection.row("\(columns) AND page = ? AND ended_at IS NULL", [key, .integer(page)], read)
    }

    /// Of all pages, by page.
    package func running() throws -> [Int64: LandingTest] {
        let tests = try connection.rows("\(columns) AND ended_at IS NULL", [key], read)
        return Dictionary(tests.map { ($0.page, $0) }) { first, _ in first }
    }

    /// The latest first.
    package func all(of page: Int64) throws -> [LandingTest] {
        try connection.rows("\(columns) AND page = ? ORDER BY id DESC", [key, .integer(page)], read)
    }

    /// Begins to show both variants of the version that people see. Nil when one is running, or there is only one face.
    package func start(
        _ plan: TestPlan, of page: LandingPage, by author: String, at now: Instant
    ) throws -> LandingTest? {
        guard let version = page.published, try running(of: page.id) == nil,
            try LandingPages(connection, in: workspace).version(version, of: page.id)?.challenger != nil
        else { return nil }
        let test = LandingTest(
            id: try connection.ids(1, of: .record), page: page.id, version: version, plan: plan, startedAt: now,
            startedBy: author)
        try connection.execute(
            """
            INSERT INTO landing_test (workspace, id, page, version, baseline, lift, share, started_at, started_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(test.id), .integer(page.id), .integer(version), .integer(plan.baseline),
                .integer(plan.lift), .integer(plan.share), .instant(now), .text(author),
            ])
        return test
    }

    /// Ends the running test of a page; false when there is none.
    @discardableResult
    package func end(
        ofPage page: Int64, keeping variant: LandingVariant?, by author: String, at now: Instant
    ) throws -> Bool {
        try connection.execute(
            """
            UPDATE landing_test SET ended_at = ?, ended_by = ?, kept = ?
            WHERE workspace = ? AND page = ? AND ended_at IS NULL
            """, [.instant(now), .text(author), .text(orNull: variant?.rawValue), key, .integer(page)]) == 1
    }

    private var columns: String {
        """
        SELECT id, page, version, baseline, lift, share, started_at, started_by, ended_at, ended_by, kept
        FROM landing_test WHERE workspace = ?
        """
    }

    private func read(_ row: any SQLRow) throws -> LandingTest {
        let plan = try? TestPlan(
            baseline: Int(row.integer(3)), lift: Int(row.integer(4)), share: Int(row.integer(5)))
        guard let plan else { throw StorageProblem.corrupt("landing_test") }
        return LandingTest(
            id: row.integer(0), page: row.integer(1), version: Int(row.integer(2)), plan: plan,
            startedAt: Instant(microseconds: row.integer(6)), startedBy: row.text(7),
            endedAt: row.integerOrNil(8).map { Instant(microseconds: $0) }, endedBy: row.textOrNil(9),
            kept: row.textOrNil(10).flatMap(LandingVariant.init(rawValue:)))
    }
}
