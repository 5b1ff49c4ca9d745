/// Reads conditions from their JSON form.
struct ConditionReader {
    private var depth = 0

    mutating func condition(_ document: Document) throws(Problem) -> Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Parser.maximumDepth else {
            throw problem(document, fr: "trop de niveaux", en: "nested too deeply")
        }
        if let text = document.text { return try Condition(parsing: text) }
        if let left = document["left"] { return try test(document, left) }
        let (key, value) = try onlyPair(of: document, fr: "une condition est attendue", en: "expected a condition")
        switch key {
        case "all": return .all(try conditions(value))
        case "any": return .any(try conditions(value))
        case "not": return .not(try condition(value))
        case "did":
            try checkKeys(of: value, ["kinds", "any", "where", "at_least", "at_most", "exactly"] + Self.windowKeys)
            return .did(
                Did(try kinds(value), where: try filter(value), times: try times(value), window: try window(value)))
        case "first", "last":
            try checkKeys(of: value, ["kinds", "any", "where"] + Self.windowKeys)
            guard let window = try window(value) else {
                throw problem(value, fr: "il manque une fenêtre", en: "a window is missing")
            }
            if case .since = window {
                throw problem(
                    value, fr: "«\u{A0}since\u{A0}» ne s’emploie pas après «\u{A0}\(key)\u{A0}»",
                    en: "“since” can't follow “\(key)”")
            }
            return .moment(
                Moment(key == "first" ? .first : .last, try kinds(value), where: try filter(value), window: window))
        case "fits": return .fits(Fits(persona: value.isNull ? nil : Name(try text(value))))
        case "segment": return .member(InSegment(segment: Name(try text(value))))
        case "tag": return .tag(Tagged(tag: Name(try text(value))))
        case "empty", "filled": return .emptiness(Emptiness(Name(try text(value)), isNegated: key == "filled"))
        default:
            throw unknown(document, key, fr: "condition", en: "condition", among: Self.forms)
        }
    }

    private static let forms = [
        "all", "any", "not", "did", "first", "last", "fits", "segment", "tag", "empty", "filled", "left",
    ]
    private static let windowKeys = ["within", "before", "after", "between", "since_last", "since_first"]

    private mutating func conditions(_ document: Document) throws(Problem) -> [Condition] {
        guard let items = document.items, items.count >= 2 else {
            throw problem(
                document, fr: "au moins deux conditions sont attendues", en: "expected at least two conditions")
        }
        var result: [Condition] = []
        for item in items { result.append(try condition(item)) }
        return result
    }

    private mutating func test(_ document: Document, _ left: Document) throws(Problem) -> Condition {
        try checkKeys(of: document, ["left", "op", "right", "low", "high"])
        let term = try term(left)
        let words = document["op"]?.text ?? ""
        let isNegated = words.hasPrefix("not ")
        let op = isNegated ? String(words.dropFirst(4)) : words
        let right = document["right"] ?? .null
        if let comparator = Comparison.Comparator(rawValue: op), !isNegated {
            return .comparison(Comparison(term, comparator, try self.term(right)))
        }
        if let match = TextMatch.Match.allCases.first(where: { $0.words == op }) {
            return .textMatch(TextMatch(term, isNegated: isNegated, match, try text(right)))
        }
        switch op {
        case "in":
            if let list = right["list"] {
                return .inclusion(Inclusion(term, isNegated: isNegated, .named(Name(try text(list)))))
            }
            var literals: [Literal] = []
            for item in right.items ?? [] { literals.append(try literal(item)) }
            guard !literals.isEmpty else { throw problem(right, fr: "une liste est attendue", en: "expected a list") }
            return .inclusion(Inclusion(term, isNegated: isNegated, .literals(literals)))
        case "between":
            return .range(
                InRange(
                    term, isNegated: isNegated, try self.term(document["low"] ?? .null),
                    try self.term(document["high"] ?? .null)))
        default:
            throw problem(
                document, fr: "comparaison inconnue «\u{A0}\(words)\u{A0}»", en: "unknown comparison “\(words)”")
        }
    }

    private mutating func term(_ document: Document) throws(Problem) -> Term {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Parser.maximumDepth else {
            throw problem(document, fr: "trop de niveaux", en: "nested too deeply")
        }
        if let field = document["field"] { return .field(Name(try text(field))) }
        if let operands = document["plus"]?.items, operands.count == 2 {
            return .sum(try term(operands[0]), try term(operands[1]))
        }
        if let operands = document["minus"]?.items, operands.count == 2 {
            return .difference(try term(operands[0]), try term(operands[1]))
        }
        if let (key, value) = document.pairs?.first, let function = Aggregate.Function(rawValue: key) {
            try checkKeys(of: document, [key])
            try checkKeys(of: value, ["kinds", "any", "property", "where"] + Self.windowKeys)
            let property = value["property"]?.text.map { Name($0) }
            guard (property == nil) == (function == .count) else {
                throw problem(document, fr: "il manque la propriété", en: "the property is missing")
            }
            return .aggregate(
                Aggregate(
                    function, try kinds(value), property: property, where: try filter(value), window: try window(value))
            )
        }
        if let number = document.number, number < .zero {
            // The language has no negative numbers.
            return .difference(.literal(.number(.zero)), .literal(.number(-number)))
        }
        return .literal(try literal(document))
    }

    private func literal(_ document: Document) throws(Problem) -> Literal {
        switch document.content {
        case .text(let text): return .text(text)
        case .boolean(let flag): return .boolean(flag)
        case .number(let text):
            guard let number = Number(text), number >= .zero else {
                throw problem(document, fr: "nombre illisible", en: "unreadable number")
            }
            return .number(number)
        case .object where document["user"] != nil: return .me
        case .object:
            guard let date = document["date"] else { break }
            switch try when(date) {
            case .day(let day): return .day(day)
            case .instant(let instant): return .instant(instant)
            case .now: break
            }
        case .null, .list: break
        }
        throw problem(document, fr: "une valeur est attendue", en: "expected a value")
    }

    private func kinds(_ document: Document) throws(Problem) -> Kinds {
        let items = document["kinds"]?.items ?? []
        let names = items.compactMap(\.text)
        guard !names.isEmpty, names.count == items.count else {
            throw problem(document, fr: "il manque «\u{A0}kinds\u{A0}»", en: "“kinds” is missing")
        }
        let any = if case .boolean(true)? = document["any"]?.content { true } else { false }
        return Kinds(any: any, names.map { Name($0) })
    }

    private mutating func filter(_ document: Document) throws(Problem) -> Condition? {
        guard let filter = document["where"] else { return nil }
        if let text = filter.text { return try Condition(parsingFilter: text) }
        return try condition(filter)
    }

    private func times(_ document: Document) throws(Problem) -> Times? {
        if let n = document["at_least"] { return .atLeast(try whole(n)) }
        if let n = document["at_most"] { return .atMost(try whole(n)) }
        if let n = document["exactly"] { return .exactly(try whole(n)) }
        return nil
    }

    private func window(_ document: Document) throws(Problem) -> Window? {
        if let span = document["within"] {
            let words = try text(span).split(separator: " ").map(String.init)
            guard words.count == 2, let amount = Int(words[0]), (0...1_000_000).contains(amount),
                let unit = Span.Unit(word: words[1])
            else { throw problem(span, fr: "durée illisible", en: "unreadable duration") }
            return .within(Span(amount, unit))
        }
        if let instant = document["before"] { return .before(try when(instant)) }
        if let instant = document["after"] { return .after(try when(instant)) }
        if let bounds = document["between"] {
            guard let items = bounds.items, items.count == 2 else {
                throw problem(bounds, fr: "deux dates sont attendues", en: "expected two dates")
            }
            return .between(try when(items[0]), try when(items[1]))
        }
        if let marks = document["since_last"] { return .since(.last, try kinds(marks)) }
        if let marks = document["since_first"] { return .since(.first, try kinds(marks)) }
        return nil
    }

    private func when(_ document: Document) throws(Problem) -> When {
        let tokens = try Lexer.tokens(of: try text(document))
        switch tokens[0].content {
        case .day(let day) where tokens.count == 2: return .day(day)
        case .instant(let instant) where tokens.count == 2: return .instant(instant)
        case .word where tokens.count == 2 && tokens[0].keyword == .now: return .now
        default: throw problem(document, fr: "date illisible", en: "unreadable date")
        }
    }

    private func whole(_ document: Document) throws(Problem) -> Int {
        guard let number = document.number, number.millionths % Number.unit == 0,
            (0...1_000_000).contains(number.millionths / Number.unit)
        else { throw problem(document, fr: "nombre entier attendu", en: "expected a whole number") }
        return Int(number.millionths / Number.unit)
    }

    private func text(_ document: Document) throws(Problem) -> String {
        guard let text = document.text else { throw problem(document, fr: "texte attendu", en: "expected a text") }
        return text
    }

    private func onlyPair(of document: Document, fr: String, en: String) throws(Problem) -> (String, Document) {
        guard let pairs = document.pairs, pairs.count == 1 else { throw problem(document, fr: fr, en: en) }
        return (pairs[0].key, pairs[0].value)
    }

    /// A key that is misspelt would change the meaning without a word.
    private func checkKeys(of document: Document, _ keys: [String]) throws(Problem) {
        for (key, _) in document.pairs ?? [] where !keys.contains(key) {
            throw unknown(document, key, fr: "clé", en: "key", among: keys)
        }
    }

    private func unknown(
        _ document: Document, _ word: String, fr: String, en: String, among candidates: [String]
    ) -> Problem {
        let near = suggestion(for: word, among: candidates)
        return problem(
            document,
            fr: "\(fr) inconnue «\u{A0}\(word)\u{A0}»"
                + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
            en: "unknown \(en) “\(word)”" + (near.map { "; did you mean “\($0)”?" } ?? ""))
    }

    private func problem(_ document: Document, fr: String, en: String) -> Problem {
        Problem(Sentence(fr: fr, en: en), place: document.line.map { Place(line: $0, column: 1) })
    }
}
