extension Role {
    /// What someone of this role may do, to the contacts that they see. Why: docs/decisions/0008-who-may-do-what.md.
    package var permissions: Set<Permission> { Role.granted[self] ?? [] }

    private static let granted = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, $0.grants) })

    private var grants: Set<Permission> {
        switch self {
        case .admin: Set(Permission.allCases).subtracting([.ingest])
        case .manager: Role.admin.grants.subtracting([.manageWorkspace, .manageUsers, .manageTokens])
        case .marketer:
            [
                .viewContacts, .editContacts, .mergeContacts, .recordActivities, .assignContacts, .importContacts,
                .exportContacts, .viewSegments, .manageSegments, .viewDefinition, .draftDefinition, .viewReports,
                .manageSources, .viewStatements, .viewForms, .manageForms,
            ]
        case .rep:
            [
                .viewContacts, .editContacts, .mergeContacts, .recordActivities, .viewSegments, .manageSegments,
                .viewDefinition, .viewReports, .viewStatements, .viewForms,
            ]
        case .partner: [.viewContacts, .recordActivities, .viewStatements]
        case .reader:
            [.viewContacts, .viewSegments, .viewDefinition, .viewReports, .viewStatements, .viewForms]
        }
    }

    package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// What the role is for, in one sentence.
    package var purpose: Sentence {
        switch self {
        case .admin:
            Sentence(
                fr: "peut tout, y compris inviter, régler l’espace et créer des jetons",
                en: "may do everything, and invites, sets up the workspace and makes tokens")
        case .manager:
            Sentence(
                fr: "voit et change tout, active la définition, lit le journal\u{202F}; ni comptes ni réglages",
                en:
                    "sees and changes everything, activates the definition, reads the audit log; no accounts, no settings"
            )
        case .marketer:
            Sentence(
                fr: "contacts, segments, imports, rapports et brouillons de définition",
                en: "contacts, segments, imports, reports and drafts of the definition")
        case .rep:
            Sentence(
                fr: "ses contacts, et ceux de personne si l’espace le permet",
                en: "their own contacts, and those of nobody where the workspace allows it")
        case .partner:
            Sentence(
                fr: "seulement les contacts apportés par sa source", en: "only the contacts that their source brought")
        case .reader: Sentence(fr: "lit tout, ne change rien", en: "reads everything, changes nothing")
        }
    }
}
