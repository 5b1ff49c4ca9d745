import Foundation

extension ImportedContact {
    /// What the traits of `identify` say of a person. Names that are nobody's field are kept as they are: a field that the
    /// workspace defines later finds its values.
    init(traits: Document, phone: (String) -> String?) {
        self.init()
        var rest: [(key: String, value: Document)] = []
        for (key, value) in traits.pairs ?? [] {
            switch (key.propertyName, value.content) {
            case ("address", .object): takeAddress(value)
            case ("company", _): company = ImportedCompany(trait: value)
            case ("id", _), ("user_id", _), ("external_id", _), ("anonymous_id", _): continue
            case (let name, _):
                guard let field = Traits.contactFields[name] else {
                    rest.append((key: key, value: value))
                    continue
                }
                set(field, value.text?.trimmedOrNil?.withoutNUL, phone)
            }
        }
        splitName(traits)
        for (name, text) in TrackedValues.texts(of: Document(.object(rest))) where Traits.isKept(name, text) {
            guard fields.count < Traits.limit else { break }
            fields[name] = text
        }
    }

    private mutating func set(_ field: ContactField, _ text: String?, _ phone: (String) -> String?) {
        guard let text else { return }
        switch field {
        case .email: fields[field.rawValue] = EmailAddress(text)?.address
        case .phone: fields[field.rawValue] = phone(text) ?? text
        case .createdAt: fields[field.rawValue] = Instant(tracked: .text(text))?.iso8601 ?? Traits.epoch(text)?.iso8601
        case .externalID, .firstName, .lastName, .jobTitle, .country, .language, .city, .postalCode, .source, .owner:
            fields[field.rawValue] = String(text.prefix(Traits.length))
        }
    }

    private mutating func takeAddress(_ address: Document) {
        for (key, value) in address.pairs ?? [] {
            guard let text = value.text?.trimmedOrNil?.withoutNUL else { continue }
            let name = key.propertyName
            switch Traits.contactFields[name] {
            case let field? where [.city, .country, .postalCode].contains(field):
                fields[field.rawValue] = String(text.prefix(Traits.length))
            default: fields["address_" + name] = String(text.prefix(Traits.length))
            }
        }
    }

    /// `name` alone: the first word is the first name, the others the last.
    private mutating func splitName(_ traits: Document) {
        guard fields[ContactField.firstName.rawValue] == nil, fields[ContactField.lastName.rawValue] == nil,
            let name = traits["name"]?.text?.trimmedOrNil?.withoutNUL
        else { return }
        let words = name.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        if words.count == 2 {
            fields[ContactField.firstName.rawValue] = String(words[0].prefix(Traits.length))
            fields[ContactField.lastName.rawValue] = String(words[1].prefix(Traits.length))
        } else {
            fields[ContactField.lastName.rawValue] = String(name.prefix(Traits.length))
        }
    }
}

extension ImportedCompany {
    /// The traits of `group`.
    init(groupTraits traits: Document, id: String) {
        self.init(traits: traits)
        fields[CompanyField.externalID.rawValue] = id
    }

    /// The trait `company` of a person: a name, or an object. Nil when it names none.
    init?(trait: Document) {
        switch trait.content {
        case .text(let text):
            guard let name = text.trimmedOrNil?.withoutNUL else { return nil }
            self.init(fields: [CompanyField.name.rawValue: String(name.prefix(Traits.length))])
        case .object:
            self.init(traits: trait)
            if let id = trait["id"]?.text?.trimmedOrNil?.withoutNUL { fields[CompanyField.externalID.rawValue] = id }
            guard fields[CompanyField.externalID.rawValue] != nil || fields[CompanyField.name.rawValue] != nil else {
                return nil
            }
        case .null, .boolean, .number, .list: return nil
        }
    }

    private init(traits: Document) {
        self.init()
        for (name, text) in TrackedValues.texts(of: traits) {
            guard let field = Traits.companyFields[name] else { continue }
            switch field {
            case .domain: fields[field.rawValue] = Traits.host(text)
            case .size: fields[field.rawValue] = Number(text)?.description
            case .siren: fields[field.rawValue] = SIREN(text)?.digits
            case .externalID, .name, .industry, .country, .city:
                fields[field.rawValue] = String(text.prefix(Traits.length))
            }
        }
    }
}

/// The names of traits, and what they are here.
enum Traits {
    static let limit = 100
    static let length = 500

    static let contactFields: [String: ContactField] = [
        "email": .email, "first_name": .firstName, "firstname": .firstName, "last_name": .lastName,
        "lastname": .lastName, "phone": .phone, "phone_number": .phone, "title": .jobTitle, "job_title": .jobTitle,
        "position": .jobTitle, "country": .country, "city": .city, "postal_code": .postalCode, "zip": .postalCode,
        "zip_code": .postalCode, "language": .language, "created_at": .createdAt, "created": .createdAt,
    ]

    static let companyFields: [String: CompanyField] = [
        "name": .name, "industry": .industry, "employees": .size, "employee_count": .size, "size": .size,
        "domain": .domain, "website": .domain, "url": .domain, "siren": .siren, "country": .country, "city": .city,
        "address_country": .country, "address_city": .city,
    ]

    /// Those that have a place of their own, or none.
    private static let dropped: Set<String> = ["name", "avatar", "password"]

    static func isKept(_ name: String, _ text: String) -> Bool {
        !dropped.contains(name) && ContactField(rawValue: name) == nil && text.utf8.count <= length
    }

    static func epoch(_ text: String) -> Instant? { Instant(tracked: Document(.number(text))) }

    /// `https://www.borie.example/shop` is `borie.example`.
    static func host(_ text: String) -> String? {
        var host = Substring(text.lowercased())
        if let scheme = host.range(of: "://") { host = host[scheme.upperBound...] }
        host = host.prefix { !"/?#:".contains($0) }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        return EmailAddress.domain(host)
    }
}
