import HTML
import HTTPTypes
import Storage
import Verger

/// The tabs of the settings: those that a member may open.
enum SettingsTab: CaseIterable {
    case workspace, users, tokens, mail, events, audit

    var label: Sentence {
        switch self {
        case .workspace: Sentence(fr: "Espace", en: "Workspace")
        case .users: Sentence(fr: "Utilisateurs", en: "Users")
        case .tokens: Sentence(fr: "Jetons", en: "Tokens")
        case .mail: Sentence(fr: "Courrier", en: "Mail")
        case .events: Sentence(fr: "Événements", en: "Events")
        case .audit: Sentence(fr: "Journal", en: "Audit log")
        }
    }

    var permission: Permission {
        switch self {
        case .workspace: .manageWorkspace
        case .users: .manageUsers
        case .tokens: .manageTokens
        case .mail: .manageMail
        case .events: .viewDefinition
        case .audit: .viewAudit
        }
    }

    /// After `settings/`.
    var path: String {
        switch self {
        case .workspace: "workspace"
        case .users: "users"
        case .tokens: "tokens"
        case .mail: "mail"
        case .events: "events"
        case .audit: "audit"
        }
    }

    func link(_ links: Links) -> String { links.settings(path) }
}

extension Visit {
    /// A page of the settings with its tabs.
    func settingsPage(_ tab: SettingsTab, _ title: Sentence? = nil, @MarkupBuilder content: () -> Markup) -> Page {
        var page = Page(.settings, title: say(title ?? SettingsFrame.title))
        if title != nil { page.parent = (say(tab.label), tab.link(links)) }
        page.tabs = nav(.class("tabs"), .aria("label", say(SettingsFrame.title))) {
            for other in SettingsTab.allCases where may(other.permission) {
                a(.href(other.link(links)), .aria("current", other == tab ? "page" : nil)) { say(other.label) }
            }
        }
        page.content = content()
        return page
    }

    /// Writes down what this member did.
    func audit(_ action: String, _ details: [(String, Document)] = [], _ connection: any SQLConnection) throws {
        try AuditLog(connection, in: workspace.id).record(action, by: member.user.email, details, at: now)
    }
}

enum SettingsFrame {
    static let title = Sentence(fr: "Réglages", en: "Settings")

    static let routes =
        [Route(.get, "settings", may: .viewContacts, index)] + WorkspacePages.routes + UserPages.routes
        + TokenPages.routes + MailPages.routes + OutboxPages.routes + AuditPages.routes

    /// The first tab that the member may open; their own account when there is none.
    @Sendable private static func index(_ visit: Visit) throws -> Answer {
        let tab = SettingsTab.allCases.first { visit.may($0.permission) }
        return .redirect(to: tab.map { $0.link(visit.links) } ?? Links.account)
    }
}
