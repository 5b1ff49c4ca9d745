import TestSupport
import Testing
import Verger

@Suite struct `Working hours` {
    let hours = WorkingHours(zone: .paris, region: "FR")

    @Test(arguments: [
        // Tuesday 24 November 2026.
        ("2026-11-24T10:00", 4, "2026-11-24T14:00"),
        ("2026-11-24T16:00", 4, "2026-11-25T11:00"),
        ("2026-11-24T07:30", 4, "2026-11-24T13:00"),
        ("2026-11-24T18:00", 4, "2026-11-25T13:00"),
        // A weekend, then a week of nine hours a day.
        ("2026-11-27T16:00", 4, "2026-11-30T11:00"),
        ("2026-11-28T12:00", 9, "2026-11-30T18:00"),
        ("2026-11-23T09:00", 45, "2026-11-27T18:00"),
        // Friday 1 May and Friday 8 May 2026 are holidays.
        ("2026-04-30T17:00", 2, "2026-05-04T10:00"),
        // 24 October 2027 is a Sunday; clocks change a week later, on which nobody works.
        ("2027-10-29T17:00", 2, "2027-11-02T10:00"),
    ])
    func `go by only while people work`(start: String, amount: Int, end: String) throws {
        let due = hours.instant(amount, after: Self.at(start))

        #expect(due == Self.at(end), "\(due.iso8601)")
    }

    @Test func `between two instants are those that go by`() {
        var random = RandomSource(seed: 7)
        for _ in 0..<300 {
            let start = Self.at("2026-01-01T00:00") + Int64(random.int(0...500_000)) * Instant.minute
            let amount = random.int(1...60)

            let end = hours.instant(amount, after: start)

            #expect(hours.worked(from: start, to: end) == Int64(amount) * Instant.hour)
            #expect(hours.worked(from: start, to: end - 1) < Int64(amount) * Instant.hour)
            #expect(hours.worked(from: end, to: start) == 0)
        }
    }

    @Test func `are a workspace's own`() throws {
        let text = """
            {"week": {"1": ["08:00-12:00", "14:00-17:00"], "6": ["09:00-12:00"]}, "holidays": "none",
             "closures": ["2026-11-30"]}
            """
        let own = try WorkingHours(Document(json: text), zone: .paris, region: "FR")

        // Monday 23, Saturday 28; Monday 30 is closed; Saturday 5 December.
        #expect(own.instant(8, after: Self.at("2026-11-23T08:00")) == Self.at("2026-11-28T10:00"))
        #expect(own.instant(11, after: Self.at("2026-11-23T08:00")) == Self.at("2026-12-05T10:00"))
        #expect(try WorkingHours(own.document, zone: .paris, region: "FR") == own)
    }

    @Test(arguments: [
        #"{"week": {"8": ["09:00-18:00"]}}"#, #"{"week": {"1": ["18:00-09:00"]}}"#, #"{"week": {"1": "09:00-18:00"}}"#,
        #"{"week": {"1": ["09:00-12:00", "11:00-18:00"]}}"#, #"{"holidays": "XX"}"#, #"{"closures": ["hier"]}"#,
    ])
    func `say what is wrong with them`(text: String) throws {
        #expect(throws: Problems.self) { try WorkingHours(Document(json: text), zone: .paris, region: "FR") }
    }

    @Test func `never end where nobody works, and are not waited for`() {
        let none = WorkingHours(zone: .paris, week: [:], holidays: .none)

        #expect(none.instant(4, after: Cast.now) == Cast.now)
        #expect(none.worked(from: Cast.now, to: Cast.now + Instant.day) == 0)
    }

    static func at(_ text: String) -> Instant { Instant(iso8601: text + ":00", in: .paris)! }
}

@Suite struct `French public holidays` {
    @Test func `are eleven a year, the movable ones by Easter`() {
        // Ministry of Labour, calendar of 2026.
        let expected = [
            "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14",
            "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
        ]
        let first = Day(year: 2026, month: 1, day: 1)!.number

        let days = (first..<first + 365).map { Day(number: $0) }.filter { Holidays.french.contains($0) }

        #expect(days.map(\.description) == expected)
    }

    @Test(arguments: [
        (1961, "1961-04-02"), (2000, "2000-04-23"), (2019, "2019-04-21"), (2024, "2024-03-31"), (2025, "2025-04-20"),
        (2038, "2038-04-25"), (2285, "2285-03-22"),
    ])
    func `know Easter`(year: Int, day: String) {
        #expect(Day.easter(of: year).description == day)
    }
}
