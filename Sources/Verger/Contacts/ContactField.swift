/// A field that every contact has. Workspaces add their own, by name, in the definition.
package enum ContactField: String, CaseIterable, Sendable {
    case externalID = "external_id"
    case email
    case firstName = "first_name"
    case lastName = "last_name"
    case phone
    case jobTitle = "job_title"
    case country, language, city
    case postalCode = "postal_code"
    case createdAt = "created_at"
    case source, owner

    package var type: ValueType { self == .createdAt ? .date : .text }

    package var label: Sentence {
        switch self {
        case .externalID: Sentence(fr: "identifiant externe", en: "external id")
        case .email: Sentence(fr: "e-mail", en: "e-mail")
        case .firstName: Sentence(fr: "prénom", en: "first name")
        case .lastName: Sentence(fr: "nom", en: "last name")
        case .phone: Sentence(fr: "téléphone", en: "phone")
        case .jobTitle: Sentence(fr: "fonction", en: "job title")
        case .country: Sentence(fr: "pays", en: "country")
        case .language: Sentence(fr: "langue", en: "language")
        case .city: Sentence(fr: "ville", en: "city")
        case .postalCode: Sentence(fr: "code postal", en: "postal code")
        case .createdAt: Sentence(fr: "création", en: "created")
        case .source: Sentence(fr: "source", en: "source")
        case .owner: Sentence(fr: "suivi par", en: "owner")
        }
    }
}

/// A field of a company; conditions write it `company.NAME`.
package enum CompanyField: String, CaseIterable, Sendable {
    case externalID = "external_id"
    case name, domain, siren, industry, size, country, city

    package var type: ValueType { self == .size ? .number : .text }

    package var label: Sentence {
        switch self {
        case .externalID: Sentence(fr: "identifiant externe", en: "external id")
        case .name: Sentence(fr: "entreprise", en: "company")
        case .domain: Sentence(fr: "domaine de l’entreprise", en: "company domain")
        case .siren: Sentence(fr: "SIREN", en: "SIREN")
        case .industry: Sentence(fr: "secteur", en: "industry")
        case .size: Sentence(fr: "effectif", en: "company size")
        case .country: Sentence(fr: "pays de l’entreprise", en: "company country")
        case .city: Sentence(fr: "ville de l’entreprise", en: "company city")
        }
    }
}

// Hashed and compared by place. By raw value, as is the default, texts would be hashed for each value of each contact.
extension ContactField {
    package static func == (left: ContactField, right: ContactField) -> Bool { left.place == right.place }
    package func hash(into hasher: inout Hasher) { hasher.combine(place) }
    /// An enumeration without associated values is one byte.
    private var place: UInt8 { unsafeBitCast(self, to: UInt8.self) }
}

extension CompanyField {
    package static func == (left: CompanyField, right: CompanyField) -> Bool { left.place == right.place }
    package func hash(into hasher: inout Hasher) { hasher.combine(place) }
    private var place: UInt8 { unsafeBitCast(self, to: UInt8.self) }
}
