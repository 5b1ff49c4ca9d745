/// What the rows of an imported file are.
package enum ImportKind: String, CaseIterable, Sendable {
    case contacts, companies, activities, payments

    package var label: Sentence {
        switch self {
        case .contacts: Sentence(fr: "contacts", en: "contacts")
        case .companies: Sentence(fr: "entreprises", en: "companies")
        case .activities: Sentence(fr: "activités", en: "activities")
        case .payments: Sentence(fr: "paiements", en: "payments")
        }
    }
}
