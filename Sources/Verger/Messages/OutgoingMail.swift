/// A letter in the outbox: waiting, on its way, arrived at the server, or given up.
package struct OutgoingMail: Hashable, Sendable, Identifiable {
    package enum Status: String, CaseIterable, Sendable {
        /// No server was set when it was written: it is kept to be read, and leaves when somebody says so.
        case kept
        case queued
        /// The server has taken it.
        case sent
        /// Given up; why is its problem.
        case failed

        package var label: Sentence {
            switch self {
            case .kept: Sentence(fr: "gardé ici", en: "kept here")
            case .queued: Sentence(fr: "en attente", en: "queued")
            case .sent: Sentence(fr: "envoyé", en: "sent")
            case .failed: Sentence(fr: "abandonné", en: "given up")
            }
        }
    }

    package let id: Int64
    /// What it was written for: a second mail for the same cause is never queued.
    package let cause: String
    package let letter: Letter
    package let contact: Contact.ID?
    /// Whether only its reader may see what it says: links to passwords.
    package let isConfidential: Bool
    package let createdAt: Instant
    package let status: Status
    package let attempts: Int
    /// When it is tried next; nil unless it is queued.
    package let nextAt: Instant?
    package let finishedAt: Instant?
    /// What went wrong at the last attempt.
    package let problem: Sentence?

    package init(
        id: Int64, cause: String, letter: Letter, contact: Contact.ID?, isConfidential: Bool, createdAt: Instant,
        status: Status, attempts: Int, nextAt: Instant?, finishedAt: Instant?, problem: Sentence?
    ) {
        self.id = id
        self.cause = cause
        self.letter = letter
        self.contact = contact
        self.isConfidential = isConfidential
        self.createdAt = createdAt
        self.status = status
        self.attempts = attempts
        self.nextAt = nextAt
        self.finishedAt = finishedAt
        self.problem = problem
    }
}
