package import Verger

/// Records who was met at a stand, as a member noted it, perhaps hours ago without a network. Once.
package struct StandIntake {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let types: [String: ValueType]
    private let kinds: [String: ActivityKind]
    private let now: Instant

    package init(
        _ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType],
        kinds: [String: ActivityKind], at now: Instant
    ) {
        self.connection = connection
        self.workspace = workspace
        self.types = types
        self.kinds = kinds
        self.now = now
    }

    /// Records a sheet; one whose key is known changes nothing.
    @discardableResult
    package func take(_ sheet: StandSheet) throws -> Contact.ID? {
        let registration = Registration(connection, in: workspace, types: types)
        try registration.lock()
        let activities = Activities(connection, in: workspace.id)
        guard try activities.recorded(among: [sheet.messageID]).isEmpty else { return nil }
        let contacts = Contacts(connection, in: workspace, types: types)
        let contact = try registration.record(contacts.withoutKnown(sheet.contact), at: now).contact.id
        let new = sheet.facts.map { fact in
            Activities.New(
                contact: contact, at: fact.at, kind: fact.kind, channel: fact.channel, messageID: fact.messageID,
                properties: fact.properties)
        }
        try activities.append(new, kinds: kinds, zone: workspace.zone, at: now)
        return contact
    }
}
