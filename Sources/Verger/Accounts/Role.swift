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

/// Someone who works in a workspace.
package struct User: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let email: String
    package let name: String
    package let role: Role
    package let isDisabled: Bool

    package init(id: Int64, email: String, name: String, role: Role, isDisabled: Bool) {
        self.id = id
        self.email = email
        self.name = name
        self.role = role
        self.isDisabled = isDisabled
    }
}
