/// Something that one may do in a workspace. Which contacts it may be done to is another question: `Visibility`.
package enum Permission: String, CaseIterable, Sendable {
    case viewContacts = "view contacts"
    case editContacts = "edit contacts"
    case mergeContacts = "merge contacts"
    case recordActivities = "record activities"
    /// Gives a contact to somebody, or to somebody else.
    case assignContacts = "assign contacts"
    case importContacts = "import contacts"
    case exportContacts = "export contacts"
    /// Deletes a person's data for good (GDPR, article 17).
    case eraseContacts = "erase contacts"

    case viewSegments = "view segments"
    case manageSegments = "manage segments"
    case viewDefinition = "view definition"
    /// Writes drafts and replays them, which changes nothing.
    case draftDefinition = "draft definition"
    case activateDefinition = "activate definition"
    case viewReports = "view reports"

    /// Forms, contents, landing pages and how they do; not who sent them.
    case viewForms = "view forms"
    case manageForms = "manage forms"

    case viewAudit = "view audit"
    case manageWorkspace = "manage workspace"
    case manageUsers = "manage users"
    case manageTokens = "manage tokens"
    case manageWebhooks = "manage webhooks"
    /// Sets the mail server, and reads what was written to people.
    case manageMail = "manage mail"

    /// Writes down campaigns, what they cost, and what introducers are paid.
    case manageSources = "manage sources"
    /// Sees statements of what is owed to introducers: partners their own.
    case viewStatements = "view statements"

    /// Sends what people do on a site, about contacts that the sender can't look at.
    case ingest
}

extension Permission {
    /// Those that change nothing.
    package static let views: Set<Permission> = [
        .viewContacts, .viewSegments, .viewDefinition, .viewReports, .viewAudit, .viewStatements, .viewForms,
    ]
}

extension Permission {
    package var label: Sentence {
        switch self {
        case .viewContacts: Sentence(fr: "voir les contacts", en: "view contacts")
        case .editContacts: Sentence(fr: "modifier les contacts", en: "edit contacts")
        case .mergeContacts: Sentence(fr: "fusionner des contacts", en: "merge contacts")
        case .recordActivities: Sentence(fr: "noter des faits", en: "record activities")
        case .assignContacts: Sentence(fr: "attribuer des contacts", en: "assign contacts")
        case .importContacts: Sentence(fr: "importer", en: "import")
        case .exportContacts: Sentence(fr: "exporter", en: "export")
        case .eraseContacts: Sentence(fr: "effacer des personnes", en: "erase people")
        case .viewSegments: Sentence(fr: "voir les segments", en: "view segments")
        case .manageSegments: Sentence(fr: "gérer les segments", en: "manage segments")
        case .viewDefinition: Sentence(fr: "voir la définition", en: "view the definition")
        case .draftDefinition: Sentence(fr: "préparer une définition", en: "draft a definition")
        case .activateDefinition: Sentence(fr: "activer une définition", en: "activate a definition")
        case .viewReports: Sentence(fr: "voir les rapports", en: "view reports")
        case .viewForms:
            Sentence(fr: "voir les formulaires, contenus et pages", en: "view forms, contents and landing pages")
        case .manageForms:
            Sentence(fr: "gérer les formulaires, contenus et pages", en: "manage forms, contents and landing pages")
        case .viewAudit: Sentence(fr: "lire le journal", en: "read the audit log")
        case .manageWorkspace: Sentence(fr: "régler l’espace", en: "set up the workspace")
        case .manageUsers: Sentence(fr: "gérer les utilisateurs", en: "manage users")
        case .manageTokens: Sentence(fr: "gérer les jetons", en: "manage tokens")
        case .manageWebhooks: Sentence(fr: "gérer les webhooks", en: "manage webhooks")
        case .manageMail: Sentence(fr: "gérer le courrier", en: "manage mail")
        case .manageSources: Sentence(fr: "gérer les sources et leurs coûts", en: "manage sources and their costs")
        case .viewStatements: Sentence(fr: "voir les relevés", en: "view statements")
        case .ingest: Sentence(fr: "envoyer des événements", en: "send events")
        }
    }
}
