package import Verger

/// The activities of one workspace. Append-only, but for the reversal of an import.
package struct Activities {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    /// An activity to record, of a contact of this workspace.
    package struct New: Sendable {
        package let contact: Contact.ID
        package let at: Instant
        package let kind: String
        package var channel: String?
        package var campaign: String?
        package var amount: Number?
        package var currency: String?
        package var messageID: String?
        package var voids: String?
        package var properties: [String: String]

        package init(
            contact: Contact.ID, at: Instant, kind: String, channel: String? = nil, campaign: String? = nil,
            amount: Number? = nil, currency: String? = nil, messageID: String? = nil, voids: String? = nil,
            properties: [String: String] = [:]
        ) {
            self.contact = contact
            self.at = at
            self.kind = kind
            self.channel = channel
            self.campaign = campaign
            self.amount = amount
            self.currency = currency
            self.messageID = messageID
            self.voids = voids
            self.properties = properties
        }
    }

    /// Records activities in their order, all or none. The contacts concerned have news, and are evaluated later unless
    /// `notingNews` says that the caller does it. `kinds` gives the types of properties. Webhooks are told.
    @discardableResult
    package func append(
        _ activities: [New], kinds: [String: ActivityKind], zone: Zone, run: Int64? = nil, notingNews: Bool = true,
        at now: Instant? = nil
    ) throws -> [Activity] {
        let recorded = try numbered(activities)
        try insert(recorded, kinds: kinds, zone: zone, run: run, notingNews: notingNews, at: now)
        return recorded.map(\.activity)
    }

    /// An activity of a contact.
    typealias Recorded = (contact: Contact.ID, activity: Activity)

    /// Gives each its place in the order of recording, without recording it yet.
    func numbered(_ activities: [New]) throws -> [Recorded] {
        guard !activities.isEmpty else { return [] }
        let first = try connection.ids(activities.count, of: .activity)
        return activities.enumerated().map { index, new in
            let activity = Activity(
                id: first + Int64(index), at: new.at, kind: new.kind, channel: new.channel, campaign: new.campaign,
                amount: new.amount, currency: new.currency, messageID: new.messageID, voids: new.voids,
                properties: new.properties)
            return (new.contact, activity)
        }
    }

    /// Records numbered activities, all or none.
    func insert(
        _ activities: [Recorded], kinds: [String: ActivityKind], zone: Zone, run: Int64?, notingNews: Bool,
        at now: Instant? = nil
    ) throws {
        guard !activities.isEmpty else { return }
        let rows = activities.map { contact, activity in
            ActivityRow.values(
                of: activity, contact: contact, workspace: workspace, kind: kinds[activity.kind], zone: zone, run: run)
        }
        try connection.insert(into: "activity", columns: ActivityRow.columns, count: rows.count) { rows[$0][$1] }
        var corrected = Set(activities.filter { $0.activity.voids != nil }.map(\.contact))
        // A correction may have been recorded before what it corrects.
        corrected.formUnion(try correcting(activities.compactMap(\.activity.messageID)))
        try Voids(connection, in: workspace).rebuild(of: corrected.sorted())
        if notingNews {
            try News(connection, in: workspace).note(
                Set(activities.map(\.contact)).sorted(), in: run == nil ? .fresh : .backlog)
        }
        // What a file brings is not told one by one.
        if run == nil {
            try Outbox(connection, in: workspace).announce(activities, zone: zone, at: now ?? .latest(of: activities))
        }
    }

    /// The timeline of a contact, oldest first.
    package func timeline(of contact: Contact.ID) throws -> [Activity] {
        try connection.rows(
            """
            SELECT \(ActivityRow.readColumns) FROM activity a WHERE a.workspace = ? AND a.contact = ?
            ORDER BY a.at, a.id
            """, [.integer(workspace.value), .integer(contact.value)]
        ) { try ActivityRow.read($0) }
    }

    /// Which of `messageIDs` have been recorded.
    package func recorded(among messageIDs: [String]) throws -> Set<String> {
        var result: Set<String> = []
        try connection.inBatches(of: messageIDs) { batch in
            result.formUnion(
                try connection.rows(
                    "SELECT message_id FROM activity WHERE workspace = ? AND message_id IN (\(connection.marks(batch.count)))",
                    [.integer(workspace.value)] + batch.map { .text($0) }
                ) { $0.text(0) })
        }
        return result
    }

    /// The contacts of activities that void one of `messageIDs`.
    private func correcting(_ messageIDs: [String]) throws -> Set<Contact.ID> {
        var result: Set<Contact.ID> = []
        try connection.inBatches(of: messageIDs) { batch in
            result.formUnion(
                try connection.rows(
                    """
                    SELECT contact FROM activity WHERE workspace = ? AND voids IS NOT NULL
                    AND voids IN (\(connection.marks(batch.count)))
                    """, [.integer(workspace.value)] + batch.map { .text($0) }
                ) { Contact.ID($0.integer(0)) })
        }
        return result
    }

    /// Hands over every activity with its contact, contact by contact, oldest first.
    package func forEach(_ body: (Contact.ID, Activity) throws -> Void) throws {
        try connection.scan(
            """
            SELECT \(ActivityRow.readColumns) FROM activity a WHERE a.workspace = ?
            ORDER BY a.contact, a.at, a.id
            """, [.integer(workspace.value)]
        ) { row in
            try body(Contact.ID(row.integer(0)), ActivityRow.read(row))
            return true
        }
    }
}

extension Instant {
    fileprivate static func latest(of activities: [Activities.Recorded]) -> Instant {
        activities.map(\.activity.at).max() ?? Instant(seconds: 0)
    }
}
