import Verger

extension DefinitionPart {
    var label: Sentence {
        switch self {
        case .stages: Sentence(fr: "Étapes", en: "Stages")
        case .personas: Sentence(fr: "Personas", en: "Personas")
        case .score: Sentence(fr: "Score", en: "Score")
        case .temperature: Sentence(fr: "Température", en: "Temperature")
        case .exclusion: Sentence(fr: "Exclusion", en: "Exclusion")
        case .handover: Sentence(fr: "Passage", en: "Handover")
        case .messages: Sentence(fr: "Messages", en: "Messages")
        case .retention: Sentence(fr: "Conservation", en: "Retention")
        case .segments: Sentence(fr: "Segments", en: "Segments")
        case .vocabulary: Sentence(fr: "Vocabulaire", en: "Vocabulary")
        }
    }

    /// What stands in its tab, in one sentence.
    var purpose: Sentence {
        switch self {
        case .stages:
            Sentence(
                fr: "Un contact est à la plus haute étape dont la condition tient.",
                en: "A contact is at the highest stage whose condition holds.")
        case .personas:
            Sentence(
                fr: "À qui vous vendez. Un contact peut correspondre à plusieurs.",
                en: "Whom you sell to. A contact may fit several.")
        case .score:
            Sentence(
                fr: "À qui parler d’abord. L’adéquation dit s’il vous ressemble, l’engagement s’il s’intéresse à vous.",
                en: "Whom to talk to first. Fit says how alike they are to your clients, engagement how much they care."
            )
        case .temperature:
            Sentence(
                fr: "Chaud\u{A0}: veut acheter bientôt. Du prospect à l’opportunité seulement.",
                en: "Hot: wants to buy soon. From prospect to opportunity only.")
        case .exclusion:
            Sentence(
                fr: "Qui est laissé hors des files, des envois et des comptes. La fiche reste.",
                en: "Who is left out of queues, mailings and counts. The record stays.")
        case .handover:
            Sentence(
                fr: "Quand un contact passe du marketing aux ventes.",
                en: "When a contact goes from marketing to sales.")
        case .messages:
            Sentence(fr: "Ce qu’on peut envoyer, et à qui.", en: "What may be sent, and to whom.")
        case .retention:
            Sentence(
                fr: "Combien de temps une fiche est gardée.", en: "How long a record is kept.")
        case .segments:
            Sentence(fr: "Des groupes de contacts, par leur nom.", en: "Groups of contacts, by name.")
        case .vocabulary:
            Sentence(
                fr: "Les champs, les faits, les groupes et les listes que vos conditions peuvent nommer.",
                en: "The fields, facts, groups and lists that your conditions can name.")
        }
    }

    /// In the order of their tabs.
    static let tabs: [DefinitionPart] = [
        .stages, .personas, .score, .temperature, .exclusion, .handover, .messages, .retention, .segments, .vocabulary,
    ]
}

extension Links {
    func definition(_ part: DefinitionPart) -> String {
        part == .stages ? definition : definition(part.rawValue)
    }

    func definition(_ path: String) -> String { to("definition/\(path)") }

    /// The form of one condition, in its page.
    func editing(_ path: String, in part: DefinitionPart) -> String {
        definition(part) + Fields([("edit", path)]).query
    }
}
