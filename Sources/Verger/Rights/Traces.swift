/// The words by which a person stands in texts about something else: to be taken out when the person is erased.
package struct Traces: Hashable, Sendable {
    /// What stands in their place.
    package static let mark = "[…]"

    /// Lower case, longest first.
    package let words: [String]

    /// Words of fewer than five letters are left out: they would be found everywhere.
    package init(_ words: some Sequence<String>) {
        let forms = words.flatMap { [$0.lowercased(), $0.folded] }
        self.words = Set(forms.map(\.trimmed).filter { $0.count >= 5 }).sorted { ($1.count, $0) < ($0.count, $1) }
    }

    /// `text` without them; nil when it holds none.
    package func taken(outOf text: String) -> String? {
        var characters = Array(text)
        var hasFound = false
        for word in words {
            let word = Array(word)
            var index = 0
            while index + word.count <= characters.count {
                guard matches(word, characters, index) else {
                    index += 1
                    continue
                }
                characters.replaceSubrange(index..<index + word.count, with: Traces.mark)
                index += Traces.mark.count
                hasFound = true
            }
        }
        return hasFound ? String(characters) : nil
    }

    /// Not within a longer word or address: `ana@x.fr` is not in `diana@x.fr`.
    private func matches(_ word: [Character], _ text: [Character], _ index: Int) -> Bool {
        for offset in word.indices where text[index + offset] != word[offset] {
            guard text[index + offset].lowercased() == String(word[offset]) else { return false }
        }
        if index > 0, text[index - 1].isPartOfWord { return false }
        let end = index + word.count
        return end == text.count || !text[end].isPartOfWord
    }
}

extension Character {
    fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" || self == "+" || self == "@" }
}
