package import Verger

/// What people have demanded of one workspace, with what was done about it.
package struct RightsRequests {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    // MARK: Reading

    /// Those without an answer, the oldest first.
    package func open() throws -> [RightsRequest] {
        try rows("AND outcome IS NULL ORDER BY received_on, id", [])
    }

    /// Those that were answered, the latest first.
    package func closed(limit: Int) throws -> [RightsRequest] {
        try rows("AND outcome IS NOT NULL ORDER BY closed_at DESC, id DESC LIMIT ?", [.integer(limit)])
    }

    package func find(_ id: Int64) throws -> RightsRequest? { try rows("AND id = ?", [.integer(id)]).first }

    /// Those that name somebody who is no contact in these words.
    package func all(naming identity: Identity) throws -> [RightsRequest] {
        try rows("AND contact IS NULL AND subject IS NOT NULL ORDER BY id DESC", []).filter {
            $0.subject.flatMap { Identity(named: $0) } == identity
        }
    }

    package func all(of contact: Contact.ID) throws -> [RightsRequest] {
        try rows("AND contact = ? ORDER BY id DESC", [.integer(contact.value)])
    }

    /// Oldest first.
    package func history(of id: Int64) throws -> [RightsEvent] {
        try connection.rows(
            "SELECT at, actor, step, note FROM rights_event WHERE workspace = ? AND request = ? ORDER BY id",
            [key, .integer(id)]
        ) { row in
            guard let step = RightsEvent.Step(rawValue: row.text(2)) else {
                throw StorageProblem.corrupt("rights_event")
            }
            return RightsEvent(
                at: Instant(microseconds: row.integer(0)), actor: row.textOrNil(1), step: step, note: row.textOrNil(3))
        }
    }

    // MARK: Writing

    /// What a request is about.
    package struct New: Sendable {
        package let kind: RightsRequest.Kind
        package let contact: Contact.ID?
        package let subject: String?
        package let receivedOn: Day
        package let note: String?

        package init(
            _ kind: RightsRequest.Kind, of contact: Contact.ID?, subject: String? = nil, receivedOn: Day,
            note: String? = nil
        ) {
            self.kind = kind
            self.contact = contact
            self.subject = subject
            self.receivedOn = receivedOn
            self.note = note
        }
    }

    /// Writes a request down; one of the same kind that the same contact has open is that one, where what it says is noted.
    /// `actor`: nil for the person.
    @discardableResult
    package func add(_ new: New, by actor: String?, at now: Instant) throws -> RightsRequest {
        if let contact = new.contact {
            let waiting = try rows(
                "AND contact = ? AND kind = ? AND outcome IS NULL",
                [.integer(contact.value), .text(new.kind.rawValue)])
            if let waiting = waiting.first {
                try noteAgain(new, on: waiting, by: actor, at: now)
                return waiting
            }
        }
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            """
            INSERT INTO rights_request (workspace, id, contact, subject, kind, origin, received_on)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(id), .integer(orNull: new.contact?.value), .text(orNull: new.subject),
                .text(new.kind.rawValue), .text(actor == nil ? "person" : "staff"), .text(new.receivedOn.description),
            ])
        try append(RightsEvent(at: now, actor: actor, step: .opened, note: new.note), to: id)
        try audit("rights request opened", id, new.kind, by: actor ?? "the person", at: now)
        guard let request = try find(id) else { throw StorageProblem.corrupt("rights_request") }
        return request
    }

    /// Nothing is noted of who says nothing new, such as by sending the same form twice.
    private func noteAgain(_ new: New, on waiting: RightsRequest, by actor: String?, at now: Instant) throws {
        guard let note = new.note?.trimmedOrNil else { return }
        let isSaid = try history(of: waiting.id).contains { $0.note?.trimmed == note && $0.actor == actor }
        guard !isSaid else { return }
        try append(RightsEvent(at: now, actor: actor, step: .noted, note: note), to: waiting.id)
        try audit("rights request noted", waiting.id, waiting.kind, by: actor ?? "the person", at: now)
    }

    /// Leaves nothing of who asked in a request that no contact says.
    package func forgetSubject(of id: Int64) throws {
        try connection.execute(
            "UPDATE rights_request SET subject = NULL, extension_reason = \(Erasure.reasonLeft) WHERE workspace = ? AND id = ?",
            [key, .integer(id)])
        try connection.execute(
            "UPDATE rights_event SET note = NULL WHERE workspace = ? AND request = ?", [key, .integer(id)])
    }

    package func take(_ id: Int64, by actor: String, at now: Instant) throws {
        try change(id, .taken, nil, by: actor, at: now) { request throws(RightsRequest.Problem) in
            try request.take(by: actor)
        }
    }

    package func extend(_ id: Int64, because reason: String, by actor: String, at now: Instant) throws {
        let today = workspace.zone.day(at: now)
        try change(id, .extended, reason, by: actor, at: now) { request throws(RightsRequest.Problem) in
            try request.extend(because: reason, on: today)
        }
    }

    package func note(_ text: String, on id: Int64, by actor: String, at now: Instant) throws {
        try change(id, .noted, text, by: actor, at: now) { request throws(RightsRequest.Problem) in
            if text.trimmedOrNil == nil { throw .reasonMissing }
        }
    }

    package func close(
        _ id: Int64, _ outcome: RightsRequest.Outcome, because note: String?, by actor: String, at now: Instant
    ) throws {
        try change(id, outcome == .granted ? .granted : .refused, note?.trimmedOrNil, by: actor, at: now) {
            request throws(RightsRequest.Problem) in
            try request.close(outcome, because: note, by: actor, at: now)
        }
    }

    /// Load, decide, save, record.
    private func change(
        _ id: Int64, _ step: RightsEvent.Step, _ note: String?, by actor: String, at now: Instant,
        _ decide: (inout RightsRequest) throws(RightsRequest.Problem) -> Void
    ) throws {
        guard var request = try find(id) else { return }
        try decide(&request)
        try connection.execute(
            """
            UPDATE rights_request SET extension_reason = ?, handler = ?, outcome = ?, closed_at = ?
            WHERE workspace = ? AND id = ?
            """,
            [
                .text(orNull: request.extensionReason), .text(orNull: request.handler),
                .text(orNull: request.outcome?.rawValue), .instant(orNil: request.closedAt), key, .integer(id),
            ])
        try append(RightsEvent(at: now, actor: actor, step: step, note: note), to: id)
        try audit("rights request \(step.rawValue)", id, request.kind, by: actor, at: now)
    }

    private func append(_ event: RightsEvent, to request: Int64) throws {
        try connection.execute(
            "INSERT INTO rights_event (workspace, request, id, at, actor, step, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                key, .integer(request), .integer(try connection.ids(1, of: .record)), .instant(event.at),
                .text(orNull: event.actor), .text(event.step.rawValue), .text(orNull: event.note),
            ])
    }

    private func audit(
        _ action: String, _ id: Int64, _ kind: RightsRequest.Kind, by actor: String, at now: Instant
    ) throws {
        try AuditLog(connection, in: workspace.id).record(
            action, by: actor, [("request", .number(Int(id))), ("kind", .text(kind.rawValue))], at: now)
    }

    private func rows(_ rest: String, _ arguments: [SQLValue]) throws -> [RightsRequest] {
        try connection.rows(
            """
            SELECT id, contact, subject, kind, origin, received_on, extension_reason, handler, outcome, closed_at
            FROM rights_request WHERE workspace = ? \(rest)
            """, [key] + arguments
        ) { row in
            guard let kind = RightsRequest.Kind(rawValue: row.text(3)),
                let origin = RightsRequest.Origin(rawValue: row.text(4)), let day = Day(iso8601: row.text(5))
            else { throw StorageProblem.corrupt("rights_request") }
            return RightsRequest(
                id: row.integer(0), contact: row.integerOrNil(1).map { Contact.ID($0) }, subject: row.textOrNil(2),
                kind: kind, origin: origin, receivedOn: day, extensionReason: row.textOrNil(6),
                handler: row.textOrNil(7), outcome: row.textOrNil(8).flatMap(RightsRequest.Outcome.init(rawValue:)),
                closedAt: row.integerOrNil(9).map { Instant(microseconds: $0) })
        }
    }
}
