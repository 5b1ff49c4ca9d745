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

    case viewAudit = "view audit"
    case manageWorkspace = "manage workspace"
    case manageUsers = "manage users"
    case manageTokens = "manage tokens"
    case manageWebhooks = "manage webhooks"

    /// Sends what people do on a site, about contacts that the sender can't look at.
    case ingest
}

extension Permission {
    /// Those that change nothing.
    package static let views: Set<Permission> = [
        .viewContacts, .viewSegments, .viewDefinition, .viewReports, .viewAudit,
    ]
}
