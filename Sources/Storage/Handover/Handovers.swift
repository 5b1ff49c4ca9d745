package import Verger

/// The handovers of one workspace.
package struct Handovers {
    let connection: any SQLConnection
    let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    var key: SQLValue { .integer(workspace.id.value) }

    // MARK: Reading

    /// Those that wait for an answer, the most pressing first: of everyone, or of one person and of nobody.
    /// Contacts that are excluded wait for none; only those that a member sees are looked at.
    package func open(
        for owner: String? = nil, seenBy visibility: Visibility = .everyone, limit: Int = 100
    ) throws -> [Handover] {
        let mine = owner == nil ? "" : " AND (h.owner IS NULL OR h.owner = ?)"
        return try connection.rows(
            """
            SELECT \(Handovers.columns) FROM handover h
            JOIN contact c ON c.workspace = h.workspace AND c.id = h.contact
            LEFT JOIN contact_state s ON s.workspace = h.workspace AND s.contact = h.contact
            WHERE h.workspace = ? AND h.answer IS NULL AND h.closed_at IS NULL\(mine)
            AND COALESCE(s.excluded, 0) = 0 AND \(visibility.sql.text) ORDER BY h.due_at, h.id LIMIT ?
            """,
            [key] + (owner.map { [.text($0.folded)] } ?? []) + visibility.sql.arguments.map(\.bound) + [
                .integer(limit)
            ],
            Handovers.read)
    }

    package func find(_ id: Int64) throws -> Handover? {
        try connection.row(
            "SELECT \(Handovers.columns) FROM handover h WHERE h.workspace = ? AND h.id = ?", [key, .integer(id)],
            Handovers.read)
    }

    /// All of a contact, latest first.
    package func all(of contact: Contact.ID) throws -> [Handover] {
        try connection.rows(
            "SELECT \(Handovers.columns) FROM handover h WHERE h.workspace = ? AND h.contact = ? ORDER BY h.opened_at DESC",
            [key, .integer(contact.value)], Handovers.read)
    }

    /// Those opened from `start` to before `end`, oldest first: what a report of answers is made of.
    package func opened(from start: Instant, to end: Instant) throws -> [Handover] {
        try connection.rows(
            """
            SELECT \(Handovers.columns) FROM handover h WHERE h.workspace = ? AND h.opened_at >= ? AND h.opened_at < ?
            ORDER BY h.opened_at, h.id
            """, [key, .instant(start), .instant(end)], Handovers.read)
    }

    // MARK: Answering

    /// `person`, an e-mail address, looks after the contact from now on. Nil when there is no such handover.
    @discardableResult
    package func take(_ id: Int64, by person: String, at now: Instant) throws -> Handover? {
        guard var handover = try find(id) else { return nil }
        try handover.take(by: person.folded, at: now)
        try save(handover)
        let contacts = Contacts(connection, in: workspace, types: try types())
        if let old = try contacts.find(handover.contact) {
            var new = old
            new.fields[.owner] = person.folded
            try contacts.update(new, from: old, at: now)
        }
        try record("handover taken", handover, by: person, at: now)
        return handover
    }

    /// `person` gives the contact back to marketing, and says why. Nil when there is no such handover.
    @discardableResult
    package func refuse(_ id: Int64, by person: String, reason: String, at now: Instant) throws -> Handover? {
        guard var handover = try find(id) else { return nil }
        try handover.refuse(by: person.folded, reason: reason, at: now)
        try save(handover)
        try record("handover refused", handover, by: person, at: now, [("reason", .text(reason))])
        return handover
    }

    private func record(
        _ action: String, _ handover: Handover, by person: String, at now: Instant, _ more: [(String, Document)] = []
    ) throws {
        try AuditLog(connection, in: workspace.id).record(
            action, by: person,
            [("handover", .number(Int(handover.id))), ("contact", .number(Int(handover.contact.value)))] + more, at: now
        )
    }

    private func save(_ handover: Handover) throws {
        var (answer, reason): (String?, String?) = (nil, nil)
        switch handover.answer {
        case .taken: answer = "taken"
        case .refused(let text): (answer, reason) = ("refused", text)
        case nil: break
        }
        try connection.execute(
            """
            UPDATE handover SET owner = ?, answer = ?, reason = ?, answered_at = ?, answered_by = ?
            WHERE workspace = ? AND id = ?
            """,
            [
                .text(orNull: handover.owner), .text(orNull: answer), .text(orNull: reason),
                .instant(orNil: handover.answeredAt), .text(orNull: handover.answeredBy), key, .integer(handover.id),
            ])
    }

    private func types() throws -> [String: ValueType] {
        try Definitions(connection, in: workspace).active()?.definition.fields ?? [:]
    }

    static let columns =
        "h.id, h.contact, h.opened_at, h.due_at, h.owner, h.answer, h.reason, h.answered_at, h.answered_by, h.closed_at"

    static func read(_ row: any SQLRow) -> Handover {
        let answer: Handover.Answer? =
            switch row.text(5) {
            case "taken": .taken
            case "refused": .refused(reason: row.text(6))
            default: nil
            }
        return Handover(
            id: row.integer(0), contact: .init(row.integer(1)), openedAt: Instant(microseconds: row.integer(2)),
            dueAt: Instant(microseconds: row.integer(3)), owner: row.textOrNil(4), answer: answer,
            answeredAt: row.integerOrNil(7).map { Instant(microseconds: $0) }, answeredBy: row.textOrNil(8),
            closedAt: row.integerOrNil(9).map { Instant(microseconds: $0) })
    }
}
