import HTTPTypes
import Storage
import Synchronization
package import Verger

/// How often one may ask, by who asks. Nil: as often as one likes. They stop programs that run wild, not attacks from
/// many places at once, which are for what stands before the server. Why these numbers: docs/api.md.
package struct RateLimits: Sendable {
    /// For an address from which somebody asks who has not signed in.
    package var stranger: RateLimit?
    /// For a session of somebody who has signed in.
    package var session: RateLimit?
    /// For a token of the API.
    package var token: RateLimit?
    /// For an address from which events are sent.
    package var ingestion: RateLimit?

    package static let usual = RateLimits(
        stranger: RateLimit(rate: 100, burst: 1_000), session: RateLimit(rate: 3_000, burst: 30_000),
        token: RateLimit(rate: 3_000, burst: 30_000), ingestion: RateLimit(rate: 10_000, burst: 100_000))

    /// The usual ones but for what the environment says: `VERGER_LIMIT_TOKEN=50/500` is 50 a second and 500 at once,
    /// `off` is no limit. Throws the name of a variable that can't be read.
    package static func from(_ environment: [String: String]) throws(Unreadable) -> RateLimits {
        var limits = usual
        for (name, path) in paths {
            guard let text = environment[name]?.trimmed, !text.isEmpty else { continue }
            let limit = RateLimit(text: text)
            guard limit != nil || text == "off" else { throw Unreadable(name: name) }
            limits[keyPath: path] = limit
        }
        return limits
    }

    package struct Unreadable: Error { package let name: String }

    private static var paths: [(String, WritableKeyPath<RateLimits, RateLimit?>)] {
        [
            ("VERGER_LIMIT_STRANGER", \.stranger), ("VERGER_LIMIT_SESSION", \.session),
            ("VERGER_LIMIT_TOKEN", \.token), ("VERGER_LIMIT_INGESTION", \.ingestion),
        ]
    }
}

/// Who asks, as far as limits go.
enum Asker: Hashable, Sendable {
    case stranger(Int)
    case session(Int)
    case token(Int)
    case ingestion(Int)

    /// Where programs bring things in.
    private static let inbound = ["/v1/", "/verger/", "/hooks/", "/mail/"]

    /// Nil for what is not counted: files, and what tells how the server does.
    init?(_ route: Route, _ headers: HTTPFields, origin: @autoclosure () -> String, _ site: Site) {
        switch route.access {
        case .anyone where route.isUncounted: return nil
        case .anyone where Asker.inbound.contains { route.path.hasPrefix($0) }:
            self = .ingestion(RequestOrigin.key(origin()).hashValue)
        case .token:
            let token = headers[.authorization]?.hashValue
            let known = token.map(Asker.token).flatMap { site.limiter.knows($0) ? $0 : nil }
            self = known ?? .stranger(RequestOrigin.key(origin()).hashValue)
        case .anyone, .person, .member:
            let known = Asker.session(headers).flatMap { site.limiter.knows($0) ? $0 : nil }
            self = known ?? .stranger(RequestOrigin.key(origin()).hashValue)
        }
    }

    /// Whoever has shown a session or a token that holds, and is counted by it from now on.
    init?(admittedTo route: Route, _ headers: HTTPFields) {
        switch route.access {
        case .anyone: return nil
        case .token:
            guard let header = headers[.authorization] else { return nil }
            self = .token(header.hashValue)
        case .person, .member:
            guard let asker = Asker.session(headers) else { return nil }
            self = asker
        }
    }

    /// By its cookie, whichever it is: one that does not hold is never known.
    private static func session(_ headers: HTTPFields) -> Asker? {
        Gate.cookieNames.lazy.compactMap { headers.cookie($0) }.first.map { .session($0.hashValue) }
    }

    /// How the header of an answer calls the limit.
    var name: String {
        switch self {
        case .stranger: "address"
        case .session: "session"
        case .token: "token"
        case .ingestion: "events"
        }
    }

    func limit(_ limits: RateLimits) -> RateLimit? {
        switch self {
        case .stranger: limits.stranger
        case .session: limits.session
        case .token: limits.token
        case .ingestion: limits.ingestion
        }
    }

    fileprivate var shard: Int {
        switch self {
        case .stranger(let hash), .session(let hash), .token(let hash), .ingestion(let hash): hash & 15
        }
    }
}

/// Counts what everybody asks, in memory and bounded: each process counts for itself, and forgets when it stops.
final class Limiter: Sendable {
    /// Askers remembered in each of sixteen parts.
    private static let capacity = 4_096

    private final class Shard: Sendable {
        let buckets = Mutex<[Asker: TokenBucket]>([:])
    }

    let limits: RateLimits
    private let shards = (0..<16).map { _ in Shard() }
    private let now: @Sendable () -> Instant

    init(_ limits: RateLimits, now: @escaping @Sendable () -> Instant = Limiter.uptime) {
        self.limits = limits
        self.now = now
    }

    /// A clock that nobody sets.
    private static let start = ContinuousClock.now
    private static let uptime: @Sendable () -> Instant = {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Instant(microseconds: seconds * Instant.second + attoseconds / 1_000_000_000_000)
    }

    /// Nil where there is no limit.
    func take(_ asker: Asker) -> TokenBucket.Verdict? {
        guard let limit = asker.limit(limits) else { return nil }
        let now = now()
        return shards[asker.shard].buckets.withLock { buckets in
            if buckets[asker] == nil, buckets.count >= Limiter.capacity { forget(&buckets, at: now) }
            return buckets[asker, default: TokenBucket(limit, at: now)].take(limit, at: now)
        }
    }

    /// Whether it was met lately.
    func knows(_ asker: Asker) -> Bool { shards[asker.shard].buckets.withLock { $0[asker] != nil } }

    /// From now on it is counted by itself.
    func meet(_ asker: Asker) {
        let limit = asker.limit(limits) ?? RateLimit(rate: 1, burst: 1)
        let now = now()
        shards[asker.shard].buckets.withLock { buckets in
            guard buckets[asker] == nil else { return }
            if buckets.count >= Limiter.capacity { forget(&buckets, at: now) }
            buckets[asker] = TokenBucket(limit, at: now)
        }
    }

    /// Those who have asked little lately; all of them where none has.
    private func forget(_ buckets: inout [Asker: TokenBucket], at now: Instant) {
        let busy = buckets.filter { asker, bucket in
            asker.limit(limits).map { !bucket.isFull($0, at: now) } ?? true
        }
        buckets = busy.count < Limiter.capacity ? busy : [:]
    }
}

extension TokenBucket.Verdict {
    /// As headers (draft-ietf-httpapi-ratelimit-headers).
    func write(to headers: inout HTTPFields, _ asker: Asker, _ limit: RateLimit) {
        let window = max(1, Int((limit.burst / limit.rate).rounded()))
        headers[HTTPField.Name("RateLimit-Policy")!] = "\"\(asker.name)\";q=\(Int(limit.burst));w=\(window)"
        headers[HTTPField.Name("RateLimit")!] = "\"\(asker.name)\";r=\(remaining);t=\(wait ?? reset)"
    }
}

extension Route {
    /// Files and what watches the server ask often, and cost nothing; hits of sites are counted by `VisitGuard`.
    fileprivate var isUncounted: Bool {
        path.hasPrefix("/assets/") || method == .options
            || ["/healthz", "/readyz", "/metrics", "/verger.js", "/verger/hits"].contains(path)
    }
}
