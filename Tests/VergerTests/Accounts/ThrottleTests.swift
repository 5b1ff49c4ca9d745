import Testing
import Verger

@Suite struct `A throttle` {
    let start = Instant(seconds: 1_000_000)

    @Test(arguments: [
        (1, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (10, 480), (11, 900), (12, 900), (4_000, 900),
    ])
    func `lets five mistakes pass, then doubles the wait up to a quarter of an hour`(failures: Int, seconds: Int64) {
        let throttle = Throttle(failures: failures, lastFailure: start)

        #expect(throttle.delay(for: .account("a@b.fr")) == seconds * Instant.second)
    }

    @Test func `lets twenty mistakes pass from one network address`() {
        #expect(Throttle(failures: 19, lastFailure: start).wait(for: .address("192.0.2.1"), at: start) == nil)
        #expect(Throttle(failures: 20, lastFailure: start).wait(for: .address("192.0.2.1"), at: start) != nil)
    }

    @Test func `ends its wait to the microsecond`() {
        let throttle = Throttle(failures: 5, lastFailure: start)
        let end = start + 15 * Instant.second

        #expect(throttle.wait(for: .code(1), at: end - 1) == end)
        #expect(throttle.wait(for: .code(1), at: end) == nil)
    }

    @Test func `makes nobody wait longer because a clock was set back`() {
        let throttle = Throttle(failures: 30, lastFailure: start + 400 * Instant.day)

        #expect(throttle.wait(for: .code(1), at: start) == start + Throttle.longestDelay)
    }
}

@Suite struct `The origin of a request` {
    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80:0:0:0::/64"), ("::1", "0:0:0:0::/64"),
        ("unix", "unix"), ("", ""), ("a:b:not", "a:b:not"),
    ])
    func `is counted by household`(address: String, key: String) {
        #expect(RequestOrigin.key(address) == key)
    }
}
