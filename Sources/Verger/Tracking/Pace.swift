/// How fast browsers ask for pages. Nothing of it is kept on disk, and no more than `capacity` browsers at a time.
package struct Pace: Sendable {
    /// So many pages in so long are more than anybody reads.
    package static let limits: [(pages: Int, within: Int64)] = [
        (12, 10 * Instant.second), (60, 2 * Instant.minute),
    ]
    private static let longest = 2 * Instant.minute

    private let capacity: Int
    private var pages: [String: [Instant]] = [:]

    package init(capacity: Int = 20_000) { self.capacity = capacity }

    /// Notes `count` pages of a browser; returns whether it is too fast.
    package mutating func note(_ browser: String, pages count: Int = 1, at now: Instant) -> Bool {
        if pages.count >= capacity { forget(at: now) }
        var recent = pages[browser, default: []].filter { now - $0 < Pace.longest }
        recent += Array(repeating: now, count: count)
        recent = Array(recent.suffix(Pace.limits[1].pages))
        pages[browser] = recent
        return Pace.limits.contains { limit in
            recent.count >= limit.pages && now - recent[recent.count - limit.pages] < limit.within
        }
    }

    private mutating func forget(at now: Instant) {
        pages = pages.filter { now - ($0.value.last ?? .distantPast) < 10 * Instant.second }
        if pages.count >= capacity { pages.removeAll() }
    }
}
