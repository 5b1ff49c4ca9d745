import Testing
import Verger

@Suite struct InstantTests {
    @Test(arguments: [
        ("2026-01-31T09:00:00Z", "2026-01-31T09:00:00Z"), ("2026-01-31t09:00:00z", "2026-01-31T09:00:00Z"),
        ("2026-01-31T09:00:00+01:00", "2026-01-31T08:00:00Z"), ("2026-01-31T09:00:00+0100", "2026-01-31T08:00:00Z"),
        ("2026-01-31T09:00:00+01", "2026-01-31T08:00:00Z"), ("2026-01-31T09:00:00-05:30", "2026-01-31T14:30:00Z"),
        ("2026-01-01T00:30:00+02:00", "2025-12-31T22:30:00Z"), ("2026-01-31T09:00Z", "2026-01-31T09:00:00Z"),
        ("2026-01-31T09:00:00.5Z", "2026-01-31T09:00:00.5Z"),
        ("2026-01-31T09:00:00.123456Z", "2026-01-31T09:00:00.123456Z"),
        ("2026-01-31T09:00:00,25Z", "2026-01-31T09:00:00.25Z"),
        ("2026-01-31T09:00:00.1234569Z", "2026-01-31T09:00:00.123456Z"),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ])
    func `reads ISO 8601 with an offset, to the microsecond`(text: String, instant: String) {
        #expect(Instant(iso8601: text, in: .paris)?.iso8601 == instant)
    }

    @Test(arguments: [
        ("2026-01-31", "2026-01-30T23:00:00Z"), ("2026-07-31", "2026-07-30T22:00:00Z"),
        ("2026-01-31T09:00", "2026-01-31T08:00:00Z"), ("2026-01-31 09:00:00", "2026-01-31T08:00:00Z"),
    ])
    func `reads a date or a time without an offset in the zone`(text: String, instant: String) {
        #expect(Instant(iso8601: text, in: .paris)?.iso8601 == instant)
    }

    @Test(arguments: [
        "", "hier", "2026-02-31", "2026-02-29", "2026-13-01", "2026-1-31", "26-01-31", "20260131", "31/01/2026",
        "2026-01-31T24:00:00Z", "2026-01-31T23:60:00Z", "2026-01-31T23:59:60Z", "2026-01-31T09", "2026-01-31T9:00",
        "2026-01-31T09:00:00.Z", "2026-01-31T09:00:00+1", "2026-01-31T09:00:00+01:", "2026-01-31T09:00:00+01:60",
        "2026-01-31T09:00:00+24:00", "2026-01-31T09:00:00ZZ", "2026-01-31T", "2026-01-31 ", " 2026-01-31",
        "2026-01-31T09:00:00Z x", "2026-01-31X09:00:00Z", "２０２６-01-31",
    ])
    func `refuses what is not a date, 31 February and 24:00 included`(text: String) {
        #expect(Instant(iso8601: text, in: .paris) == nil)
    }

    @Test func `stays at the end of time instead of going round`() {
        #expect(Instant.distantFuture + 1 == .distantFuture)
        #expect(Instant.distantPast - 1 == .distantPast)
        #expect(Instant.distantPast + -1 == .distantPast)
        #expect(Instant.distantFuture - -1 == .distantFuture)
    }
}
