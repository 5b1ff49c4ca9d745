import Storage
import Verger

/// A column of the list of companies, after the name.
enum CompanyColumn: Hashable, Sendable {
    case stage, grade, contacts, evidence
    case field(CompanyField)

    static let usual: [CompanyColumn] = [
        .stage, .grade, .contacts, .evidence, .field(.industry), .field(.size), .field(.city),
    ]

    /// All that can be chosen.
    static let all: [CompanyColumn] =
        [.stage, .grade, .contacts, .evidence]
        + [CompanyField.industry, .size, .city, .country, .domain, .siren, .externalID].map { .field($0) }

    /// As it stands in addresses.
    var name: String {
        switch self {
        case .stage: "stage"
        case .grade: "grade"
        case .contacts: "contacts"
        case .evidence: "evidence"
        case .field(let field): field.rawValue
        }
    }

    init?(name: String) {
        guard let found = CompanyColumn.all.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    func label(in catalogue: Catalogue) -> Sentence { label }

    var label: Sentence {
        switch self {
        case .stage: Sentence(fr: "Étape la plus avancée", en: "Furthest stage")
        case .grade: Sentence(fr: "Meilleure note", en: "Best grade")
        case .contacts: Sentence(fr: "Contacts", en: "Contacts")
        case .evidence: Sentence(fr: "Dernière preuve", en: "Last evidence")
        case .field(let field): field.title
        }
    }

    var cssName: String {
        switch self {
        case .stage, .evidence, .grade: name
        case .contacts, .field(.size): "number r"
        case .field: "other"
        }
    }

    var sortKey: CompanyOrder.Key? {
        switch self {
        case .stage: .stage
        case .grade: .score
        case .contacts: .contacts
        case .evidence: .evidence
        case .field: nil
        }
    }

    /// The field that can be edited in place.
    var editedField: CompanyField? {
        switch self {
        case .field(let field) where field != .externalID: field
        case .field, .stage, .grade, .contacts, .evidence: nil
        }
    }
}

extension CompanyField {
    /// Where the company is known from what stands around.
    var title: Sentence {
        switch self {
        case .externalID: Sentence(fr: "Identifiant externe", en: "External id")
        case .name: Sentence(fr: "Nom", en: "Name")
        case .domain: Sentence(fr: "Domaine", en: "Domain")
        case .siren: Sentence(fr: "SIREN", en: "SIREN")
        case .industry: Sentence(fr: "Secteur", en: "Industry")
        case .size: Sentence(fr: "Effectif", en: "Size")
        case .country: Sentence(fr: "Pays", en: "Country")
        case .city: Sentence(fr: "Ville", en: "City")
        }
    }
}

extension Company {
    var displayName: String { fields[.name] ?? fields[.externalID] ?? "#\(id.value)" }
}
