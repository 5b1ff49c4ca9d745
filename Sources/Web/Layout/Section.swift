import Verger

/// A place of the navigation.
package enum Section: CaseIterable, Sendable {
    case today, contacts, companies, segments, landings, forms, contents, sources, introducers, funnel, leadCosts,
        definition
    case rights, settings

    var label: Sentence {
        switch self {
        case .today: Sentence(fr: "Aujourd’hui", en: "Today")
        case .contacts: Sentence(fr: "Contacts", en: "Contacts")
        case .companies: Sentence(fr: "Entreprises", en: "Companies")
        case .segments: Sentence(fr: "Segments", en: "Segments")
        case .landings: Sentence(fr: "Pages", en: "Landing pages")
        case .forms: Sentence(fr: "Formulaires", en: "Forms")
        case .contents: Sentence(fr: "Contenus", en: "Contents")
        case .sources: Sentence(fr: "Sources", en: "Sources")
        case .introducers: Sentence(fr: "Apporteurs", en: "Introducers")
        case .leadCosts: Sentence(fr: "Coût des leads", en: "Cost of leads")
        case .funnel: Sentence(fr: "Entonnoir", en: "Funnel")
        case .definition: Sentence(fr: "Définition", en: "Definition")
        case .rights: Sentence(fr: "Droits", en: "Rights")
        case .settings: Sentence(fr: "Réglages", en: "Settings")
        }
    }

    var icon: Icon {
        switch self {
        case .today: .today
        case .contacts: .person
        case .companies: .company
        case .segments: .segment
        case .landings: .page
        case .forms: .form
        case .contents: .doc
        case .sources: .tag
        case .introducers: .hand
        case .leadCosts: .euro
        case .funnel: .funnel
        case .definition: .rules
        case .rights: .hand
        case .settings: .gear
        }
    }

    func link(_ links: Links) -> String {
        switch self {
        case .today: links.today
        case .contacts: links.contacts
        case .companies: links.companies
        case .segments: links.segments
        case .landings: links.landings
        case .forms: links.forms
        case .contents: links.contents
        case .sources: links.sources
        case .introducers: links.introducers
        case .leadCosts: links.leadCosts
        case .funnel: links.funnel
        case .definition: links.definition
        case .rights: links.rights
        case .settings: links.settings
        }
    }

    /// What a member must be allowed to see it.
    var permission: Permission {
        switch self {
        case .today, .contacts, .companies: .viewContacts
        case .segments: .viewSegments
        case .introducers: .viewStatements
        case .landings, .forms, .contents: .viewForms
        case .sources, .leadCosts, .funnel: .viewReports
        case .definition: .viewDefinition
        case .rights: .eraseContacts
        case .settings: .viewContacts
        }
    }

    /// The places under a heading, as the sidebar shows them.
    static let blocks: [(title: Sentence?, sections: [Section])] = [
        (nil, [.today, .contacts, .companies]),
        (
            Sentence(fr: "Marketing", en: "Marketing"),
            [.segments, .landings, .forms, .contents, .sources, .introducers]
        ),
        (Sentence(fr: "Mesure", en: "Measure"), [.funnel, .leadCosts]),
        (Sentence(fr: "Réglage", en: "Setup"), [.definition, .rights, .settings]),
    ]
}
