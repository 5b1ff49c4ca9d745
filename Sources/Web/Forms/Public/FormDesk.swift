import Storage
import Synchronization
import Verger

/// What public pages remember between requests: the secret that seals their links, who sends too much, and what was looked
/// at since it was last written down.
package final class FormDesk: Sendable {
    /// Sendings that one address may make at once, and seconds until it may make one more.
    private static let burst = 20.0
    private static let pace = 5.0
    private static let mostAddresses = 50_000
    /// Looks are written down together, so often at most. What was not yet is lost when the power fails: nobody relies on it
    /// but percentages.
    private static let patience = 5 * Instant.second

    struct Look: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case formShown, contentSeen, contentFetched
        }

        let kind: Kind
        let workspace: Workspace
        let id: Int64
    }

    private struct Bucket {
        var left: Double
        var at: Instant
    }

    private let secret = Mutex<InstanceSecret?>(nil)
    private let buckets = Mutex<[String: Bucket]>([:])
    private let looks = Mutex<(counts: [Look: Int], written: Instant)>(([:], Instant(seconds: 0)))

    package init() {}

    /// The secret of this database.
    func secret(_ site: Site) throws -> InstanceSecret {
        if let known = secret.withLock({ $0 }) { return known }
        let found =
            try site.database.read { try InstanceSecret(known: $0) }
            ?? site.database.write { try InstanceSecret($0, at: site.clock()) }
        secret.withLock { $0 = found }
        return found
    }

    /// Whether `address` may send one more; if not, the seconds until it may.
    func wait(of address: String, at now: Instant) -> Int? {
        buckets.withLock { buckets in
            if buckets.count >= FormDesk.mostAddresses { buckets.removeAll() }
            var bucket = buckets[address] ?? Bucket(left: FormDesk.burst, at: now)
            let passed = max(0, Double(now - bucket.at) / Double(Instant.second))
            bucket.left = min(FormDesk.burst, bucket.left + passed / FormDesk.pace)
            bucket.at = now
            defer { buckets[address] = bucket }
            guard bucket.left >= 1 else { return Int(((1 - bucket.left) * FormDesk.pace).rounded(.up)) }
            bucket.left -= 1
            return nil
        }
    }

    /// Notes that something was looked at.
    func note(_ kind: Look.Kind, _ id: Int64, in workspace: Workspace, _ site: Site) throws {
        let now = site.clock()
        let isDue = looks.withLock { looks in
            looks.counts[Look(kind: kind, workspace: workspace, id: id), default: 0] += 1
            return abs(now - looks.written) >= FormDesk.patience
        }
        if isDue { try writeDown(site) }
    }

    /// Writes down what was noted; whoever reads the figures asks for it first.
    func writeDown(_ site: Site) throws {
        let now = site.clock()
        let counts = looks.withLock { looks in
            defer { looks = ([:], now) }
            return looks.counts
        }
        guard !counts.isEmpty else { return }
        try site.database.write { connection in
            for (look, count) in counts {
                let day = look.workspace.zone.day(at: now)
                switch look.kind {
                case .formShown:
                    try FormFigures(connection, in: look.workspace).count(shown: count, of: look.id, on: day)
                case .contentSeen:
                    try ContentFigures(connection, in: look.workspace).count(
                        views: count, fetches: 0, of: look.id, on: day)
                case .contentFetched:
                    try ContentFigures(connection, in: look.workspace).count(
                        views: 0, fetches: count, of: look.id, on: day)
                }
            }
        }
    }
}
