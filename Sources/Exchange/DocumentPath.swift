/// Where a value stands in a document: `stages[2].when`.
package struct DocumentPath: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    package let steps: [Step]

    /// Nil for what is no path. After `segments.` comes a name, whatever it is made of.
    package init?(_ text: String) {
        if text.hasPrefix("segments."), text.utf8.count > 9 {
            steps = [.key("segments"), .key(String(text.dropFirst(9)))]
            return
        }
        var steps: [Step] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let name = pieces.first, !name.isEmpty else { return nil }
            steps.append(.key(String(name)))
            for piece in pieces.dropFirst() {
                guard piece.hasSuffix("]"), let index = Int(piece.dropLast()), index >= 0 else { return nil }
                steps.append(.index(index))
            }
        }
        self.steps = steps
    }
}
