/// Days one after the other, both ends included.
package struct DaySpan: Hashable, Sendable {
    package let first: Day
    package let last: Day

    /// Nil when it would end before it begins.
    package init?(_ first: Day, _ last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    package init(_ day: Day) {
        first = day
        last = day
    }

    package var count: Int { Int(last.number - first.number) + 1 }

    package func contains(_ day: Day) -> Bool { first <= day && day <= last }

    /// The days that both have.
    package func overlap(with other: DaySpan) -> DaySpan? {
        DaySpan(max(first, other.first), min(last, other.last))
    }

    /// The same number of days, right before.
    package var before: DaySpan {
        DaySpan(Day(number: first.number - Int64(count)), Day(number: first.number - 1)) ?? self
    }

    /// The month of a day.
    package static func month(of day: Day) -> DaySpan {
        let first = Day(number: day.number - Int64(day.day - 1))
        let length = Day.length(ofMonth: day.month, year: day.year)
        return DaySpan(first, Day(number: first.number + Int64(length - 1))) ?? DaySpan(day)
    }
}
