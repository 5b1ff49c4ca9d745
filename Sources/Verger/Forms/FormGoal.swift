/// What somebody does who sends a form.
package enum FormGoal: String, CaseIterable, Sendable {
    case contact, demo, pricing, newsletter, download, stand, other

    /// What is recorded beside `form_submitted`; nil for nothing more.
    package var kind: String? {
        switch self {
        case .contact: "question_asked"
        case .demo: "demo_requested"
        case .pricing: "pricing_requested"
        case .newsletter: "newsletter_subscribed"
        case .download: "content_downloaded"
        case .stand: "booth_visited"
        case .other: nil
        }
    }

    package var label: Sentence {
        switch self {
        case .contact: Sentence(fr: "poser une question", en: "ask a question")
        case .demo: Sentence(fr: "demander une démonstration", en: "request a demo")
        case .pricing: Sentence(fr: "demander un prix", en: "ask for a price")
        case .newsletter: Sentence(fr: "s’inscrire à la newsletter", en: "subscribe to the newsletter")
        case .download: Sentence(fr: "recevoir un contenu", en: "get a content")
        case .stand: Sentence(fr: "laisser ses coordonnées sur un stand", en: "leave one’s details at a booth")
        case .other: Sentence(fr: "autre chose", en: "something else")
        }
    }
}
