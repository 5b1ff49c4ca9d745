/// The words that a person reads before saying yes. Once somebody has, they never change: a change is a new version.
package struct ConsentText: Hashable, Sendable {
    /// Which text of which purpose: `newsletter/fr/3`.
    package struct Reference: Hashable, Sendable, CustomStringConvertible {
        package let purpose: String
        package let language: Language
        /// From 1.
        package let version: Int

        package init(purpose: String, language: Language, version: Int) {
            self.purpose = purpose
            self.language = language
            self.version = version
        }

        /// Nil when `text` is no reference.
        package init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 3, !parts[0].isEmpty, let language = Language(rawValue: String(parts[1])),
                let version = Int(parts[2]), version > 0
            else { return nil }
            self.init(purpose: String(parts[0]), language: language, version: version)
        }

        package var description: String { "\(purpose)/\(language.rawValue)/\(version)" }
    }

    package let reference: Reference
    package let body: String
    package let createdAt: Instant
    package let createdBy: String
    /// When it first became a proof; nil while nobody has read it.
    package let usedAt: Instant?

    package init(
        _ reference: Reference, body: String, createdAt: Instant, createdBy: String, usedAt: Instant? = nil
    ) {
        self.reference = reference
        self.body = body
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.usedAt = usedAt
    }

    package enum Problem: Error, Hashable, Sendable {
        case empty
        case tooLong

        package var sentence: Sentence {
            switch self {
            case .empty: Sentence(fr: "Le texte est vide.", en: "The text is empty.")
            case .tooLong:
                Sentence(
                    fr: "Le texte dépasse 4\u{202F}000 caractères.", en: "The text is longer than 4,000 characters.")
            }
        }
    }

    /// The text with other words: in its place while it is no proof, else the next version.
    package func rewritten(_ body: String, by author: String, at now: Instant) throws(Problem) -> ConsentText {
        let body = body.trimmed
        guard !body.isEmpty else { throw .empty }
        guard body.count <= 4000 else { throw .tooLong }
        guard body != self.body else { return self }
        let version = usedAt == nil ? reference.version : reference.version + 1
        return ConsentText(
            Reference(purpose: reference.purpose, language: reference.language, version: version), body: body,
            createdAt: now, createdBy: author)
    }
}
