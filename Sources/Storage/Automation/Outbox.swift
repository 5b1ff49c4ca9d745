import Verger

/// Queues what webhooks are to be told, in the transaction of the fact itself.
struct Outbox {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.init(connection, in: workspace.id)
    }

    init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// Whether somebody wants to be told of one of `events`.
    func isWanted(_ events: Webhook.Event...) throws -> Bool {
        try listeners().contains { !$0.events.isDisjoint(with: events) }
    }

    /// New contacts.
    func announce(_ contacts: [Contact], at now: Instant) throws {
        let listeners = try listeners(of: .contactCreated)
        guard !listeners.isEmpty else { return }
        try queue(
            contacts.map {
                Message(.contactCreated, key: "contact:\($0.id.value)", [("contact", $0.told)])
            }, to: listeners, at: now)
    }

    /// New activities.
    func announce(_ activities: [Activities.Recorded], zone: Zone, at now: Instant) throws {
        let listeners = try listeners(of: .activityRecorded)
        guard !listeners.isEmpty else { return }
        let contacts = try told(activities.map(\.contact))
        try queue(
            activities.map { contact, activity in
                Message(
                    .activityRecorded, key: "activity:\(activity.id)",
                    [("contact", contacts[contact] ?? .null), ("activity", activity.json(zone: zone))])
            }, to: listeners, at: now)
    }

    /// What an evaluation changed, but of contacts that are `silent`.
    func announce(_ changes: [ContactChange], unless isSilent: (Contact.ID) -> Bool, at now: Instant) throws {
        let changes = changes.filter { $0.isMovement && !isSilent($0.contact) }
        guard !changes.isEmpty else { return }
        let listeners = try listeners(of: .contactStageChanged, .segmentEntered, .segmentLeft)
        guard !listeners.isEmpty else { return }
        let contacts = try told(changes.map(\.contact))
        let names = try changes.contains { !$0.entered.isEmpty || !$0.left.isEmpty } ? segmentNames() : [:]
        let told = changes.flatMap { messages(of: $0, contacts[$0.contact] ?? .null, names, at: now) }
        try queue(told, to: listeners, at: now)
    }

    private func messages(
        of change: ContactChange, _ contact: Document, _ names: [Segment.ID: String], at now: Instant
    ) -> [Message] {
        var messages: [Message] = []
        let id = change.contact.value
        if let move = change.move {
            messages.append(
                Message(
                    .contactStageChanged,
                    key: "stage:\(id):\(move.from ?? ""):\(move.to ?? ""):\(move.at.microseconds)",
                    [
                        ("contact", contact), ("from", .text(orNull: move.from)), ("to", .text(orNull: move.to)),
                        ("since", .text(move.at.iso8601)),
                    ]))
        }
        for (event, segments) in [(Webhook.Event.segmentEntered, change.entered), (.segmentLeft, change.left)] {
            for segment in segments {
                messages.append(
                    Message(
                        event, key: "\(event.rawValue):\(segment.value):\(id):\(now.microseconds)",
                        [
                            ("contact", contact),
                            (
                                "segment",
                                ["id": .number(Int(segment.value)), "name": .text(orNull: names[segment])]
                            ),
                        ]))
            }
        }
        return messages
    }

    // MARK: Queueing

    private struct Message {
        let event: Webhook.Event
        let key: String
        let details: [(String, Document)]

        init(_ event: Webhook.Event, key: String, _ details: [(String, Document)]) {
            self.event = event
            self.key = key
            self.details = details
        }
    }

    private func queue(_ messages: [Message], to listeners: [Webhook], at now: Instant) throws {
        let addressed = messages.flatMap { message in
            listeners.filter { $0.events.contains(message.event) }.map { (message, $0.id) }
        }
        guard !addressed.isEmpty else { return }
        let slug = try connection.row("SELECT slug FROM workspace WHERE id = ?", [key]) { $0.text(0) } ?? ""
        let first = try connection.ids(addressed.count, of: .delivery)
        for (offset, (message, webhook)) in addressed.enumerated() {
            let id = first + Int64(offset)
            let payload = Document.object([
                ("id", .text("evt_\(id)")), ("type", .text(message.event.rawValue)),
                ("createdAt", .text(now.iso8601)), ("workspace", .text(slug)), ("data", .object(message.details)),
            ])
            try connection.execute(
                """
                INSERT INTO webhook_delivery
                    (workspace, id, webhook, event, event_key, payload, created_at, status, attempts, next_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', 0, 0) ON CONFLICT DO NOTHING
                """,
                [
                    key, .integer(id), .integer(webhook), .text(message.event.rawValue), .text(message.key),
                    .text(payload.json()), .instant(now),
                ])
        }
    }

    private func listeners(of events: Webhook.Event...) throws -> [Webhook] {
        try listeners().filter { !$0.events.isDisjoint(with: events) }
    }

    private func listeners() throws -> [Webhook] { try Webhooks(connection, in: workspace).all().filter(\.isActive) }

    private func told(_ contacts: [Contact.ID]) throws -> [Contact.ID: Document] {
        var result: [Contact.ID: Document] = [:]
        try connection.inBatches(of: Array(Set(contacts)).sorted()) { batch in
            try connection.forEachRow(
                """
                SELECT id, external_id, email FROM contact
                WHERE workspace = ? AND id IN (\(connection.marks(batch.count)))
                """, [key] + batch.map { .integer($0.value) }
            ) { row in
                let contact = Contact(
                    id: .init(row.integer(0)),
                    fields: [ContactField.externalID: row.textOrNil(1), .email: row.textOrNil(2)].compactMapValues {
                        $0
                    })
                result[contact.id] = contact.told
                return true
            }
        }
        return result
    }

    private func segmentNames() throws -> [Segment.ID: String] {
        try Dictionary(
            uniqueKeysWithValues: Segments(connection, in: workspace).all().map { ($0.id, $0.name) })
    }
}

extension Contact {
    /// Who it is, for others.
    fileprivate var told: Document {
        [
            "id": .number(Int(id.value)), "externalId": .text(orNull: fields[.externalID]),
            "email": .text(orNull: fields[.email]),
        ]
    }
}
