/// A message to a webhook: sent until it is received, or given up.
package struct Delivery: Hashable, Sendable, Identifiable {
    package enum Status: String, Sendable {
        case pending, delivered
        /// Given up after the last attempt.
        case failed

        package var label: Sentence {
            switch self {
            case .pending: Sentence(fr: "en attente", en: "pending")
            case .delivered: Sentence(fr: "remis", en: "delivered")
            case .failed: Sentence(fr: "abandonné", en: "given up")
            }
        }
    }

    package let id: Int64
    package let webhook: Int64
    package let event: String
    /// The JSON sent.
    package let payload: String
    package let createdAt: Instant
    package let status: Status
    package let attempts: Int
    /// When it is tried next; nil once it is delivered or given up.
    package let nextAt: Instant?

    package init(
        id: Int64, webhook: Int64, event: String, payload: String, createdAt: Instant, status: Status, attempts: Int,
        nextAt: Instant?
    ) {
        self.id = id
        self.webhook = webhook
        self.event = event
        self.payload = payload
        self.createdAt = createdAt
        self.status = status
        self.attempts = attempts
        self.nextAt = nextAt
    }
}

extension Delivery {
    /// One try: what came back, or what went wrong.
    package struct Attempt: Hashable, Sendable {
        package let number: Int
        package let at: Instant
        package let milliseconds: Int
        /// The HTTP status; nil when there was no answer.
        package let code: Int?
        /// Nil when the message was received.
        package let problem: Sentence?

        package init(number: Int, at: Instant, milliseconds: Int, code: Int?, problem: Sentence?) {
            self.number = number
            self.at = at
            self.milliseconds = milliseconds
            self.code = code
            self.problem = problem
        }

        package var isReceived: Bool { problem == nil }
    }

    /// The event of a message that was asked for to see whether messages arrive.
    package static let testEvent = "webhook.test"

    /// After so many attempts a message is given up.
    package static let mostAttempts = 8

    /// Microseconds to wait after so many attempts have failed, before jitter: from a minute to a day, each about 3.4
    /// times the one before; nil once it is given up.
    package static func wait(after attempts: Int) -> Int64? {
        let minutes: [Int64] = [1, 3, 11, 38, 127, 428, 1440]
        return minutes.indices.contains(attempts - 1) ? minutes[attempts - 1] * Instant.minute : nil
    }

    /// The same within a tenth more or less, so that what failed together does not come back together. `chance`: 0 to 1.
    package static func wait(after attempts: Int, chance: Double) -> Int64? {
        wait(after: attempts).map { Int64(Double($0) * (0.9 + 0.2 * chance)) }
    }
}
