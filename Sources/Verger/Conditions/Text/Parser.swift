/// Reads the text form (grammar: `docs/conditions.md` §1). Stops at the first thing that can't be read.
struct Parser {
    /// Deeper conditions are refused, so that no text can exhaust the stack.
    static let maximumDepth = 100

    let tokens: [Token]
    var position = 0
    var depth = 0
    var isInFilter = false

    init(_ text: String) throws(Problem) {
        tokens = try Lexer.tokens(of: text)
    }

    mutating func condition() throws(Problem) -> Condition {
        guard token.content != .end else {
            throw problem(
                fr: "condition vide\u{202F}; écrivez «\u{A0}always\u{A0}» pour tout le monde",
                en: "empty condition; write “always” for everyone")
        }
        let condition = try disjunction()
        guard token.content == .end else {
            throw unexpected(fr: "«\u{A0}and\u{A0}», «\u{A0}or\u{A0}» ou la fin", en: "“and”, “or” or the end")
        }
        return condition
    }

    /// A filter on an activity standing alone, as in a scoring rule's `where`: bare `and` and `or` are allowed.
    mutating func filter() throws(Problem) -> Condition {
        isInFilter = true
        return try condition()
    }

    // MARK: and, or, not

    mutating func disjunction() throws(Problem) -> Condition {
        var parts = [try conjunction()]
        while take(.or) { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    mutating func conjunction() throws(Problem) -> Condition {
        var parts = [try negation()]
        while take(.and) { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    mutating func negation() throws(Problem) -> Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Parser.maximumDepth else {
            throw problem(
                fr:
                    "plus de \(Parser.maximumDepth) niveaux\u{202F}; donnez un nom à une partie, comme segment ou persona",
                en: "more than \(Parser.maximumDepth) levels; give a part a name, as a segment or a persona")
        }
        if take(.not) { return .not(try negation()) }
        return try primary()
    }

    mutating func primary() throws(Problem) -> Condition {
        let spot = Spot(token.place)
        switch token.keyword {
        case .always:
            advance()
            return .always
        case .never:
            advance()
            return .never
        case .did:
            try refuseInFilter()
            advance()
            return .did(try did(spot))
        case .first, .last:
            try refuseInFilter()
            return .moment(try moment(spot))
        case .fits:
            try refuseInFilter()
            advance()
            return .fits(try fits())
        case .in:
            try refuseInFilter()
            advance()
            try expect(.segment)
            return .member(InSegment(segment: try string()))
        case .tag:
            try refuseInFilter()
            advance()
            return .tag(Tagged(tag: try string()))
        default: break
        }
        return token.content == .symbol("(") ? try parenthesis() : try test()
    }

    /// A condition in parentheses, or a test that begins with a term in parentheses: nothing can be both.
    mutating func parenthesis() throws(Problem) -> Condition {
        let start = position
        let failure: Problem
        do {
            advance()
            let condition = try disjunction()
            try expect(")")
            return condition
        } catch {
            failure = error
        }
        let reached = position
        position = start
        do {
            return try test()
        } catch {
            throw position > reached ? error : failure
        }
    }

    // MARK: Tokens

    var token: Token { tokens[position] }

    mutating func advance() {
        if position < tokens.count - 1 { position += 1 }
    }

    mutating func take(_ keyword: Keyword) -> Bool {
        guard token.keyword == keyword else { return false }
        advance()
        return true
    }

    mutating func take(_ symbol: String) -> Bool {
        guard token.content == .symbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func expect(_ keyword: Keyword) throws(Problem) {
        guard take(keyword) else {
            throw unexpected(fr: "«\u{A0}\(keyword.rawValue)\u{A0}»", en: "“\(keyword.rawValue)”")
        }
    }

    mutating func expect(_ symbol: String) throws(Problem) {
        guard take(symbol) else { throw unexpected(fr: "«\u{A0}\(symbol)\u{A0}»", en: "“\(symbol)”") }
    }

    func refuseInFilter() throws(Problem) {
        guard isInFilter else { return }
        throw problem(
            fr:
                "«\u{A0}\(token.description)\u{A0}» ne s’emploie pas après «\u{A0}where\u{A0}», qui ne parle que du fait lui-même",
            en: "“\(token.description)” can't be used after “where”, which is about the activity alone")
    }

    func unexpected(fr: String, en: String) -> Problem {
        if token.content == .end {
            return problem(fr: "il manque la suite\u{A0}: \(fr)", en: "something is missing at the end: \(en)")
        }
        let found = token.description
        let keyword = suggestion(for: found, among: Keyword.allCases.map(\.rawValue))
        let isMistyped: Bool = if case .word = token.content { token.keyword == nil && keyword != nil } else { false }
        return problem(
            fr: "«\u{A0}\(found)\u{A0}» inattendu, ici on attend \(fr)"
                + (isMistyped ? "\u{202F}; vouliez-vous dire «\u{A0}\(keyword ?? "")\u{A0}»\u{202F}?" : ""),
            en: "unexpected “\(found)”, expected \(en)" + (isMistyped ? "; did you mean “\(keyword ?? "")”?" : ""))
    }

    func problem(fr: String, en: String) -> Problem {
        Problem(Sentence(fr: fr, en: en), place: token.place)
    }
}

extension Span.Unit {
    /// `day`, `days`, in any case.
    init?(word: String) {
        let lower = word.lowercased()
        self.init(rawValue: lower.hasSuffix("s") ? String(lower.dropLast()) : lower)
    }
}

extension Condition {
    /// Reads the text form.
    package init(parsing text: String) throws(Problem) {
        var parser = try Parser(text)
        self = try parser.condition()
    }

    /// Reads a filter on an activity, as in a scoring rule's `where`.
    package init(parsingFilter text: String) throws(Problem) {
        var parser = try Parser(text)
        self = try parser.filter()
    }
}
