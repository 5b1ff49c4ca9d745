/// A link that opens one door once: what it is for, whom it is for, and until when. The seal is made by `InstanceSecret`.
package struct SignedLink: Hashable, Sendable {
    package enum Purpose: String, CaseIterable, Sendable {
        /// A forgotten password.
        case reset
        /// The first password of somebody who was invited.
        case invitation
        /// The first person of an instance.
        case setup

        /// In microseconds.
        package var lifetime: Int64 {
            switch self {
            case .reset: Instant.day
            case .invitation, .setup: 7 * Instant.day
            }
        }
    }

    package let purpose: Purpose
    /// 0 for the first one, who is not there yet.
    package let person: Int64
    package let expiresAt: Instant

    package init(_ purpose: Purpose, of person: Int64, expiresAt: Instant) {
        self.purpose = purpose
        self.person = person
        self.expiresAt = expiresAt
    }

    /// A link made at `now`, good for its usual time.
    package init(_ purpose: Purpose, of person: Int64, at now: Instant) {
        self.init(
            purpose, of: person, expiresAt: Instant(seconds: (now + purpose.lifetime).microseconds / Instant.second))
    }

    /// `reset-42-1790000000-SEAL`: a part of an address.
    package func text(sealed seal: String) -> String { "\(unsealed)-\(seal)" }

    /// What is sealed.
    package var unsealed: String { "\(purpose.rawValue)-\(person)-\(expiresAt.microseconds / Instant.second)" }

    /// Nil when `text` has not the form of a link.
    package static func parts(of text: String) -> (link: SignedLink, seal: String)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, let purpose = Purpose(rawValue: String(parts[0])), let person = Int64(parts[1]),
            let seconds = Int64(parts[2]), person >= 0, (0..<253_402_300_800).contains(seconds)
        else { return nil }
        return (SignedLink(purpose, of: person, expiresAt: Instant(seconds: seconds)), String(parts[3]))
    }
}
