import Verger

/// How a text is written as a value of a YAML document.
struct YAMLWriting {
    private static let width = 110

    let text: String

    /// `isFlow`: in a flow collection, or before something else on the line.
    init(_ value: String, isFlow: Bool, isJSON: Bool, keyColumn: Int) {
        let hasLines = value.contains("\n")
        let indent = String(repeating: " ", count: keyColumn + 2)
        if isJSON || (isFlow && hasLines) {
            text = Document.text(value).json()
        } else if hasLines {
            text = "|-\n" + value.split(separator: "\n").map { indent + $0 }.joined(separator: "\n")
        } else if isFlow || value.count + keyColumn <= YAMLWriting.width - 8 {
            text = "'" + value.replacing("'", with: "''") + "'"
        } else {
            text =
                ">-\n"
                + YAMLWriting.lines(of: value, within: YAMLWriting.width - indent.count)
                .map { indent + $0 }.joined(separator: "\n")
        }
    }

    /// Broken at spaces that stand between quotes nowhere.
    private static func lines(of text: String, within width: Int) -> [String] {
        var lines: [String] = []
        for word in words(of: text) {
            if let last = lines.last, last.count + word.count < width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }

    private static func words(of text: String) -> [String] {
        var words = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == " ", !isQuoted { words.append("") } else { words[words.count - 1].append(character) }
        }
        return words.filter { !$0.isEmpty }
    }
}
