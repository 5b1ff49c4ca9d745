import Verger

/// What calls say of people.
extension IntakePeople {
    /// What a page says fills what is not known, in fields that there are, and changes nothing.
    func describe(_ id: Contact.ID, _ described: ImportedContact, isFromPage: Bool) throws {
        guard !described.fields.isEmpty || !described.tags.isEmpty else { return }
        var contact = try record(id)
        for (name, value) in described.fields {
            let field = ContactField(rawValue: name)
            if isFromPage {
                let known = field.map { contact.fields[$0] } ?? contact.custom[name]
                guard known == nil, field != nil || types[name] != nil else { continue }
            }
            switch field {
            case .email: takeEmail(value, &contact)
            case .externalID: continue
            case let field?: contact.fields[field] = value
            case nil: contact.custom[name] = value
            }
        }
        current[id] = contact
    }

    /// An address that is another's stays with the other.
    private func takeEmail(_ email: String, _ contact: inout Contact) {
        let identity = email.lowercased()
        let before = contact.fields[.email]?.lowercased()
        if before != nil, formerEmails.contains(identity), byEmail[identity].map(final) == contact.id { return }
        if let owner = byEmail[identity].map(final), owner != contact.id {
            problems.append(Problem(IntakeSentences.sameAddress(contact.id, owner), path: "traits.email"))
            return
        }
        if let before, before != identity, byEmail[before].map(final) == contact.id { byEmail[before] = nil }
        byEmail[identity] = contact.id
        contact.fields[.email] = email
    }

    func change(_ id: Contact.ID, _ body: (inout Contact) -> Void) throws {
        var contact = try record(id)
        body(&contact)
        current[id] = contact
    }

    func record(_ id: Contact.ID) throws -> Contact {
        if current[id] == nil { try load([id]) }
        guard let contact = current[id] else { throw StorageProblem.corrupt("contact \(id.value)") }
        return contact
    }

    func load(_ ids: Set<Contact.ID>) throws {
        for contact in try contacts.find(ids.filter { current[$0] == nil }.sorted()) {
            originals[contact.id] = contact
            current[contact.id] = contact
        }
    }
}
