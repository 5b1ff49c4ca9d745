/// Somebody who signed in with one browser.
package struct Session: Hashable, Sendable, Identifiable {
    /// It ends after so long without a request,
    package static let idleTime = 14 * Instant.day
    /// and in any case so long after the password was given.
    package static let lifetime = 60 * Instant.day
    /// Between the password and the second factor.
    package static let pendingTime = 10 * Instant.minute
    /// Requests that follow each other faster are not noted.
    package static let grain = 5 * Instant.minute

    /// The hash of what the browser keeps.
    package let id: String
    package let person: Int64
    /// The workspace that is open in it; nil for somebody who is in none.
    package let workspace: Workspace.ID?
    package let createdAt: Instant
    package let seenAt: Instant
    package let expiresAt: Instant
    package let userAgent: String
    package let address: String
    /// Whether the password was given and the second factor was not: such a session opens nothing but the page for the code.
    package let isPending: Bool

    package init(
        id: String, person: Int64, workspace: Workspace.ID?, createdAt: Instant, seenAt: Instant, expiresAt: Instant,
        userAgent: String, address: String, isPending: Bool
    ) {
        self.id = id
        self.person = person
        self.workspace = workspace
        self.createdAt = createdAt
        self.seenAt = seenAt
        self.expiresAt = expiresAt
        self.userAgent = userAgent
        self.address = address
        self.isPending = isPending
    }

    package func isOver(at now: Instant) -> Bool { expiresAt <= now || seenAt + Session.idleTime <= now }

    /// Whether its last use is so long ago that it should be written down.
    package func needsNote(at now: Instant) -> Bool { now - seenAt >= Session.grain }
}
