import Exchange
import Storage
import Verger

/// What a program writes of a contact: the values that it names, `null` for those to be taken away.
struct ContactEdit {
    enum CompanyChange {
        case known(Company.ID)
        case described(ImportedCompany)
        case none
    }

    private(set) var fields: [ContactField: String?] = [:]
    private(set) var custom: [String: String?] = [:]
    private(set) var tags: [String]?
    private(set) var company: CompanyChange?
    private(set) var problems: [Problem] = []

    /// Reads a request that keeps to the schema. `country`: where its phone numbers are, unless it says so itself.
    init(_ document: Document, _ visit: Visit, types: [String: ValueType], country: String? = nil) {
        var reader = visit.profileReader(types)
        let country = document["country"]?.text ?? country
        for field in ContactField.allCases {
            guard let given = document[field.apiName] else { continue }
            fields[field] = .some(
                given.text.flatMap { reader.value($0, of: field, country: country, at: field.apiName) })
        }
        for (name, given) in document["fields"]?.pairs ?? [] {
            let path = "fields.\(name)"
            let text = given.exactNumber?.description ?? given.text
            custom[name] = .some(reader.value(text ?? "", ofCustom: name, at: path))
        }
        if let items = document["tags"]?.items { tags = ContactEdit.tags(items.compactMap(\.text)) }
        if let given = document["company"] { company = ContactEdit.company(given, &reader) }
        problems = reader.problems
    }

    /// Without blanks around them, each once.
    private static func tags(_ texts: [String]) -> [String] {
        var result: [String] = []
        for text in texts.map(\.trimmed) where !text.folded.isEmpty {
            if !result.contains(where: { $0.folded == text.folded }) { result.append(text) }
        }
        return result
    }

    private static func company(_ document: Document, _ reader: inout ProfileReader) -> CompanyChange {
        if let id = document["id"]?.integer { return .known(Company.ID(Int64(id))) }
        guard document.pairs != nil else { return .none }
        let company = ImportedCompany(document, &reader, at: "company")
        if company.fields[CompanyField.name.rawValue] == nil, company.fields[CompanyField.externalID.rawValue] == nil {
            _ = reader.refuse(ContactEdit.nameless, "company")
        }
        return .described(company)
    }

    static let nameless = Sentence(
        fr: "ni nom ni identifiant externe\u{A0}: rien ne permet de reconnaître cette entreprise",
        en: "no name and no external id: nothing to recognise this company by")

    /// The same as a description, for the identity rules of imports: what it takes away is left out.
    var described: ImportedContact {
        var contact = ImportedContact()
        for (field, value) in fields { contact.fields[field.rawValue] = value }
        for (name, value) in custom { contact.fields[name] = value }
        contact.tags = tags ?? []
        if case .described(let company) = company { contact.company = company }
        return contact
    }

    /// `contact` with these values.
    func applied(to contact: Contact, company new: Company.ID?) -> Contact {
        var contact = contact
        for (field, value) in fields { contact.fields[field] = value }
        for (name, value) in custom { contact.custom[name] = value }
        if let tags { contact.tags = tags }
        if company != nil { contact.company = new }
        return contact
    }

    /// Nobody: nothing to recognise the contact by.
    static func identityProblem(of contact: Contact) -> Problem? {
        let digits = contact.fields[.phone]?.utf8.count { $0 >= 48 && $0 <= 57 } ?? 0
        guard contact.fields[.email] == nil, contact.fields[.externalID] == nil, digits < 6 else { return nil }
        return Problem(
            Sentence(
                fr:
                    "ni identifiant externe, ni e-mail, ni téléphone\u{A0}: rien ne permet de reconnaître ce contact",
                en: "no external id, no e-mail, no phone: nothing to recognise this contact by"), path: "email")
    }
}

extension ImportedCompany {
    /// Reads a request that keeps to the schema.
    init(_ document: Document, _ reader: inout ProfileReader, at path: String = "") {
        self.init()
        for field in CompanyField.allCases {
            guard let text = document[field.apiName].flatMap({ $0.exactNumber?.description ?? $0.text }) else {
                continue
            }
            fields[field.rawValue] = reader.value(text, of: field, at: Schema.join(path, field.apiName))
        }
    }
}

extension Visit {
    /// Reads profiles as this workspace has them.
    func profileReader(_ types: [String: ValueType]) -> ProfileReader {
        ProfileReader(zone: workspace.zone, region: workspace.region, fields: types) {
            PhoneNumbers.e164($0, region: $1)
        }
    }
}
