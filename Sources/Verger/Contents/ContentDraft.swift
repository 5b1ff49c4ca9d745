/// A content as somebody wrote it, checked field by field. Problems are named by the field.
package struct ContentDraft: Sendable {
    package let title: String
    package let summary: String
    package let level: Content.Level?
    package let persona: String?
    package let language: Language
    package let address: String?
    package let isGated: Bool
    package private(set) var problems: [Problem] = []

    /// `value` gives what was written of a field; nil and blanks are the same.
    package init(personas: [String], _ value: (String) -> String?) {
        func text(_ name: String) -> String { value(name)?.trimmed ?? "" }
        title = text("title")
        summary = text("summary")
        level = Content.Level(rawValue: text("level"))
        persona = personas.first { $0 == text("persona") }
        language = Language(rawValue: text("language")) ?? .french
        let address = text("address")
        self.address = address.isEmpty ? nil : address
        isGated = value("gated") != nil
        if title.isEmpty { refuse("title", fr: "un titre est nécessaire", en: "a title is needed") }
        if title.utf8.count > 200 { refuse("title", fr: "200 octets au plus", en: "200 bytes at most") }
        if summary.utf8.count > 2000 { refuse("summary", fr: "2 000 octets au plus", en: "2,000 bytes at most") }
        if level == nil { refuse("level", fr: "choisissez à quoi il sert", en: "choose what it is for") }
        if let address = self.address, !WebAddress.isSecure(address) {
            refuse(
                "address", fr: "une adresse qui commence par https:// est attendue",
                en: "an address that begins with https:// is expected")
        }
    }

    /// `content` as it is to be.
    package func applied(to content: Content) -> Content {
        var result = content
        result.title = title
        result.summary = summary
        result.level = level ?? content.level
        result.persona = persona
        result.language = language
        result.address = address
        result.isGated = isGated
        return result
    }

    package mutating func refuse(_ field: String, fr: String, en: String) {
        problems.append(Problem(Sentence(fr: fr, en: en), path: field))
    }

    package mutating func refuse(_ field: String, _ sentence: Sentence) {
        problems.append(Problem(sentence, path: field))
    }
}
