/// What a person types to find a contact or a company: each word is the beginning of one of theirs; digits of a phone
/// number, spaces and dots between them, its beginning or its end.
package struct SearchQuery: Hashable, Sendable {
    /// Words that must all begin one of the record's.
    package typealias Words = [String]

    /// Each must be met, by one of its alternatives.
    package let terms: [[Words]]

    /// More words than that narrow nothing.
    private static let most = 8

    /// Nil when there is no word in `text`.
    package init?(_ text: String) {
        // As in +33 (0)6 12 34 56 78.
        let pieces = Piece.pieces(of: text.replacing("(0)", with: " ").folded)
        var terms: [[Words]] = []
        var rest = pieces[...]
        while let first = rest.first, terms.count < SearchQuery.most {
            let run = first.isNumber ? rest.prefix { $0.isNumber && ($0.joinsPrevious || $0 == first) } : rest.prefix(1)
            terms.append(first.isNumber ? SearchQuery.alternatives(of: run.map(\.word)) : [[first.word]])
            rest = rest.dropFirst(run.count)
        }
        guard !terms.isEmpty else { return nil }
        self.terms = terms
    }

    /// Whether the words of a record (`SearchWords`) hold what is asked for.
    package func matches(_ text: String) -> Bool {
        let text = " " + text
        return terms.allSatisfy { $0.contains { $0.allSatisfy { text.contains(scalars: " " + $0) } } }
    }

    /// Digits in one or several groups: a phone number from its beginning or its end, or just these words.
    private static func alternatives(of groups: [String]) -> [Words] {
        let digits = String(groups.joined().prefix(SearchWords.longest))
        var result = [[digits]]
        if digits.utf8.count >= 4 { result.append([PhoneDigits.fromEnd(digits)]) }
        if digits.hasPrefix("00"), digits.utf8.count > 4 { result.append([String(digits.dropFirst(2))]) }
        if groups.count > 1 { result.append(groups) }
        return result
    }
}

/// A word as it was typed, and what stood before it.
private struct Piece: Equatable {
    let word: String
    let place: Int
    /// Whether nothing but what people write inside phone numbers comes before it.
    let joinsPrevious: Bool

    var isNumber: Bool { word.utf8.allSatisfy { (0x30...0x39).contains($0) } }

    static func pieces(of folded: String) -> [Piece] {
        var pieces: [Piece] = []
        var word = ""
        var joins = true
        func end() {
            guard !word.isEmpty else { return }
            pieces.append(Piece(word: word, place: pieces.count, joinsPrevious: joins))
            word = ""
            joins = true
        }
        for scalar in folded.unicodeScalars {
            if scalar.isPartOfWord {
                if word.unicodeScalars.count < SearchWords.longest { word.unicodeScalars.append(scalar) }
            } else {
                end()
                if !" .-()/+\u{A0}\u{202F}".unicodeScalars.contains(scalar) { joins = false }
            }
        }
        end()
        return pieces
    }
}
