/// Somebody at work in a workspace: who, where, what they may do and which contacts they see.
package struct Member: Hashable, Sendable {
    package let user: User
    package let workspace: Workspace
    package let visibility: Visibility
    /// Nil: that of the browser.
    package let language: Language?
    package let theme: Theme

    package init(
        _ user: User, in workspace: Workspace, _ settings: WorkspaceSettings, language: Language? = nil,
        theme: Theme = .system
    ) {
        self.user = user
        self.workspace = workspace
        self.language = language
        self.theme = theme
        visibility = user.visibility(settings)
    }

    package var role: Role { user.role }

    package func may(_ permission: Permission) -> Bool { !user.isDisabled && role.may(permission) }
}

/// Light, dark, or as the device is set.
package enum Theme: String, CaseIterable, Sendable {
    case system, light, dark

    package var label: Sentence {
        switch self {
        case .system: Sentence(fr: "comme l’appareil", en: "as the device")
        case .light: Sentence(fr: "clair", en: "light")
        case .dark: Sentence(fr: "sombre", en: "dark")
        }
    }
}

extension User {
    /// A partner for whom no source was named sees those whose source is the partner's own address.
    package func visibility(_ settings: WorkspaceSettings) -> Visibility {
        switch role {
        case .admin, .manager, .marketer, .reader: .everyone
        case .rep: .ownedBy(email, unassignedToo: settings.repsSeeUnassigned)
        case .partner: .broughtBy(partnerSource ?? email)
        }
    }
}
