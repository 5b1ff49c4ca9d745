/// What a form carries from the page that showed it to the server: which version was shown and when, and the one sending
/// that it is good for. The seal is made by `InstanceSecret`.
package struct FormStamp: Hashable, Sendable {
    /// So long may a page stay open.
    package static let lifetime = 7 * Instant.day
    /// Nobody fills a form in faster.
    package static let shortest = 2 * Instant.second

    package let form: Int64
    package let version: Int
    package let shownAt: Instant
    /// Unique: a sending counts once.
    package let key: String

    package init(form: Int64, version: Int, shownAt: Instant, key: String) {
        self.form = form
        self.version = version
        self.shownAt = shownAt
        self.key = key
    }

    /// `12.3.1790000000000.a1b2…`.
    package var unsealed: String { "\(form).\(version).\(shownAt.microseconds / 1000).\(key)" }

    package func text(sealed seal: String) -> String { "\(unsealed).\(seal)" }

    /// Nil when `text` has not the form of a stamp.
    package static func parts(of text: String) -> (stamp: FormStamp, seal: String)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, let form = Int64(parts[0]), let version = Int(parts[1]), let shown = Int64(parts[2]),
            (0..<253_402_300_800_000).contains(shown), isKey(parts[3])
        else { return nil }
        return (
            FormStamp(form: form, version: version, shownAt: Instant(microseconds: shown * 1000), key: parts[3]),
            parts[4]
        )
    }

    /// Whether `text` may name a sending: 16 to 64 letters, digits and hyphens.
    package static func isKey(_ text: String) -> Bool {
        (16...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (97...122).contains($0) || (65...90).contains($0) || $0 == 45
            }
    }

    package func isExpired(at now: Instant) -> Bool { now - shownAt > FormStamp.lifetime }
}
