package import Verger

/// What somebody typed into the palette.
package struct PaletteQuestion: Sendable {
    package let text: String
    /// What contacts and companies are searched by; nil when nothing is left to search by.
    package let search: SearchQuery?
    /// Whether it asks why somebody is where they are.
    package let asksWhy: Bool

    package init(_ text: String) {
        self.text = text
        let words = text.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        asksWhy = words.first.map { ["pourquoi", "why"].contains($0) } ?? false
        let rest = asksWhy ? words.dropFirst().filter { !PaletteQuestion.fillers.contains($0) } : nil
        search = SearchQuery(rest?.joined(separator: " ") ?? text)
    }

    /// What stands around the name in “why is Nadia Benali at this stage”.
    private static let fillers: Set<String> = [
        "is", "at", "this", "stage", "est", "elle", "il", "a", "cette", "etape", "the", "la", "le",
    ]

    /// Whether every word of the question begins one of these words.
    package func isAbout(_ labels: [String]) -> Bool {
        let words = labels.flatMap { $0.folded.split { !$0.isLetter && !$0.isNumber } }
        return text.folded.split { !$0.isLetter && !$0.isNumber }.allSatisfy { asked in
            words.contains { $0.hasPrefix(asked) }
        }
    }
}
