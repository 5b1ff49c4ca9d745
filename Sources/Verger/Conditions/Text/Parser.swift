/// Reads the text form (grammar: `docs/conditions.md` §1). Stops at the first thing that can't be read.
struct Parser {
    /// Deeper conditions are refused, so that no text can exhaust the stack.
    static let maximumDepth = 100

    private let tokens: [Token]
    private var position = 0
    private var depth = 0
    private var isInFilter = false

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

    private mutating func disjunction() throws(Problem) -> Condition {
        var parts = [try conjunction()]
        while take(.or) { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(Problem) -> Condition {
        var parts = [try negation()]
        while take(.and) { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(Problem) -> Condition {
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

    private mutating func primary() throws(Problem) -> Condition {
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
            return .member(Member(segment: try string()))
        case .tag:
            try refuseInFilter()
            advance()
            return .tag(Tagged(tag: try string()))
        default: break
        }
        return token.content == .symbol("(") ? try parenthesis() : try test()
    }

    /// A condition in parentheses, or a test that begins with a term in parentheses: nothing can be both.
    private mutating func parenthesis() throws(Problem) -> Condition {
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

    // MARK: Facts

    private mutating func did(_ spot: Spot) throws(Problem) -> Did {
        let kinds = try kinds()
        let filter = try optionalFilter()
        let times = try times()
        return Did(kinds, where: filter, times: times, window: try window(), spot: spot)
    }

    private mutating func moment(_ spot: Spot) throws(Problem) -> Moment {
        let edge: Window.Edge = token.keyword == .first ? .first : .last
        advance()
        let kinds = try kinds()
        let filter = try optionalFilter()
        let place = token.place
        guard let window = try window() else {
            throw unexpected(
                fr: "«\u{A0}within\u{A0}», «\u{A0}before\u{A0}», «\u{A0}after\u{A0}» ou «\u{A0}between\u{A0}»",
                en: "“within”, “before”, “after” or “between”")
        }
        if case .since = window {
            throw Problem(
                Sentence(
                    fr: "«\u{A0}since\u{A0}» ne s’emploie pas après «\u{A0}\(edge.rawValue)\u{A0}»",
                    en: "“since” can't follow “\(edge.rawValue)”"), place: place)
        }
        return Moment(edge, kinds, where: filter, window: window, spot: spot)
    }

    private mutating func fits() throws(Problem) -> Fits {
        if take(.any) {
            try expect(.persona)
            return Fits(persona: nil)
        }
        try expect(.persona)
        return Fits(persona: try string())
    }

    private mutating func kinds() throws(Problem) -> Kinds {
        let any = take(.any)
        guard token.content == .symbol("[") else { return Kinds(any: any, [try name()]) }
        advance()
        var names = [try name()]
        while take(",") { names.append(try name()) }
        try expect("]")
        return Kinds(any: any, names)
    }

    private mutating func name() throws(Problem) -> Name {
        guard case .word(let text) = token.content, token.keyword == nil, !text.contains(".") else {
            throw unexpected(fr: "un genre d’activité ou un groupe", en: "an activity kind or a group")
        }
        let spot = Spot(token.place)
        advance()
        return Name(text, spot)
    }

    private mutating func optionalFilter() throws(Problem) -> Condition? {
        guard take(.where) else { return nil }
        isInFilter = true
        defer { isInFilter = false }
        return try negation()
    }

    private mutating func times() throws(Problem) -> Times? {
        if take(.exactly) { return .exactly(try count()) }
        guard case .word(let word) = token.content, word.lowercased() == "at" else { return nil }
        advance()
        if take(.least) { return .atLeast(try count()) }
        if take(.most) { return .atMost(try count()) }
        throw unexpected(fr: "«\u{A0}least\u{A0}» ou «\u{A0}most\u{A0}»", en: "“least” or “most”")
    }

    private mutating func count() throws(Problem) -> Int {
        let count = try integer()
        guard take(.times) || take(.time) else { throw unexpected(fr: "«\u{A0}times\u{A0}»", en: "“times”") }
        return count
    }

    private mutating func integer() throws(Problem) -> Int {
        guard case .number(let number) = token.content, number.millionths % Number.unit == 0,
            number.millionths <= 1_000_000 * Number.unit
        else { throw unexpected(fr: "un nombre entier", en: "a whole number") }
        advance()
        return Int(number.millionths / Number.unit)
    }

    // MARK: Windows

    private mutating func window() throws(Problem) -> Window? {
        switch token.keyword {
        case .within:
            advance()
            return .within(try span())
        case .before:
            advance()
            return .before(try when())
        case .after:
            advance()
            return .after(try when())
        case .between:
            advance()
            let start = try when()
            try expect(.and)
            return .between(start, try when())
        case .since:
            advance()
            if take(.last) { return .since(.last, try kinds()) }
            guard take(.first) else {
                throw unexpected(fr: "«\u{A0}last\u{A0}» ou «\u{A0}first\u{A0}»", en: "“last” or “first”")
            }
            return .since(.first, try kinds())
        default: return nil
        }
    }

    private mutating func span() throws(Problem) -> Span {
        let amount = try integer()
        guard case .word(let word) = token.content, let unit = Span.Unit(word: word) else {
            throw unexpected(fr: "une durée comme «\u{A0}30 days\u{A0}»", en: "a duration such as “30 days”")
        }
        advance()
        return Span(amount, unit)
    }

    private mutating func when() throws(Problem) -> When {
        switch token.content {
        case .day(let day):
            advance()
            return .day(day)
        case .instant(let instant):
            advance()
            return .instant(instant)
        case .word where token.keyword == .now:
            advance()
            return .now
        default: throw unexpected(fr: "une date comme 2026-01-31", en: "a date such as 2026-01-31")
        }
    }

    // MARK: Tests

    private mutating func test() throws(Problem) -> Condition {
        let spot = Spot(token.place)
        let left = try term(onTheRight: false)
        if take(.is) { return .emptiness(try emptiness(of: left, spot)) }
        if case .symbol(let symbol) = token.content, let comparator = Comparison.Comparator(rawValue: symbol) {
            advance()
            return .comparison(Comparison(left, comparator, try term(onTheRight: true), spot: spot))
        }
        let isNegated = take(.not)
        switch token.keyword {
        case .in:
            advance()
            return .inclusion(Inclusion(left, isNegated: isNegated, try collection(), spot: spot))
        case .between:
            advance()
            let low = try term(onTheRight: true)
            try expect(.and)
            return .range(InRange(left, isNegated: isNegated, low, try term(onTheRight: true), spot: spot))
        case .contains, .starts, .ends:
            let match = TextMatch.Match(rawValue: token.keyword?.rawValue ?? "") ?? .contains
            advance()
            if match != .contains { try expect(.with) }
            return .textMatch(TextMatch(left, isNegated: isNegated, match, try string().text, spot: spot))
        default:
            throw unexpected(
                fr: "une comparaison (=, <, in, contains, between, is empty…)",
                en: "a comparison (=, <, in, contains, between, is empty…)")
        }
    }

    private mutating func emptiness(of term: Term, _ spot: Spot) throws(Problem) -> Emptiness {
        let isNegated = take(.not)
        try expect(.empty)
        guard case .field(let field) = term else {
            throw Problem(
                Sentence(
                    fr: "«\u{A0}is empty\u{A0}» ne s’emploie qu’après un champ",
                    en: "“is empty” can only follow a field"), place: spot.place)
        }
        return Emptiness(field, isNegated: isNegated)
    }

    private mutating func collection() throws(Problem) -> Inclusion.Collection {
        if take(.list) { return .named(try string()) }
        try expect("[")
        var literals = [try literal()]
        while take(",") { literals.append(try literal()) }
        try expect("]")
        return .literals(literals)
    }

    private mutating func literal() throws(Problem) -> Literal {
        guard case .literal(let literal) = try factor(onTheRight: true) else {
            throw unexpected(fr: "une valeur", en: "a value")
        }
        return literal == .me ? .text("me") : literal
    }

    private mutating func term(onTheRight: Bool) throws(Problem) -> Term {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Parser.maximumDepth else {
            throw problem(fr: "trop de parenthèses", en: "too many parentheses")
        }
        var term = try factor(onTheRight: onTheRight)
        while true {
            if take("+") {
                term = .sum(term, try factor(onTheRight: onTheRight))
            } else if take("-") {
                term = .difference(term, try factor(onTheRight: onTheRight))
            } else {
                return term
            }
        }
    }

    private mutating func factor(onTheRight: Bool) throws(Problem) -> Term {
        let start = token
        switch start.content {
        case .number(let number):
            advance()
            return .literal(.number(number))
        case .string(let text):
            advance()
            return .literal(.text(text))
        case .day(let day):
            advance()
            return .literal(.day(day))
        case .instant(let instant):
            advance()
            return .literal(.instant(instant))
        case .symbol("("):
            advance()
            let term = try term(onTheRight: onTheRight)
            try expect(")")
            return term
        case .word(let word): return try factor(word: word, onTheRight: onTheRight)
        default: throw unexpected(fr: "un champ ou une valeur", en: "a field or a value")
        }
    }

    private mutating func factor(word: String, onTheRight: Bool) throws(Problem) -> Term {
        let spot = Spot(token.place)
        switch token.keyword {
        case .true, .false:
            let isTrue = token.keyword == .true
            advance()
            return .literal(.boolean(isTrue))
        case .count, .sum, .max, .min, .latest:
            try refuseInFilter()
            let function = Aggregate.Function(rawValue: token.keyword?.rawValue ?? "") ?? .count
            advance()
            return .aggregate(try aggregate(function))
        case .some: throw unexpected(fr: "un champ ou une valeur", en: "a field or a value")
        case nil: break
        }
        advance()
        if word.contains(".") || !onTheRight { return .field(Name(word, spot)) }
        return .literal(word == "me" ? .me : .text(word))
    }

    private mutating func aggregate(_ function: Aggregate.Function) throws(Problem) -> Aggregate {
        if function == .count {
            let kinds = try kinds()
            let filter = try optionalFilter()
            return Aggregate(.count, kinds, where: filter, window: try aggregateWindow())
        }
        guard case .word(let dotted) = token.content, token.keyword == nil,
            case let parts = dotted.split(separator: ".", omittingEmptySubsequences: false), parts.count == 2
        else {
            throw unexpected(
                fr: "un genre et sa propriété, comme payment_received.amount",
                en: "a kind and its property, such as payment_received.amount")
        }
        let spot = Spot(token.place)
        advance()
        let filter = try optionalFilter()
        return Aggregate(
            function, Kinds([Name(String(parts[0]), spot)]), property: Name(String(parts[1]), spot), where: filter,
            window: try aggregateWindow())
    }

    /// After a figure, `between` is its window when a date follows, else a test.
    private mutating func aggregateWindow() throws(Problem) -> Window? {
        if token.keyword == .between {
            switch tokens[position + 1].content {
            case .day, .instant: break
            case .word where tokens[position + 1].keyword == .now: break
            default: return nil
            }
        }
        return try window()
    }

    private mutating func string() throws(Problem) -> Name {
        guard case .string(let text) = token.content else {
            throw unexpected(fr: "un texte entre guillemets \"…\"", en: "a text in quotes \"…\"")
        }
        let spot = Spot(token.place)
        advance()
        return Name(text, spot)
    }

    // MARK: Tokens

    private var token: Token { tokens[position] }

    private mutating func advance() {
        if position < tokens.count - 1 { position += 1 }
    }

    private mutating func take(_ keyword: Keyword) -> Bool {
        guard token.keyword == keyword else { return false }
        advance()
        return true
    }

    private mutating func take(_ symbol: String) -> Bool {
        guard token.content == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ keyword: Keyword) throws(Problem) {
        guard take(keyword) else {
            throw unexpected(fr: "«\u{A0}\(keyword.rawValue)\u{A0}»", en: "“\(keyword.rawValue)”")
        }
    }

    private mutating func expect(_ symbol: String) throws(Problem) {
        guard take(symbol) else { throw unexpected(fr: "«\u{A0}\(symbol)\u{A0}»", en: "“\(symbol)”") }
    }

    private func refuseInFilter() throws(Problem) {
        guard isInFilter else { return }
        throw problem(
            fr:
                "«\u{A0}\(token.description)\u{A0}» ne s’emploie pas après «\u{A0}where\u{A0}», qui ne parle que du fait lui-même",
            en: "“\(token.description)” can't be used after “where”, which is about the activity alone")
    }

    private func unexpected(fr: String, en: String) -> Problem {
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

    private func problem(fr: String, en: String) -> Problem {
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
