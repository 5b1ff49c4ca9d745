package import Verger

/// Who is in the saved segments of one workspace, and who entered or left them: derived, with every evaluation, from the
/// facts and the instant from which a segment is followed.
package struct Memberships {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    package struct Member: Hashable, Sendable {
        package let contact: Contact.ID
        package let since: Instant
    }

    package struct Event: Hashable, Sendable {
        package let segment: Segment.ID
        package let contact: Contact.ID
        package let at: Instant
        package let isEntry: Bool

        package init(segment: Segment.ID, contact: Contact.ID, at: Instant, isEntry: Bool) {
            self.segment = segment
            self.contact = contact
            self.at = at
            self.isEntry = isEntry
        }
    }

    /// A day of a segment: how many came and went.
    package struct Traffic: Hashable, Sendable {
        package let day: Day
        package var entered = 0
        package var left = 0
    }

    // MARK: Reading

    /// In order of id, after `after`.
    package func members(of segment: Segment.ID, after: Contact.ID? = nil, limit: Int) throws -> [Member] {
        try connection.rows(
            """
            SELECT contact, since FROM segment_member WHERE workspace = ? AND segment = ? AND contact > ?
            ORDER BY contact LIMIT ?
            """, [key, .integer(segment.value), .integer(after?.value ?? 0), .integer(limit)]
        ) { Member(contact: .init($0.integer(0)), since: Instant(microseconds: $0.integer(1))) }
    }

    package func count(of segment: Segment.ID) throws -> Int {
        let count = try connection.row(
            "SELECT COUNT(*) FROM segment_member WHERE workspace = ? AND segment = ?", [key, .integer(segment.value)]
        ) { $0.integer(0) }
        return Int(count ?? 0)
    }

    /// The segments that a contact is in.
    package func segments(of contact: Contact.ID) throws -> [(segment: Segment.ID, since: Instant)] {
        try connection.rows(
            "SELECT segment, since FROM segment_member WHERE workspace = ? AND contact = ? ORDER BY segment",
            [key, .integer(contact.value)]
        ) { (segment: .init($0.integer(0)), since: Instant(microseconds: $0.integer(1))) }
    }

    /// Entries and exits, latest first, before `before`, of those that a member sees. Who was in from the beginning did not
    /// enter.
    package func events(
        of segment: Segment, before: Event? = nil, seenBy visibility: Visibility = .everyone, limit: Int
    ) throws -> [Event] {
        let seen = seen(by: visibility)
        var query = """
            SELECT segment, contact, at, is_entry FROM segment_event WHERE workspace = ? AND segment = ? AND at > ?\(seen.text)
            """
        var arguments: [SQLValue] =
            [key, .integer(segment.id.value), .instant(segment.since)] + seen.arguments.map(\.bound)
        if let before {
            query += " AND (at < ? OR (at = ? AND contact < ?))"
            arguments += [.instant(before.at), .instant(before.at), .integer(before.contact.value)]
        }
        return try connection.rows(
            query + " ORDER BY at DESC, contact DESC LIMIT ?", arguments + [.integer(limit)], read)
    }

    /// What a contact entered and left, latest first.
    package func events(of contact: Contact.ID, limit: Int) throws -> [Event] {
        try connection.rows(
            """
            SELECT segment, contact, at, is_entry FROM segment_event WHERE workspace = ? AND contact = ?
            ORDER BY at DESC, segment LIMIT ?
            """, [key, .integer(contact.value), .integer(limit)], read)
    }

    /// How many came and went on each day from `first` on, in the zone of the workspace, of those that a member sees; days
    /// without any are left out.
    package func traffic(
        of segment: Segment, from first: Instant, in zone: Zone, seenBy visibility: Visibility = .everyone
    ) throws -> [Traffic] {
        let seen = seen(by: visibility)
        var result: [Traffic] = []
        try connection.scan(
            """
            SELECT at, is_entry FROM segment_event
            WHERE workspace = ? AND segment = ? AND at > ? AND at >= ?\(seen.text) ORDER BY at
            """,
            [key, .integer(segment.id.value), .instant(segment.since), .instant(first)]
                + seen.arguments.map(\.bound)
        ) { row in
            let day = zone.day(at: Instant(microseconds: row.integer(0)))
            if result.last?.day != day { result.append(Traffic(day: day)) }
            if row.integer(1) == 1 { result[result.count - 1].entered += 1 } else { result[result.count - 1].left += 1 }
            return true
        }
        return result
    }

    /// ` AND` that a member sees the contact of an event.
    private func seen(by visibility: Visibility) -> SQLFragment {
        guard visibility != .everyone else { return "" }
        return """
             AND EXISTS (SELECT 1 FROM contact c WHERE c.workspace = segment_event.workspace \
            AND c.id = segment_event.contact AND \(visibility.sql))
            """
    }

    private func read(_ row: any SQLRow) -> Event {
        Event(
            segment: .init(row.integer(0)), contact: .init(row.integer(1)), at: Instant(microseconds: row.integer(2)),
            isEntry: row.integer(3) == 1)
    }
}

extension Memberships {
    /// The segments that each of `contacts` is in.
    func segments(of contacts: [Contact.ID]) throws -> [Contact.ID: Set<Segment.ID>] {
        var result: [Contact.ID: Set<Segment.ID>] = [:]
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                """
                SELECT contact, segment FROM segment_member
                WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))
                """, [key] + batch.map { .integer($0.value) }
            ) { row in
                result[Contact.ID(row.integer(0)), default: []].insert(Segment.ID(row.integer(1)))
                return true
            }
        }
        return result
    }

    /// Replaces what was derived of contacts.
    func replace(_ evaluated: [Standings.Evaluated]) throws {
        try connection.inBatches(of: evaluated.map(\.contact)) { batch in
            for table in ["segment_member", "segment_event"] {
                try connection.execute(
                    "DELETE FROM \(table) WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                    [key] + batch.map { .integer($0.value) })
            }
        }
        try insert(evaluated)
    }

    /// Writes what was derived of contacts that have nothing derived yet.
    func insert(_ evaluated: [Standings.Evaluated]) throws {
        let members = evaluated.flatMap { item in
            item.memberships.compactMap { membership in membership.since.map { (membership.segment, item.contact, $0) }
            }
        }
        try connection.insert(
            into: "segment_member", columns: ["workspace", "segment", "contact", "since"], count: members.count
        ) { row, column in
            switch column {
            case 0: key
            case 1: .integer(members[row].0.value)
            case 2: .integer(members[row].1.value)
            default: .instant(members[row].2)
            }
        }
        let events = evaluated.flatMap { item in
            item.memberships.flatMap { membership in membership.crossings.map { (item.contact, membership.segment, $0) }
            }
        }
        try connection.insert(
            into: "segment_event", columns: ["workspace", "contact", "segment", "at", "is_entry"], count: events.count
        ) { row, column in
            switch column {
            case 0: key
            case 1: .integer(events[row].0.value)
            case 2: .integer(events[row].1.value)
            case 3: .instant(events[row].2.at)
            default: .integer(events[row].2.isEntry ? 1 : 0)
            }
        }
    }

    func removeAll(of segment: Segment.ID) throws {
        for table in ["segment_member", "segment_event"] {
            try connection.execute(
                "DELETE FROM \(table) WHERE workspace = ? AND segment = ?", [key, .integer(segment.value)])
        }
    }
}
