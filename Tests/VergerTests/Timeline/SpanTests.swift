import TestSupport
import Testing
import Verger

@Suite struct SpanTests {
    private func paris(_ text: String) -> Instant { Instant(iso8601: text, in: .paris)! }

    @Test(arguments: [
        ("2026-03-31T10:00:00", Span(1, .month), "2026-03-01T00:00:00"),
        ("2026-03-29T10:00:00", Span(1, .month), "2026-03-01T00:00:00"),
        ("2026-03-28T10:00:00", Span(1, .month), "2026-02-28T10:00:00"),
        ("2024-03-29T10:00:00", Span(1, .month), "2024-02-29T10:00:00"),
        ("2024-03-30T10:00:00", Span(1, .month), "2024-03-01T00:00:00"),
        ("2024-02-29T10:00:00", Span(1, .year), "2023-03-01T00:00:00"),
        ("2024-02-29T10:00:00", Span(4, .year), "2020-02-29T10:00:00"),
        ("2025-02-28T10:00:00", Span(1, .year), "2024-02-28T10:00:00"),
        ("2026-01-31T10:00:00", Span(2, .month), "2025-12-01T00:00:00"),
        ("2026-05-31T10:00:00", Span(3, .month), "2026-03-01T00:00:00"),
        ("2026-01-15T10:00:00", Span(12, .month), "2025-01-15T10:00:00"),
        ("2026-01-15T10:00:00", Span(25, .month), "2023-12-15T10:00:00"),
        ("2026-01-15T10:00:00", Span(0, .month), "2026-01-15T10:00:00"),
    ])
    func `goes back by the calendar, to the next first of the month where the day lacks`(
        from: String, span: Span, to: String
    ) {
        #expect(Zone.paris.text(of: span.before(paris(from), in: .paris)) == to)
    }

    @Test(arguments: [
        ("2026-04-15T10:00:00", Span(1, .month), "2026-03-15T10:00:00"),
        ("2026-04-29T02:30:00", Span(1, .month), "2026-03-29T03:30:00"),
        ("2026-11-25T02:30:00", Span(1, .month), "2026-10-25T02:30:00"),
        ("2027-03-29T02:30:00", Span(1, .year), "2026-03-29T03:30:00"),
    ])
    func `keeps the local time of day across a change of the clocks`(from: String, span: Span, to: String) {
        #expect(Zone.paris.text(of: span.before(paris(from), in: .paris)) == to)
    }

    @Test func `takes the first of two local times when it lands on a repeated hour`() {
        let landed = Span(1, .month).before(paris("2026-11-25T02:30:00"), in: .paris)

        #expect(landed.iso8601 == "2026-10-25T00:30:00Z")
    }

    @Test(arguments: [
        ("2026-03-30T10:00:00", Span(1, .day), "2026-03-29T10:00:00"),
        ("2026-03-29T10:00:00", Span(1, .day), "2026-03-28T09:00:00"),
        ("2026-10-25T10:00:00", Span(1, .week), "2026-10-18T11:00:00"),
        ("2026-03-29T03:15:00", Span(30, .minute), "2026-03-29T01:45:00"),
        ("2026-03-01T00:00:00", Span(36, .hour), "2026-02-27T12:00:00"),
    ])
    func `goes back by minutes, hours, days and weeks exactly`(from: String, span: Span, to: String) {
        #expect(Zone.paris.text(of: span.before(paris(from), in: .paris)) == to)
    }

    /// A fact, a span, and when the fact leaves it.
    @Test(arguments: [
        ("2026-02-28T10:00:00", Span(1, .month), "2026-03-28T10:00:00"),
        ("2026-03-01T00:00:00", Span(1, .month), "2026-03-29T00:00:00"),
        ("2026-03-01T00:00:01", Span(1, .month), "2026-04-01T00:00:01"),
        ("2026-01-31T10:00:00", Span(1, .month), "2026-03-01T00:00:00"),
        ("2024-02-29T10:00:00", Span(1, .year), "2025-03-01T00:00:00"),
        ("2026-03-28T10:00:00", Span(1, .day), "2026-03-29T11:00:00"),
    ])
    func `lets a fact go at one instant, the start of a day where months differ`(
        fact: String, span: Span, exit: String
    ) throws {
        let crossing = try #require(span.nextCrossing(of: paris(fact), after: paris(fact), in: .paris))

        #expect(Zone.paris.text(of: crossing) == exit)
        #expect(span.before(crossing, in: .paris) >= paris(fact))
        #expect(span.before(crossing - 1, in: .paris) < paris(fact))
    }

    @Test func `is told in both languages`() {
        #expect(Span(1, .day).description == "1 day")
        #expect(Span(90, .day).description == "90 days")
        #expect(Span(12, .month).text(in: .french) == "12 mois")
        #expect(Span(2, .year).text(in: .french) == "2 ans")
        #expect(Span(1, .hour).text(in: .french) == "1 heure")
    }
}

@Suite struct `The next crossing of a window` {
    private static let zones = [
        "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Tokyo", "UTC",
    ]
    private static let days = [
        "2025-03-09", "2025-03-30", "2025-04-06", "2025-04-25", "2025-10-05", "2025-10-26", "2025-10-31", "2025-11-02",
        "2026-02-28", "2024-02-29", "2026-03-31",
    ]

    /// Minute by minute, the first at which the fact is no more where it was.
    private func searched(_ span: Span, of fact: Instant, from now: Instant, through end: Instant, in zone: Zone)
        -> Instant?
    {
        let isInside = span.before(now, in: zone) < fact
        var minute = now + Instant.minute
        while minute <= end {
            if (span.before(minute, in: zone) < fact) != isInside { return minute }
            minute = minute + Instant.minute
        }
        return nil
    }

    @Test(arguments: zones)
    func `is what a search of every minute finds`(identifier: String) throws {
        let zone = try #require(Zone(identifier: identifier))
        var random = RandomSource(seed: 12)
        for _ in 0..<120 {
            let span = Span(random.int(1...14), random.pick([.month, .month, .year, .day, .hour]))
            let middle = Instant(iso8601: random.pick(Self.days), in: zone)!
            // Half of the facts are near a change of the clocks, the others leave near one.
            let near = middle + Int64(random.int(-180...1620)) * Instant.minute
            let fact = random.chance(50) ? near : span.before(near, in: zone)
            guard let exit = span.nextCrossing(of: fact, after: fact, in: zone) else { continue }
            let now = exit + Int64(random.int(-400...200)) * Instant.minute

            let found = span.nextCrossing(of: fact, after: now, in: zone)
            let expected = searched(span, of: fact, from: now, through: exit + 30 * Instant.hour, in: zone)

            #expect(
                found == expected,
                "\(span) of \(fact.iso8601) after \(now.iso8601) in \(identifier)")
        }
    }
}
