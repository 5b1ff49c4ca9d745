package import Verger

/// The calls that no rule says what they are: kept until one does.
package struct UnmappedEvents {
    private static let columns = [
        "workspace", "event_key", "id", "contact", "at", "name", "message_id", "channel", "campaign", "properties",
        "is_public",
    ]

    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    /// The calls of one event.
    package struct Listed: Hashable, Sendable {
        package let call: TrackingCall.Kind
        /// As it was written first.
        package let event: String
        package let calls: Int
        package let firstAt: Instant
        package let lastAt: Instant
    }

    /// Most frequent first.
    package func all() throws -> [Listed] {
        try connection.rows(
            """
            SELECT call, event, calls, first_at, last_at FROM unmapped_event WHERE workspace = ?
            ORDER BY calls DESC, event_key
            """, [key]
        ) { row in
            Listed(
                call: TrackingCall.Kind(rawValue: row.text(0)) ?? .track, event: row.text(1),
                calls: Int(row.integer(2)), firstAt: Instant(microseconds: row.integer(3)),
                lastAt: Instant(microseconds: row.integer(4)))
        }
    }

    /// Which of `messageIDs` are kept here.
    package func recorded(among messageIDs: [String]) throws -> Set<String> {
        let isEmpty =
            try connection.row("SELECT 1 FROM unmapped_event WHERE workspace = ? LIMIT 1", [key]) { _ in false } ?? true
        var result: Set<String> = []
        guard !isEmpty else { return result }
        try connection.inBatches(of: messageIDs) { batch in
            result.formUnion(
                try connection.rows(
                    """
                    SELECT message_id FROM unmapped_call
                    WHERE workspace = ? AND message_id IN (\(connection.marks(batch.count)))
                    """, [key] + batch.map { .text($0) }
                ) { $0.text(0) })
        }
        return result
    }

    /// Keeps calls that no rule is about.
    func keep(_ calls: [(contact: Contact.ID, call: TrackingCall)], at now: Instant) throws {
        guard !calls.isEmpty else { return }
        let keys = calls.map { TrackingRule.key(of: $0.call.name, $0.call.kind) }
        var counts: [String: (count: Int, first: TrackingCall)] = [:]
        for (index, name) in keys.enumerated() {
            counts[name] = (count: (counts[name]?.count ?? 0) + 1, first: counts[name]?.first ?? calls[index].call)
        }
        for (name, counted) in counts.sorted(by: { $0.key < $1.key }) {
            try count(name, counted.count, counted.first, at: now)
        }
        let first = try connection.ids(calls.count, of: .activity)
        let rows = calls.indices.map { index in
            let call = calls[index].call
            let properties = Document.object(
                call.properties.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
            return [
                key, .text(keys[index]), .integer(first + Int64(index)), .integer(calls[index].contact.value),
                .instant(call.at), .text(orNull: call.name), .text(orNull: call.messageID),
                .text(orNull: call.channel), .text(orNull: call.campaign), .text(properties.json()),
                .integer(call.isPublic ? 1 : 0),
            ]
        }
        try connection.insert(into: "unmapped_call", columns: UnmappedEvents.columns, count: rows.count) {
            rows[$0][$1]
        }
    }

    private func count(_ name: String, _ count: Int, _ call: TrackingCall, at now: Instant) throws {
        try connection.execute(
            """
            INSERT INTO unmapped_event (workspace, event_key, call, event, calls, first_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workspace, event_key)
            DO UPDATE SET calls = unmapped_event.calls + excluded.calls, last_at = excluded.last_at
            """,
            [
                key, .text(name), .text(call.kind.rawValue), .text(orNull: call.name), .integer(count), .instant(now),
                .instant(now),
            ])
    }

    /// Makes activities of the calls that a rule is about now, as if it had always been there; at most `limit` at a time.
    /// Returns how many calls were settled.
    @discardableResult
    package func settle(under plan: TrackingPlan, limit: Int = 5000, at now: Instant) throws -> Int {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        var settled = 0
        for listed in try all() where settled < limit {
            let sample = TrackingCall(listed.call, name: listed.event.isEmpty ? nil : listed.event, at: listed.lastAt)
            guard plan.map.outcome(of: sample) != .unmapped else { continue }
            settled += try settle(listed, under: plan, limit: limit - settled, at: now)
        }
        return settled
    }

    private func settle(
        _ listed: Listed, under plan: TrackingPlan, limit: Int, at now: Instant
    ) throws -> Int {
        let event = SQLValue.text(TrackingRule.key(of: listed.event, listed.call))
        let kept = try connection.rows(
            """
            SELECT id, contact, at, name, message_id, channel, campaign, properties, is_public FROM unmapped_call
            WHERE workspace = ? AND event_key = ? ORDER BY id LIMIT ?
            """, [key, event, .integer(limit)]
        ) { row in (id: row.integer(0), contact: Contact.ID(row.integer(1)), call: try call(row, listed.call)) }
        var new: [Activities.New] = []
        var reserved: [Problem] = []
        for (_, contact, call) in kept {
            switch plan.map.outcome(of: call) {
            case .activity(let activity): new.append(.init(activity, of: contact))
            case .reserved(let kind): reserved.append(Problem(TrackingSentences.reserved(kind), path: "event"))
            case .unmapped, .unwanted, .nothing: break
            }
        }
        try TrackingProblems(connection, in: workspace.id).note(reserved, at: now)
        try Activities(connection, in: workspace.id).append(new, kinds: plan.kinds, zone: workspace.zone)
        if let last = kept.last {
            try connection.execute(
                "DELETE FROM unmapped_call WHERE workspace = ? AND event_key = ? AND id <= ?",
                [key, event, .integer(last.id)])
        }
        try connection.execute(
            "UPDATE unmapped_event SET calls = calls - ? WHERE workspace = ? AND event_key = ?",
            [.integer(kept.count), key, event])
        try connection.execute(
            """
            DELETE FROM unmapped_event WHERE workspace = ? AND event_key = ? AND NOT EXISTS (SELECT 1 FROM unmapped_call c
            WHERE c.workspace = unmapped_event.workspace AND c.event_key = unmapped_event.event_key)
            """, [key, event])
        return kept.count
    }

    private func call(_ row: any SQLRow, _ kind: TrackingCall.Kind) throws -> TrackingCall {
        var call = TrackingCall(
            kind, name: row.textOrNil(3), messageID: row.textOrNil(4), at: Instant(microseconds: row.integer(2)),
            properties: row.isNull(7) ? [:] : try ActivityRow.texts(row, 7))
        call.channel = row.textOrNil(5)
        call.campaign = row.textOrNil(6)
        call.isPublic = row.integer(8) == 1
        return call
    }
}

extension Activities.New {
    init(_ activity: ImportedActivity, of contact: Contact.ID) {
        self.init(
            contact: contact, at: activity.at, kind: activity.kind, channel: activity.channel,
            campaign: activity.campaign, amount: activity.amount, currency: activity.currency,
            messageID: activity.messageID, voids: activity.voids, properties: activity.properties)
    }
}
