/// What calls become in one workspace.
package struct TrackingMap: Sendable {
    package enum Outcome: Hashable, Sendable {
        case activity(ImportedActivity)
        /// No rule says what it is.
        case unmapped
        /// A rule says that it is not wanted.
        case unwanted
        /// It would be a fact of this kind, which anybody may not say.
        case reserved(ActivityKind)
        /// It says who someone is, not what happened.
        case nothing
    }

    private let kinds: [String: ActivityKind]
    private let currency: String
    private let exact: [String: TrackingRule]
    /// Those with a `*`, the workspace's own first, longer ones first.
    private let patterns: [TrackingRule]

    /// `rules`: the workspace's own, which come before the default ones.
    package init(_ rules: [TrackingRule], kinds: [String: ActivityKind], currency: String) {
        self.kinds = kinds
        self.currency = currency
        let own = rules.filter { $0.kind.map { kinds[$0] != nil } ?? true }
        var exact: [String: TrackingRule] = [:]
        for rule in TrackingRule.defaults + own where !rule.event.contains("*") { exact[rule.key] = rule }
        self.exact = exact
        patterns =
            own.filter { $0.event.contains("*") }.sorted { $0.event.count > $1.event.count }
            + TrackingRule.defaults.filter { $0.event.contains("*") }
    }

    package func outcome(of call: TrackingCall) -> Outcome {
        guard TrackingRule.calls.contains(call.kind) else { return .nothing }
        guard let rule = rule(for: call) else { return .unmapped }
        guard let kind = rule.kind else { return .unwanted }
        if call.isPublic, let known = kinds[kind], known.isReserved { return .reserved(known) }
        return .activity(activity(call, kind, rule.renames))
    }

    /// By name, then by pattern; an event that is called like a kind is of that kind. What only a person of the house may
    /// say needs a rule.
    private func rule(for call: TrackingCall) -> TrackingRule? {
        let key = TrackingRule.key(of: call.name, call.kind)
        if let rule = exact[key] { return rule }
        if let pattern = patterns.first(where: { $0.call == call.kind && key.matches(pattern: $0.key) }) {
            return pattern
        }
        guard call.kind == .track, let kind = kinds[String(key.dropFirst("track:".count))],
            kind.direction != .internalOnly
        else { return nil }
        return TrackingRule(.track, kind.name, as: kind.name)
    }

    private func activity(_ call: TrackingCall, _ kind: String, _ renames: [String: String]) -> ImportedActivity {
        var activity = ImportedActivity(at: call.at, kind: kind, channel: call.channel, campaign: call.campaign)
        activity.messageID = call.messageID
        activity.properties = call.properties
        for (old, new) in renames.sorted(by: { $0.key < $1.key }) where activity.properties[new] == nil {
            activity.properties[new] = activity.properties.removeValue(forKey: old)
        }
        takeAmount(&activity)
        return activity.withToldTouch
    }

    /// What it is worth, in the workspace's currency; an amount in another one stays a property.
    private func takeAmount(_ activity: inout ImportedActivity) {
        let said = activity.properties["currency"]?.uppercased()
        guard said == nil || said == currency.uppercased() else { return }
        for name in ["amount", "revenue", "total", "value"] {
            guard let text = activity.properties[name], let amount = Number(text) else { continue }
            activity.amount = amount
            activity.currency = said
            return
        }
    }
}

extension String {
    /// Whether `*` in `pattern` can stand for what is between its other parts.
    fileprivate func matches(pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return self == pattern }
        guard utf8.count >= first.utf8.count + last.utf8.count, hasPrefix(first), hasSuffix(last) else { return false }
        var rest = dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
