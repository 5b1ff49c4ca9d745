import Verger

/// How a document is written as an entry or an item of a YAML text, as a person would.
enum YAMLEntry {
    private static let width = 110

    /// `name: value`, indented.
    static func lines(_ key: String, _ value: Document, indent: Int) -> [String] {
        let start = String(repeating: " ", count: indent) + scalar(key) + ":"
        if let flow = flow(value), start.count + flow.count < width { return ["\(start) \(flow)"] }
        switch value.content {
        case .list(let items): return [start] + items.flatMap { lines($0, indent: indent + 2) }
        case .object(let pairs): return [start] + pairs.flatMap { lines($0.key, $0.value, indent: indent + 2) }
        case .text(let text): return ["\(start) \(scalar(text))"]
        case .null, .boolean, .number: return ["\(start) \(value.text ?? "null")"]
        }
    }

    /// `- value`, indented: an object with each entry on a line.
    static func lines(_ item: Document, indent: Int) -> [String] {
        let start = String(repeating: " ", count: indent) + "- "
        guard let pairs = item.pairs, !pairs.isEmpty else { return [start + (flow(item) ?? item.json())] }
        var lines = pairs.flatMap { self.lines($0.key, $0.value, indent: indent + 2) }
        lines[0] = start + lines[0].dropFirst(indent + 2)
        return lines
    }

    /// On one line.
    private static func flow(_ value: Document) -> String? {
        switch value.content {
        case .null: return "null"
        case .boolean, .number: return value.text
        case .text(let text): return scalar(text)
        case .list(let items):
            let parts = items.compactMap(flow)
            return "[" + parts.joined(separator: ", ") + "]"
        case .object(let pairs):
            let parts = pairs.compactMap { pair in flow(pair.value).map { "\(scalar(pair.key)): \($0)" } }
            return "{" + parts.joined(separator: ", ") + "}"
        }
    }

    /// As it is where nothing could be misread, else in quotes.
    private static func scalar(_ text: String) -> String {
        let isSafe = text.allSatisfy { $0.isLetter || $0.isNumber || " _-.@".contains($0) }
        let reserved: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"]
        if isSafe, text.first?.isLetter ?? false, text.last != " ", text.last != "-", !text.contains(" -"),
            !reserved.contains(text.lowercased())
        {
            return text
        }
        let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !$0.isSeparator }
        return isPrintable ? "'" + text.replacing("'", with: "''") + "'" : Document.text(text).json()
    }
}

extension Unicode.Scalar {
    /// What YAML may take for a line break or a mark of the text's order.
    fileprivate var isSeparator: Bool {
        (0x80...0x9F).contains(value) || value == 0x2028 || value == 0x2029 || value == 0xFEFF
    }
}
