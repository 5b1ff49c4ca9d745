/// A reader of JSON in UTF-8 that keeps numbers as they were written, which Foundation's does not. Byte by byte: events
/// come in by the ten thousand a second.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0
    private var line = 1
    /// Up to where the lines are counted.
    private var counted = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func document() throws(Problem) -> Document {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw problem(fr: "texte après la fin", en: "text after the end") }
        return value
    }

    private mutating func value() throws(Problem) -> Document {
        depth += 1
        defer { depth -= 1 }
        guard depth < 200 else { throw problem(fr: "trop de niveaux", en: "nested too deeply") }
        skipSpace()
        guard position < bytes.count else { throw problem(fr: "fin inattendue", en: "unexpected end") }
        let line = countedLine()
        switch bytes[position] {
        case UInt8(ascii: "{"): return Document(.object(try object()), line: line)
        case UInt8(ascii: "["): return Document(.list(try list()), line: line)
        case UInt8(ascii: "\""): return Document(.text(try string()), line: line)
        case UInt8(ascii: "t"):
            try word("true")
            return Document(.boolean(true), line: line)
        case UInt8(ascii: "f"):
            try word("false")
            return Document(.boolean(false), line: line)
        case UInt8(ascii: "n"):
            try word("null")
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
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
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
        return text(from: start)
    }

    private mutating func digits() throws(Problem) {
        let start = position
        while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 { position += 1 }
        guard position > start else { throw problem(fr: "valeur attendue", en: "expected a value") }
    }

    private mutating func word(_ word: StaticString) throws(Problem) {
        let isThere = word.withUTF8Buffer { wanted in
            position + wanted.count <= bytes.count
                && bytes[position..<(position + wanted.count)].elementsEqual(wanted)
        }
        guard isThere else { throw problem(fr: "valeur attendue", en: "expected a value") }
        position += word.utf8CodeUnitCount
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func text(from start: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }

    /// The line of the position, counted on from the last time.
    private mutating func countedLine() -> Int {
        while counted < position {
            if bytes[counted] == UInt8(ascii: "\n") { line += 1 }
            counted += 1
        }
        return line
    }

    private func problem(fr: String, en: String) -> Problem {
        let before = String(decoding: bytes[..<min(position, bytes.count)], as: UTF8.self).unicodeScalars
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        return Problem(
            Sentence(fr: "JSON illisible, \(fr)", en: "unreadable JSON, \(en)"),
            place: Place(line: 1 + before.count { $0 == "\n" }, column: column))
    }
}

// MARK: Strings

extension JSONReader {
    private mutating func string() throws(Problem) -> String {
        position += 1
        let start = position
        skipPlain()
        // Most have no escape.
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            defer { position += 1 }
            return text(from: start)
        }
        var unescaped = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: unescaped, as: UTF8.self)
            case UInt8(ascii: "\\"): unescaped += try Array(String(escape()).utf8)
            case _ where byte < 0x20:
                throw problem(fr: "caractère de contrôle dans un texte", en: "control character in a string")
            default: unescaped.append(byte)
            }
        }
        throw problem(fr: "texte sans guillemet fermant", en: "string without a closing quote")
    }

    /// Up to the next quote, escape or control character.
    private mutating func skipPlain() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
            position += 1
        }
    }

    private mutating func escape() throws(Problem) -> Unicode.Scalar {
        guard position < bytes.count else { throw problem(fr: "fin inattendue", en: "unexpected end") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw problem(fr: "échappement inconnu", en: "unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(Problem) -> Unicode.Scalar {
        let high = try hexadecimal()
        if (0xD800..<0xDC00).contains(high), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
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
    }

    private mutating func hexadecimal() throws(Problem) -> UInt32 {
        var value: UInt32 = 0
        for offset in 0..<4 {
            guard position + offset < bytes.count, let digit = digit(bytes[position + offset]) else {
                throw problem(fr: "quatre chiffres hexadécimaux attendus", en: "expected four hexadecimal digits")
            }
            value = value << 4 | digit
        }
        position += 4
        return value
    }

    private func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 48...57: UInt32(byte - 48)
        case 65...70: UInt32(byte - 55)
        case 97...102: UInt32(byte - 87)
        default: nil
        }
    }
}
