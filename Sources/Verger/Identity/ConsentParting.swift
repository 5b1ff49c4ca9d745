/// What holds for both records of a person that were one for a while and are two again: every refusal of that time, since nobody
/// can tell whose it was. The one that comes back never has leave to more than either had.
package struct ConsentParting: Hashable, Sendable {
    /// What the one that comes back is to say again, in order. It comes after whatever was said before.
    package let repeated: [Repeated]

    package struct Repeated: Hashable, Sendable {
        package let at: Instant
        package let kind: String
        package let channel: String?
        package let voids: String?
        package let properties: [String: String]
    }

    private static let refusals: Set<String> = ["consent_withdrawn", "unsubscribed", "email_complained"]

    /// From the timelines of both as they are when they are two. `last`: the number of the last activity before the merge, where
    /// it is known.
    package init(kept: [Activity], restored: [Activity], mergedAt: Instant, after last: Int64?) {
        let standing = Set(kept.unvoided(at: .distantFuture).map(\.id))
        let since = kept.filter { activity in
            standing.contains(activity.id) && (last.map { activity.id > $0 } ?? (activity.at >= mergedAt))
        }
        var consents: [String: Activity] = [:]
        for activity in restored where activity.kind == "consent_granted" {
            if let name = activity.messageID { consents[name] = activity }
        }
        repeated = since.sorted { $0.id < $1.id }.compactMap { said in
            let at = max(said.at, mergedAt)
            if ConsentParting.refusals.contains(said.kind) {
                return Repeated(
                    at: at, kind: said.kind, channel: said.channel,
                    voids: said.voids.flatMap { consents[$0]?.messageID },
                    properties: said.properties)
            }
            // A consent that was taken back as a mistake: without it the person had refused, or said nothing.
            return said.voids.flatMap { consents[$0] }.map { consent in
                Repeated(
                    at: at, kind: "consent_withdrawn", channel: consent.channel, voids: consent.messageID,
                    properties: consent.properties.filter { $0.key == "purpose" })
            }
        }
    }
}
