import Verger

/// The groups of activities in words.
enum GroupWords {
    static func label(of group: String) -> Sentence {
        switch group {
        case "visit": Sentence(fr: "visite", en: "visit")
        case "response": Sentence(fr: "réponse au marketing", en: "response to marketing")
        case "exchange": Sentence(fr: "échange", en: "two-way exchange")
        case "intent": Sentence(fr: "intention d’achat", en: "sign of intent")
        case "sales": Sentence(fr: "vente", en: "sales")
        case "purchase": Sentence(fr: "achat", en: "purchase")
        case "advocacy": Sentence(fr: "recommandation", en: "advocacy")
        case "outbound": Sentence(fr: "envoi de notre part", en: "sent by us")
        default: Sentence(verbatim: group)
        }
    }
}
