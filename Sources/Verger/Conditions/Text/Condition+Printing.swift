extension Condition: CustomStringConvertible {
    /// The text form; reading it gives the same condition.
    package var description: String { text(inside: .disjunction) }

    enum Level: Int {
        case disjunction, conjunction, negation
    }

    func text(inside level: Level) -> String {
        switch self {
        case .always: "always"
        case .never: "never"
        case .all(let parts):
            parenthesised(
                parts.map { $0.text(inside: .negation) }.joined(separator: " and "),
                level.rawValue > Level.conjunction.rawValue || parts.count < 2)
        case .any(let parts):
            parenthesised(
                parts.map { $0.text(inside: .conjunction).self }.joined(separator: " or "),
                level.rawValue > Level.disjunction.rawValue || parts.count < 2)
        case .not(let part): "not " + part.text(inside: .negation)
        case .did(let did): did.description
        case .moment(let moment):
            "\(moment.edge.rawValue) \(moment.kinds)\(filterText(moment.filter)) \(moment.window)"
        case .fits(let fits): fits.persona.map { "fits persona \(quoted($0.text))" } ?? "fits any persona"
        case .member(let member): "in segment \(quoted(member.segment.text))"
        case .tag(let tagged): "tag \(quoted(tagged.tag.text))"
        case .emptiness(let emptiness): "\(emptiness.field.text) is \(emptiness.isNegated ? "not " : "")empty"
        case .comparison(let test):
            "\(test.left.text(onTheRight: false)) \(test.comparator.rawValue) \(test.right.text(onTheRight: true))"
        case .inclusion(let test): test.description
        case .textMatch(let test):
            "\(test.term.text(onTheRight: false))\(test.isNegated ? " not" : "") \(test.match.words) \(quoted(test.part))"
        case .range(let test):
            "\(test.term.text(onTheRight: false))\(test.isNegated ? " not" : "") between "
                + "\(test.low.text(onTheRight: true)) and \(test.high.text(onTheRight: true))"
        }
    }

    private func parenthesised(_ text: String, _ isNeeded: Bool) -> String { isNeeded ? "(\(text))" : text }
}

extension Did: CustomStringConvertible {
    package var description: String {
        let times = times.map { " \($0)" } ?? ""
        let window = window.map { " \($0)" } ?? ""
        return "did \(kinds)\(filterText(filter))\(times)\(window)"
    }
}

extension Inclusion: CustomStringConvertible {
    package var description: String {
        let values =
            switch collection {
            case .literals(let literals): "[" + literals.map { $0.text(inList: true) }.joined(separator: ", ") + "]"
            case .named(let name): "list \(quoted(name.text))"
            }
        return "\(term.text(onTheRight: false))\(isNegated ? " not" : "") in \(values)"
    }
}

extension Kinds: CustomStringConvertible {
    package var description: String {
        let list = names.map(\.text).joined(separator: ", ")
        return (any ? "any " : "") + (names.count == 1 ? list : "[\(list)]")
    }
}

extension Times: CustomStringConvertible {
    package var description: String {
        switch self {
        case .atLeast(let n): "at least \(n) \(n == 1 ? "time" : "times")"
        case .atMost(let n): "at most \(n) \(n == 1 ? "time" : "times")"
        case .exactly(let n): "exactly \(n) \(n == 1 ? "time" : "times")"
        }
    }
}

extension Window: CustomStringConvertible {
    package var description: String {
        switch self {
        case .within(let span): "within \(span)"
        case .before(let when): "before \(when)"
        case .after(let when): "after \(when)"
        case .between(let start, let end): "between \(start) and \(end)"
        case .since(let edge, let kinds): "since \(edge.rawValue) \(kinds)"
        }
    }
}

extension When: CustomStringConvertible {
    package var description: String {
        switch self {
        case .day(let day): day.description
        case .instant(let instant): instant.iso8601
        case .now: "now"
        }
    }
}

extension Term {
    func text(onTheRight: Bool) -> String {
        switch self {
        case .literal(let literal): literal.text(inList: onTheRight)
        case .field(let name): name.text
        case .aggregate(let aggregate): aggregate.description
        case .sum(let left, let right):
            left.text(onTheRight: onTheRight) + " + " + right.operandText(onTheRight: onTheRight)
        case .difference(let left, let right):
            left.text(onTheRight: onTheRight) + " - " + right.operandText(onTheRight: onTheRight)
        }
    }

    private func operandText(onTheRight: Bool) -> String {
        switch self {
        case .sum, .difference: "(" + text(onTheRight: onTheRight) + ")"
        case .literal, .field, .aggregate: text(onTheRight: onTheRight)
        }
    }
}

extension Aggregate: CustomStringConvertible {
    package var description: String {
        let subject = property.map { "\(kinds.names[0].text).\($0.text)" } ?? kinds.description
        return "\(function.rawValue) \(subject)\(filterText(filter))" + (window.map { " \($0)" } ?? "")
    }
}

extension Literal {
    /// Bare words are texts on the right and in lists only.
    func text(inList: Bool) -> String {
        switch self {
        case .number(let number): number.description
        case .text(let text): inList && text.isBareWord ? text : quoted(text)
        case .day(let day): day.description
        case .instant(let instant): instant.iso8601
        case .boolean(let flag): String(flag)
        case .me: "me"
        }
    }
}

/// ` where FILTER`, in parentheses when it is more than one test.
private func filterText(_ filter: Condition?) -> String {
    guard let filter else { return "" }
    let text = filter.text(inside: .negation)
    return " where " + (filter.needsParentheses ? "(\(text))" : text)
}

extension Condition {
    /// Whether what follows a filter could be read as part of it: a test that ends with a term, before + or -.
    fileprivate var needsParentheses: Bool {
        switch self {
        case .comparison, .range, .inclusion, .textMatch, .emptiness, .always, .never: true
        case .not(let part): part.needsParentheses
        default: false
        }
    }
}

func quoted(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
        switch character {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        default: result.unicodeScalars.append(character)
        }
    }
    return result + "\""
}

extension String {
    /// Whether the text form can hold it without quotes.
    var isBareWord: Bool {
        guard self != "me", let tokens = try? Lexer.tokens(of: self), tokens.count == 2 else { return false }
        guard case .word(let word) = tokens[0].content, tokens[0].keyword == nil else { return false }
        return word == self && !word.contains(".") && word.unicodeScalars.elementsEqual(unicodeScalars)
    }
}
