/// An effort with a beginning, an end and a budget, made in one channel.
package struct Campaign: Hashable, Sendable, Identifiable {
    package typealias ID = Int64

    /// Which links are its own: their `utm_campaign`, and `utm_source` and `utm_medium` where they are told.
    package struct LinkRule: Hashable, Sendable {
        package let campaign: String
        package let source: String?
        package let medium: String?

        package init(campaign: String, source: String? = nil, medium: String? = nil) {
            self.campaign = campaign
            self.source = source
            self.medium = medium
        }
    }

    package let id: ID
    package var name: String
    package var channel: Channel.ID
    package var first: Day?
    package var last: Day?
    /// In the currency of the workspace.
    package var budget: Number?
    package var rules: [LinkRule]
    /// Pages to which only it leads: `/offre/fours`.
    package var pages: [String]
    /// Where it takes place; nil for what is no event.
    package var place: String?
    package var isArchived: Bool

    /// Throws what is wrong with it.
    package init(
        id: ID, name: String, channel: Channel.ID, first: Day? = nil, last: Day? = nil, budget: Number? = nil,
        rules: [LinkRule] = [], pages: [String] = [], place: String? = nil, isArchived: Bool = false
    ) throws(Problem) {
        guard let name = name.trimmedOrNil, name.count <= 200, name.isOneLine else { throw .noName }
        if let first, let last, last < first { throw .endsBefore }
        if let budget, budget < .zero { throw .badBudget }
        guard pages.allSatisfy({ $0.hasPrefix("/") && $0.isOneLine }) else { throw .badPage }
        guard (place ?? "").isOneLine else { throw .badPlace }
        guard rules.allSatisfy({ $0.campaign.trimmedOrNil != nil }) else { throw .badRule }
        self.id = id
        self.name = name
        self.channel = channel
        self.first = first
        self.last = last
        self.budget = budget
        self.rules = rules
        self.pages = pages
        self.place = place?.trimmedOrNil
        self.isArchived = isArchived
    }

    package enum Problem: Error, Hashable, Sendable {
        case noName, endsBefore, badBudget, badPage, badPlace, badRule
        /// Another one is called so.
        case taken(String)
        case unknownChannel

        /// The field at fault.
        package var field: String {
            switch self {
            case .noName, .taken: "name"
            case .endsBefore: "to"
            case .badBudget: "budget"
            case .badPage: "pages"
            case .badPlace: "place"
            case .badRule: "utm"
            case .unknownChannel: "channel"
            }
        }

        package var sentence: Sentence {
            switch self {
            case .noName:
                Sentence(
                    fr: "un nom d’une ligne est attendu, par exemple Salon de Lyon 2026",
                    en: "a name of one line is expected, such as Lyon fair 2026")
            case .endsBefore:
                Sentence(fr: "la fin ne peut pas précéder le début", en: "the end can’t come before the beginning")
            case .badBudget: Sentence(fr: "un montant positif est attendu", en: "a positive amount is expected")
            case .badPage:
                Sentence(
                    fr: "une page commence par une barre, par exemple /offre/fours",
                    en: "a page begins with a slash, such as /offer/ovens")
            case .badPlace: Sentence(fr: "un lieu tient sur une ligne", en: "a place is one line")
            case .badRule:
                Sentence(
                    fr: "une règle commence par la valeur d’utm_campaign",
                    en: "a rule begins with the value of utm_campaign")
            case .taken(let name):
                Sentence(
                    fr: "une campagne s’appelle déjà «\u{A0}\(name)\u{A0}»",
                    en: "there is already a campaign called “\(name)”")
            case .unknownChannel: Sentence(fr: "ce canal n’existe pas", en: "there is no such channel")
            }
        }
    }

    package var isEvent: Bool { place != nil }
}

extension Campaign {
    /// The address of a page with what tells this campaign; nil when `page` is no address of the web.
    package func link(to page: String, source: String, medium: String) -> String? {
        let page = page.trimmed
        guard page.hasPrefix("https://") || page.hasPrefix("http://"), let address = PageAddress(page),
            !address.host.isEmpty
        else { return nil }
        let parts = page.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let tags = [
            ("utm_source", source), ("utm_medium", medium), ("utm_campaign", rules.first?.campaign ?? name),
        ].compactMap { name, value in value.trimmedOrNil.map { "\(name)=\($0.encodedForLinks)" } }
        let mark = parts[0].contains("?") ? "&" : "?"
        let fragment = parts.count > 1 ? "#" + parts[1] : ""
        return parts[0] + mark + tags.joined(separator: "&") + fragment
    }

    /// What links of a channel usually say of themselves.
    package static func usualTags(of channel: Channel.ID) -> (source: String, medium: String) {
        switch TouchChannel(rawValue: channel) {
        case .seo: ("google", "organic")
        case .sea: ("google", "cpc")
        case .social: ("linkedin", "social")
        case .socialAds: ("linkedin", "paidsocial")
        case .display: ("display", "banner")
        case .email: ("newsletter", "email")
        case .sms: ("sms", "sms")
        case .affiliate: ("affilie", "affiliate")
        case .partner: ("partenaire", "partner")
        case .event: ("salon", "event")
        case .phone: ("telephone", "phone")
        case .referral: ("recommandation", "referral")
        case .direct, .other, nil: (channel, channel)
        }
    }
}

extension String {
    /// A part of a query: all but unreserved characters (RFC 3986) as `%XX`.
    fileprivate var encodedForLinks: String {
        utf8.map { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
