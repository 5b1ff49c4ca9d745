/// Something that people can read or take: a guide, a price list, a film.
package struct Content: Hashable, Sendable, Identifiable {
    /// What a content is for. Taking one for evaluation or decision says more than taking one for discovery.
    package enum Level: String, CaseIterable, Sendable {
        case discovery, evaluation, decision
    }

    package let id: Int64
    /// What `content_viewed` and `content_downloaded` call it. It never changes, so that conditions go on holding.
    package let recordedAs: String
    package var title: String
    package var summary: String
    package var level: Level
    /// Of the definition, by id.
    package var persona: String?
    package var language: Language
    /// Where it is, when it is not a file of ours.
    package var address: String?
    package var file: StoredFile?
    /// Whether it is given for a form only.
    package var isGated: Bool
    package var archivedAt: Instant?

    package init(
        id: Int64, recordedAs: String, title: String, summary: String = "", level: Level, persona: String? = nil,
        language: Language = .french, address: String? = nil, file: StoredFile? = nil, isGated: Bool = false,
        archivedAt: Instant? = nil
    ) {
        self.id = id
        self.recordedAs = recordedAs
        self.title = title
        self.summary = summary
        self.level = level
        self.persona = persona
        self.language = language
        self.address = address
        self.file = file
        self.isGated = isGated
        self.archivedAt = archivedAt
    }
}

/// A file that is kept here.
package struct StoredFile: Hashable, Sendable {
    package let name: String
    package let kind: FileKind
    /// In bytes.
    package let size: Int
    /// Names its bytes: another file has another mark.
    package let mark: String

    package init(name: String, kind: FileKind, size: Int, mark: String) {
        self.name = name
        self.kind = kind
        self.size = size
        self.mark = mark
    }
}

extension Content.Level {
    package var label: Sentence {
        switch self {
        case .discovery: Sentence(fr: "découverte", en: "discovery")
        case .evaluation: Sentence(fr: "évaluation", en: "evaluation")
        case .decision: Sentence(fr: "décision", en: "decision")
        }
    }

    package var purpose: Sentence {
        switch self {
        case .discovery: Sentence(fr: "comprendre son besoin", en: "to understand one’s need")
        case .evaluation: Sentence(fr: "comparer des solutions", en: "to compare solutions")
        case .decision: Sentence(fr: "choisir et convaincre en interne", en: "to choose, and to convince colleagues")
        }
    }
}
