import Foundation

/// The clock of a place: when its offset from UTC changes, from 1970 to 2100.
/// Before and after, the first and the last known offset hold.
package struct Zone: Hashable, Sendable {
    /// IANA name, `Europe/Paris`.
    package let identifier: String
    /// Microseconds since 1970 at which the offset changes, ascending.
    let changes: [Int64]
    /// Offsets in microseconds: `offsets[i]` holds before `changes[i]`, the last one ever after.
    let offsets: [Int64]

    /// Nil when the name is not an IANA time zone.
    package init?(identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.init(identifier: identifier, zone: zone)
    }

    private init(identifier: String, zone: TimeZone) {
        var changes: [Int64] = []
        var date = Date(timeIntervalSince1970: 0)
        var offsets = [Int64(zone.secondsFromGMT(for: date)) * Instant.second]
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
            let offset = Int64(zone.secondsFromGMT(for: next.addingTimeInterval(1))) * Instant.second
            if offset != offsets[offsets.count - 1] {
                changes.append(Int64(next.timeIntervalSince1970.rounded()) * Instant.second)
                offsets.append(offset)
            }
            date = next
        }
        self.identifier = identifier
        self.changes = changes
        self.offsets = offsets
    }

    package static let utc = Zone(identifier: "UTC", zone: .gmt)

    /// The zone of a new workspace.
    package static let paris = Zone(identifier: "Europe/Paris") ?? .utc

    package static func == (left: Zone, right: Zone) -> Bool { left.identifier == right.identifier }

    package func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}

extension Zone {
    /// Microseconds to add to UTC to read the local clock at `instant`.
    package func offset(at instant: Instant) -> Int64 {
        offsets[changeIndex(after: instant.microseconds)]
    }

    /// What the local clock shows, in microseconds since 1970-01-01 00:00 on that clock.
    package func clock(at instant: Instant) -> Int64 {
        instant.microseconds + offset(at: instant)
    }

    /// The instant at which the local clock shows `clock`. A time that the clock skips moves forward by the gap;
    /// one that comes twice is the first.
    package func instant(atClock clock: Int64) -> Instant {
        let earlier = offset(at: Instant(microseconds: clock - Instant.day))
        let later = offset(at: Instant(microseconds: clock + Instant.day))
        guard earlier != later else { return Instant(microseconds: clock - earlier) }
        let index = changeIndex(after: clock - Instant.day)
        let byEarlier = clock - earlier
        if index < changes.count, byEarlier < changes[index] { return Instant(microseconds: byEarlier) }
        let byLater = clock - later
        if index < changes.count, byLater >= changes[index] { return Instant(microseconds: byLater) }
        return Instant(microseconds: byEarlier)
    }

    /// Whether the offset changes within `reach` microseconds of `instant`, on either side.
    func changes(near instant: Instant, within reach: Int64) -> Bool {
        let index = changeIndex(after: instant.microseconds - reach)
        return index < changes.count && changes[index] <= instant.microseconds + reach
    }

    /// The first microsecond of `day`.
    package func start(of day: Day) -> Instant {
        instant(atClock: day.number * Instant.day)
    }

    /// The first microsecond of the day after `day`.
    package func end(of day: Day) -> Instant {
        instant(atClock: (day.number + 1) * Instant.day)
    }

    /// The day shown by the local calendar.
    package func day(at instant: Instant) -> Day {
        Day(number: clock(at: instant).floorDivided(by: Instant.day))
    }

    /// How many changes lie at or before `microseconds`.
    private func changeIndex(after microseconds: Int64) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= microseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Int64 {
    /// Quotient rounded towards minus infinity.
    package func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
