/// A piece of a condition's text, by what it is: for showing it so that one sees its shape.
package struct ConditionWord: Hashable, Sendable {
    package enum Role: Sendable {
        /// A word of the language, punctuation, blanks.
        case grammar
        /// What is looked at: a field, a kind, a group.
        case subject
        /// What it is compared with.
        case value
    }

    package let text: String
    package let role: Role

    /// The pieces of `text`, which joined give it back. It need not be a whole condition.
    package static func words(of text: String) -> [ConditionWord] {
        var words: [ConditionWord] = []
        var rest = Substring(text)
        var expectsValue = false
        // In brackets stand values after `in`, kinds after `did`.
        var bracketsHoldValues = true
        var depth = 0
        while let first = rest.first {
            let piece = rest.prefix { isWordPart($0) }
            if first == "\"" {
                let end = rest.dropFirst().firstIndex(of: "\"").map { rest.index(after: $0) } ?? rest.endIndex
                words.append(.init(text: String(rest[..<end]), role: .value))
                rest = rest[end...]
            } else if piece.isEmpty {
                if first == "[" { depth += 1 } else if first == "]" { depth -= 1 }
                if "=<>".contains(first) { expectsValue = true }
                append(String(first), &words)
                rest = rest.dropFirst()
            } else {
                let word = String(piece)
                if let keyword = Keyword(rawValue: word.lowercased()) {
                    append(word, &words)
                    expectsValue = keyword == .persona || keyword == .list || keyword == .segment || keyword == .tag
                    if [.did, .count, .since, .first, .last].contains(keyword) { bracketsHoldValues = false }
                    if keyword == .in { bracketsHoldValues = true }
                } else if Span.Unit(word: word) != nil {
                    append(word, &words)
                } else {
                    let isValue = depth > 0 ? bracketsHoldValues : expectsValue || first.isNumber
                    words.append(.init(text: word, role: isValue ? .value : .subject))
                    expectsValue = false
                }
                rest = rest[piece.endIndex...]
            }
        }
        return words
    }

    private static func isWordPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "."
    }

    /// Grammar joins the grammar before it.
    private static func append(_ text: String, _ words: inout [ConditionWord]) {
        if let last = words.last, last.role == .grammar {
            words[words.count - 1] = .init(text: last.text + text, role: .grammar)
        } else {
            words.append(.init(text: text, role: .grammar))
        }
    }
}
