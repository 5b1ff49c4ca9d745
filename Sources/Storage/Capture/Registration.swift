package import Verger

/// Records contacts and companies one by one, as programs and people describe them, by the identity rules of imports:
/// the same external id or e-mail address is the same contact.
package struct Registration {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let contacts: Contacts
    private let companies: Companies

    /// `types`: the fields that the workspace defines.
    package init(_ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType]) {
        self.connection = connection
        self.workspace = workspace
        contacts = Contacts(connection, in: workspace, types: types)
        companies = Companies(connection, in: workspace)
    }

    /// Keeps others from recording somebody at the same time, until the end of the transaction.
    package func lock() throws {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
    }

    /// The contact that `described` is: a new one, or a known one that takes over what is said. `company` stands for the
    /// one that is described. Throws a `Problem` when it is two contacts at once.
    package func record(
        _ described: ImportedContact, company: Company.ID? = nil, at now: Instant
    ) throws -> (contact: Contact, isNew: Bool) {
        try lock()
        let written = DescribedContact(described)
        var everyone: Sightings?
        var known = try KnownContacts([written], in: contacts, &everyone)
        let old = try match(written, known).flatMap { try contacts.find($0) }
        let company = try company ?? described.company.map { try record($0, isImplicit: true, at: now).company.id }
        var contact = try old ?? written.contact(contacts.newIDs(1)[0], of: company)
        if old != nil {
            let name = contact.merge(described, keepingAddress: known.isFormerAddress(of: written))
            if let name { known.addAlias(name, to: contact.id) }
            if let company { contact.company = company }
        }
        known.note(written, contact.id, replacing: old)
        if let old {
            try contacts.update(contact, from: old, at: now)
        } else {
            contact.fields[.createdAt] = contact.fields[.createdAt] ?? now.iso8601
            try contacts.insert([contact], at: now)
            try News(connection, in: workspace.id).note([contact.id])
        }
        for alias in known.aliases { try contacts.addAlias(alias.externalID, to: alias.contact) }
        return (contact, old == nil)
    }

    private func match(_ described: DescribedContact, _ known: KnownContacts) throws -> Contact.ID? {
        do {
            return try known.match(described)
        } catch {
            throw Registration.twoContacts
        }
    }

    /// The company that `described` is: a new one, or a known one that takes over what is said.
    package func record(
        _ described: ImportedCompany, isImplicit: Bool = false, at now: Instant
    ) throws -> (company: Company, isNew: Bool) {
        try lock()
        if let id = try KnownCompanies([described], in: companies).match(described),
            let old = try companies.find([id]).first
        {
            var merged = old
            merged.merge(described)
            let isReference = isImplicit && described.fields.keys.allSatisfy { $0 == CompanyField.name.rawValue }
            if !isReference { try companies.update(merged, from: old, at: now) }
            return (isReference ? old : merged, false)
        }
        var company = Company(id: try companies.newIDs(1)[0])
        company.merge(described)
        try companies.insert([company], isImplicit: isImplicit, at: now)
        return (company, true)
    }

    /// What keeps a contact from being changed like this: another one has its address or its external id.
    package func problems(of contact: Contact) throws -> [Problem] {
        var problems: [Problem] = []
        if let email = contact.fields[.email]?.lowercased(), let other = try contacts.withEmails([email])[email],
            other != contact.id
        {
            problems.append(Registration.taken(by: other, "email"))
        }
        if let id = contact.fields[.externalID], let other = try contacts.withExternalIDs([id])[id],
            other != contact.id
        {
            problems.append(Registration.taken(by: other, "externalId"))
        }
        return problems
    }

    /// What keeps a company from being changed like this.
    package func problems(of company: Company) throws -> [Problem] {
        guard let id = company.fields[.externalID], let other = try companies.withExternalIDs([id])[id],
            other != company.id
        else { return [] }
        return [
            Problem(
                Sentence(
                    fr: "c’est l’identifiant d’une autre entreprise, n°\u{A0}\(other.value)",
                    en: "this is the id of another company, no. \(other.value)"), path: "externalId")
        ]
    }

    private static func taken(by other: Contact.ID, _ path: String) -> Problem {
        Problem(
            Sentence(
                fr:
                    "c’est celle d’un autre contact, n°\u{A0}\(other.value)\u{202F}; corrigez-la ou fusionnez les contacts",
                en: "it belongs to another contact, no. \(other.value); correct it, or merge the contacts"), path: path)
    }

    private static let twoContacts = Problem(
        Sentence(
            fr:
                "cette adresse est celle d’un autre contact que cet identifiant externe\u{202F}; corrigez l’un des deux, ou fusionnez les contacts",
            en:
                "this address belongs to another contact than this external id; correct one of them, or merge the contacts"
        ), path: "email")
}
