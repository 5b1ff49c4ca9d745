import Verger

/// By what a person is known, now and formerly: to keep them out, and to find them in texts.
struct PersonalTraces {
    let identities: Set<Identity>
    /// Of the contact, and of those that became it.
    let numbers: Set<Int64>
    /// Those by which nobody else is known, nor the house itself.
    let traces: Traces

    init(
        _ contact: Contact, _ connection: any SQLConnection, in workspace: Workspace, _ catalogue: Catalogue,
        _ house: House
    ) throws {
        let records = try Records(contact, connection, in: workspace, Set(catalogue.tables.map(\.name)))
        let others = Others(contact, connection, in: workspace)
        let emails = records.values[.email] ?? []
        let phones = try (records.values[.phone] ?? []).filter { try !others.have($0, .phone) }
        let externalIDs = records.values[.externalID] ?? []
        identities = Set(
            emails.map(Identity.email) + phones.map(Identity.phone) + externalIDs.map(Identity.externalID)
                + records.visitors.map(Identity.visitor))
        numbers = records.numbers
        var words = emails.union(phones).union(records.visitors)
        words.formUnion(externalIDs.filter { $0.count >= 5 && Int64($0) == nil })
        words.formUnion(try records.names.filter { try !others.areCalled($0) }.map(\.text))
        traces = Traces(house.foreign(words))
    }

    /// First and last name.
    fileprivate struct Name: Hashable {
        let first: String
        let last: String

        var text: String { "\(first) \(last)" }
    }

    /// What the contact, and those that became it, were ever called.
    private struct Records {
        private(set) var values: [ContactField: Set<String>] = [:]
        private(set) var names: Set<Name> = []
        private(set) var numbers: Set<Int64>
        private(set) var visitors: Set<String> = []

        init(_ contact: Contact, _ connection: any SQLConnection, in workspace: Workspace, _ tables: Set<String>) throws
        {
            let about: [SQLValue] = [.integer(workspace.id.value), .integer(contact.id.value)]
            numbers = [contact.id.value]
            let changes = try connection.rows(
                "SELECT changes FROM contact_change WHERE workspace = ? AND contact = ?", about
            ) { $0.text(0) }
            try note(contact.fields, changes)
            note(
                .externalID,
                try connection.rows(
                    "SELECT external_id FROM contact_alias WHERE workspace = ? AND contact = ?", about
                ) { $0.text(0) })
            if tables.contains("contact_address") {
                note(
                    .email,
                    try connection.rows(
                        "SELECT email_identity FROM contact_address WHERE workspace = ? AND contact = ?", about
                    ) { $0.text(0) })
            }
            for (visitor, former) in try connection.rows(
                "SELECT anonymous_id, former FROM visitor WHERE workspace = ? AND contact = ?", about,
                { ($0.text(0), $0.integerOrNil(1)) })
            {
                visitors.insert(visitor)
                if let former { numbers.insert(former) }
            }
            if tables.contains("record_merge") { try noteAbsorbed(contact.id, connection, workspace) }
        }

        /// Those that were merged into the contact, or into one that was.
        private mutating func noteAbsorbed(
            _ contact: Contact.ID, _ connection: any SQLConnection, _ workspace: Workspace
        ) throws {
            for merge in try Merges(connection, in: workspace).absorbed(by: contact) {
                numbers.insert(merge.gone)
                let archive = MergeArchive(of: merge.id, connection, in: workspace.id)
                let changes = try archive.removed(from: "contact_change").compactMap { $0["changes"] }
                for row in try archive.removed(from: "contact") {
                    var fields: [ContactField: String] = [:]
                    for field in ContactField.allCases { fields[field] = row[field.rawValue] }
                    try note(fields, changes)
                }
            }
        }

        private mutating func note(_ field: ContactField, _ texts: [String]) {
            values[field, default: []].formUnion(texts)
        }

        /// What a record says, and what its changes say that it said.
        private mutating func note(_ fields: [ContactField: String], _ changes: [String]) throws {
            var said = fields.mapValues { [$0] }
            for (name, change) in try changes.flatMap({ try Change(at: .distantPast, json: $0).fields }) {
                guard let field = ContactField(rawValue: name) else { continue }
                said[field, default: []] += [change.before, change.after].compactMap(\.self)
            }
            for field in [ContactField.email, .phone, .externalID] { note(field, said[field] ?? []) }
            for last in said[.lastName] ?? [] {
                if let first = fields[.firstName] { names.insert(Name(first: first, last: last)) }
            }
            for first in said[.firstName] ?? [] {
                if let last = fields[.lastName] { names.insert(Name(first: first, last: last)) }
            }
        }
    }

    /// The other contacts, who may share a telephone or a name.
    private struct Others {
        let connection: any SQLConnection
        let about: [SQLValue]

        init(_ contact: Contact, _ connection: any SQLConnection, in workspace: Workspace) {
            self.connection = connection
            about = [.integer(workspace.id.value), .integer(contact.id.value)]
        }

        func have(_ value: String, _ field: ContactField) throws -> Bool {
            try connection.row(
                "SELECT 1 FROM contact WHERE workspace = ? AND id <> ? AND \(field.rawValue)_key = ? LIMIT 1",
                about + [.text(value.folded)]
            ) { _ in true } ?? false
        }

        func areCalled(_ name: Name) throws -> Bool {
            try connection.row(
                """
                SELECT 1 FROM contact WHERE workspace = ? AND id <> ? AND first_name_key = ? AND last_name_key = ? LIMIT 1
                """, about + [.text(name.first.folded), .text(name.last.folded)]
            ) { _ in true } ?? false
        }
    }
}
