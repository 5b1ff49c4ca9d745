/// So many requests at once, and then so many a second.
package struct TokenBucket: Hashable, Sendable {
    package struct Rate: Hashable, Sendable {
        package let burst: Double
        package let perSecond: Double

        package init(burst: Double, perSecond: Double) {
            self.burst = burst
            self.perSecond = perSecond
        }
    }

    private var level: Double
    private var since: Instant

    package init(full rate: Rate, at now: Instant) {
        level = rate.burst
        since = now
    }

    /// Takes a token; returns nil, or the seconds to wait for one.
    package mutating func take(_ rate: Rate, at now: Instant) -> Int? {
        fill(rate, at: now)
        guard level >= 1 else { return max(1, Int(((1 - level) / rate.perSecond).rounded(.up))) }
        level -= 1
        return nil
    }

    /// Whether it is as if it had never been used.
    package func isFull(_ rate: Rate, at now: Instant) -> Bool {
        var copy = self
        copy.fill(rate, at: now)
        return copy.level >= rate.burst
    }

    /// A clock that was set back fills nothing.
    private mutating func fill(_ rate: Rate, at now: Instant) {
        let seconds = Double(max(0, now - since)) / Double(Instant.second)
        level = min(rate.burst, level + seconds * rate.perSecond)
        since = now
    }
}

/// The buckets of those who asked lately; of so many at most.
package struct TokenBuckets: Sendable {
    private let rate: TokenBucket.Rate
    private let capacity: Int
    private var buckets: [String: TokenBucket] = [:]

    package init(_ rate: TokenBucket.Rate, capacity: Int = 20_000) {
        self.rate = rate
        self.capacity = capacity
    }

    package var count: Int { buckets.count }

    /// Nil, or the seconds that `name` has to wait.
    package mutating func take(_ name: String, at now: Instant) -> Int? {
        if buckets.count >= capacity, buckets[name] == nil {
            buckets = buckets.filter { !$0.value.isFull(rate, at: now) }
            // All of them busy: a flood from everywhere. Those who come next begin anew.
            if buckets.count >= capacity { buckets.removeAll(keepingCapacity: true) }
        }
        var bucket = buckets[name] ?? TokenBucket(full: rate, at: now)
        defer { buckets[name] = bucket }
        return bucket.take(rate, at: now)
    }
}
