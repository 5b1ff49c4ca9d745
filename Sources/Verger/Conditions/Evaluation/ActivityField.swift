/// A field of an activity, read after `where` or by a figure.
enum ActivityField: Hashable, Sendable {
    case channel, campaign, direction, amount, currency, at
    /// A property, its type, and the kinds that declare it (empty: none does, any may have it).
    case property(String, ValueType, declaredBy: KindSet)

    /// The activity's own fields.
    static let own: [String: (field: ActivityField, type: ValueType)] = [
        "channel": (.channel, .text), "campaign": (.campaign, .text), "direction": (.direction, .text),
        "amount": (.amount, .number), "currency": (.currency, .text), "at": (.at, .date),
    ]

    var name: String {
        switch self {
        case .channel: "channel"
        case .campaign: "campaign"
        case .direction: "direction"
        case .amount: "amount"
        case .currency: "currency"
        case .at: "at"
        case .property(let name, _, _): name
        }
    }

    /// The value on the activity that `vantage` looks at, or nil when it is missing.
    func value(from vantage: Vantage) -> Value? {
        let activity = vantage.dossier.activities[vantage.activity]
        switch self {
        case .channel: return activity.channel.map { .text($0.folded) }
        case .campaign: return activity.campaign.map { .text($0.folded) }
        case .direction:
            // `call_held` has a property of this name, which says more than its kind does.
            if let stated = activity.properties["direction"] { return .text(stated.folded) }
            return vantage.rules.directions[activity.kind].map { .text($0.rawValue) }
        case .amount: return activity.amount.map { .number($0) }
        case .currency: return activity.currency.map { .text($0.folded) }
        case .at: return .date(activity.at)
        case .property(let name, let type, let declaring):
            if !declaring.isEmpty, !declaring.contains(vantage.kind(at: vantage.activity)) { return nil }
            return activity.properties[name].flatMap { Value($0, as: type, in: vantage.zone) }
        }
    }
}
