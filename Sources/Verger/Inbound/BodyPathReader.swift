/// Reads the little language of `BodyPath`, `BodyTest` and `BodyValue`; what is wrong is told with its column.
package struct BodyPathReader {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    /// In bytes.
    private static let limit = 1_000

    private init(_ text: String) throws(Problem) {
        guard text.utf8.count <= BodyPathReader.limit else {
            throw Problem(Sentence(fr: "trop long\u{A0}: 1 000 octets au plus", en: "too long: 1,000 bytes at most"))
        }
        scalars = Array(text.unicodeScalars)
    }

    package static func value(_ text: String) throws(Problem) -> BodyValue {
        var reader = try BodyPathReader(text)
        let value = try reader.value()
        try reader.end()
        return value
    }

    package static func test(_ text: String) throws(Problem) -> BodyTest {
        var reader = try BodyPathReader(text)
        let test = try reader.test()
        try reader.end()
        return test
    }

    package static func path(_ text: String) throws(Problem) -> BodyPath {
        var reader = try BodyPathReader(text)
        let path = try reader.path()
        try reader.end()
        return path
    }

    /// Whether a name can stand in a path as it is.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text != "and" && text != "or" && text.unicodeScalars.allSatisfy(isNamePart)
            && !(text.unicodeScalars.first?.isDigitOrDash ?? true)
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic || scalar.isDigitOrDash
    }

    // MARK: Values

    private mutating func value() throws(Problem) -> BodyValue {
        var terms = [try term()]
        while take("??") { terms.append(try term()) }
        guard take("/") else { return BodyValue(terms) }
        let digits = takeDigits()
        guard let divisor = Int(digits), (2...1_000_000).contains(divisor) else {
            throw problem(
                fr: "après «\u{A0}/\u{A0}», un nombre entier est attendu, par exemple 100",
                en: "a whole number is expected after “/”, such as 100")
        }
        return BodyValue(terms, dividedBy: divisor)
    }

    private mutating func term() throws(Problem) -> BodyValue.Term {
        skipSpace()
        if let next = peek, next == "\"" || next == "'" { return .text(try quoted()) }
        return .path(try path())
    }

    // MARK: Tests

    private mutating func test() throws(Problem) -> BodyTest {
        var any = [try conjunction()]
        while takeWord("or") { any.append(try conjunction()) }
        return any.count == 1 ? any[0] : .any(any)
    }

    private mutating func conjunction() throws(Problem) -> BodyTest {
        var all = [try comparison()]
        while takeWord("and") { all.append(try comparison()) }
        return all.count == 1 ? all[0] : .all(all)
    }

    private mutating func comparison() throws(Problem) -> BodyTest {
        let path = try path()
        if take("==") { return .isValue(path, try literal()) }
        if take("!=") { return .isNot(path, try literal()) }
        skipSpace()
        if peek == "=" {
            throw problem(fr: "l’égalité s’écrit «\u{A0}==\u{A0}»", en: "equality is written “==”")
        }
        return .exists(path)
    }

    /// A text in quotes, a number, true or false: compared as they are written.
    private mutating func literal() throws(Problem) -> String {
        skipSpace()
        if let next = peek, next == "\"" || next == "'" { return try quoted() }
        var text = ""
        while let next = peek, next.properties.isAlphabetic || next.isDigitOrDash || next == "." || next == "+" {
            text.unicodeScalars.append(next)
            position += 1
        }
        guard text == "true" || text == "false" || Number(text) != nil else {
            throw problem(
                fr: "une valeur est attendue\u{A0}: \"texte\", 12, true ou false",
                en: "a value is expected: \"text\", 12, true or false")
        }
        return text
    }

    // MARK: Paths

    private mutating func path() throws(Problem) -> BodyPath {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 8 else { throw problem(fr: "trop de niveaux", en: "nested too deeply") }
        skipSpace()
        let isFromRoot = peek == "$"
        if isFromRoot { position += 1 }
        var steps: [BodyPath.Step] = []
        if !isFromRoot {
            if peek == "[" { steps.append(try bracket()) } else { steps.append(.name(try name())) }
        }
        while true {
            if peek == "." {
                position += 1
                steps.append(.name(try name()))
            } else if peek == "[" {
                steps.append(try bracket())
            } else {
                return BodyPath(steps, isFromRoot: isFromRoot)
            }
        }
    }

    private mutating func name() throws(Problem) -> String {
        var name = ""
        while let next = peek, BodyPathReader.isNamePart(next) {
            name.unicodeScalars.append(next)
            position += 1
        }
        guard !name.isEmpty else {
            throw problem(
                fr: "un nom est attendu, par exemple data.email", en: "a name is expected, such as data.email")
        }
        return name
    }

    private mutating func bracket() throws(Problem) -> BodyPath.Step {
        position += 1
        skipSpace()
        let step: BodyPath.Step
        if let next = peek, next == "\"" || next == "'" {
            step = .name(try quoted())
        } else if take("?") {
            step = .first(try test())
        } else {
            let isNegative = take("-")
            guard let index = Int(takeDigits()), index <= 1_000_000 else {
                throw problem(
                    fr: "attendu\u{A0}: [0], [-1], [\"nom\"] ou [?champ == \"valeur\"]",
                    en: "expected: [0], [-1], [\"name\"] or [?field == \"value\"]")
            }
            step = .index(isNegative ? -index : index)
        }
        guard take("]") else { throw problem(fr: "il manque «\u{A0}]\u{A0}»", en: "“]” is missing") }
        return step
    }

    private mutating func quoted() throws(Problem) -> String {
        guard let mark = peek else { return "" }
        position += 1
        var text = ""
        while let next = peek {
            position += 1
            if next == mark { return text }
            if next == "\\", let escaped = peek, escaped == mark || escaped == "\\" {
                text.unicodeScalars.append(escaped)
                position += 1
            } else {
                text.unicodeScalars.append(next)
            }
        }
        throw problem(fr: "il manque le guillemet de la fin", en: "the closing quote is missing")
    }

    // MARK: Characters

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func skipSpace() {
        while let next = peek, next.properties.isWhitespace { position += 1 }
    }

    private mutating func take(_ symbol: String) -> Bool {
        skipSpace()
        let wanted = Array(symbol.unicodeScalars)
        guard position + wanted.count <= scalars.count,
            Array(scalars[position..<(position + wanted.count)]) == wanted
        else { return false }
        position += wanted.count
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        let start = position
        guard take(word) else { return false }
        if let next = peek, BodyPathReader.isNamePart(next) {
            position = start
            return false
        }
        return true
    }

    private mutating func takeDigits() -> String {
        skipSpace()
        var digits = ""
        while let next = peek, next.value >= 48, next.value <= 57, digits.count < 10 {
            digits.unicodeScalars.append(next)
            position += 1
        }
        return digits
    }

    private mutating func end() throws(Problem) {
        skipSpace()
        guard peek == nil else {
            throw problem(
                fr: "la suite n’est pas comprise\u{A0}: «\u{A0}\(rest)\u{A0}»",
                en: "what follows is not understood: “\(rest)”")
        }
    }

    private var rest: String { String(String.UnicodeScalarView(scalars[position...].prefix(20))) }

    private func problem(fr: String, en: String) -> Problem {
        Problem(Sentence(fr: fr, en: en), place: Place(line: 1, column: position + 1))
    }
}

extension Unicode.Scalar {
    fileprivate var isDigitOrDash: Bool { (value >= 48 && value <= 57) || self == "-" }
}
