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

    /// `text` without them; nil when it holds none. JSON is read for what it says, however that is written, and stays JSON.
    package func taken(outOf text: String) -> String? {
        guard let document = Document(structured: text) else { return taken(outOfWords: text) }
        return taken(outOf: document)?.json()
    }

    /// Where they stand, each with what is around it; empty when there are none. Of JSON, the texts that hold them.
    package func passages(in text: String, reach: Int = 120) -> [String] {
        if let document = Document(structured: text) {
            return document.texts.flatMap { passages(in: $0, reach: reach) }
        }
        let characters = Array(text)
        var result: [String] = []
        var end = 0
        for place in places(in: characters) where place.lowerBound >= end {
            end = min(place.upperBound + reach, characters.count)
            result.append(String(characters[max(place.lowerBound - reach, 0)..<end]).trimmed)
        }
        return result
    }

    private func taken(outOf document: Document) -> Document? {
        switch document.content {
        case .null, .boolean, .number: return nil
        case .text(let text): return taken(outOf: text).map { Document(.text($0), line: document.line) }
        case .list(let items):
            let rest = items.map { taken(outOf: $0) }
            guard rest.contains(where: { $0 != nil }) else { return nil }
            return Document(.list(zip(rest, items).map { $0 ?? $1 }), line: document.line)
        case .object(let pairs):
            let rest = pairs.map { (key: taken(outOf: $0.key), value: taken(outOf: $0.value)) }
            guard rest.contains(where: { $0.key != nil || $0.value != nil }) else { return nil }
            let kept = zip(rest, pairs).map { (key: $0.key ?? $1.key, value: $0.value ?? $1.value) }
            return Document(.object(kept), line: document.line)
        }
    }

    private func taken(outOfWords text: String) -> String? {
        let characters = Array(text)
        let places = places(in: characters)
        guard !places.isEmpty else { return nil }
        var result = ""
        var end = 0
        for place in places {
            result += String(characters[end..<place.lowerBound]) + Traces.mark
            end = place.upperBound
        }
        return result + String(characters[end...])
    }

    // MARK: Finding

    /// In order, none within another; a longer word comes before one that it holds.
    private func places(in text: [Character]) -> [Range<Int>] {
        let letters = text.map { $0.lowercased() }
        var found: [Range<Int>] = []
        for word in words {
            let word = word.map { String($0) }
            guard word.count <= letters.count else { continue }
            for index in 0...(letters.count - word.count) where letters[index] == word[0] {
                let place = index..<(index + word.count)
                guard letters[place].elementsEqual(word), isWhole(place, in: text),
                    !found.contains(where: { $0.overlaps(place) })
                else { continue }
                found.append(place)
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Not within a longer word or address: `ana@x.fr` is not in `diana@x.fr`.
    private func isWhole(_ place: Range<Int>, in text: [Character]) -> Bool {
        let isAfterWord =
            place.lowerBound > 0 && text[place.lowerBound - 1].isPartOfWord
            && !text.endsEscape(at: place.lowerBound - 1)
        return !isAfterWord && (place.upperBound == text.count || !text[place.upperBound].isPartOfWord)
    }
}

extension Character {
    fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" || self == "+" || self == "@" }
}

extension [Character] {
    /// Whether a letter is the end of what stands for another one: the `n` of `\n`, the last digit of `\u000a`. JSON that is
    /// broken, or stands within another text, is not read for what it says.
    fileprivate func endsEscape(at index: Int) -> Bool {
        if index >= 1, "nrtbf".contains(self[index]), isEscaped(index) { return true }
        guard index >= 5, self[(index - 3)...index].allSatisfy(\.isHexDigit) else { return false }
        return self[index - 4] == "u" && isEscaped(index - 4)
    }

    private func isEscaped(_ index: Int) -> Bool {
        var count = 0
        while index - count > 0, self[index - count - 1] == "\\" { count += 1 }
        return count % 2 == 1
    }
}

extension Document {
    /// A JSON object or list; nil for every other text.
    package init?(structured text: String) {
        let first = text.utf8.first { $0 > 0x20 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let document = try? Document(json: text) else {
            return nil
        }
        self = document
    }

    /// All that it says: names, texts and scalars, also of JSON within its texts.
    package var texts: [String] {
        switch content {
        case .null: []
        case .boolean, .number: text.map { [$0] } ?? []
        case .text(let text): Document(structured: text)?.texts ?? [text]
        case .list(let items): items.flatMap(\.texts)
        case .object(let pairs): pairs.flatMap { [$0.key] + $0.value.texts }
        }
    }
}
