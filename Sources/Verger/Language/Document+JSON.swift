import Foundation

extension Document {
    /// JSON text (RFC 8259), keys in order; two spaces a level when `pretty`.
    package func json(pretty: Bool = false) -> String {
        var text = ""
        write(to: &text, indent: pretty ? 0 : nil)
        return text
    }

    /// Reads JSON. Objects keep the order in which keys are met only as far as it does not matter.
    package init(json text: String) throws(Problem) {
        var reader = JSONReader(text)
        self = try reader.document()
    }

    private func write(to text: inout String, indent: Int?) {
        switch content {
        case .null: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .number(let number): text += number
        case .text(let string): Document.write(string, to: &text)
        case .list(let items):
            Document.write(items.map { (nil, $0) }, between: ("[", "]"), to: &text, indent: indent)
        case .object(let pairs):
            Document.write(pairs.map { ($0.key, $0.value) }, between: ("{", "}"), to: &text, indent: indent)
        }
    }

    private static func write(
        _ items: [(String?, Document)], between brackets: (String, String), to text: inout String, indent: Int?
    ) {
        guard !items.isEmpty else {
            text += brackets.0 + brackets.1
            return
        }
        text += brackets.0
        for (index, item) in items.enumerated() {
            if index > 0 { text += indent == nil ? "," : "," }
            if let indent { text += "\n" + String(repeating: "  ", count: indent + 1) }
            if let key = item.0 {
                write(key, to: &text)
                text += indent == nil ? ":" : ": "
            }
            item.1.write(to: &text, indent: indent.map { $0 + 1 })
        }
        if let indent { text += "\n" + String(repeating: "  ", count: indent) }
        text += brackets.1
    }

    /// `string` as a JSON string, quotes included.
    package static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

/// A reader of JSON that keeps numbers as they were written, which Foundation's does not.
struct JSONReader {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    private var line = 1
    /// Up to where the lines are counted.
    private var counted = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func document() throws(Problem) -> Document {
        let value = try value()
        skipSpace()
        guard position == scalars.count else { throw problem(fr: "texte après la fin", en: "text after the end") }
        return value
    }

    private mutating func value() throws(Problem) -> Document {
        depth += 1
        defer { depth -= 1 }
        guard depth < 200 else { throw problem(fr: "trop de niveaux", en: "nested too deeply") }
        skipSpace()
        guard position < scalars.count else { throw problem(fr: "fin inattendue", en: "unexpected end") }
        let line = countedLine()
        switch scalars[position] {
        case "{": return Document(.object(try object()), line: line)
        case "[": return Document(.list(try list()), line: line)
        case "\"": return Document(.text(try string()), line: line)
        case "t": return Document(.boolean(try word("true", means: true)), line: line)
        case "f": return Document(.boolean(try word("false", means: false)), line: line)
        case "n":
            _ = try word("null", means: true)
            return Document(.null, line: line)
        default: return Document(.number(try number()), line: line)
        }
    }

    private mutating func object() throws(Problem) -> [(key: String, value: Document)] {
        var pairs: [(key: String, value: Document)] = []
        position += 1
        skipSpace()
        if take("}") { return pairs }
        repeat {
            skipSpace()
            guard position < scalars.count, scalars[position] == "\"" else {
                throw problem(fr: "clé attendue entre guillemets", en: "expected a key in quotes")
            }
            let key = try string()
            skipSpace()
            guard take(":") else { throw problem(fr: "«\u{A0}:\u{A0}» attendu", en: "expected “:”") }
            pairs.append((key: key, value: try value()))
            skipSpace()
        } while take(",")
        guard take("}") else { throw problem(fr: "«\u{A0}}\u{A0}» attendu", en: "expected “}”") }
        return pairs
    }

    private mutating func list() throws(Problem) -> [Document] {
        var items: [Document] = []
        position += 1
        skipSpace()
        if take("]") { return items }
        repeat {
            items.append(try value())
            skipSpace()
        } while take(",")
        guard take("]") else { throw problem(fr: "«\u{A0}]\u{A0}» attendu", en: "expected “]”") }
        return items
    }

    private mutating func string() throws(Problem) -> String {
        var text = String.UnicodeScalarView()
        position += 1
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            switch scalar {
            case "\"": return String(text)
            case "\\": text.append(try escape())
            case _ where scalar.value < 0x20:
                throw problem(fr: "caractère de contrôle dans un texte", en: "control character in a string")
            default: text.append(scalar)
            }
        }
        throw problem(fr: "texte sans guillemet fermant", en: "string without a closing quote")
    }

    private mutating func escape() throws(Problem) -> Unicode.Scalar {
        guard position < scalars.count else { throw problem(fr: "fin inattendue", en: "unexpected end") }
        let scalar = scalars[position]
        position += 1
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "\"", "\\", "/": return scalar
        case "u":
            let high = try hexadecimal()
            if (0xD800..<0xDC00).contains(high), position + 1 < scalars.count, scalars[position] == "\\",
                scalars[position + 1] == "u"
            {
                position += 2
                let low = try hexadecimal()
                if (0xDC00..<0xE000).contains(low),
                    let pair = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
                {
                    return pair
                }
            } else if let single = Unicode.Scalar(high) {
                return single
            }
            throw problem(fr: "caractère Unicode impossible", en: "impossible Unicode character")
        default: throw problem(fr: "échappement inconnu", en: "unknown escape")
        }
    }

    private mutating func hexadecimal() throws(Problem) -> UInt32 {
        guard position + 4 <= scalars.count,
            scalars[position..<(position + 4)].allSatisfy(\.properties.isASCIIHexDigit),
            let value = UInt32(String(String.UnicodeScalarView(scalars[position..<(position + 4)])), radix: 16)
        else { throw problem(fr: "quatre chiffres hexadécimaux attendus", en: "expected four hexadecimal digits") }
        position += 4
        return value
    }

    /// `-12.5e3`, by the grammar of RFC 8259: no `+1`, no `01`, no `1.`.
    private mutating func number() throws(Problem) -> String {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return String(String.UnicodeScalarView(scalars[start..<position]))
    }

    private mutating func digits() throws(Problem) {
        let start = position
        while position < scalars.count, ("0"..."9").contains(scalars[position]) { position += 1 }
        guard position > start else { throw problem(fr: "valeur attendue", en: "expected a value") }
    }

    private mutating func word(_ word: String, means value: Bool) throws(Problem) -> Bool {
        let wanted = Array(word.unicodeScalars)
        guard position + wanted.count <= scalars.count,
            scalars[position..<(position + wanted.count)].elementsEqual(wanted)
        else { throw problem(fr: "valeur attendue", en: "expected a value") }
        position += wanted.count
        return value
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard position < scalars.count, scalars[position] == scalar else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < scalars.count, [" ", "\n", "\r", "\t"].contains(scalars[position]) { position += 1 }
    }

    /// The line of the position, counted on from the last time.
    private mutating func countedLine() -> Int {
        line += scalars[counted..<position].count { $0 == "\n" }
        counted = position
        return line
    }

    private func problem(fr: String, en: String) -> Problem {
        let before = scalars[..<min(position, scalars.count)]
        let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
        return Problem(
            Sentence(fr: "JSON illisible, \(fr)", en: "unreadable JSON, \(en)"),
            place: Place(line: 1 + before.count { $0 == "\n" }, column: before.count - start + 1))
    }
}
