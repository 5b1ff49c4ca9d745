package import Verger

/// Records the calls that programs send, in their order: each once, of the right person. All or none.
package final class Intake {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let plan: TrackingPlan
    private let now: Instant
    private let people: IntakePeople
    private var activities: [Activities.New] = []
    private var unmapped: [(contact: Contact.ID, call: TrackingCall)] = []
    private var reserved: [Problem] = []
    private var outcome = Outcome()

    package init(_ connection: any SQLConnection, in workspace: Workspace, under plan: TrackingPlan, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.plan = plan
        self.now = now
        people = IntakePeople(connection, in: workspace, types: plan.types, at: now)
    }

    /// What became of some calls.
    package struct Outcome: Hashable, Sendable {
        package var activities = 0
        /// Of events that no rule is about.
        package var unmapped = 0
        /// Recorded before.
        package var repeated = 0
        /// Of people who were erased: nothing of these is recorded.
        package var suppressed = 0
        /// What was said of people and can't be so.
        package var problems: [Problem] = []
        /// The spare ids of visitors that are in use now.
        package var replacements: Set<String> = []
        /// The ids of browsers that are somebody else's from now on.
        package var handed: Set<String> = []
    }

    /// To be called once.
    package func record(_ calls: [TrackingCall]) throws -> Outcome {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        let fresh = try Suppressions(connection, in: workspace.id).admitted(withoutRepeated(calls))
        outcome.suppressed = calls.count - outcome.repeated - fresh.count
        try people.prepare(for: fresh)
        for call in fresh { try take(call) }
        try write()
        outcome.problems = people.problems + reserved
        outcome.replacements = people.replacements
        outcome.handed = people.handedVisitors
        return outcome
    }

    /// Something that happened is recorded once; what is said of people can be said again.
    private func withoutRepeated(_ calls: [TrackingCall]) throws -> [TrackingCall] {
        let ids = calls.filter { TrackingRule.calls.contains($0.kind) }.compactMap(\.messageID).paddedForStatements
        var known = try Activities(connection, in: workspace.id).recorded(among: ids)
        known.formUnion(try UnmappedEvents(connection, in: workspace).recorded(among: ids))
        return calls.filter { call in
            guard TrackingRule.calls.contains(call.kind), let id = call.messageID, !known.insert(id).inserted else {
                return true
            }
            outcome.repeated += 1
            return false
        }
    }

    private func take(_ call: TrackingCall) throws {
        let contact = try people.contact(of: call)
        switch plan.map.outcome(of: call) {
        case .activity(let activity): activities.append(Activities.New(activity, of: contact))
        case .unmapped: unmapped.append((contact: contact, call: call))
        case .reserved(let kind): reserved.append(Problem(TrackingSentences.reserved(kind), path: "event"))
        case .unwanted, .nothing: break
        }
    }

    private func write() throws {
        try people.write()
        let new = activities.map { $0.of(people.final($0.contact)) }
        try Activities(connection, in: workspace.id).append(new, kinds: plan.kinds, zone: workspace.zone, at: now)
        try UnmappedEvents(connection, in: workspace).keep(
            unmapped.map { (contact: people.final($0.contact), call: $0.call) }, at: now)
        outcome.activities = activities.count
        outcome.unmapped = unmapped.count
    }
}

extension Activities.New {
    /// The same of another contact.
    fileprivate func of(_ contact: Contact.ID) -> Activities.New {
        guard contact != self.contact else { return self }
        return Activities.New(
            contact: contact, at: at, kind: kind, channel: channel, campaign: campaign, amount: amount,
            currency: currency, messageID: messageID, voids: voids, properties: properties)
    }
}

extension [String] {
    /// With the last one repeated up to one of a few lengths, so that statements have few forms, which are kept prepared.
    var paddedForStatements: [String] {
        guard let last else { return [] }
        var size = 1
        while size < count, size < 500 { size *= 4 }
        guard size < 500 else { return self + Array(repeating: last, count: (500 - count % 500) % 500) }
        return self + Array(repeating: last, count: Swift.max(0, size - count))
    }
}
