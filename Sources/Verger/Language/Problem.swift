/// Something that a person wrote and that can't be accepted as it is: what is wrong, where, and what to do.
package struct Problem: Error, Hashable, Sendable {
    package enum Severity: String, Sendable {
        case error, warning
    }

    package let severity: Severity
    /// The thing at fault, as a path: `stages[2].when`, a column, a field; empty for the text as a whole.
    package var path: String
    /// Line and column in the text, from 1; nil when there is no text.
    package var place: Place?
    package let sentence: Sentence

    package init(_ sentence: Sentence, severity: Severity = .error, path: String = "", place: Place? = nil) {
        self.severity = severity
        self.path = path
        self.place = place
        self.sentence = sentence
    }

    /// `stages[2].when, ligne 1, colonne 5 : …`
    package func text(in language: Language) -> String {
        var prefix = path
        if let place {
            if !prefix.isEmpty { prefix += ", " }
            prefix += place.text(in: language)
        }
        if prefix.isEmpty { return sentence.text(in: language) }
        return prefix + (language == .french ? "\u{A0}: " : ": ") + sentence.text(in: language)
    }
}

/// All the problems of one text.
package struct Problems: Error, Sendable {
    package let all: [Problem]

    package init(_ all: [Problem]) {
        self.all = all
    }

    package var errors: [Problem] { all.filter { $0.severity == .error } }
}

/// A line and a column, from 1. Columns count characters.
package struct Place: Hashable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package func text(in language: Language) -> String {
        switch language {
        case .french: "ligne \(line), colonne \(column)"
        case .english: "line \(line), column \(column)"
        }
    }
}
