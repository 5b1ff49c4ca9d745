/// A language that Verger speaks.
package enum Language: String, CaseIterable, Sendable {
    case french = "fr"
    case english = "en"
}

/// One sentence for users, in both languages.
package struct Sentence: Hashable, Sendable {
    package let fr: String
    package let en: String

    package init(fr: String, en: String) {
        self.fr = fr
        self.en = en
    }

    /// The same words in both languages: names, codes.
    package init(verbatim text: String) {
        self.fr = text
        self.en = text
    }

    package func text(in language: Language) -> String {
        switch language {
        case .french: fr
        case .english: en
        }
    }
}
