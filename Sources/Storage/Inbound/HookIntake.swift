package import Verger

/// Records what the bodies of programs become under the map of their source: each part once, whatever comes again.
package struct HookIntake {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant
    private let plan: TrackingPlan
    private let phone: RowConverter.PhoneReader

    package init(
        _ connection: any SQLConnection, in workspace: Workspace, at now: Instant,
        phone: @escaping RowConverter.PhoneReader
    ) throws {
        self.connection = connection
        self.workspace = workspace
        self.now = now
        self.phone = phone
        plan = try TrackingPlan(connection, in: workspace)
    }

    package struct Outcome: Hashable, Sendable {
        package let delivery: Int64
        package let state: HookDelivery.State
        /// The same body came before: nothing more was done.
        package let isRepeated: Bool
    }

    /// Keeps a body and records what it becomes. What can't be taken waits in it.
    package func receive(_ text: String, of source: HookSource) throws -> Outcome {
        try lock()
        let read = HookIntake.read(text)
        // One way to write it, so that what was escaped can be found when somebody is to be erased.
        let body = (try? read.get())?.json() ?? text.replacing("\0", with: "\u{FFFD}")
        let deliveries = HookDeliveries(connection, in: workspace.id)
        let fingerprint = Secret.fingerprint(body)
        if let known = try deliveries.find(fingerprint, of: source.id) {
            try deliveries.count(known.id, at: now)
            return Outcome(delivery: known.id, state: known.state, isRepeated: true)
        }
        let namesErased = try InboundPeople(connection, in: workspace, types: plan.types).mentionsSuppressed(body)
        let id = try deliveries.insert(
            namesErased ? "" : body, fingerprint, of: source.id, at: now)
        if namesErased { try deliveries.forgetBody(of: id) }
        let state = try settle(id, read, of: source, receivedAt: now)
        return Outcome(delivery: id, state: state, isRepeated: false)
    }

    /// Reads a kept body again with the map of today; what was recorded stays. Nil when there is no such body.
    package func replay(_ id: Int64) throws -> HookDelivery.State? {
        try lock()
        let deliveries = HookDeliveries(connection, in: workspace.id)
        guard let delivery = try deliveries.find(id), !delivery.body.isEmpty,
            let source = try HookSources(connection, in: workspace.id).find(delivery.source)
        else { return nil }
        return try settle(id, HookIntake.read(delivery.body), of: source, receivedAt: delivery.receivedAt)
    }

    /// The same for all bodies of a source that wait, 500 at a time. Returns how many wait no more, of how many.
    package func replayHeld(of source: HookSource) throws -> (settled: Int, tried: Int) {
        try lock()
        let held = try HookDeliveries(connection, in: workspace.id).held(of: source.id, limit: 500)
        var settled = 0
        for delivery in held {
            let state = try settle(
                delivery.id, HookIntake.read(delivery.body), of: source, receivedAt: delivery.receivedAt)
            if state != .held { settled += 1 }
        }
        return (settled, held.count)
    }

    /// What a body would become, and whom of these one knows. Nothing is recorded.
    package func trial(
        _ document: Document, by map: HookMap, receivedAt: Instant
    ) throws -> (reading: HookReading, known: [String: Contact.ID]) {
        let reading = reading(document, map, receivedAt: receivedAt)
        let emails = Set(
            reading.items.compactMap { item -> String? in
                guard case .read(let contact, _) = item.state else { return nil }
                return contact.fields[ContactField.email.rawValue]?.lowercased()
            })
        return (reading, try Contacts(connection, in: workspace).withEmails(emails.sorted()))
    }

    /// `map` with what the workspace knows.
    package func compiled(_ draft: HookMapDraft) -> (map: HookMap, problems: [Problem]) {
        draft.compiled(types: plan.types, kinds: plan.kinds)
    }

    // MARK: Recording

    private static func read(_ text: String) -> Result<Document, Problem> {
        do {
            return .success(try Document(json: text))
        } catch {
            return .failure(error)
        }
    }

    private func lock() throws {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
    }

    private func reading(_ document: Document, _ map: HookMap, receivedAt: Instant) -> HookReading {
        HookReading(
            of: document, by: map,
            .init(
                zone: workspace.zone, currency: workspace.currency, receivedAt: receivedAt,
                reader: ProfileReader(
                    zone: workspace.zone, region: workspace.region, fields: plan.types, phone: phone)))
    }

    private func settle(
        _ id: Int64, _ read: Result<Document, Problem>, of source: HookSource, receivedAt: Instant
    ) throws -> HookDelivery.State {
        let deliveries = HookDeliveries(connection, in: workspace.id)
        let document: Document
        switch read {
        case .success(let found): document = found
        case .failure(let problem):
            try deliveries.settle(id, .unreadable, problem, [])
            return .unreadable
        }
        let (map, problems) = compiled(source.map)
        // A map that is wrong somewhere would record half of what is meant.
        if let problem = problems.first {
            try deliveries.settle(id, .held, problem, [])
            return .held
        }
        let reading = reading(document, map, receivedAt: receivedAt)
        let items = try reading.items.map { try record($0, of: source) }
        let isHeld = reading.problem != nil || items.contains { $0.state == .refused }
        let isIgnored = items.allSatisfy { $0.state == .ignored }
        let state: HookDelivery.State = isHeld ? .held : isIgnored ? .ignored : .taken
        try deliveries.settle(id, state, reading.problem, items)
        // Whoever was erased may be told by an id only, which no text shows.
        if items.contains(where: { $0.state == .suppressed }) { try deliveries.forgetBody(of: id) }
        return state
    }

    private func record(_ item: HookReading.Item, of source: HookSource) throws -> HookDeliveries.Item {
        func made(
            _ state: HookDeliveries.Item.State, _ contact: Contact.ID? = nil, _ kind: String? = nil,
            _ more: [Problem] = []
        ) -> HookDeliveries.Item {
            HookDeliveries.Item(
                number: item.number, contact: contact, state: state, kind: kind, problems: item.problems + more)
        }
        switch item.state {
        case .ignored: return made(.ignored)
        case .refused: return made(.refused)
        case .read(let described, let activity):
            let messageID = activity.map { uniqueID(of: $0, item, source) }
            if let messageID, let owner = try owner(of: messageID) { return made(.repeated, owner, activity?.kind) }
            let people = InboundPeople(connection, in: workspace, types: plan.types)
            switch try people.record(described, from: activity?.channel ?? source.name, at: now) {
            case .suppressed:
                return HookDeliveries.Item(
                    number: item.number, contact: nil, state: .suppressed, kind: nil, problems: [])
            case .refused(let problem): return made(.refused, nil, nil, [problem])
            case .contact(let contact):
                if var activity {
                    activity.messageID = messageID
                    try Activities(connection, in: workspace.id).append(
                        [Activities.New(activity, of: contact)], kinds: plan.kinds, zone: workspace.zone, at: now)
                }
                return made(.recorded, contact, activity?.kind)
            }
        }
    }

    private func uniqueID(of activity: ImportedActivity, _ item: HookReading.Item, _ source: HookSource) -> String {
        let name = activity.messageID ?? Secret.fingerprint(item.text)
        return "hook:\(source.id):" + (name.utf8.count <= 200 ? name : Secret.fingerprint(name))
    }

    private func owner(of messageID: String) throws -> Contact.ID? {
        try connection.row(
            "SELECT contact FROM activity WHERE workspace = ? AND message_id = ? LIMIT 1",
            [.integer(workspace.id.value), .text(messageID)]
        ) { Contact.ID($0.integer(0)) }
    }
}
