/// What two records are compared by.
package enum MatchField: String, CaseIterable, Sendable {
    case email, phone
    case firstName = "first_name"
    case lastName = "last_name"
    case birthDate = "birth_date"
    case address
    case postalCode = "postal_code"
    case city, company, siren, domain

    package var label: Sentence {
        switch self {
        case .email: Sentence(fr: "e-mail", en: "e-mail")
        case .phone: Sentence(fr: "téléphone", en: "phone")
        case .firstName: Sentence(fr: "prénom", en: "first name")
        case .lastName: Sentence(fr: "nom", en: "last name")
        case .birthDate: Sentence(fr: "date de naissance", en: "date of birth")
        case .address: Sentence(fr: "adresse", en: "address")
        case .postalCode: Sentence(fr: "code postal", en: "postal code")
        case .city: Sentence(fr: "ville", en: "town")
        case .company: Sentence(fr: "entreprise", en: "company")
        case .siren: Sentence(fr: "SIREN", en: "SIREN")
        case .domain: Sentence(fr: "domaine", en: "domain")
        }
    }

    /// What people of one house or one office have in common.
    var isShared: Bool {
        switch self {
        case .phone, .address, .postalCode, .city, .company: true
        case .email, .firstName, .lastName, .birthDate, .siren, .domain: false
        }
    }

    /// Names under which workspaces keep a date of birth or a street among their own fields, folded.
    package static let birthDateNames: Set<String> = [
        "birth_date", "birthdate", "birthday", "date_of_birth", "dob", "date_naissance", "date_de_naissance",
        "naissance",
    ]
    package static let addressNames: Set<String> = ["address", "address_1", "adresse", "adresse_1", "street", "rue"]
}
