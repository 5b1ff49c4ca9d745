/// What one asks a person's leave for, on one or more channels. Workspaces define theirs.
package struct Purpose: Hashable, Sendable, Identifiable {
    /// What the purpose is about, which decides where it is looked at.
    package enum Role: String, CaseIterable, Sendable {
        /// Messages that go to people.
        case messages
        /// Scores and temperature.
        case profiling
        /// Visits of the site, joined to the person.
        case visits
        /// When a person opens a mail.
        case opens

        /// The channels that such a purpose may have.
        package var channels: [ConsentChannel] {
            switch self {
            case .messages: ConsentChannel.messages
            case .profiling: [.profile]
            case .visits: [.site]
            case .opens: [.opens]
            }
        }

        package var label: Sentence {
            switch self {
            case .messages: Sentence(fr: "messages", en: "messages")
            case .profiling: Sentence(fr: "score et température", en: "score and temperature")
            case .visits: Sentence(fr: "suivi des visites", en: "tracking of visits")
            case .opens: Sentence(fr: "suivi des ouvertures", en: "tracking of opens")
            }
        }
    }

    /// `[a-z_][a-z0-9_]*`, which activities name.
    package let id: String
    package let role: Role
    package var name: Sentence
    /// What the person reads about it.
    package var explanation: Sentence
    package var channels: [ConsentChannel]
    /// What may be a basis for it.
    package var bases: Set<ConsentBasis>
    /// Whether a consent that names no purpose, as a file brings it, is about this one.
    package var coversUnstated: Bool
    /// No longer asked for; what was said about it stays.
    package var isArchived: Bool

    package init(
        id: String, role: Role = .messages, name: Sentence, explanation: Sentence, channels: [ConsentChannel],
        bases: Set<ConsentBasis> = [.consent], coversUnstated: Bool = false, isArchived: Bool = false
    ) {
        self.id = id
        self.role = role
        self.name = name
        self.explanation = explanation
        self.channels = channels
        self.bases = bases
        self.coversUnstated = coversUnstated
        self.isArchived = isArchived
    }

    /// What is wrong with it, by the name of the field.
    package var problems: [String: Sentence] {
        var problems: [String: Sentence] = [:]
        if id.identifier != id || id.utf8.count > 40 { problems["id"] = Words.badID }
        if name.fr.trimmed.isEmpty { problems["name_fr"] = Words.noName }
        if name.en.trimmed.isEmpty { problems["name_en"] = Words.noName }
        if channels.isEmpty || !channels.allSatisfy(role.channels.contains) { problems["channels"] = Words.noChannel }
        if !bases.contains(.consent) { problems["bases"] = Words.noConsent }
        return problems
    }

    private enum Words {
        static let badID = Sentence(
            fr: "40 lettres minuscules, chiffres et _ au plus, sans commencer par un chiffre",
            en: "at most 40 lower-case letters, digits and _, not beginning with a digit")
        static let noName = Sentence(fr: "Un nom est à donner.", en: "A name is needed.")
        static let noChannel = Sentence(fr: "Choisissez au moins un canal.", en: "Choose at least one channel.")
        static let noConsent = Sentence(
            fr: "Le consentement est toujours une base possible.", en: "Consent is always a possible basis.")
    }
}
