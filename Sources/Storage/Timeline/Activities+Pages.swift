package import Verger

extension Activities {
    /// An activity, and whether a correction makes it void.
    package typealias Told = (activity: Activity, isVoid: Bool)

    /// The timeline of a contact, latest first, before `place` (an instant and an id); of one kind, or of all.
    package func page(
        of contact: Contact.ID, before place: Position?, kind: String? = nil, at now: Instant, limit: Int
    ) throws -> ListPage<Told> {
        var query = """
            SELECT \(ActivityRow.readColumns), EXISTS (
                SELECT 1 FROM activity_void v WHERE v.workspace = a.workspace AND v.contact = a.contact
                AND v.activity = a.id AND v.since <= ? AND (v.until IS NULL OR v.until > ?))
            FROM activity a WHERE a.workspace = ? AND a.contact = ?
            """
        var arguments: [SQLValue] = [
            .instant(now), .instant(now), .integer(workspace.value), .integer(contact.value),
        ]
        if let place, case .integer(let instant) = place.value {
            query += " AND (a.at, a.id) < (?, ?)"
            arguments += [.integer(instant), .integer(place.id)]
        }
        if let kind {
            query += " AND a.kind = ?"
            arguments.append(.text(kind))
        }
        let found = try connection.rows(
            query + " ORDER BY a.at DESC, a.id DESC LIMIT ?", arguments + [.integer(limit + 1)]
        ) { row in
            let activity = try ActivityRow.read(row)
            let told: Told = (activity, row.integer(11) == 1)
            return (Position(value: .integer(activity.at.microseconds), id: activity.id), told)
        }
        return ListPage(found, at: place.map { .after($0) } ?? .start, limit: limit)
    }
}

extension Activities {
    /// Records those whose `messageID` is not known yet; returns the id of each, nil for a duplicate.
    package func record(
        _ activities: [New], kinds: [String: ActivityKind], zone: Zone, at now: Instant
    ) throws -> [Int64?] {
        var known = try recorded(among: activities.compactMap(\.messageID))
        let isNew = activities.map { activity in activity.messageID.map { known.insert($0).inserted } ?? true }
        let new = zip(activities, isNew).filter(\.1).map(\.0)
        var ids = try append(new, kinds: kinds, zone: zone, at: now).map(\.id)[...]
        return isNew.map { $0 ? ids.removeFirst() : nil }
    }
}
