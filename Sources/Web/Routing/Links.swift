package import Verger

/// Every address of a workspace's pages. Nothing else builds one.
package struct Links: Sendable {
    private let base: String

    package init(_ workspace: Workspace) { base = "/w/" + workspace.slug }

    package func to(_ path: String) -> String { "\(base)/\(path)" }

    package var today: String { to("today") }
    package var contacts: String { to("contacts") }
    package var companies: String { to("companies") }
    package var segments: String { to("segments") }
    package var funnel: String { to("reports/funnel") }
    package var definition: String { to("definition") }
    package var settings: String { to("settings") }
    package func settings(_ part: String) -> String { to("settings/" + part) }
    package var palette: String { to("palette") }
    package var more: String { to("more") }
    package var changes: String { to("changes") }

    package func contact(_ id: Contact.ID) -> String { to("contacts/\(id.value)") }
    package func contact(_ id: Contact.ID, _ part: String) -> String { "\(contact(id))/\(part)" }
    package func company(_ id: Company.ID) -> String { to("companies/\(id.value)") }

    /// The list of contacts that hold a condition.
    package func contacts(where condition: String) -> String {
        contacts + Fields([("where", condition)]).query
    }

    package static let home = "/"
    package static let signIn = "/sign-in"
    package static let secondFactor = "/sign-in/code"
    package static let signOut = "/sign-out"
    package static let forgotten = "/password"
    package static func password(_ link: String) -> String { "\(forgotten)/\(link)" }
    package static let setup = "/setup"
    package static let account = "/account"
    package static func account(_ part: String) -> String { "\(account)/\(part)" }
    package static func language(_ language: Language, next: String) -> String {
        "/language" + Fields([("to", language.rawValue), ("next", next)]).query
    }
    package static func asset(_ name: String) -> String { Assets.shared.link(name) }
}
