/// How long to wait after wrong passwords or codes: not at all at first, then twice as long each time.
package struct Throttle: Hashable, Sendable {
    /// What is guarded.
    package enum Subject: Hashable, Sendable {
        /// An account, whether there is such a person or not.
        case account(String)
        /// The second factor of a person.
        case code(Int64)
        /// A place on the network, which many people may share.
        case address(String)

        /// Failures without a wait.
        package var allowance: Int {
            switch self {
            case .account, .code: 5
            case .address: 20
            }
        }
    }

    package static let firstDelay = 15 * Instant.second
    package static let longestDelay = 15 * Instant.minute
    /// After so long without a failure, all is forgotten.
    package static let memory = Instant.day

    package let failures: Int
    package let lastFailure: Instant

    package init(failures: Int, lastFailure: Instant) {
        self.failures = failures
        self.lastFailure = lastFailure
    }

    /// Microseconds to wait after the last failure.
    package func delay(for subject: Subject) -> Int64 {
        let excess = failures - subject.allowance
        guard excess >= 0 else { return 0 }
        return min(Throttle.firstDelay << min(excess, 10), Throttle.longestDelay)
    }

    /// The instant from which one may try again; nil when one may now. A clock that was set back makes nobody wait longer
    /// than the longest delay.
    package func wait(for subject: Subject, at now: Instant) -> Instant? {
        let since = min(lastFailure, now)
        let end = since + delay(for: subject)
        return end > now ? end : nil
    }

    package func isForgotten(at now: Instant) -> Bool { now - lastFailure >= Throttle.memory }
}
