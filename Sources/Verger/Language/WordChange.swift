/// What became of the words of a text: runs kept, taken away, added.
package enum WordChange: Hashable, Sendable {
    case kept(String)
    case removed(String)
    case added(String)

    /// The shortest way from one text to the other (longest common subsequence of words). Runs are to be shown with a
    /// space between them.
    package static func changes(from old: String, to new: String) -> [WordChange] {
        let (old, new) = (words(of: old), words(of: new))
        var result: [WordChange] = []
        var (removed, added): ([String], [String]) = ([], [])
        func flush() {
            if !removed.isEmpty { result.append(.removed(removed.joined(separator: " "))) }
            if !added.isEmpty { result.append(.added(added.joined(separator: " "))) }
            (removed, added) = ([], [])
        }
        let lengths = commonLengths(old, new)
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                flush()
                if case .kept(let text)? = result.last {
                    result[result.count - 1] = .kept(text + " " + old[i])
                } else {
                    result.append(.kept(old[i]))
                }
                (i, j) = (i + 1, j + 1)
            } else if j == new.count || (i < old.count && lengths[i + 1][j] >= lengths[i][j + 1]) {
                removed.append(old[i])
                i += 1
            } else {
                added.append(new[j])
                j += 1
            }
        }
        flush()
        return result
    }

    /// The words of a text, what stands between double quotes whole.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == " " || character == "\n", !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
