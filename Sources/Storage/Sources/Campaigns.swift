package import Verger

/// The campaigns of one workspace.
package struct Campaigns {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    private static let columns = """
        SELECT id, name, channel, first_day, last_day, budget, rules, pages, place, is_archived FROM campaign
        WHERE workspace = ?
        """

    /// The latest made first.
    package func all() throws -> [Campaign] {
        try connection.rows("\(Campaigns.columns) ORDER BY id DESC", [key], read)
    }

    /// The latest made first, before `before`.
    package func page(before: Campaign.ID? = nil, limit: Int) throws -> [Campaign] {
        try connection.rows(
            "\(Campaigns.columns) AND id < ? ORDER BY id DESC LIMIT ?",
            [key, .integer(before ?? .max), .integer(limit)], read)
    }

    package func find(_ id: Campaign.ID) throws -> Campaign? {
        try connection.row("\(Campaigns.columns) AND id = ?", [key, .integer(id)], read)
    }

    /// By its name, without case and accents.
    package func find(named name: String) throws -> Campaign? {
        try connection.row("\(Campaigns.columns) AND name_key = ?", [key, .text(name.folded)], read)
    }

    /// A number for a new one.
    package func newID() throws -> Campaign.ID { try connection.ids(1, of: .record) }

    /// Adds a campaign, or saves what changed. Throws `Campaign.Problem`.
    package func save(_ campaign: Campaign, at now: Instant) throws {
        if let other = try find(named: campaign.name), other.id != campaign.id {
            throw Campaign.Problem.taken(other.name)
        }
        let channels = SourceBook(own: try Channels(connection, in: workspace).own())
        guard channels.channel(campaign.channel) != nil else { throw Campaign.Problem.unknownChannel }
        let values: [SQLValue] = [
            .text(campaign.name), .text(campaign.name.folded), .text(campaign.channel), .day(orNil: campaign.first),
            .day(orNil: campaign.last), .integer(orNull: campaign.budget?.millionths),
            .text(Campaigns.text(of: campaign.rules)), .text(campaign.pages.joined(separator: "\n")),
            .text(orNull: campaign.place), .integer(campaign.isArchived ? 1 : 0),
        ]
        let isKnown = try connection.execute(
            """
            UPDATE campaign SET name = ?, name_key = ?, channel = ?, first_day = ?, last_day = ?, budget = ?, rules = ?,
            pages = ?, place = ?, is_archived = ? WHERE workspace = ? AND id = ?
            """, values + [key, .integer(campaign.id)])
        guard isKnown == 0 else { return }
        try connection.execute(
            """
            INSERT INTO campaign (name, name_key, channel, first_day, last_day, budget, rules, pages, place, is_archived,
            workspace, id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, values + [key, .integer(campaign.id), .instant(now)])
    }

    /// Somebody who came to an event, or registered for it.
    package struct Attendance: Hashable, Sendable {
        package let contact: Contact.ID
        package let kind: String
        package let at: Instant
    }

    /// The kinds of activities that tell who attends.
    package static let attendanceKinds = [
        "webinar_registered", "webinar_attended", "booth_visited", "conversation_held", "meeting_held",
    ]

    /// What activities of the campaign tell of who attends, the oldest first.
    package func attendances(of campaign: Campaign, at now: Instant) throws -> [Attendance] {
        let names = Set([campaign.name.folded] + campaign.rules.map(\.campaign.folded)).sorted()
        return try connection.rows(
            """
            SELECT a.contact, a.kind, a.at FROM activity a WHERE a.workspace = ?
            AND a.kind IN (\(connection.marks(Campaigns.attendanceKinds.count)))
            AND COALESCE(a.campaign_key, a.campaign) IN (\(connection.marks(names.count)))
            AND NOT EXISTS (SELECT 1 FROM activity_void v WHERE v.workspace = a.workspace AND v.contact = a.contact
                AND v.activity = a.id AND v.since <= ? AND (v.until IS NULL OR v.until > ?))
            ORDER BY a.at, a.id
            """,
            [key] + Campaigns.attendanceKinds.map { .text($0) } + names.map { .text($0) }
                + [.instant(now), .instant(now)]
        ) { row in
            Attendance(
                contact: .init(row.integer(0)), kind: row.text(1), at: Instant(microseconds: row.integer(2)))
        }
    }

    private func read(_ row: any SQLRow) throws -> Campaign {
        try Campaign(
            id: row.integer(0), name: row.text(1), channel: row.text(2), first: row.dayOrNil(3), last: row.dayOrNil(4),
            budget: row.integerOrNil(5).map { Number(millionths: $0) }, rules: Campaigns.rules(row.text(6)),
            pages: row.text(7).split(separator: "\n").map(String.init), place: row.textOrNil(8),
            isArchived: row.integer(9) == 1)
    }

    private static func text(of rules: [Campaign.LinkRule]) -> String {
        Document.list(
            rules.map { rule in
                .object([
                    ("campaign", .text(rule.campaign)), ("source", .text(orNull: rule.source)),
                    ("medium", .text(orNull: rule.medium)),
                ])
            }
        ).json()
    }

    private static func rules(_ text: String) throws -> [Campaign.LinkRule] {
        (try Document(json: text).items ?? []).map { rule in
            Campaign.LinkRule(
                campaign: rule["campaign"]?.text ?? "", source: rule["source"]?.text, medium: rule["medium"]?.text)
        }
    }
}

extension SQLValue {
    static func day(_ day: Day) -> SQLValue { .integer(day.number) }
    static func day(orNil day: Day?) -> SQLValue { day.map { .integer($0.number) } ?? .null }
}

extension SQLRow {
    func day(_ column: Int) -> Day { Day(number: integer(column)) }
    func dayOrNil(_ column: Int) -> Day? { integerOrNil(column).map { Day(number: $0) } }
}
