/// When a company works: hours of each day of the week on the clock of its zone, without public holidays and closures.
package struct WorkingHours: Hashable, Sendable {
    /// Part of a day, in minutes since midnight.
    package struct Opening: Hashable, Sendable {
        package let start: Int
        package let end: Int

        /// Nil unless 0 <= start < end <= 24 h.
        package init?(start: Int, end: Int) {
            guard 0 <= start, start < end, end <= 24 * 60 else { return nil }
            self.start = start
            self.end = end
        }
    }

    package let zone: Zone
    /// By day of the week, Monday 1 … Sunday 7; ascending, apart from one another.
    package let week: [Int: [Opening]]
    package let holidays: Holidays
    /// Days on which nobody works besides.
    package let closures: Set<Day>

    package init(
        zone: Zone, week: [Int: [Opening]] = WorkingHours.usualWeek, holidays: Holidays, closures: Set<Day> = []
    ) {
        self.zone = zone
        self.week = week
        self.holidays = holidays
        self.closures = closures
    }

    /// Monday to Friday, 9:00 to 18:00, and the public holidays of the region where they are known.
    package init(zone: Zone, region: String) {
        self.init(zone: zone, holidays: region == "FR" ? .french : .none)
    }

    package static let usualWeek: [Int: [Opening]] = {
        let day = [Opening(start: 9 * 60, end: 18 * 60)].compactMap(\.self)
        return Dictionary(uniqueKeysWithValues: (1...5).map { ($0, day) })
    }()

    package func isWorked(_ day: Day) -> Bool {
        !closures.contains(day) && !holidays.contains(day) && !(week[day.weekday] ?? []).isEmpty
    }

    /// The instant at which `hours` of work have gone by since `start`. Where nobody works for a year, `start` itself.
    package func instant(_ hours: Int, after start: Instant) -> Instant {
        var left = Int64(hours) * Instant.hour
        for opening in openings(from: start) {
            let begin = max(opening.lowerBound, start)
            guard begin < opening.upperBound else { continue }
            let length = opening.upperBound - begin
            if length >= left { return begin + left }
            left -= length
        }
        return start
    }

    /// Microseconds of work from `start` to `end`; 0 when `end` is not later.
    package func worked(from start: Instant, to end: Instant) -> Int64 {
        guard start < end else { return 0 }
        var sum: Int64 = 0
        for opening in openings(from: start) {
            guard opening.lowerBound < end else { break }
            sum += max(0, min(opening.upperBound, end) - max(opening.lowerBound, start))
        }
        return sum
    }

    /// The openings of the year that follows, from the day of `start` on.
    private func openings(from start: Instant) -> some Sequence<Range<Instant>> {
        let first = zone.day(at: start).number
        return (first..<first + 366).lazy.flatMap { number -> [Range<Instant>] in
            let day = Day(number: number)
            guard isWorked(day) else { return [] }
            return (week[day.weekday] ?? []).map { opening in
                let midnight = number * Instant.day
                return zone.instant(
                    atClock: midnight + Int64(opening.start) * Instant.minute)..<zone.instant(
                        atClock: midnight + Int64(opening.end) * Instant.minute)
            }
        }
    }
}
