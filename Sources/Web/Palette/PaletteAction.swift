import HTTPTypes
import Verger

/// Somewhere to go or something to begin, that does not depend on whom one looks at.
struct PaletteAction: Sendable {
    let label: Sentence
    let icon: Icon
    /// After `/w/{workspace}/`, or a whole path of the instance.
    let path: String
    let permission: Permission?
    var key: String?
    /// Other words by which it is found.
    var keywords: Sentence?

    func link(_ links: Links) -> String { path.hasPrefix("/") ? path : links.to(path) }

    /// Whether the member may, and the address is served.
    func isOffered(to visit: Visit) -> Bool {
        (permission.map(visit.may) ?? true) && Routes.serves(link(visit.links))
    }

    func item(_ visit: Visit) -> PaletteItem {
        PaletteItem(mark: .icon(icon), title: visit.say(label), link: link(visit.links), key: key)
    }

    static let beginnings: [PaletteAction] = [
        PaletteAction(
            label: Sentence(fr: "Ajouter un contact", en: "Add a contact"), icon: .plus, path: "contacts/new",
            permission: .editContacts, keywords: Sentence(fr: "nouveau créer", en: "new create")),
        PaletteAction(
            label: Sentence(fr: "Ajouter une entreprise", en: "Add a company"), icon: .plus, path: "companies/new",
            permission: .editContacts,
            keywords: Sentence(fr: "nouvelle créer société", en: "new create company organisation")),
        PaletteAction(
            label: Sentence(fr: "Importer un fichier", en: "Import a file"), icon: .upload, path: "imports/new",
            permission: .importContacts, keywords: Sentence(fr: "csv", en: "csv")),
        PaletteAction(
            label: Sentence(fr: "Créer un segment", en: "Make a segment"), icon: .segment, path: "segments/new",
            permission: .manageSegments, keywords: Sentence(fr: "nouveau", en: "new")),
        PaletteAction(
            label: Sentence(fr: "Voir les raccourcis", en: "See the shortcuts"), icon: .key, path: "palette/shortcuts",
            permission: nil, key: "?", keywords: Sentence(fr: "clavier touches aide", en: "keyboard keys help")),
        PaletteAction(
            label: Sentence(fr: "Mon compte", en: "My account"), icon: .person, path: Links.account, permission: nil,
            keywords: Sentence(fr: "mot de passe langue thème", en: "password language theme")),
    ]
}

extension Routes {
    /// Whether a page answers at this address.
    static func serves(_ path: String) -> Bool {
        let parts = path.split(separator: "?")[0].split(separator: "/")
        return all.contains { $0.method == .get && $0.matches(parts) }
    }
}

extension Section {
    /// The letter that leads here after `g`; `goTo` in app.js knows the same.
    var letter: String? {
        switch self {
        case .today: "T"
        case .contacts: "C"
        case .companies: "E"
        case .segments: "S"
        case .funnel: "F"
        case .definition: "D"
        case .landings, .forms, .contents, .sources, .introducers, .leadCosts, .rights, .settings: nil
        }
    }
}
