/// What people write in a longer text of a page: paragraphs, lists of lines that begin with a hyphen, `**bold**` and
/// `[words](address)`. Whatever else they write stays as they wrote it.
package struct LandingText: Hashable, Sendable {
    package enum Run: Hashable, Sendable {
        case plain(String)
        case bold(String)
        case link(String, to: String)
    }

    package enum Paragraph: Hashable, Sendable {
        /// Its lines.
        case lines([[Run]])
        case list([[Run]])
    }

    package let paragraphs: [Paragraph]

    package init(_ text: String) {
        var paragraphs: [Paragraph] = []
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(\.trimmed) {
            guard !line.isEmpty else {
                isOpen = false
                continue
            }
            let isItem = line.hasPrefix("- ") || line.hasPrefix("• ")
            let runs = LandingText.runs(isItem ? line.dropFirst(2).trimmed : line)
            switch (paragraphs.last, isItem) {
            case (.list(let items), true) where isOpen: paragraphs[paragraphs.count - 1] = .list(items + [runs])
            case (.lines(let lines), false) where isOpen: paragraphs[paragraphs.count - 1] = .lines(lines + [runs])
            default: paragraphs.append(isItem ? .list([runs]) : .lines([runs]))
            }
            isOpen = true
        }
        self.paragraphs = paragraphs
    }

    /// The words and links of one line.
    static func runs(_ line: String) -> [Run] {
        var runs: [Run] = []
        var plain = ""
        var rest = line[...]
        func flush() {
            if !plain.isEmpty { runs.append(.plain(plain)) }
            plain = ""
        }
        while let character = rest.first {
            if let (run, length) = marked(rest) {
                flush()
                runs.append(run)
                rest = rest.dropFirst(length)
            } else {
                plain.append(character)
                rest = rest.dropFirst()
            }
        }
        flush()
        return runs
    }

    /// A run that begins here, and how many characters it takes; nil for plain text. Marks are looked for nearby only: a
    /// text of nothing but brackets costs no more than another.
    private static func marked(_ rest: Substring) -> (Run, Int)? {
        guard rest.hasPrefix("**") || rest.hasPrefix("[") else { return nil }
        let text = rest.prefix(600)
        if text.hasPrefix("**") {
            let inside = text.dropFirst(2)
            guard let end = inside.firstRange(of: "**"), end.lowerBound > inside.startIndex else { return nil }
            let words = inside[..<end.lowerBound]
            return (.bold(String(words)), words.count + 4)
        }
        guard text.hasPrefix("["), let middle = text.firstRange(of: "]("),
            let end = text[middle.upperBound...].firstIndex(of: ")")
        else { return nil }
        let words = text[text.index(after: text.startIndex)..<middle.lowerBound]
        let address = String(text[middle.upperBound..<end])
        guard !words.isEmpty, !words.contains("["), LandingAddress.isAllowed(address) else { return nil }
        return (.link(String(words), to: address), words.count + address.count + 4)
    }
}
