import Verger

/// A contact as a row describes it, with all that can be told of it before the database is asked.
struct DescribedContact: Sendable {
    let contact: ImportedContact
    /// The external id; for a row that has neither id nor address, what the whole row says.
    let name: String?
    /// Whether `name` is an external id.
    let hasExternalID: Bool
    /// As compared for identity.
    let email: String?
    /// Folded.
    let companyName: String?
    /// Who it is, where a person said so.
    let decided: Contact.ID?
    private let fields: [ContactField: String]
    private let custom: [String: String]
    private let tags: [String]

    init(_ contact: ImportedContact, decided: Contact.ID? = nil) {
        self.decided = decided
        self.contact = contact
        let externalID = contact.fields[ContactField.externalID.rawValue]
        email = contact.fields[ContactField.email.rawValue]?.lowercased()
        hasExternalID = externalID != nil
        name = externalID ?? (email == nil ? Occurrences.rowIdentity(of: contact) : nil)
        companyName = contact.company?.fields[CompanyField.name.rawValue]?.folded
        var new = Contact(id: Contact.ID(0))
        new.merge(contact)
        fields = new.fields
        custom = new.custom
        tags = new.tags
    }

    /// A contact that nobody knew, with what the row says.
    func contact(_ id: Contact.ID, of company: Company.ID?) -> Contact {
        Contact(id: id, fields: fields, custom: custom, tags: tags, company: company)
    }
}

extension Contact {
    /// Takes over what `described` says; what it does not say stays. Returns a second external id, which can only be
    /// another name.
    /// `keepingAddress`: the address said is that of a record which became this one.
    @discardableResult
    mutating func merge(_ described: ImportedContact, keepingAddress: Bool = false) -> String? {
        var otherName: String?
        for (name, value) in described.fields {
            guard let field = ContactField(rawValue: name) else {
                custom[name] = value
                continue
            }
            if field == .email, keepingAddress, fields[.email] != nil { continue }
            if field == .externalID, let current = fields[.externalID], current != value {
                otherName = value
            } else {
                fields[field] = value
            }
        }
        for tag in described.tags where !tag.folded.isEmpty && !tags.contains(where: { $0.folded == tag.folded }) {
            tags.append(tag)
        }
        return otherName
    }
}
