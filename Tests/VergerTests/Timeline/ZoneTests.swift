import TestSupport
import Testing
import Verger

@Suite struct ZoneTests {
    private func utc(_ text: String) -> Instant { Instant(iso8601: text, in: .utc)! }

    @Test(arguments: [
        ("2025-03-30T00:59:59Z", "2025-03-30T01:59:59"), ("2025-03-30T01:00:00Z", "2025-03-30T03:00:00"),
        ("2025-10-26T00:59:59Z", "2025-10-26T02:59:59"), ("2025-10-26T01:00:00Z", "2025-10-26T02:00:00"),
        ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59"), ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00"),
        ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59"), ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00"),
        ("2026-01-15T12:00:00Z", "2026-01-15T13:00:00"), ("2026-07-15T12:00:00Z", "2026-07-15T14:00:00"),
    ])
    func `shows the clock of Paris in winter, in summer and on the days of change`(instant: String, clock: String) {
        #expect(Zone.paris.text(of: utc(instant)) == clock)
    }

    @Test(arguments: [
        ("2026-03-29T01:59:00", "2026-03-29T00:59:00Z"), ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
        ("2026-10-25T01:59:00", "2026-10-24T23:59:00Z"), ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
        ("2026-06-01T10:00:00", "2026-06-01T08:00:00Z"),
    ])
    func `reads a local time around the changes`(clock: String, instant: String) {
        #expect(Instant(iso8601: clock, in: .paris) == utc(instant))
    }

    @Test(arguments: [
        ("2025-03-30T02:00:00", "2025-03-30T03:00:00"), ("2025-03-30T02:30:00", "2025-03-30T03:30:00"),
        ("2026-03-29T02:59:59", "2026-03-29T03:59:59"),
    ])
    func `moves a local time that the clock skips forward by the gap`(skipped: String, shown: String) throws {
        let instant = try #require(Instant(iso8601: skipped, in: .paris))

        #expect(Zone.paris.text(of: instant) == shown)
    }

    @Test(arguments: [
        ("2025-10-26T02:00:00", "2025-10-26T00:00:00Z"), ("2025-10-26T02:30:00", "2025-10-26T00:30:00Z"),
        ("2026-10-25T02:59:59", "2026-10-25T00:59:59Z"),
    ])
    func `takes the first of a local time that comes twice`(repeated: String, instant: String) {
        #expect(Instant(iso8601: repeated, in: .paris) == utc(instant))
    }

    @Test(arguments: [
        ("2026-03-29", 23), ("2026-10-25", 25), ("2025-03-30", 23), ("2025-10-26", 25), ("2026-03-01", 24),
    ])
    func `has days of 23 and of 25 hours`(date: String, hours: Int64) throws {
        let day = Zone.utc.day(at: utc(date))

        #expect(Zone.paris.end(of: day) - Zone.paris.start(of: day) == hours * Instant.hour)
    }

    @Test func `starts a day whose midnight is skipped at its first instant`() throws {
        let cairo = try #require(Zone(identifier: "Africa/Cairo"))

        // Egypt moves from 00:00 to 01:00 on the last Friday of April.
        let day = try #require(Day(year: 2025, month: 4, day: 25))
        #expect(cairo.start(of: day) == utc("2025-04-24T22:00:00Z"))
        #expect(cairo.text(of: cairo.start(of: day)) == "2025-04-25T01:00:00")
    }

    @Test func `never changes in UTC, nor in a zone without summer time`() throws {
        let tokyo = try #require(Zone(identifier: "Asia/Tokyo"))
        let kolkata = try #require(Zone(identifier: "Asia/Kolkata"))

        for month in 1...12 {
            let instant = utc("2026-\(month.padded(to: 2))-15T12:00:00Z")
            #expect(Zone.utc.offset(at: instant) == 0)
            #expect(tokyo.offset(at: instant) == 9 * Instant.hour)
            #expect(kolkata.offset(at: instant) == 330 * Instant.minute)
        }
    }

    @Test func `is refused when its name is not one of the IANA list`() {
        #expect(Zone(identifier: "Europe/Lutece") == nil)
        #expect(Zone(identifier: "") == nil)
    }

    @Test func `gives back every instant of a year from its clock, but for the second of two`() {
        var random = RandomSource(seed: 11)
        let second = utc("2026-10-25T01:00:00Z")..<utc("2026-10-25T02:00:00Z")
        for _ in 0..<5000 {
            let instant = utc("2026-01-01") + Int64(random.int(0...31_535_999)) * Instant.second
            let again = Zone.paris.instant(atClock: Zone.paris.clock(at: instant))
            #expect(again == (second.contains(instant) ? instant - Instant.hour : instant))
        }
    }

    @Test(arguments: [
        ("2026-01-31T09:00:00Z", "2026-01-31T10:00:00+01:00"),
        ("2026-07-31T09:00:00.5Z", "2026-07-31T11:00:00.5+02:00"),
    ])
    func `writes its offset`(instant: String, text: String) {
        #expect(Zone.paris.iso8601(utc(instant)) == text)
    }
}
