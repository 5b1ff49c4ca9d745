/// The buckets of those who asked lately; of so many at most.
package struct TokenBuckets: Sendable {
    private let limit: RateLimit
    private let capacity: Int
    private var buckets: [String: TokenBucket] = [:]

    package init(_ limit: RateLimit, capacity: Int = 20_000) {
        self.limit = limit
        self.capacity = capacity
    }

    package var count: Int { buckets.count }

    /// Nil, or the seconds that `name` has to wait.
    package mutating func take(_ name: String, at now: Instant) -> Int? {
        if buckets.count >= capacity, buckets[name] == nil {
            buckets = buckets.filter { !$0.value.isFull(limit, at: now) }
            // All of them busy: a flood from everywhere. Those who come next begin anew.
            if buckets.count >= capacity { buckets.removeAll(keepingCapacity: true) }
        }
        var bucket = buckets[name] ?? TokenBucket(limit, at: now)
        defer { buckets[name] = bucket }
        return bucket.take(limit, at: now).wait
    }
}
