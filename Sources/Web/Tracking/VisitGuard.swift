import Storage
import Synchronization
package import Verger

/// Stands before what pages send: how much of it is taken from whom, and what is known of browsers for a moment. All of it
/// is in memory, bounded, and gone with the process; addresses are never written down.
package final class VisitGuard: Sendable {
    private struct State: Sendable {
        var addresses: TokenBuckets
        var keys: TokenBuckets
        var pace = Pace()
        /// Browsers that followed the hidden link, and until when that is remembered.
        var trapped: [String: Instant] = [:]
        var sites: [String: KnownSite] = [:]
        var counted: [Int64: Set<Int>] = [:]
        var day: Day?
    }

    private struct KnownSite: Sendable {
        let found: (workspace: Workspace, site: TrackedSite)?
        let since: Instant
    }

    private let state: Mutex<State>

    /// An office of two hundred may share an address; a site is read by thousands a second on its best day.
    package init(
        address: RateLimit = RateLimit(rate: 20, burst: 300),
        key: RateLimit = RateLimit(rate: 1000, burst: 5000)
    ) {
        state = Mutex(State(addresses: TokenBuckets(address), keys: TokenBuckets(key, capacity: 1000)))
    }

    // MARK: Floods

    /// The seconds that an address has to wait; nil when it may go on.
    func wait(of address: String, at now: Instant) -> Int? {
        state.withLock { $0.addresses.take(RequestOrigin.key(address), at: now) }
    }

    /// The same of a site.
    func wait(ofKey key: String, at now: Instant) -> Int? { state.withLock { $0.keys.take(key, at: now) } }

    /// Whether the counter may still tell this page from others: an endless number of them is no site.
    func tellsApart(_ page: PageAddress, of site: Int64, on day: Day) -> Bool {
        state.withLock { state in
            if state.day != day {
                state.counted = [:]
                state.day = day
            }
            let name = page.path.hashValue
            if state.counted[site]?.contains(name) == true { return true }
            guard state.counted[site, default: []].count < VisitGuard.pages else { return false }
            state.counted[site, default: []].insert(name)
            return true
        }
    }

    private static let pages = 20_000

    // MARK: Robots

    /// Whether a browser asks for pages faster than anybody reads.
    func isTooFast(_ browser: String, pages: Int, at now: Instant) -> Bool {
        guard pages > 0 else { return false }
        return state.withLock { $0.pace.note(browser, pages: pages, at: now) }
    }

    /// A browser followed the link that people don't see.
    func trap(_ browser: String, at now: Instant) {
        state.withLock { state in
            if state.trapped.count >= 10_000 { state.trapped = state.trapped.filter { $0.value > now } }
            if state.trapped.count >= 10_000 { state.trapped.removeAll() }
            state.trapped[browser] = now + Instant.hour
        }
    }

    func isTrapped(_ browser: String, at now: Instant) -> Bool {
        state.withLock { $0.trapped[browser].map { $0 > now } ?? false }
    }

    // MARK: Sites

    /// What was found lately for a key; nil when one has to look.
    func remembered(_ key: String, at now: Instant) -> (workspace: Workspace, site: TrackedSite)?? {
        state.withLock { state in
            guard let known = state.sites[key], known.since + VisitGuard.memory > now, known.since <= now else {
                return nil
            }
            return .some(known.found)
        }
    }

    func remember(_ key: String, _ found: (workspace: Workspace, site: TrackedSite)?, at now: Instant) {
        state.withLock { state in
            if state.sites.count >= 1000 { state.sites.removeAll() }
            state.sites[key] = KnownSite(found: found, since: now)
        }
    }

    private static let memory = 3 * Instant.second
}
