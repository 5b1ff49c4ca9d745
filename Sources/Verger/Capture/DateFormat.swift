/// How a file writes its dates: `dd/MM/yyyy HH:mm`.
///
/// `yyyy` `yy` `MMM` `MM` `M` `dd` `d` `HH` `H` `hh` `h` `mm` `ss` `SSS` `a` (AM, PM); all else stands for itself, letters
/// between apostrophes. `MMM` takes the names of months in French and English, whole or cut. A doubled letter takes one digit too where something else than a digit follows: 7/2/2026.
package struct DateFormat: Hashable, Sendable {
    enum Part: Hashable {
        case year, shortYear, fraction, half
        case month(isPadded: Bool)
        case monthName
        case day(isPadded: Bool)
        case hour(isPadded: Bool)
        case minute, second
        case literal(UInt8)
    }

    /// As it was given.
    package let pattern: String
    private let parts: [Part]

    /// Nil when the pattern holds a letter that means nothing, or lacks a day, a month or a year.
    package init?(_ pattern: String) {
        guard let parts = DateFormat.parts(of: pattern) else { return nil }
        let hasYear = parts.contains(.year) || parts.contains(.shortYear)
        let hasMonth =
            parts.contains(.month(isPadded: true)) || parts.contains(.month(isPadded: false))
            || parts.contains(.monthName)
        let hasDay = parts.contains(.day(isPadded: true)) || parts.contains(.day(isPadded: false))
        guard hasYear, hasMonth, hasDay else { return nil }
        self.pattern = pattern
        self.parts = parts
    }

    private static func parts(of pattern: String) -> [Part]? {
        var parts: [Part] = []
        var rest = Array(pattern.utf8)[...]
        guard rest.allSatisfy({ $0 < 0x80 }) else { return nil }
        while let first = rest.first {
            if first == UInt8(ascii: "'") {
                guard let close = rest.dropFirst().firstIndex(of: first) else { return nil }
                parts += rest[(rest.startIndex + 1)..<close].map { .literal($0) }
                rest = rest[(close + 1)...]
                continue
            }
            let run = rest.prefix { $0 == first }
            rest = rest.dropFirst(run.count)
            if !(first | 0x20 >= 97 && first | 0x20 <= 122) || first == UInt8(ascii: "T") {
                parts += run.map { .literal($0) }
            } else {
                guard let part = part(String(decoding: run, as: UTF8.self)) else { return nil }
                parts.append(part)
            }
        }
        return parts
    }

    private static func part(_ letters: String) -> Part? {
        switch letters {
        case "yyyy": .year
        case "yy": .shortYear
        case "MMM", "MMMM": .monthName
        case "MM", "M": .month(isPadded: letters == "MM")
        case "dd", "d": .day(isPadded: letters == "dd")
        case "HH", "H", "hh", "h": .hour(isPadded: letters.utf8.count == 2)
        case "mm": .minute
        case "ss": .second
        case "S", "SS", "SSS", "SSSSSS": .fraction
        case "a": .half
        default: nil
        }
    }

    /// 28 February 2026, 17:30, in this format: an example for messages.
    package var example: String {
        var text = ""
        for part in parts {
            switch part {
            case .year: text += "2026"
            case .shortYear: text += "26"
            case .monthName: text += "Feb"
            case .month(let isPadded): text += isPadded ? "02" : "2"
            case .day: text += "28"
            case .hour: text += parts.contains(.half) ? "05" : "17"
            case .minute: text += "30"
            case .second: text += "00"
            case .fraction: text += "000"
            case .half: text += "PM"
            case .literal(let byte): text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return text
    }

    /// What the clock shows in `text`; nil when it is not written in this format.
    func clock(_ text: String) -> Clock? {
        var reader = DigitReader(text)
        var clock = Clock()
        var half: Int?
        for (index, part) in parts.enumerated() {
            let isFollowed = if index + 1 < parts.count, case .literal = parts[index + 1] { true } else { false }
            switch part {
            case .year: guard let year = reader.digits(4) else { return nil }; clock.year = year
            case .shortYear:
                guard let year = reader.digits(2) else { return nil }
                clock.year = year < 70 ? 2000 + year : 1900 + year
            case .month(let isPadded):
                guard let month = reader.digits(isPadded && !isFollowed) else { return nil }; clock.month = month
            case .monthName:
                guard let month = MonthName.number(of: reader.word()) else { return nil }; clock.month = month
            case .day(let isPadded):
                guard let day = reader.digits(isPadded && !isFollowed) else { return nil }; clock.day = day
            case .hour(let isPadded):
                guard let hour = reader.digits(isPadded && !isFollowed), hour < 24 else { return nil }
                clock.hour = hour
            case .minute: guard let minute = reader.digits(2), minute < 60 else { return nil }; clock.minute = minute
            case .second: guard let second = reader.digits(2), second < 60 else { return nil }; clock.second = second
            case .fraction: guard let fraction = reader.fraction() else { return nil }; clock.fraction = fraction
            case .half:
                if reader.take("A") || reader.take("a") {
                    half = 0
                } else if reader.take("P") || reader.take("p") {
                    half = 12
                }
                guard half != nil, reader.take("M") || reader.take("m") else { return nil }
            case .literal(let byte): guard reader.take(Unicode.Scalar(byte)) else { return nil }
            }
        }
        guard reader.isAtEnd else { return nil }
        if let half {
            guard (1...12).contains(clock.hour) else { return nil }
            clock.hour = clock.hour % 12 + half
        }
        return clock
    }

    /// A date and a time as they are read, before it is known whether there is such a day.
    struct Clock {
        var year = 0
        var month = 0
        var day = 0
        var hour = 0
        var minute = 0
        var second = 0
        var fraction: Int64 = 0

        /// Microseconds on the local clock; nil when there is no such day.
        var microseconds: Int64? {
            guard let day = Day(year: year, month: month, day: day) else { return nil }
            let time = Int64(hour) * Instant.hour + Int64(minute) * Instant.minute + Int64(second) * Instant.second
            return day.number * Instant.day + time + fraction
        }
    }
}

extension DigitReader {
    /// Two digits, or one or two.
    fileprivate mutating func digits(_ isPadded: Bool) -> Int? {
        if let two = digits(2) { return two }
        return isPadded ? nil : digits(1)
    }

    /// Digits after the decimal point, in microseconds.
    fileprivate mutating func fraction() -> Int64? {
        var unit: Int64 = 100_000
        var value: Int64?
        while let digit = digits(1) {
            value = (value ?? 0) + Int64(digit) * unit
            unit /= 10
        }
        return value
    }
}
