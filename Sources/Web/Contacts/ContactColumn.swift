import Storage
package import Verger

/// A column of the list of contacts, after the name.
package enum ContactColumn: Hashable, Sendable {
    case stage, since, highest, temperature, grade, fit, engagement, evidence, owner, company, tags, created
    /// A field of every contact.
    case field(ContactField)
    /// A field of the workspace.
    case custom(String)

    package static let usual: [ContactColumn] = [.stage, .since, .temperature, .grade, .evidence, .owner]

    private static let named: [(name: String, column: ContactColumn)] = [
        ("stage", .stage), ("since", .since), ("highest", .highest), ("temperature", .temperature), ("grade", .grade),
        ("fit", .fit), ("engagement", .engagement), ("evidence", .evidence), ("owner", .owner), ("company", .company),
        ("tags", .tags), ("created", .created),
    ]

    private static let fields: [ContactField] = [
        .email, .phone, .jobTitle, .city, .postalCode, .country, .language, .source, .externalID,
    ]

    /// All that can be chosen.
    package static func all(_ catalogue: Catalogue) -> [ContactColumn] {
        named.map(\.column) + fields.map { .field($0) } + catalogue.fields.keys.sorted().map { .custom($0) }
    }

    /// As it stands in addresses.
    package var name: String {
        switch self {
        case .field(let field): field.rawValue
        case .custom(let name): "field." + name
        default: ContactColumn.named.first { $0.column == self }?.name ?? ""
        }
    }

    package init?(name: String) {
        if let found = ContactColumn.named.first(where: { $0.name == name })?.column {
            self = found
        } else if let field = ContactField(rawValue: name), ContactColumn.fields.contains(field) {
            self = .field(field)
        } else if name.hasPrefix("field."), name.utf8.count > 6 {
            self = .custom(String(name.dropFirst(6)))
        } else {
            return nil
        }
    }

    var label: Sentence {
        switch self {
        case .stage: Sentence(fr: "Étape", en: "Stage")
        case .since: Sentence(fr: "Depuis", en: "Since")
        case .highest: Sentence(fr: "Plus haute étape", en: "Highest stage")
        case .temperature: Sentence(fr: "Température", en: "Temperature")
        case .grade: Sentence(fr: "Note", en: "Grade")
        case .fit: Sentence(fr: "Adéquation", en: "Fit")
        case .engagement: Sentence(fr: "Engagement", en: "Engagement")
        case .evidence: Sentence(fr: "Dernière preuve", en: "Last evidence")
        case .owner: Sentence(fr: "Suivi par", en: "Owner")
        case .company: Sentence(fr: "Entreprise", en: "Company")
        case .tags: Sentence(fr: "Étiquettes", en: "Tags")
        case .created: Sentence(fr: "Premier fait", en: "First fact")
        case .field(let field):
            Sentence(fr: field.label.fr.capitalizedFirst, en: field.label.en.capitalizedFirst)
        case .custom(let name): Sentence(verbatim: name.capitalizedFirst)
        }
    }

    /// How it is called where fields of the workspace have names for people.
    func label(in catalogue: Catalogue) -> Sentence {
        guard case .custom(let name) = self else { return label }
        let label = catalogue.name(ofField: name)
        return Sentence(fr: label.fr.capitalizedFirst, en: label.en.capitalizedFirst)
    }

    /// The order that its head asks for.
    var sortKey: ContactOrder.Key? {
        switch self {
        case .since: .since
        case .grade: .score
        case .fit: .fit
        case .engagement: .engagement
        case .evidence: .evidence
        default: nil
        }
    }

    /// The field that can be edited in place.
    var editedField: ContactField? {
        switch self {
        case .owner: .owner
        case .field(let field) where field != .externalID: field
        default: nil
        }
    }
}

extension Catalogue {
    /// What people read of a field of the workspace: its label, else its name with blanks.
    func name(ofField name: String) -> Sentence {
        fieldLabels[name] ?? Sentence(verbatim: String(name.map { $0 == "_" ? " " : $0 }))
    }
}
