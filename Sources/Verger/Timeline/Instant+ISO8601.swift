extension Instant {
    /// Reads ISO 8601: a date (`2026-01-31`, the start of the day in `zone`), or a date and a time with `T` or a space,
    /// to the microsecond, with `Z`, an offset, or neither (then in `zone`). Nil for anything else, 31 February included.
    package init?(iso8601 text: String, in zone: Zone) {
        var reader = DigitReader(text)
        guard let day = reader.day() else { return nil }
        if reader.isAtEnd {
            self = zone.start(of: day)
            return
        }
        guard reader.take("T") || reader.take("t") || reader.take(" "), let time = reader.timeOfDay() else {
            return nil
        }
        let clock = day.number * Instant.day + time
        if reader.isAtEnd {
            self = zone.instant(atClock: clock)
            return
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        self.init(microseconds: clock - offset)
    }

    /// `2026-01-31T09:00:00Z`, with a fraction only where there is one.
    package var iso8601: String { Zone.utc.text(of: self) + "Z" }
}

extension Day {
    /// `2026-01-31T10:00:00`, byte by byte: lists and exports write thousands.
    fileprivate func text(atSecond seconds: Int) -> String {
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        guard (0...9999).contains(year) else {
            return "\(self)T\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))"
        }
        let pairs = [year / 100, year % 100, month, day, hour, minute, second]
        var bytes = Array("0000-00-00T00:00:00".utf8)
        for (place, pair) in zip([0, 2, 5, 8, 11, 14, 17], pairs) {
            bytes[place] += UInt8(pair / 10)
            bytes[place + 1] += UInt8(pair % 10)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Zone {
    /// The local clock in ISO 8601 without its offset: `2026-01-31T10:00:00`.
    package func text(of instant: Instant) -> String {
        let clock = clock(at: instant)
        let number = clock.floorDivided(by: Instant.day)
        let time = clock - number * Instant.day
        let text = Day(number: number).text(atSecond: Int(time / Instant.second))
        let fraction = time % Instant.second
        guard fraction > 0 else { return text }
        var digits = fraction.padded(to: 6)
        while digits.hasSuffix("0") { digits.removeLast() }
        return text + "." + digits
    }

    /// ISO 8601 with the offset that the zone has then: `2026-01-31T10:00:00+01:00`.
    package func iso8601(_ instant: Instant) -> String {
        let offset = offset(at: instant) / Instant.minute
        guard offset != 0 else { return text(of: instant) + "Z" }
        let magnitude = offset.magnitude
        return text(of: instant) + (offset < 0 ? "-" : "+") + (magnitude / 60).padded(to: 2) + ":"
            + (magnitude % 60).padded(to: 2)
    }
}

/// Reads digits and separators, byte by byte.
struct DigitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    /// Exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<(position + count)] {
            guard byte >= 48, byte <= 57 else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        position += count
        return value
    }

    /// Letters, of any alphabet, with the point that ends a word cut short.
    mutating func word() -> String {
        let start = position
        while position < bytes.count,
            bytes[position] | 0x20 >= 97 && bytes[position] | 0x20 <= 122 || bytes[position] >= 0x80
        {
            position += 1
        }
        let end = position
        if end > start, position < bytes.count, bytes[position] == UInt8(ascii: ".") { position += 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    mutating func day() -> Day? {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// Microseconds since midnight: `09:00`, `09:00:00`, `09:00:00.123456`.
    mutating func timeOfDay() -> Int64? {
        guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60 else { return nil }
        var time = Int64(hour) * Instant.hour + Int64(minute) * Instant.minute
        guard take(":") else { return time }
        guard let second = digits(2), second < 60 else { return nil }
        time += Int64(second) * Instant.second
        guard take(".") || take(",") else { return time }
        var unit: Int64 = 100_000
        var count = 0
        while let digit = digits(1) {
            time += Int64(digit) * unit
            unit /= 10
            count += 1
        }
        return count > 0 ? time : nil
    }

    /// Microseconds east of UTC: `Z`, `+01:00`, `+0100`, `+01`.
    mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hours = digits(2), hours < 24 else { return nil }
        let hasMinutes = take(":") || !isAtEnd
        guard let minutes = hasMinutes ? digits(2) : 0, minutes < 60 else { return nil }
        let offset = Int64(hours) * Instant.hour + Int64(minutes) * Instant.minute
        return isWest ? -offset : offset
    }
}

extension Zone {
    /// What the local clock shows, as a form wants it: `2026-11-24T09:12`.
    package func localText(of instant: Instant) -> String { "\(day(at: instant))T\(timeText(of: instant))" }
}
