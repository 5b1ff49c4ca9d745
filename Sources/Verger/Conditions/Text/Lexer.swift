/// Cuts the text form into tokens.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var line = 1
    private var lineStart = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// All tokens, `end` last.
    static func tokens(of text: String) throws(Problem) -> [Token] {
        guard text.utf8.count <= 100_000 else {
            throw Problem(
                Sentence(
                    fr: "condition trop longue (plus de 100 000 octets)\u{202F}; mettez ses valeurs dans une liste",
                    en: "condition too long (over 100,000 bytes); put its values in a list"))
        }
        var lexer = Lexer(text)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens[tokens.count - 1].content != .end
        return tokens
    }

    private var place: Place { Place(line: line, column: position - lineStart + 1) }

    private func scalar(_ offset: Int = 0) -> Unicode.Scalar? {
        position + offset < scalars.count ? scalars[position + offset] : nil
    }

    private mutating func next() throws(Problem) -> Token {
        skipSpaceAndComments()
        let place = place
        guard let first = scalar() else { return Token(content: .end, place: place) }
        if first == "\"" { return Token(content: .string(try string()), place: place) }
        if first.isDigit { return Token(content: try numberOrDate(), place: place) }
        if first.isWordPart { return Token(content: .word(dottedName()), place: place) }
        if let symbol = symbol() { return Token(content: .symbol(symbol), place: place) }
        let hint =
            switch first {
            case "/": Sentence(fr: "\u{202F}; une date s’écrit 2026-01-31", en: "; a date is written 2026-01-31")
            case "'", "’", "“", "«":
                Sentence(fr: "\u{202F}; un texte se met entre \"…\"", en: "; a text is put in \"…\"")
            default: Sentence(verbatim: "")
            }
        throw Problem(
            Sentence(
                fr: "caractère inattendu «\u{A0}\(first)\u{A0}»\(hint.fr)",
                en: "unexpected character “\(first)”\(hint.en)"),
            place: place)
    }

    private mutating func skipSpaceAndComments() {
        while let current = scalar() {
            if current == "\n" {
                position += 1
                line += 1
                lineStart = position
            } else if current.properties.isWhitespace {
                position += 1
            } else if current == "-", scalar(1) == "-" {
                while let inside = scalar(), inside != "\n" {
                    _ = inside
                    position += 1
                }
            } else {
                return
            }
        }
    }

    private mutating func symbol() -> String? {
        guard let first = scalar() else { return nil }
        if let second = scalar(1), second == "=", ["!", "<", ">"].contains(first) {
            position += 2
            return String(first) + "="
        }
        guard "()[],=<>+-".unicodeScalars.contains(first) else { return nil }
        position += 1
        return String(first)
    }

    private mutating func string() throws(Problem) -> String {
        let start = place
        var text = String.UnicodeScalarView()
        position += 1
        while let current = scalar() {
            position += 1
            switch current {
            case "\"": return String(text)
            case "\\":
                switch scalar() {
                case "\"": text.append("\"")
                case "\\": text.append("\\")
                case "n": text.append("\n")
                default:
                    throw Problem(
                        Sentence(
                            fr: "après \\, seuls \", \\ et n sont permis dans un texte",
                            en: "after \\, only \", \\ and n are allowed in a text"), place: place)
                }
                position += 1
            case "\n":
                line += 1
                lineStart = position
                text.append(current)
            default: text.append(current)
            }
        }
        throw Problem(
            Sentence(fr: "il manque le guillemet \" qui ferme ce texte", en: "the closing quote \" is missing"),
            place: start)
    }

    private mutating func dottedName() -> String {
        let start = position
        takeWord()
        while scalar() == ".", let after = scalar(1), after.isWordPart, !after.isDigit {
            position += 1
            takeWord()
        }
        return String(String.UnicodeScalarView(scalars[start..<position]))
    }

    private mutating func takeWord() {
        while let current = scalar(), current.isWordPart { position += 1 }
    }

    private mutating func numberOrDate() throws(Problem) -> Token.Content {
        let start = position
        let place = place
        if let date = try date(at: place) { return date }
        while scalar()?.isDigit == true { position += 1 }
        if let after = scalar(), after.isWordPart {
            position = start
            return .word(dottedName())
        }
        if scalar() == ".", scalar(1)?.isDigit == true {
            position += 1
            while scalar()?.isDigit == true { position += 1 }
        }
        let text = String(String.UnicodeScalarView(scalars[start..<position]))
        let places = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
        guard places <= 6, let number = Number(text) else {
            throw Problem(
                Sentence(
                    fr: "nombre hors limites\u{A0}: au plus 1 000 000 000 000 et six décimales",
                    en: "number out of range: at most 1,000,000,000,000 and six decimal places"), place: place)
        }
        return .number(number)
    }

    /// `2026-01-31` or `2026-01-31T09:00:00Z`.
    private mutating func date(at place: Place) throws(Problem) -> Token.Content? {
        let shape: [Int] = [4, 2, 2]
        var cursor = position
        for (index, count) in shape.enumerated() {
            if index > 0 {
                guard cursor < scalars.count, scalars[cursor] == "-" else { return nil }
                cursor += 1
            }
            guard cursor + count <= scalars.count, scalars[cursor..<(cursor + count)].allSatisfy(\.isDigit) else {
                return nil
            }
            cursor += count
        }
        if cursor < scalars.count, scalars[cursor].isDigit { return nil }
        let hasTime = cursor < scalars.count && ["T", "t"].contains(scalars[cursor])
        if hasTime {
            cursor += 1
            while cursor < scalars.count, "0123456789:.+-Zz".unicodeScalars.contains(scalars[cursor]) { cursor += 1 }
        }
        let text = String(String.UnicodeScalarView(scalars[position..<cursor]))
        position = cursor
        if hasTime {
            var reader = DigitReader(text)
            if let day = reader.day(), reader.take("T") || reader.take("t"), let time = reader.timeOfDay(),
                let offset = reader.offset(), reader.isAtEnd
            {
                return .instant(Instant(microseconds: day.number * Instant.day + time - offset))
            }
            throw Problem(
                Sentence(
                    fr: "«\u{A0}\(text)\u{A0}» n’est pas un instant\u{202F}; écrivez 2026-01-31T09:00:00Z ou …+01:00",
                    en: "“\(text)” is not an instant; write 2026-01-31T09:00:00Z or …+01:00"), place: place)
        }
        var reader = DigitReader(text)
        guard let day = reader.day() else {
            throw Problem(
                Sentence(
                    fr: "«\u{A0}\(text)\u{A0}» n’est pas un jour du calendrier",
                    en: "“\(text)” is not a day of the calendar"), place: place)
        }
        return .day(day)
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { self >= "0" && self <= "9" }

    fileprivate var isWordPart: Bool {
        self == "_" || isDigit || properties.isAlphabetic || properties.generalCategory == .nonspacingMark
    }
}
