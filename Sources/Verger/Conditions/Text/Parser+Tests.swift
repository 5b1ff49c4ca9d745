extension Parser {
    mutating func test() throws(Problem) -> Condition {
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

    mutating func emptiness(of term: Term, _ spot: Spot) throws(Problem) -> Emptiness {
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

    mutating func collection() throws(Problem) -> Inclusion.Collection {
        if take(.list) { return .named(try string()) }
        try expect("[")
        var literals = [try literal()]
        while take(",") { literals.append(try literal()) }
        try expect("]")
        return .literals(literals)
    }

    mutating func literal() throws(Problem) -> Literal {
        guard case .literal(let literal) = try factor(onTheRight: true) else {
            throw unexpected(fr: "une valeur", en: "a value")
        }
        return literal == .me ? .text("me") : literal
    }

    mutating func term(onTheRight: Bool) throws(Problem) -> Term {
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

    mutating func factor(onTheRight: Bool) throws(Problem) -> Term {
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

    mutating func factor(word: String, onTheRight: Bool) throws(Problem) -> Term {
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

    mutating func aggregate(_ function: Aggregate.Function) throws(Problem) -> Aggregate {
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
    mutating func aggregateWindow() throws(Problem) -> Window? {
        if token.keyword == .between {
            switch tokens[position + 1].content {
            case .day, .instant: break
            case .word where tokens[position + 1].keyword == .now: break
            default: return nil
            }
        }
        return try window()
    }

    mutating func string() throws(Problem) -> Name {
        guard case .string(let text) = token.content else {
            throw unexpected(fr: "un texte entre guillemets \"…\"", en: "a text in quotes \"…\"")
        }
        let spot = Spot(token.place)
        advance()
        return Name(text, spot)
    }
}
