import TestSupport
import Testing
import Verger

@Suite struct `The report of costs` {
    private func day(_ number: Int64) -> Day { Day(number: 20_000 + number) }
    private func span(_ first: Int64, _ last: Int64) -> DaySpan { DaySpan(day(first), day(last))! }

    private func book() throws -> SourceBook {
        try SourceBook(campaigns: [
            Campaign(id: 1, name: "Fours", channel: "sea"), Campaign(id: 2, name: "Salon de Lyon", channel: "event"),
        ])
    }

    private func cost(_ amount: Int, _ target: Cost.Target, _ days: DaySpan) throws -> Cost {
        try Cost(id: 1, target: target, kind: .media, days: days, amount: Number(amount))
    }

    /// Google: 600 € over 30 days, 10 of which are counted, and 250 € of a tool of the channel. Four leads by the campaign,
    /// one of another campaign of none; the fair cost 900 € and brought nobody yet; one lead came from nowhere.
    private func example() throws -> CostReport {
        let book = try book()
        var report = CostReport(over: span(0, 9), stages: [1, 2, 3, 4])
        report.add(try cost(600, .campaign(1), span(0, 29)), book)
        report.add(try cost(250, .channel("sea"), span(0, 9)), book)
        report.add(try cost(900, .campaign(2), span(3, 5)), book)
        report.add(try cost(5000, .campaign(2), span(10, 20)), book)
        for arrivals in [[0], [0], [0, 1], [0, 1, 2]] {
            report.add(arrivals: arrivals, from: Source(channel: "sea", campaign: 1))
        }
        report.add(arrivals: [0], from: Source(channel: "sea"))
        report.add(arrivals: [0], from: .unknown)
        return report
    }

    @Test func `gives each campaign its cost per lead, as counted by hand`() throws {
        let rows = try Dictionary(uniqueKeysWithValues: example().campaigns.map { ($0.source, $0.row) })

        let google = try #require(rows[Source(channel: "sea", campaign: 1)])
        #expect(google.cost == Number(200) && google.arrivals == [4, 2, 1, 0])
        #expect((0...3).map { google.costPer($0) } == [Number(50), Number(100), Number(200), nil])
        let fair = try #require(rows[Source(channel: "event", campaign: 2)])
        #expect(fair.cost == Number(900) && fair.costPer(0) == nil)
        #expect(rows[.unknown]?.arrivals[0] == 1 && rows[.unknown]?.cost == .zero)
    }

    @Test func `gives each channel all its campaigns and its own costs`() throws {
        let channels = try example().channels

        #expect(channels.map(\.source.channel) == ["event", "sea", nil])
        #expect(channels[1].row.cost == Number(450))
        #expect(channels[1].row.costPer(0) == Number(90))
    }

    @Test func `has parts that sum to the whole`() throws {
        let report = try example()

        for rows in [report.channels, report.campaigns] {
            #expect(rows.reduce(.zero) { $0 + $1.row.cost } == report.total.cost)
            #expect(rows.reduce(0) { $0 + $1.row.arrivals[0] } == report.total.arrivals[0])
        }
        #expect(report.total.cost == Number(1350) && report.total.costPer(0) == Number(225))
    }

    @Test func `rounds to the hundredth, half away from zero`() {
        #expect(Number(100).divided(among: 3)?.description == "33.33")
        #expect(Number("0.05")?.divided(among: 2)?.description == "0.03")
        #expect(Number("-0.05")?.divided(among: 2)?.description == "-0.03")
        #expect(Number(1).divided(among: 0) == nil)
        #expect(Number("999999999999.99")?.share(Number("0.333333")!).description == "333333000000")
    }
}
