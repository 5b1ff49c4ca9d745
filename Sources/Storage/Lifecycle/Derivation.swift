import Verger

/// Writes what was derived of contacts, and what follows from it, in one transaction: states, histories, members of
/// segments, handovers, what is to be sent to others.
struct Derivation {
    let connection: any SQLConnection
    let workspace: Workspace
    let rules: Rules
    let now: Instant

    init(_ connection: any SQLConnection, in workspace: Workspace, by rules: Rules, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.rules = rules
        self.now = now
    }

    /// Replaces what was derived; returns what that changed, for each contact, in their order. Silently, unless somebody
    /// is told of changes: then nothing is compared and nothing returned.
    @discardableResult
    func replace(_ evaluated: [Standings.Evaluated], silently: Bool = false) throws -> [ContactChange] {
        let outbox = Outbox(connection, in: workspace)
        let isSilent = try silently && !outbox.isWanted(.contactStageChanged, .segmentEntered, .segmentLeft)
        let before = isSilent ? nil : try Before(of: evaluated.map(\.contact), self)
        try Standings(connection, in: workspace.id).replace(evaluated)
        if rules.isWatchingSegments { try Memberships(connection, in: workspace.id).replace(evaluated) }
        try followHandovers(evaluated)
        guard let before else { return [] }
        let changes = evaluated.map { change(of: $0, since: before) }
        try outbox.announce(changes, unless: before.isSilent, at: now)
        return changes
    }

    /// Writes what was derived of contacts that have nothing derived yet, brought by an import: nobody is told.
    func insert(_ evaluated: [Standings.Evaluated]) throws {
        try Standings(connection, in: workspace.id).insert(evaluated)
        if rules.isWatchingSegments { try Memberships(connection, in: workspace.id).insert(evaluated) }
        try followHandovers(evaluated)
    }

    private func followHandovers(_ evaluated: [Standings.Evaluated]) throws {
        guard let rule = rules.handover else { return }
        try Handovers(connection, in: workspace).follow(evaluated, by: rule, at: now)
    }

    // MARK: Changes

    /// What was derived of contacts before.
    private struct Before {
        var stages: [Contact.ID: Int?]
        var segments: [Contact.ID: Set<Segment.ID>] = [:]
        /// New contacts that an import brought: their first stage is not a change.
        var brought: Set<Contact.ID>

        init(of contacts: [Contact.ID], _ derivation: Derivation) throws {
            let connection = derivation.connection
            stages = try Standings(connection, in: derivation.workspace.id).stages(of: contacts)
            let new = contacts.filter { [stages] in stages[$0] == nil }
            brought = Set(try Contacts(connection, in: derivation.workspace).runs(of: new).keys)
            guard derivation.rules.isWatchingSegments else { return }
            segments = try Memberships(connection, in: derivation.workspace.id).segments(of: contacts)
        }

        func isSilent(_ contact: Contact.ID) -> Bool { brought.contains(contact) }
    }

    private func change(of item: Standings.Evaluated, since before: Before) -> ContactChange {
        var change = ContactChange(contact: item.contact)
        let (old, new) = (before.stages[item.contact] ?? nil, item.standing?.stage)
        if old != new {
            change.move = .init(from: id(ofStage: old), to: id(ofStage: new), at: item.history.last?.at ?? now)
        }
        let (left, entered) = (
            before.segments[item.contact] ?? [], Set(item.memberships.filter { $0.since != nil }.map(\.segment))
        )
        // Who is in from the beginning did not enter.
        let initial = Set(item.memberships.filter { rules.isFromBeginning($0) }.map(\.segment))
        change.entered = entered.subtracting(left).subtracting(initial).sorted()
        change.left = left.subtracting(entered).sorted()
        return change
    }

    private func id(ofStage index: Int?) -> String? {
        index.flatMap { rules.stages.indices.contains($0) ? rules.stages[$0].id : nil }
    }
}

extension Standings {
    /// The positions of the stages that contacts hold; without those that have no state yet.
    func stages(of contacts: [Contact.ID]) throws -> [Contact.ID: Int?] {
        var result: [Contact.ID: Int?] = [:]
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                "SELECT contact, stage FROM contact_state WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                [.integer(workspace.value)] + batch.map { .integer($0.value) }
            ) { row in
                result[Contact.ID(row.integer(0))] = .some(row.integerOrNil(1).map { Int($0) })
                return true
            }
        }
        return result
    }
}
