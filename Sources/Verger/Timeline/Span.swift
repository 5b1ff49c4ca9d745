/// A length of time as people say it: `30 days`, `12 months`. Minutes to weeks are exact, months and years go by the calendar.
package struct Span: Hashable, Sendable {
    package enum Unit: String, CaseIterable, Sendable {
        case minute, hour, day, week, month, year
    }

    package let amount: Int
    package let unit: Unit

    package init(_ amount: Int, _ unit: Unit) {
        self.amount = amount
        self.unit = unit
    }

    /// Microseconds, or nil for months and years, whose length depends on when they are.
    package var exactMicroseconds: Int64? {
        switch unit {
        case .minute: Int64(amount) * Instant.minute
        case .hour: Int64(amount) * Instant.hour
        case .day: Int64(amount) * Instant.day
        case .week: Int64(amount) * 7 * Instant.day
        case .month, .year: nil
        }
    }

    private var months: Int64 { Int64(unit == .year ? amount * 12 : amount) }
}

extension Span: CustomStringConvertible {
    /// The way conditions write it: `1 day`, `90 days`.
    package var description: String { "\(amount) \(unit.rawValue)\(amount == 1 ? "" : "s")" }
}

extension Span {
    /// `instant` − this span. Where the target month lacks the day, the start of the first day of the month after it.
    package func before(_ instant: Instant, in zone: Zone) -> Instant {
        if let exact = exactMicroseconds { return instant - exact }
        return zone.instant(atClock: clockBefore(zone.clock(at: instant)))
    }

    /// The earliest instant later than `now` at which a fact of `fact` leaves this window, or comes back to it when the
    /// clocks change; nil when that never happens. A fact is inside at t when t − span < fact.
    package func nextCrossing(of fact: Instant, after now: Instant, in zone: Zone) -> Instant? {
        if let exact = exactMicroseconds {
            let exit = fact + exact
            return exit > now ? exit : nil
        }
        let exit = zone.instant(atClock: clockExit(of: zone.clock(at: fact)))
        let reach = 4 * Instant.hour
        guard zone.changes(near: exit, within: reach) || zone.changes(near: fact, within: reach) else {
            return exit > now ? exit : nil
        }
        return crossing(of: fact, around: exit, after: now, in: zone)
    }

    /// The clock reading one span earlier.
    private func clockBefore(_ clock: Int64) -> Int64 {
        let dayNumber = clock.floorDivided(by: Instant.day)
        let day = Day(number: dayNumber)
        let (year, month) = shifted(year: day.year, month: day.month, by: -months)
        guard day.day <= Day.length(ofMonth: month, year: year) else {
            let (nextYear, nextMonth) = shifted(year: year, month: month, by: 1)
            return dayNumberOf(nextYear, nextMonth, 1) * Instant.day
        }
        return dayNumberOf(year, month, day.day) * Instant.day + (clock - dayNumber * Instant.day)
    }

    /// The least clock reading whose `clockBefore` is at least `fact`.
    private func clockExit(of fact: Int64) -> Int64 {
        let dayNumber = fact.floorDivided(by: Instant.day)
        let day = Day(number: dayNumber)
        let timeOfDay = fact - dayNumber * Instant.day
        let (year, month) = shifted(year: day.year, month: day.month, by: months)
        if day.day == 1, timeOfDay == 0 {
            // The days that the month before lacks already map to this first of the month.
            let (previousYear, previousMonth) = shifted(year: year, month: month, by: -1)
            let (shortYear, shortMonth) = shifted(year: day.year, month: day.month, by: -1)
            let length = Day.length(ofMonth: shortMonth, year: shortYear)
            if length < Day.length(ofMonth: previousMonth, year: previousYear) {
                return dayNumberOf(previousYear, previousMonth, length + 1) * Instant.day
            }
        }
        guard day.day <= Day.length(ofMonth: month, year: year) else {
            let (nextYear, nextMonth) = shifted(year: year, month: month, by: 1)
            return dayNumberOf(nextYear, nextMonth, 1) * Instant.day
        }
        return dayNumberOf(year, month, day.day) * Instant.day + timeOfDay
    }

    /// Where clocks change, t − span is not monotonic: walk it by quarters of an hour, to which every change is aligned.
    private func crossing(of fact: Instant, around exit: Instant, after now: Instant, in zone: Zone) -> Instant? {
        let isInside = before(now, in: zone) < fact
        let quarter = 15 * Instant.minute
        let end = exit + 30 * Instant.hour
        var step = max(now, exit - 30 * Instant.hour)
        while step <= end {
            let threshold = before(step, in: zone)
            if (threshold < fact) != isInside { return step > now ? step : nil }
            let next = Instant(microseconds: (step.microseconds.floorDivided(by: quarter) + 1) * quarter)
            if isInside, before(next - 1, in: zone) >= fact { return step + (fact - threshold) }
            step = next
        }
        return nil
    }

    private func shifted(year: Int, month: Int, by months: Int64) -> (year: Int, month: Int) {
        let total = Int64(year) * 12 + Int64(month - 1) + months
        let shiftedYear = total.floorDivided(by: 12)
        return (Int(shiftedYear), Int(total - shiftedYear * 12) + 1)
    }

    private func dayNumberOf(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        Day(uncheckedYear: year, month: month, day: day).number
    }
}

extension Day {
    /// A day whose parts are known to be right, in any year.
    init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}
