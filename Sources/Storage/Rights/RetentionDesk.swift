package import Verger

/// The contacts of one workspace who have said nothing for too long, and what is done about them.
package struct RetentionDesk {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let retention: Retention

    package init(_ connection: any SQLConnection, in workspace: Workspace, under retention: Retention) {
        self.connection = connection
        self.workspace = workspace
        self.retention = retention
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    /// Somebody who is due.
    package struct Case: Sendable, Identifiable {
        package let contact: Contact
        package let finding: Retention.Finding
        package let state: Retention.State

        package var id: Contact.ID { contact.id }
    }

    /// Some of those who are due, after a contact, in order of id; and where to go on, nil at the end.
    package func cases(after: Contact.ID?, limit: Int, at now: Instant) throws -> (cases: [Case], next: Contact.ID?) {
        var found: [Case] = []
        var last = after
        while found.count < limit {
            let ids = try candidates(after: last, limit: max(limit, 200), at: now)
            guard let end = ids.last else { return (found, nil) }
            for contact in try Contacts(connection, in: workspace).find(ids) {
                last = contact.id
                if let item = try item(contact, at: now) { found.append(item) }
                if found.count == limit { return (found, contact.id) }
            }
            last = end
        }
        return (found, last)
    }

    /// Those of `ids` who are due.
    package func cases(among ids: [Contact.ID], at now: Instant) throws -> [Case] {
        try Contacts(connection, in: workspace).find(ids).compactMap { try item($0, at: now) }
    }

    /// What is known of one contact.
    package func finding(_ contact: Contact, at now: Instant) throws -> Retention.Finding {
        let timeline = try Activities(connection, in: workspace.id).timeline(of: contact.id)
        return retention.finding(timeline, firstFact: try firstFact(of: contact, timeline), at: now)
    }

    private func item(_ contact: Contact, at now: Instant) throws -> Case? {
        let timeline = try Activities(connection, in: workspace.id).timeline(of: contact.id)
        let finding = retention.finding(timeline, firstFact: try firstFact(of: contact, timeline), at: now)
        guard finding.dueAt <= now else { return nil }
        let register = ConsentRegister(
            timeline, purposes: try Purposes(connection, in: workspace.id).current(), at: now)
        let state = retention.state(
            of: finding, askedAt: try RetentionQuestions(connection, in: workspace.id).askedAt(contact.id),
            canBeAsked: contact.fields[.email] != nil && !register.refusesAllMail, at: now)
        return Case(contact: contact, finding: finding, state: state)
    }

    private func firstFact(of contact: Contact, _ timeline: [Activity]) throws -> Instant {
        let created = contact.fields[.createdAt].flatMap { Instant(iso8601: $0, in: workspace.zone) }
        if let created { return min(created, timeline.first?.at ?? created) }
        if let first = timeline.first?.at { return first }
        return try connection.row(
            "SELECT recorded_at FROM contact WHERE workspace = ? AND id = ?", [key, .integer(contact.id.value)]
        ) { Instant(microseconds: $0.integer(0)) } ?? .distantPast
    }

    /// A superset of those who are due: nobody who did anything since the time began to run.
    private func candidates(after: Contact.ID?, limit: Int, at now: Instant) throws -> [Contact.ID] {
        let kinds = retention.kinds.sorted()
        let cutoff = SQLValue.instant(retention.cutoff(at: now))
        return try connection.rows(
            """
            SELECT c.id FROM contact c WHERE c.workspace = ? AND c.id > ?
            AND (c.created_at IS NULL OR c.created_at <= ?)
            AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.workspace = c.workspace AND a.contact = c.id AND a.at > ?
            AND a.at <= ? AND a.voids IS NULL AND a.kind IN (\(connection.marks(kinds.count)))
            AND NOT EXISTS (SELECT 1 FROM activity_void v WHERE v.workspace = a.workspace AND v.contact = a.contact
            AND v.activity = a.id))
            ORDER BY c.id LIMIT ?
            """,
            [key, .integer(after?.value ?? 0), cutoff, cutoff, .instant(now)] + kinds.map { .text($0) }
                + [.integer(limit)]
        ) { Contact.ID($0.integer(0)) }
    }
}

extension ConsentRegister {
    /// Whoever wants no mail of any kind is not asked by mail.
    fileprivate var refusesAllMail: Bool {
        if restriction != nil { return true }
        let byMail = purposes.filter { $0.channels.contains(.email) }
        return !byMail.isEmpty && byMail.allSatisfy { self[$0.id, .email].state == .refused }
    }
}
