/// How much may be asked in a while: `rate` a second in the long run, `burst` at once.
package struct RateLimit: Hashable, Sendable {
    package let rate: Double
    package let burst: Double

    /// Both above zero.
    package init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = burst
    }

    /// `100` a second and ten times as much at once, or `100/500`. Nil for what is none.
    package init?(text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Double($0.trimmed) }
        guard let rate = numbers.first ?? nil, numbers.count <= 2, rate > 0, rate.isFinite else { return nil }
        let burst = numbers.count == 2 ? numbers[1] : rate * 10
        guard let burst, burst >= 1, burst.isFinite else { return nil }
        self.init(rate: rate, burst: burst)
    }
}

/// What is left of a limit for one who asks: a bucket that drips full and from which each request takes one.
package struct TokenBucket: Hashable, Sendable {
    private var level: Double
    private var since: Instant

    /// A full one.
    package init(_ limit: RateLimit, at now: Instant) {
        level = limit.burst
        since = now
    }

    /// What was answered to one request.
    package struct Verdict: Hashable, Sendable {
        /// How many more would be granted now.
        package let remaining: Int
        /// Seconds until the bucket is full again.
        package let reset: Int
        /// Seconds until the next one is granted; nil when this one is.
        package let wait: Int?
    }

    /// Takes one, if there is one. A clock that was set back fills nothing and empties nothing.
    package mutating func take(_ limit: RateLimit, at now: Instant) -> Verdict {
        fill(limit, at: now)
        let isGranted = level >= 1
        if isGranted { level -= 1 }
        let wait = isGranted ? nil : Int(((1 - level) / limit.rate).rounded(.up))
        return Verdict(
            remaining: Int(level), reset: Int(((limit.burst - level) / limit.rate).rounded(.up)),
            wait: wait.map { max(1, $0) })
    }

    /// Whether nobody would notice that it was forgotten.
    package func isFull(_ limit: RateLimit, at now: Instant) -> Bool {
        var copy = self
        copy.fill(limit, at: now)
        return copy.level >= limit.burst
    }

    private mutating func fill(_ limit: RateLimit, at now: Instant) {
        let seconds = Double(max(0, now - since)) / Double(Instant.second)
        level = min(limit.burst, level + seconds * limit.rate)
        since = now
    }
}
