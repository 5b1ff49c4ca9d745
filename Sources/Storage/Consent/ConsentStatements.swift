package import Verger

/// What the contacts of one workspace said about consent.
package struct ConsentStatements {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// Records what a contact said, in this order, and keeps the texts that prove it. The contact has news.
    @discardableResult
    package func record(
        _ statements: [ConsentStatement], of contact: Contact.ID, at now: Instant
    ) throws -> [Activity] {
        try ConsentTexts(connection, in: workspace.id).use(Set(statements.compactMap(\.proof.text)), at: now)
        return try Activities(connection, in: workspace.id).append(
            statements.map { Activities.New($0, of: contact) }, kinds: ActivityKind.consents, zone: workspace.zone,
            at: now)
    }

    /// What holds for a contact at `now`.
    package func register(of contact: Contact.ID, at now: Instant) throws -> ConsentRegister {
        ConsentRegister(
            try Activities(connection, in: workspace.id).timeline(of: contact),
            purposes: try Purposes(connection, in: workspace.id).all(), at: now)
    }
}

extension Activities.New {
    /// A statement as the activity that keeps it, which may go with others.
    package init(_ statement: ConsentStatement, of contact: Contact.ID, messageID: String? = nil) {
        self.init(
            contact: contact, at: statement.proof.at, kind: statement.kind, channel: statement.channel.rawValue,
            messageID: messageID, properties: statement.properties)
    }
}

extension ActivityKind {
    /// The kinds that say something about consent, by name.
    package static let consents: [String: ActivityKind] = {
        let names = Set(ConsentStatement.Decision.allCases.map(\.rawValue))
        return Dictionary(uniqueKeysWithValues: catalogue.filter { names.contains($0.name) }.map { ($0.name, $0) })
    }()
}
