import HTML
package import Verger

/// An activity as a person reads it: what happened, the details that matter, what was said.
package struct ActivityWords: Sendable {
    private let kinds: [String: ActivityKind]
    private let notation: Notation

    package init(_ catalogue: Catalogue, _ notation: Notation) {
        kinds = catalogue.kindsByName
        self.notation = notation
    }

    package func kind(_ activity: Activity) -> ActivityKind? { kinds[activity.kind] }

    package func icon(_ activity: Activity) -> Icon { ActivityLook.icon(kinds[activity.kind]) }

    /// Whether we did it: such facts never raise a stage.
    package func isOurs(_ activity: Activity) -> Bool {
        switch direction(activity) {
        case .outbound, .internalOnly: true
        case .inbound, .twoWay: false
        }
    }

    /// A call may have been in either direction, whatever its kind says.
    private func direction(_ activity: Activity) -> ActivityKind.Direction {
        kinds[activity.kind]?.direction ?? .inbound
    }

    /// `Prix demandé`.
    package func title(_ activity: Activity) -> String {
        let label = kinds[activity.kind]?.label.text(in: notation.language) ?? activity.kind
        return label.capitalizedFirst
    }

    /// What distinguishes it from others of its kind, in one line; empty for nothing.
    package func details(_ activity: Activity) -> String {
        var parts: [String] = []
        if let amount = activity.amount {
            parts.append(notation.exactMoney(amount, activity.currency ?? ""))
        }
        for name in ActivityWords.order(activity.properties.keys) where !ActivityWords.quoted.contains(name) {
            if let value = activity.properties[name], !value.isEmpty { parts.append(detail(name, value)) }
        }
        return parts.joined(separator: ", ")
    }

    /// Campaign and channel; nil for neither.
    package func origin(_ activity: Activity) -> String? {
        let campaign = activity.campaign.map {
            notation.text("campagne «\u{A0}\($0)\u{A0}»", "campaign “\($0)”")
        }
        let channel = activity.channel.map { notation.text("par \($0)", "by \($0)") }
        let parts = [channel, campaign].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ").capitalizedFirst
    }

    /// What somebody said or wrote, to be quoted.
    package func quote(_ activity: Activity) -> String? {
        ActivityWords.quoted.lazy.compactMap { activity.properties[$0] }.first { !$0.isEmpty }
    }

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
            return notation.text("«\u{A0}\(value)\u{A0}»", "“\(value)”")
        case "level":
            let levels = [
                "discovery": Sentence(fr: "contenu de découverte", en: "discovery content"),
                "evaluation": Sentence(fr: "contenu d’évaluation", en: "evaluation content"),
                "decision": Sentence(fr: "contenu de décision", en: "decision content"),
            ]
            return levels[value].map(notation.text) ?? value
        case "date":
            guard let instant = Instant(iso8601: value, in: notation.zone) else { return value }
            return notation.day(instant)
        case "reason", "outcome", "answer", "url", "referred", "key", "stage", "direction", "reference", "order",
            "survey", "product":
            return value
        default:
            return Number(value) == nil ? value : "\(name) \(value)"
        }
    }
}
