import Testing
import Verger

@Suite struct `A rate limit` {
    private let limit = RateLimit(rate: 2, burst: 4)
    private let start = Instant(seconds: 1_000)

    @Test func `grants a burst, then what drips in`() {
        var bucket = TokenBucket(limit, at: start)

        let burst = (0..<5).map { _ in bucket.take(limit, at: start) }
        let later = bucket.take(limit, at: start + Instant.second / 2)

        #expect(burst.map(\.remaining) == [3, 2, 1, 0, 0])
        #expect(burst.map(\.wait) == [nil, nil, nil, nil, 1])
        #expect(burst[3].reset == 2)
        #expect(later.wait == nil && later.remaining == 0)
    }

    @Test func `is full again after a while, and never more than full`() {
        var bucket = TokenBucket(limit, at: start)
        for _ in 0..<4 { _ = bucket.take(limit, at: start) }

        #expect(!bucket.isFull(limit, at: start + Instant.second))
        #expect(bucket.isFull(limit, at: start + 2 * Instant.second))
        #expect(bucket.take(limit, at: start + Instant.day).remaining == 3)
    }

    @Test func `takes nothing and gives nothing for a clock that was set back`() {
        var bucket = TokenBucket(limit, at: start)
        _ = bucket.take(limit, at: start)

        #expect(bucket.take(limit, at: start - Instant.day).remaining == 2)
    }

    @Test(arguments: [("100", 100.0, 1000.0), ("0.5/1", 0.5, 1.0), (" 10 / 20 ", 10, 20)])
    func `is written in few letters`(text: String, rate: Double, burst: Double) {
        #expect(RateLimit(text: text) == RateLimit(rate: rate, burst: burst))
    }

    @Test(arguments: ["", "0", "-1", "a", "1/0", "1/2/3", "1/", "inf"])
    func `is refused where it says nothing`(text: String) {
        #expect(RateLimit(text: text) == nil)
    }
}
