/// A point in time, in microseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
    package var microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package init(seconds: Int64) {
        self.microseconds = seconds * Instant.second
    }

    package static let second: Int64 = 1_000_000
    package static let minute: Int64 = 60 * second
    package static let hour: Int64 = 60 * minute
    package static let day: Int64 = 24 * hour

    /// Later than anything that can be recorded.
    package static let distantFuture = Instant(microseconds: .max)
    /// Earlier than anything that can be recorded.
    package static let distantPast = Instant(microseconds: .min)

    package static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    package static func + (instant: Instant, microseconds: Int64) -> Instant {
        let (sum, overflow) = instant.microseconds.addingReportingOverflow(microseconds)
        return overflow ? (microseconds > 0 ? .distantFuture : .distantPast) : Instant(microseconds: sum)
    }

    package static func - (instant: Instant, microseconds: Int64) -> Instant {
        let (difference, overflow) = instant.microseconds.subtractingReportingOverflow(microseconds)
        return overflow ? (microseconds > 0 ? .distantPast : .distantFuture) : Instant(microseconds: difference)
    }

    /// Microseconds from `right` to `left`.
    package static func - (left: Instant, right: Instant) -> Int64 {
        left.microseconds - right.microseconds
    }
}
