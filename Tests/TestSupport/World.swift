package import Storage
package import Verger

/// A workspace with the definition of the cast, and what is recorded in it.
package struct World: Sendable {
    package let database: any SQLDatabase
    package let workspace: Workspace
    package let now: Instant

    /// A fresh workspace in `database`.
    package init(in database: any SQLDatabase, slug: String = "borie", at now: Instant = Cast.now) throws {
        self.database = database
        self.now = now
        workspace = try database.write { connection in
            let workspace = try Workspaces(connection).add(slug: slug, name: "Atelier Borie", at: now)
            try Definitions(connection, in: workspace).activate(
                Document(json: Cast.definitionText), source: Cast.definitionText, from: now, by: "test", at: now)
            return workspace
        }
    }

    package func rules(user: String? = nil) throws -> Rules {
        try database.read { try Definitions($0, in: workspace).rules(user: user)! }
    }

    /// Records a dossier as if it had been imported; companies are one for each contact.
    @discardableResult
    package func record(_ dossier: Dossier) throws -> Contact.ID { try record([dossier])[0] }

    @discardableResult
    package func record(_ dossiers: [Dossier]) throws -> [Contact.ID] {
        let definition = try Cast.definition()
        return try database.write { connection in
            let contacts = Contacts(connection, in: workspace, types: definition.fields)
            let companies = Companies(connection, in: workspace)
            let ids = try contacts.newIDs(dossiers.count)
            var stored: [Contact] = []
            for (id, dossier) in zip(ids, dossiers) {
                let version = dossier.members[0].versions[0]
                var contact = Contact(id: id, tags: version.tags.sorted())
                var company: [CompanyField: String] = [:]
                for (key, value) in version.values {
                    switch key {
                    case .contact(let field): contact.fields[field] = value
                    case .custom(let name): contact.custom[name] = value
                    case .company(let field): company[field] = value
                    }
                }
                if !company.isEmpty {
                    let id = try companies.newIDs(1)[0]
                    try companies.insert([Company(id: id, fields: company)], isImplicit: false, at: now)
                    contact.company = id
                }
                stored.append(contact)
            }
            try contacts.insert(stored, at: dossiers.map(\.firstFact).min() ?? now)
            for (id, dossier) in zip(ids, dossiers) {
                try connection.execute(
                    "UPDATE contact SET recorded_at = ? WHERE workspace = ? AND id = ?",
                    [.instant(dossier.firstFact), .integer(workspace.id.value), .integer(id.value)])
            }
            let kinds = Dictionary(
                uniqueKeysWithValues: (ActivityKind.catalogue + definition.kinds).map { ($0.name, $0) })
            let activities = zip(ids, dossiers).flatMap { id, dossier in
                dossier.activities.map { activity in
                    Activities.New(
                        contact: id, at: activity.at, kind: activity.kind, channel: activity.channel,
                        campaign: activity.campaign, amount: activity.amount, currency: activity.currency,
                        messageID: activity.messageID, voids: activity.voids, properties: activity.properties)
                }
            }
            try Activities(connection, in: workspace.id).append(activities, kinds: kinds, zone: workspace.zone)
            try News(connection, in: workspace.id).note(ids)
            return ids
        }
    }

    @discardableResult
    package func refresh(at instant: Instant? = nil) throws -> Int {
        try Evaluation(database, in: workspace).refresh(rules(), at: instant ?? now)
    }

    /// The contacts that hold `condition` now, by one query.
    package func query(_ condition: ResolvedCondition) throws -> [Contact.ID] {
        try database.read { try ContactSet($0, in: workspace).ids(condition, at: now) }
    }

    package func count(_ condition: ResolvedCondition) throws -> Int {
        try database.read { try ContactSet($0, in: workspace).count(condition, at: now) }
    }

    /// The contacts that hold `condition`, by looking at each in memory.
    package func census(_ condition: ResolvedCondition, at instant: Instant? = nil) throws -> [Contact.ID] {
        try Census(database, in: workspace).ids(condition, at: instant ?? now)
    }
}
