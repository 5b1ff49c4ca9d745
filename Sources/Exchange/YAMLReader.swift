import Verger
import Yams

/// Turns the nodes of a YAML document into ours, within bounds that no honest file reaches.
struct YAMLReader {
    private static let mostNodes = 200_000
    private static let mostLevels = 100
    static let mostAliases = 40

    private var nodes = 0
    private var depth = 0

    mutating func document(_ node: Node) throws(Problems) -> Document {
        nodes += 1
        depth += 1
        defer { depth -= 1 }
        let place = node.mark.map { Place(line: $0.line, column: $0.column) }
        guard nodes <= YAMLReader.mostNodes, depth <= YAMLReader.mostLevels else {
            throw Problems([YAMLReader.tooLarge(place)])
        }
        switch node {
        case .scalar(let scalar): return Document(YAMLReader.content(scalar), line: place?.line)
        case .sequence(let sequence):
            var items: [Document] = []
            for item in sequence { items.append(try document(item)) }
            return Document(.list(items), line: place?.line)
        case .mapping(let mapping):
            var pairs: [(key: String, value: Document)] = []
            for (key, value) in mapping { pairs.append((try name(key), try document(value))) }
            return Document(.object(pairs), line: place?.line)
        case .alias:
            throw Problems([YAMLReader.unreadable])
        }
    }

    private func name(_ key: Node) throws(Problems) -> String {
        if case .scalar(let scalar) = key { return scalar.string }
        throw Problems([
            Problem(
                Sentence(fr: "clé impossible : un texte est attendu", en: "impossible key: expected a text"),
                place: key.mark.map { Place(line: $0.line, column: $0.column) })
        ])
    }

    /// YAML 1.2.2, section 10.3.2; octal and hexadecimal forms stay texts.
    private static func content(_ scalar: Node.Scalar) -> Document.Content {
        let text = scalar.string
        guard scalar.style == .plain, scalar.tag.rawValue != "tag:yaml.org,2002:str" else { return .text(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        default: return isNumber(text) ? .number(text) : .text(text)
        }
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
    private static func isNumber(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = rest.prefix { isDigit($0) }
        rest = rest.dropFirst(whole.count)
        var decimals = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            decimals = rest.prefix { isDigit($0) }.count
            rest = rest.dropFirst(decimals)
        }
        guard !whole.isEmpty || decimals > 0 else { return false }
        guard let exponent = rest.first else { return true }
        guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy { isDigit($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// How many aliases `text` may hold: `*name` after a space or a bracket. Aliases of aliases grow exponentially, and
    /// the parser compares keys before anyone can count nodes.
    static func aliasCount(in text: String) -> Int {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return 0 }
        var count = 0
        var previous = UInt8(ascii: " ")
        for byte in text.utf8 {
            if byte == UInt8(ascii: "*"), " \t\n\r[{,:-?".utf8.contains(previous) { count += 1 }
            previous = byte
        }
        return count
    }
}
