package import Verger

/// Records contacts that people and programs write one at a time, by the same rules of identity as imports.
package struct ContactEditing {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let contacts: Contacts
    private let companies: Companies
    private let now: Instant

    package init(_ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType], at now: Instant)
    {
        self.connection = connection
        self.workspace = workspace
        self.now = now
        contacts = Contacts(connection, in: workspace, types: types)
        companies = Companies(connection, in: workspace)
    }

    package enum Problem: Error, Hashable {
        /// Somebody else has this e-mail address or this external id.
        case taken(ContactField, by: Contact.ID)
    }

    /// Records a contact that nobody knows yet, and who made it; it has news.
    package func add(_ draft: ContactDraft, by author: String) throws -> Contact {
        var contact = draft.contact
        try requireFree(contact, but: nil)
        guard let id = try contacts.newIDs(1).first else { throw StorageProblem.corrupt("id_sequence") }
        contact = Contact(
            id: id, fields: contact.fields, custom: contact.custom, tags: contact.tags,
            company: try company(draft) ?? contact.company)
        contact.fields[.createdAt] = contact.fields[.createdAt] ?? now.iso8601
        try contacts.insert([contact], at: now)
        try News(connection, in: workspace.id).note([id])
        try AuditLog(connection, in: workspace.id).record(
            "contact added", by: author, [("contact", .number(Int(id.value)))], at: now)
        return contact
    }

    /// Records what changed of a contact. Throws `EditConflict` when it is no longer at the version `expected`.
    package func update(
        _ draft: ContactDraft, from old: Contact, expecting expected: Int64?, by author: String
    ) throws -> Contact {
        var contact = draft.contact
        try requireFree(contact, but: contact.id)
        if draft.companyName != nil { contact.company = try company(draft) }
        try contacts.update(contact, from: old, at: now, expecting: expected)
        try AuditLog(connection, in: workspace.id).record(
            "contact changed", by: author, [("contact", .number(Int(contact.id.value)))], at: now)
        return contact
    }

    private func requireFree(_ contact: Contact, but own: Contact.ID?) throws {
        if let email = contact.fields[.email].flatMap({ EmailAddress($0)?.key }),
            let holder = try contacts.withEmails([email])[email], holder != own
        {
            throw Problem.taken(.email, by: holder)
        }
        if let external = contact.fields[.externalID],
            let holder = try contacts.withExternalIDs([external])[external], holder != own
        {
            throw Problem.taken(.externalID, by: holder)
        }
    }

    /// The company of that name, made known if it was not; nil for none.
    private func company(_ draft: ContactDraft) throws -> Company.ID? {
        guard let name = draft.companyName, !name.isEmpty else { return nil }
        if let known = try companies.withNames([name.folded])[name.folded] { return known }
        guard let id = try companies.newIDs(1).first else { throw StorageProblem.corrupt("id_sequence") }
        try companies.insert([Company(id: id, fields: [.name: name])], isImplicit: true, at: now)
        return id
    }
}
