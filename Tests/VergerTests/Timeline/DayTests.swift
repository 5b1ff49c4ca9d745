import Testing
import Verger

@Suite struct DayTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11016), (2026, 3, 1, 20513), (2100, 3, 1, 47541),
        (1, 1, 1, -719_162),
    ])
    func `counts from 1970 and back`(year: Int, month: Int, day: Int, number: Int64) throws {
        let day = try #require(Day(year: year, month: month, day: day))

        #expect(day.number == number)
        #expect(Day(number: number) == day)
    }

    @Test(arguments: [
        (2026, 2, 29), (2026, 2, 30), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
        (2026, 1, 32),
        (0, 1, 1), (10000, 1, 1),
    ])
    func `is refused when the calendar has no such day`(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [(2026, 3, 1, 7), (2026, 3, 2, 1), (1970, 1, 1, 4), (1969, 12, 29, 1), (2024, 2, 29, 4)])
    func `knows its weekday, Monday first`(year: Int, month: Int, day: Int, weekday: Int) throws {
        #expect(try #require(Day(year: year, month: month, day: day)).weekday == weekday)
    }

    @Test func `goes through four centuries without a gap`() throws {
        var day = try #require(Day(year: 1800, month: 1, day: 1))
        for _ in 0..<146_097 {
            let next = day.next
            #expect(
                day < next && next.number == day.number + 1
                    && Day(year: next.year, month: next.month, day: next.day) == next)
            day = next
        }
        #expect(day.description == "2200-01-01")
    }

    @Test func `is written as each language writes it`() throws {
        let first = try #require(Day(year: 2026, month: 3, day: 1))

        #expect(first.description == "2026-03-01")
        #expect(first.text(in: .french) == "1er\u{A0}mars\u{A0}2026")
        #expect(first.text(in: .english) == "1\u{A0}Mar\u{A0}2026")
        #expect(first.longText(in: .french) == "1er mars 2026")
    }
}
