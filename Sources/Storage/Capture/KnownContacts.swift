import Verger

/// The contacts that some rows may mean, by external id and e-mail address. A name and a city never make two rows one.
struct KnownContacts {
    private var byExternalID: [String: Contact.ID]
    private var byEmail: [String: Contact.ID]
    /// External ids that turned out to be another name of a contact that has one.
    private(set) var aliases: [(externalID: String, contact: Contact.ID)] = []

    init(_ described: [ImportedContact], in contacts: Contacts) throws {
        let ids = described.map { KnownContacts.externalID(of: $0) }
        byExternalID = try contacts.withExternalIDs(Array(Set(ids.compactMap(\.self))))
        let emails = described.compactMap { $0.fields[ContactField.email.rawValue]?.lowercased() }
        byEmail = try contacts.withEmails(Array(Set(emails)))
    }

    var all: [Contact.ID] { Array(Set(byExternalID.values).union(byEmail.values)) }

    /// A row that means two contacts at once.
    struct Conflict: Error {
        let externalID: String
        let email: String

        func problem(in row: ImportedRow) -> RowProblem {
            RowProblem(
                row: row.row, line: row.line, column: ContactField.email.rawValue, value: email,
                Sentence(
                    fr: """
                        cette adresse est celle d’un autre contact que «\u{A0}\(externalID)\u{A0}»\u{202F}; corrigez l’une des \
                        deux, ou fusionnez les contacts
                        """,
                    en: """
                        this address belongs to another contact than “\(externalID)”; correct one of them, or merge the \
                        contacts
                        """))
        }
    }

    /// By external id, then by e-mail address.
    func match(_ described: ImportedContact) throws(Conflict) -> Contact.ID? {
        let external = KnownContacts.externalID(of: described)
        let email = described.fields[ContactField.email.rawValue]
        let byEmail = email.flatMap { self.byEmail[$0.lowercased()] }
        guard let external, let id = byExternalID[external] else { return byEmail }
        if let byEmail, byEmail != id { throw Conflict(externalID: external, email: email ?? "") }
        return id
    }

    /// Remembers what `described` goes by; an address that it no longer has is free.
    mutating func note(_ described: ImportedContact, _ id: Contact.ID, replacing old: Contact?) {
        if let external = KnownContacts.externalID(of: described) {
            if byExternalID[external] == nil, described.fields[ContactField.externalID.rawValue] == nil {
                aliases.append((externalID: external, contact: id))
            }
            byExternalID[external] = id
        }
        guard let email = described.fields[ContactField.email.rawValue]?.lowercased() else { return }
        if let former = old?.fields[.email]?.lowercased(), former != email { byEmail[former] = nil }
        byEmail[email] = id
    }

    mutating func addAlias(_ externalID: String, to id: Contact.ID) {
        aliases.append((externalID: externalID, contact: id))
    }

    /// Its external id; for a row that has neither id nor address, what the whole row says.
    private static func externalID(of described: ImportedContact) -> String? {
        if let id = described.fields[ContactField.externalID.rawValue] { return id }
        return described.fields[ContactField.email.rawValue] == nil ? Occurrences.rowIdentity(of: described) : nil
    }
}

extension Contact {
    /// Takes over what `described` says; what it does not say stays. A second external id becomes another name.
    mutating func merge(_ described: ImportedContact, company: Company.ID?, _ known: inout KnownContacts) {
        for (name, value) in described.fields {
            guard let field = ContactField(rawValue: name) else {
                custom[name] = value
                continue
            }
            if field == .externalID, let current = fields[.externalID], current != value {
                known.addAlias(value, to: id)
            } else {
                fields[field] = value
            }
        }
        for tag in described.tags where !tag.folded.isEmpty && !tags.contains(where: { $0.folded == tag.folded }) {
            tags.append(tag)
        }
        if let company { self.company = company }
    }

    /// The dossier of a contact that was just recorded.
    func dossier(_ timeline: [Activity], company: Company?, recordedAt: Instant, zone: Zone) -> Dossier {
        var values: [FieldKey: String] = [:]
        for (field, value) in fields { values[.contact(field)] = value }
        for (name, value) in custom { values[.custom(name)] = value }
        for (field, value) in company?.fields ?? [:] where field != .externalID { values[.company(field)] = value }
        let created = fields[.createdAt].flatMap { Instant(iso8601: $0, in: zone) }
        return Dossier(
            activities: timeline, members: [Profile(values, tags: Set(tags.map(\.folded)))],
            firstFact: [created, timeline.first?.at].compactMap(\.self).min() ?? recordedAt)
    }
}
