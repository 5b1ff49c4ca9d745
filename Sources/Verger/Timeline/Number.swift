/// An exact decimal with six decimal places, below ±1,000,000,000,000.
package struct Number: Hashable, Comparable, Sendable {
    /// Millionths.
    package let millionths: Int64

    package init(millionths: Int64) {
        self.millionths = millionths
    }

    package init(_ units: Int) {
        self.millionths = Int64(units) * Number.unit
    }

    package static let unit: Int64 = 1_000_000
    package static let zero = Number(millionths: 0)
    /// The largest absolute value accepted from outside, in units.
    package static let limit: Int64 = 1_000_000_000_000

    package static func < (left: Number, right: Number) -> Bool { left.millionths < right.millionths }

    package static func + (left: Number, right: Number) -> Number {
        let (sum, overflow) = left.millionths.addingReportingOverflow(right.millionths)
        return Number(millionths: overflow ? (left.millionths < 0 ? .min : .max) : sum)
    }

    package static func - (left: Number, right: Number) -> Number {
        let (difference, overflow) = left.millionths.subtractingReportingOverflow(right.millionths)
        return Number(millionths: overflow ? (left.millionths < 0 ? .min : .max) : difference)
    }

    package static prefix func - (number: Number) -> Number { .zero - number }
}

extension Number {
    /// Reads `-12.50`; digits with an optional sign and decimal point, nothing else. Beyond six decimal places the value
    /// is rounded half away from zero. Nil when it is not a number or is out of range.
    package init?(_ text: some StringProtocol) {
        var bytes = Substring(text).utf8[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        var units: Int64 = 0
        var fraction: Int64 = 0
        var digits = 0
        var places = -1
        for byte in bytes {
            if byte == UInt8(ascii: "."), places < 0 {
                places = 0
                continue
            }
            guard byte >= 48, byte <= 57 else { return nil }
            let digit = Int64(byte - 48)
            digits += 1
            if places < 0 {
                units = units * 10 + digit
                guard units <= Number.limit else { return nil }
            } else {
                if places < 6 { fraction = fraction * 10 + digit } else if places == 6, digit >= 5 { fraction += 1 }
                places += 1
            }
        }
        guard digits > 0, bytes.last != UInt8(ascii: ".") else { return nil }
        var missing = 6 - max(0, places)
        while missing > 0 {
            fraction *= 10
            missing -= 1
        }
        let magnitude = units * Number.unit + fraction
        millionths = isNegative ? -magnitude : magnitude
    }
}

extension Number: CustomStringConvertible {
    /// Shortest decimal form, `12.5`, `-3`.
    package var description: String {
        let magnitude = millionths.magnitude
        var text = String(magnitude / UInt64(Number.unit))
        let fraction = magnitude % UInt64(Number.unit)
        if fraction > 0 {
            var digits = fraction.padded(to: 6)
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        return millionths < 0 ? "-" + text : text
    }

    /// With exactly `places` decimal places (at most six), cut.
    package func description(places: Int) -> String {
        let magnitude = millionths.magnitude
        let digits = (magnitude % UInt64(Number.unit)).padded(to: 6).prefix(places)
        let text = String(magnitude / UInt64(Number.unit)) + (places > 0 ? "." + digits : "")
        return millionths < 0 ? "-" + text : text
    }
}
