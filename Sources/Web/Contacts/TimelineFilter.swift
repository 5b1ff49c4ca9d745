import Verger

/// Which facts a timeline shows.
enum TimelineFilter: String, CaseIterable {
    case all, proofs, visits, responses, exchanges, sales, messages

    /// All, for a name that is none.
    init(_ name: String?) { self = name.flatMap(TimelineFilter.init(rawValue:)) ?? .all }

    var label: Sentence {
        switch self {
        case .all: Sentence(fr: "Tous les canaux", en: "All channels")
        case .proofs: Sentence(fr: "Venant du contact", en: "From the contact")
        case .visits: Sentence(fr: "Visites", en: "Visits")
        case .responses: Sentence(fr: "Réponses", en: "Responses")
        case .exchanges: Sentence(fr: "Échanges", en: "Exchanges")
        case .sales: Sentence(fr: "Vente et paiements", en: "Sales and payments")
        case .messages: Sentence(fr: "Messages et consentements", en: "Messages and consents")
        }
    }

    func includes(_ activity: Activity, _ words: ActivityWords) -> Bool {
        let group = words.kind(activity)?.group
        return switch self {
        // That a mail arrived is said by the mail itself.
        case .all: activity.kind != "email_delivered"
        case .proofs: !words.isOurs(activity)
        case .visits: group == "visit"
        case .responses: group == "response" || group == "advocacy"
        case .exchanges: group == "exchange"
        case .sales: ["intent", "sales", "purchase"].contains(group)
        case .messages: group == "outbound"
        }
    }
}
