/// What a person may do in a workspace.
package enum Role: String, CaseIterable, Sendable {
    case admin, manager, marketer, rep, partner, reader

    package var label: Sentence {
        switch self {
        case .admin: Sentence(fr: "administration", en: "admin")
        case .manager: Sentence(fr: "direction", en: "manager")
        case .marketer: Sentence(fr: "marketing", en: "marketer")
        case .rep: Sentence(fr: "commercial", en: "sales rep")
        case .partner: Sentence(fr: "partenaire", en: "partner")
        case .reader: Sentence(fr: "lecture seule", en: "read-only")
        }
    }
}
