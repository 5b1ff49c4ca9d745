import Verger

/// When things can happen: opening hours, public holidays, fairs, and the end of it all.
struct Agenda: Sendable {
    let zone: Zone
    /// No fact is later.
    let now: Instant
    /// The fairs of the year before `now`, oldest first.
    let fairs: [Fair]

    init(now: Instant, zone: Zone) {
        self.zone = zone
        self.now = Instant(microseconds: now.microseconds.floorDivided(by: Instant.second) * Instant.second)
        let year = zone.day(at: now).year
        let oldest = now - 360 * Instant.day
        fairs = (year - 1...year).flatMap { Fair.all(in: $0) }.filter { fair in
            zone.start(of: fair.firstDay) > oldest && zone.end(of: fair.lastDay) < now
        }
    }

    /// `instant` itself in opening hours (Monday to Friday, 8:30 to 18:30), else the next opening.
    func opening(from instant: Instant) -> Instant {
        let clock = zone.clock(at: instant)
        var number = clock.floorDivided(by: Instant.day)
        let time = clock - number * Instant.day
        if isOpen(on: Day(number: number)) {
            if time < Agenda.opens { return zone.instant(atClock: number * Instant.day + Agenda.opens) }
            if time < Agenda.closes { return instant }
        }
        repeat { number += 1 } while !isOpen(on: Day(number: number))
        return zone.instant(atClock: number * Instant.day + Agenda.opens)
    }

    /// `instant` itself when people are up (7:00 to 22:30), else the next morning.
    func waking(from instant: Instant) -> Instant {
        let clock = zone.clock(at: instant)
        let number = clock.floorDivided(by: Instant.day)
        let time = clock - number * Instant.day
        if time < Agenda.wakes { return zone.instant(atClock: number * Instant.day + Agenda.wakes) }
        if time < Agenda.sleeps { return instant }
        return zone.instant(atClock: (number + 1) * Instant.day + Agenda.wakes)
    }

    private func isOpen(on day: Day) -> Bool {
        day.weekday <= 5 && !Agenda.holidays.contains { $0.month == day.month && $0.day == day.day }
    }

    private static let opens = 8 * Instant.hour + 30 * Instant.minute
    private static let closes = 18 * Instant.hour + 30 * Instant.minute
    private static let wakes = 7 * Instant.hour
    private static let sleeps = 22 * Instant.hour + 30 * Instant.minute

    /// The French public holidays that have a fixed date.
    private static let holidays: [(month: Int, day: Int)] = [
        (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25),
    ]
}
