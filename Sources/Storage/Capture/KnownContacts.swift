import Verger

/// The contacts that some rows may mean, by external id and e-mail address. A name and a city never make two rows one.
struct KnownContacts {
    private var byExternalID: [String: Contact.ID]
    private var byEmail: [String: Contact.ID]
    /// Addresses by which records are known that became others.
    private let formerEmails: Set<String>
    /// External ids that turned out to be another name of a contact that has one.
    private(set) var aliases: [(externalID: String, contact: Contact.ID)] = []
    /// Those whom a person named.
    private let decided: Set<Contact.ID>

    /// Those that `sightings` does not know are not looked for; all are then noted there.
    init(_ described: [DescribedContact], in contacts: Contacts, _ sightings: inout Sightings?) throws {
        let ids = described.compactMap(\.name)
        let emails = described.compactMap(\.email)
        func sought(_ names: [String]) -> [String] {
            Array(Set(names.filter { sightings?.mayHave($0) != false }))
        }
        byExternalID = try contacts.withExternalIDs(sought(ids))
        let soughtEmails = sought(emails)
        byEmail = try contacts.withEmails(soughtEmails)
        formerEmails = Set(try contacts.withFormerEmails(soughtEmails).keys)
        for name in ids + emails { sightings?.note(name) }
        decided = Set(described.compactMap(\.decided))
    }

    var all: [Contact.ID] { Array(Set(byExternalID.values).union(byEmail.values).union(decided)) }

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

    /// The contact whom a person named for a row is no longer there.
    struct Gone: Error {
        static let sentence = Sentence(
            fr: "le contact auquel cette ligne devait être rattachée n’existe plus",
            en: "the contact that this row was to be added to is no longer there")
    }

    /// By external id, then by e-mail address.
    func match(_ described: DescribedContact) throws(Conflict) -> Contact.ID? {
        let byEmail = described.email.flatMap { self.byEmail[$0] }
        if let decided = described.decided {
            // Nobody can be made two people: an address or an id that is another's stays a conflict.
            let known = described.name.flatMap { byExternalID[$0] } ?? byEmail ?? decided
            guard known == decided else {
                throw Conflict(
                    externalID: described.name ?? "",
                    email: described.contact.fields[ContactField.email.rawValue] ?? "")
            }
            return decided
        }
        guard let name = described.name, let id = byExternalID[name] else { return byEmail }
        if let byEmail, byEmail != id {
            let address = described.contact.fields[ContactField.email.rawValue]
            throw Conflict(externalID: name, email: address ?? "")
        }
        return id
    }

    /// Whether `described` goes by another address than the one at which the contact is written to.
    func isFormerAddress(of described: DescribedContact) -> Bool {
        described.email.map(formerEmails.contains) ?? false
    }

    /// Remembers what `described` goes by; an address that it no longer has is free.
    mutating func note(_ described: DescribedContact, _ id: Contact.ID, replacing old: Contact?) {
        if let name = described.name {
            if !described.hasExternalID, byExternalID[name] == nil { aliases.append((externalID: name, contact: id)) }
            byExternalID[name] = id
        }
        guard let email = described.email else { return }
        if let former = old?.fields[.email]?.lowercased(), former != email { byEmail[former] = nil }
        byEmail[email] = id
    }

    mutating func addAlias(_ externalID: String, to id: Contact.ID) {
        aliases.append((externalID: externalID, contact: id))
    }
}

extension Contact {
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
