/// What becomes of consent when two records of a person become one: whoever refused once has refused, even though the other
/// record says yes later. A refusal is given up by a later yes of the same record only, or after the merge.
package struct ConsentMerge: Hashable, Sendable {
    /// A refusal that has to be said again, since the other record's consent would cover it.
    package struct Withdrawal: Hashable, Sendable {
        /// Folded; `email` where the activity named none.
        package let channel: String
        package let purpose: String?

        package init(channel: String, purpose: String?) {
            self.channel = channel
            self.purpose = purpose
        }
    }

    package let withdrawals: [Withdrawal]
    /// By channel, after the merge: whether there is consent.
    package let outcome: [String: Bool]

    private struct Statement {
        let at: Instant
        let id: Int64
        let channel: String
        let purpose: String?
        let isConsent: Bool
    }

    private static let meanings = [
        "consent_granted": true, "consent_withdrawn": false, "unsubscribed": false, "email_complained": false,
    ]

    /// From the timelines of both, as corrected up to `now`.
    package init(_ kept: [Activity], _ duplicate: [Activity], at now: Instant) {
        let sides = [kept, duplicate].map { ConsentMerge.statements(in: $0, at: now) }
        let union = sides.joined().sorted { ($0.at, $0.id) < ($1.at, $1.id) }
        var found: Set<Withdrawal> = []
        for (side, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
            for channel in Set(side.map(\.channel)) {
                let own = side.filter { $0.channel == channel }
                for purpose in Set(own.map(\.purpose)) {
                    guard let last = own.last(where: { $0.purpose == purpose }), !last.isConsent else { continue }
                    let isCovered = other.contains {
                        $0.channel == channel && $0.isConsent && (purpose == nil || $0.purpose == purpose)
                            && ($0.at, $0.id) > (last.at, last.id)
                    }
                    if isCovered { found.insert(Withdrawal(channel: channel, purpose: purpose)) }
                }
                if let last = own.last, !last.isConsent, union.last(where: { $0.channel == channel })?.isConsent == true
                {
                    found.insert(Withdrawal(channel: channel, purpose: last.purpose))
                }
            }
        }
        withdrawals = found.sorted { ($0.channel, $0.purpose ?? "") < ($1.channel, $1.purpose ?? "") }
        var outcome: [String: Bool] = [:]
        for statement in union { outcome[statement.channel] = statement.isConsent }
        for withdrawal in withdrawals { outcome[withdrawal.channel] = false }
        self.outcome = outcome
    }

    private static func statements(in timeline: [Activity], at now: Instant) -> [Statement] {
        let void = Set(
            VoidPeriod.periods(in: timeline).filter { $0.since <= now && ($0.until.map { $0 > now } ?? true) }.map(
                \.activity))
        return timeline.compactMap { activity in
            guard let isConsent = meanings[activity.kind], !void.contains(activity.id), activity.at <= now else {
                return nil
            }
            return Statement(
                at: activity.at, id: activity.id, channel: activity.channel?.folded ?? "email",
                purpose: activity.properties["purpose"], isConsent: isConsent)
        }
    }
}
