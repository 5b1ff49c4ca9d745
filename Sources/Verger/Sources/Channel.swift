/// A way in which contacts come: one of ours, or one that the workspace added.
package struct Channel: Hashable, Sendable, Identifiable {
    package typealias ID = String

    /// As activities name it: `sea`.
    package let id: ID
    package let name: Sentence
    /// What activities and files also call it: `google_ads`.
    package let aliases: [String]
    /// Whether the workspace added it.
    package let isOwn: Bool

    private init(id: ID, name: Sentence, aliases: [String], isOwn: Bool) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.isOwn = isOwn
    }

    /// One of the workspace. Throws what is wrong with its name.
    package init(id: ID, name: String, aliases: [String] = []) throws(Problem) {
        guard let id = id.folded.trimmedOrNil, id.utf8.count <= 60, !id.contains("\0") else { throw .noID }
        guard let name = name.trimmedOrNil, name.count <= 80, name.isOneLine else { throw .noName }
        self.init(
            id: id, name: Sentence(verbatim: name), aliases: aliases.compactMap(\.trimmedOrNil), isOwn: true)
    }

    package enum Problem: Error, Hashable, Sendable {
        case noID, noName

        package var sentence: Sentence {
            switch self {
            case .noID: Sentence(fr: "un code est attendu, par exemple radio", en: "a code is expected, such as radio")
            case .noName: Sentence(fr: "un nom est attendu", en: "a name is expected")
            }
        }
    }

    /// Those that every workspace has.
    package static let builtIn = TouchChannel.allCases.map {
        Channel(id: $0.rawValue, name: $0.label, aliases: usualNames[$0] ?? [], isOwn: false)
    }

    private static let usualNames: [TouchChannel: [String]] = [
        .seo: ["organic", "référencement naturel", "référencement", "search", "natural search"],
        .sea: ["google_ads", "google ads", "adwords", "bing ads", "publicité google"],
        .social: ["linkedin", "facebook", "instagram", "réseaux sociaux"],
        .socialAds: ["meta ads", "facebook ads", "linkedin ads", "facebook lead ads"],
        .email: ["e-mailing", "emailing", "newsletter", "courriel"],
        .event: ["fair", "salon", "événement", "foire", "webinar", "webinaire", "booth"],
        .affiliate: ["affiliation", "affilié", "affilie"],
        .referral: ["parrainage", "recommandation", "bouche à oreille", "word of mouth"],
        .partner: ["apporteur d’affaires", "apporteur d'affaires", "apporteur", "partenaire", "introducer"],
        .phone: ["téléphone", "appel", "call", "appel entrant"],
        .direct: ["accès direct", "bookmark"],
    ]
}
