import HTML
package import Verger

/// An activity as a person reads it: what happened, the details that matter, what was said.
package struct ActivityWords: Sendable {
    private let kinds: [String: ActivityKind]
    private let stages: [String: Sentence]
    private let notation: Notation

    package init(_ catalogue: Catalogue, _ notation: Notation) {
        kinds = catalogue.kindsByName
        self.notation = notation
        stages = Dictionary(zip(catalogue.stages, catalogue.stageNames)) { first, _ in first }
    }

    package func kind(_ activity: Activity) -> ActivityKind? { kinds[activity.kind] }

    package func icon(_ activity: Activity) -> Icon { ActivityLook.icon(kinds[activity.kind]) }

    /// Whether we did it: such facts never raise a stage.
    package func isOurs(_ activity: Activity) -> Bool {
        switch kinds[activity.kind]?.direction ?? .inbound {
        case .outbound, .internalOnly: true
        case .inbound, .twoWay: false
        }
    }

    /// `Prix demandé`.
    package func title(_ activity: Activity) -> String {
        switch (activity.kind, activity.properties["direction"]) {
        case ("call_held", "inbound"?): return notation.text("Appel reçu", "Incoming call")
        case ("call_held", "outbound"?): return notation.text("Appel passé", "Outgoing call")
        default: break
        }
        let label = kinds[activity.kind]?.label.text(in: notation.language) ?? activity.kind
        return label.capitalizedFirst
    }

    /// What distinguishes it from others of its kind, in one line; empty for nothing.
    package func details(_ activity: Activity) -> String {
        var parts: [String] = []
        if let amount = activity.amount {
            parts.append(notation.exactMoney(amount, activity.currency ?? ""))
        }
        // The proof of a consent is told beside it.
        let isConsent = ConsentStatement(activity) != nil
        for name in ActivityWords.order(activity.properties.keys)
        where isConsent ? ActivityWords.ofConsents.contains(name) : !ActivityWords.unsaid.contains(name) {
            if let value = activity.properties[name], !value.isEmpty { parts.append(detail(name, value)) }
        }
        return parts.joined(separator: ", ")
    }

    /// Campaign and channel; nil for neither.
    package func origin(_ activity: Activity) -> String? {
        let campaign = activity.campaign.map {
            notation.text("campagne «\u{A0}\($0)\u{A0}»", "campaign “\($0)”")
        }
        let channel = activity.channel.flatMap(channel)
        let parts = [channel, campaign].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ").capitalizedFirst
    }

    private static let channels: [String: Sentence] = [
        "email": Sentence(fr: "par e-mail", en: "by e-mail"),
        "phone": Sentence(fr: "par téléphone", en: "by phone"),
        "web": Sentence(fr: "sur le site", en: "on the site"),
        "site": Sentence(fr: "sur le site", en: "on the site"), "sms": Sentence(fr: "par SMS", en: "by SMS"),
        "direct": Sentence(fr: "accès direct au site", en: "direct visit to the site"),
        "meeting": Sentence(fr: "de vive voix", en: "in person"),
        "event": Sentence(fr: "sur un salon", en: "at an event"),
        "google_ads": Sentence(verbatim: "Google Ads"), "linkedin": Sentence(verbatim: "LinkedIn"),
        "facebook": Sentence(verbatim: "Facebook"), "chat": Sentence(fr: "par messagerie", en: "by chat"),
        "fair": Sentence(fr: "sur un salon", en: "at a fair"),
        "letter": Sentence(fr: "par courrier", en: "by letter"),
        "organic": Sentence(fr: "référencement naturel", en: "organic search"),
        "partner": Sentence(fr: "par un partenaire", en: "through a partner"),
        "referral": Sentence(fr: "par recommandation", en: "by referral"),
        "transfer": Sentence(fr: "par virement", en: "by transfer"),
        "seo": Sentence(fr: "référencement naturel", en: "organic search"),
    ]

    /// Where it happened, as people call it; nil for our own records.
    private func channel(_ name: String) -> String? {
        if name == "crm" { return nil }
        if let known = ActivityWords.channels[name] { return notation.text(known) }
        if let touch = TouchChannel(rawValue: name) { return notation.text(touch.label).lowercasedFirst }
        return notation.text("par \(name)", "by \(name)")
    }

    /// What somebody said or wrote, to be quoted.
    package func quote(_ activity: Activity) -> String? {
        ActivityWords.quoted.lazy.compactMap { activity.properties[$0] }.first { !$0.isEmpty }
    }

    /// Quoted apart, said by the title or by its origin, or for machines.
    private static let unsaid = Set(
        quoted + ["direction", "path", "submission", "referrer", "utm_source", "utm_medium", "utm_term", "utm_content"]
            + TouchRules.clickIDs.keys)

    private static let ofConsents: Set<String> = ["purpose", "source"]

    private static let quoted = ["note", "text", "comment", "message_text"]

    /// The names that matter most first, then by name, so that the same facts read the same.
    private static func order(_ names: some Sequence<String>) -> [String] {
        let first = [
            "content", "level", "form", "page", "title", "url", "event", "minutes", "outcome", "reason", "date",
        ]
        return names.sorted { left, right in
            let (a, b) = (first.firstIndex(of: left) ?? first.count, first.firstIndex(of: right) ?? first.count)
            return a == b ? left < right : a < b
        }
    }

    private func detail(_ name: String, _ value: String) -> String {
        switch name {
        case "minutes": return "\(value)\u{A0}min"
        case "content", "form", "page", "title", "event", "message":
            return value.contains("«") ? value : notation.text("«\u{A0}\(value)\u{A0}»", "“\(value)”")
        case "level":
            let levels = [
                "discovery": Sentence(fr: "contenu de découverte", en: "discovery content"),
                "evaluation": Sentence(fr: "contenu d’évaluation", en: "evaluation content"),
                "decision": Sentence(fr: "contenu de décision", en: "decision content"),
            ]
            return (levels[value] ?? stages[value]).map(notation.text) ?? value
        case "date":
            guard let instant = Instant(iso8601: value, in: notation.zone) else { return value }
            return notation.day(instant)
        case "stage": return stages[value].map(notation.text) ?? value
        case "reason", "outcome", "answer", "url", "referred", "key", "reference", "order",
            "survey", "product":
            return value
        default:
            return Number(value) == nil ? value : "\(name) \(value)"
        }
    }
}
