package import Verger

/// The visits that no person made, as far as can be told: kept apart, counted nowhere, until somebody says otherwise.
package struct Robots {
    private let connection: any SQLConnection
    private let workspace: Workspace

    /// Robots told apart for one site; the others are one.
    private static let limit = 300
    /// Visits of one robot that can be brought back.
    private static let visits = 500

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    /// Visitors of one kind, and why they are taken for robots.
    package struct Listed: Hashable, Sendable {
        package let site: Int64
        package let reason: BotVerdict.Reason
        /// What they call themselves; empty for those that are too many to be told apart.
        package let agent: String
        package let hits: Int
        package let firstAt: Instant
        package let lastAt: Instant
        /// When somebody said that these were people.
        package let correctedAt: Instant?
    }

    /// Most frequent first.
    package func all() throws -> [Listed] {
        try connection.rows(
            """
            SELECT site, reason, agent, hits, first_at, last_at, corrected_at FROM robot WHERE workspace = ?
            ORDER BY hits DESC, site, reason, agent LIMIT 1000
            """, [key]
        ) { row in
            guard let reason = BotVerdict.Reason(rawValue: row.text(1)) else { throw StorageProblem.corrupt("robot") }
            return Listed(
                site: row.integer(0), reason: reason, agent: row.text(2), hits: Int(row.integer(3)),
                firstAt: Instant(microseconds: row.integer(4)), lastAt: Instant(microseconds: row.integer(5)),
                correctedAt: row.integerOrNil(6).map { Instant(microseconds: $0) })
        }
    }

    /// What was corrected, so that it is not judged so again: only what an agent calls itself, not what it does.
    func exceptions() throws -> Set<String> {
        Set(
            try connection.rows(
                """
                SELECT site, agent FROM robot WHERE workspace = ? AND corrected_at IS NOT NULL
                AND reason IN ('user_agent', 'fetcher') AND agent <> ''
                """, [key]
            ) { Robots.name($0.integer(0), $0.text(1)) })
    }

    static func name(_ site: Int64, _ agent: String) -> String { "\(site) \(agent)" }

    /// `isKnown`: whether the visitor agreed to be followed, so that the visit can be brought back whole.
    func keep(_ visit: SiteVisit, for reason: BotVerdict.Reason, isKnown: Bool) throws {
        let agent = try agent(of: visit, reason)
        let robot: [SQLValue] = [key, .integer(visit.site.id), .text(reason.rawValue), .text(agent)]
        try connection.execute(
            """
            INSERT INTO robot (workspace, site, reason, agent, hits, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, site, reason, agent)
            DO UPDATE SET hits = robot.hits + excluded.hits, last_at = excluded.last_at
            """,
            robot + [
                .integer(max(1, visit.delivery.hits.count)), .instant(visit.receivedAt), .instant(visit.receivedAt),
            ])
        let counts = visit.delivery.audience(own: visit.site.hosts, in: workspace.zone)
        try Audience(connection, in: workspace.id).add(
            counts, into: "robot_audience", ["workspace", "site", "reason", "agent"], robot)
        guard isKnown, let visitor = visit.delivery.visitor, try kept(robot) < Robots.visits else { return }
        try connection.execute(
            """
            INSERT INTO robot_visit (workspace, site, reason, agent, id, anonymous_id, received_at, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            robot + [
                .integer(try connection.ids(1, of: .record)), .text(visitor), .instant(visit.receivedAt),
                .text(visit.body),
            ])
    }

    private func agent(of visit: SiteVisit, _ reason: BotVerdict.Reason) throws -> String {
        let known = try connection.row(
            "SELECT 1 FROM robot WHERE workspace = ? AND site = ? AND reason = ? AND agent = ?",
            [key, .integer(visit.site.id), .text(reason.rawValue), .text(visit.agent)]
        ) { _ in true }
        if known != nil { return visit.agent }
        let count = try connection.row(
            "SELECT COUNT(*) FROM robot WHERE workspace = ? AND site = ?", [key, .integer(visit.site.id)]
        ) { Int($0.integer(0)) }
        return count ?? 0 < Robots.limit ? visit.agent : ""
    }

    private func kept(_ robot: [SQLValue]) throws -> Int {
        try connection.row(
            "SELECT COUNT(*) FROM robot_visit WHERE workspace = ? AND site = ? AND reason = ? AND agent = ?", robot
        ) { Int($0.integer(0)) } ?? 0
    }

    // MARK: Correcting

    /// These were people: their visits count, and those that agreed are recorded as if they had never been doubted. Returns
    /// how many visits were recorded; nil when there is no such robot.
    package func correct(
        _ site: TrackedSite, _ reason: BotVerdict.Reason, _ agent: String, under plan: TrackingPlan, at now: Instant,
        reading: (_ body: String, _ receivedAt: Instant) -> SiteDelivery?
    ) throws -> Int? {
        let robot: [SQLValue] = [key, .integer(site.id), .text(reason.rawValue), .text(agent)]
        let match = "workspace = ? AND site = ? AND reason = ? AND agent = ?"
        guard
            try connection.execute(
                "UPDATE robot SET corrected_at = ? WHERE \(match)", [.instant(now)] + robot) == 1
        else { return nil }
        try connection.execute(
            """
            INSERT INTO audience (workspace, site, \(Audience.columns))
            SELECT workspace, site, \(Audience.columns) FROM robot_audience WHERE \(match)
            ON CONFLICT (workspace, site, day, path, channel, source, campaign) DO UPDATE SET
            views = audience.views + excluded.views, visits = audience.visits + excluded.visits,
            seconds = audience.seconds + excluded.seconds, timed = audience.timed + excluded.timed
            """, robot)
        try connection.execute("DELETE FROM robot_audience WHERE \(match)", robot)
        let visits = try connection.rows(
            "SELECT body, received_at, anonymous_id FROM robot_visit WHERE \(match) ORDER BY id", robot
        ) { (body: $0.text(0), receivedAt: Instant(microseconds: $0.integer(1)), visitor: $0.text(2)) }
        try connection.execute("DELETE FROM robot_visit WHERE \(match)", robot)
        let intake = SiteIntake(connection, in: workspace, under: plan, at: now)
        let people = try visits.compactMap { visit in
            try reading(visit.body, visit.receivedAt).map { delivery in
                SiteVisit(
                    site: site, delivery: delivery, receivedAt: visit.receivedAt, spareVisitor: try Secret.newVisitor())
            }
        }
        _ = try intake.record(people, isCounted: true)
        try intake.restore(Set(visits.map(\.visitor)))
        return people.count
    }
}
