import Verger

/// The morning on which the written stories end: the last Tuesday whose 9:12 has passed,
/// so that calls stay on working days.
struct Scene: Sendable {
    let zone: Zone
    let day: Day

    init(now: Instant, zone: Zone) {
        self.zone = zone
        var number = zone.day(at: now).number
        while Day(number: number).weekday != 2 || Scene.morning(number, zone) > now { number -= 1 }
        day = Day(number: number)
    }

    /// `time` as 17_42.
    func instant(_ daysBefore: Int, _ time: Int) -> Instant {
        let clock = Int64(time / 100) * Instant.hour + Int64(time % 100) * Instant.minute
        return zone.instant(atClock: (day.number - Int64(daysBefore)) * Instant.day + clock)
    }

    func date(inDays days: Int) -> String { Day(number: day.number + Int64(days)).description }

    private static func morning(_ number: Int64, _ zone: Zone) -> Instant {
        zone.instant(atClock: number * Instant.day + 9 * Instant.hour + 12 * Instant.minute)
    }
}
