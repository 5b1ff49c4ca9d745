import HTML
import HTTPTypes
import Storage
import Verger

/// The tabs of the settings: those that a member may open.
enum SettingsTab: String, CaseIterable {
    case workspace, brand, hours, users, tokens, fields, kinds, personas, lists, mail, sites, events, consents, inbound,
        webhooks, audit

    var label: Sentence {
        switch self {
        case .workspace: Sentence(fr: "Espace", en: "Workspace")
        case .brand: Sentence(fr: "Couleurs", en: "Colours")
        case .hours: Sentence(fr: "Horaires", en: "Hours")
        case .users: Sentence(fr: "Utilisateurs", en: "Users")
        case .tokens: Sentence(fr: "Jetons", en: "Tokens")
        case .mail: Sentence(fr: "Courrier", en: "Mail")
        case .sites: Sentence(fr: "Sites", en: "Sites")
        case .fields: Sentence(fr: "Champs", en: "Fields")
        case .kinds: Sentence(fr: "Faits", en: "Activities")
        case .personas: Sentence(fr: "Personas", en: "Personas")
        case .lists: Sentence(fr: "Listes", en: "Lists")
        case .events: Sentence(fr: "Événements", en: "Events")
        case .consents: Sentence(fr: "Consentements", en: "Consents")
        case .inbound: Sentence(fr: "Entrées", en: "Inbound")
        case .webhooks: Sentence(fr: "Webhooks", en: "Webhooks")
        case .audit: Sentence(fr: "Journal", en: "Audit log")
        }
    }

    var permission: Permission {
        switch self {
        case .workspace, .brand, .hours: .manageWorkspace
        case .users: .manageUsers
        case .tokens: .manageTokens
        case .mail: .manageMail
        case .sites: .viewReports
        case .fields, .kinds, .personas, .lists, .events, .consents: .viewDefinition
        case .inbound, .webhooks: .manageWebhooks
        case .audit: .viewAudit
        }
    }

    /// After `settings/`.
    var path: String { rawValue }

    func link(_ links: Links) -> String { links.settings(path) }
}

extension Visit {
    /// A page of the settings with its tabs.
    func settingsPage(_ tab: SettingsTab, _ title: Sentence? = nil, @MarkupBuilder content: () -> Markup) -> Page {
        var page = Page(.settings, title: say(title ?? SettingsFrame.title))
        if title != nil { page.parent = (say(tab.label), tab.link(links)) }
        page.tabs = nav(.class("tabs settings-tabs"), .aria("label", say(SettingsFrame.title))) {
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
        [Route(.get, "settings", may: .viewContacts, index)] + WorkspacePages.routes + BrandSettings.routes
        + UserPages.routes
        + TokenPages.routes + ConsentSettings.routes + MailPages.routes + OutboxPages.routes + AuditPages.routes
        + VocabularySettings.routes
        + HoursSettings.routes

    /// The first tab that the member may open; their own account when there is none.
    @Sendable private static func index(_ visit: Visit) throws -> Answer {
        let tab = SettingsTab.allCases.first { visit.may($0.permission) }
        return .redirect(to: tab.map { $0.link(visit.links) } ?? Links.account)
    }
}
