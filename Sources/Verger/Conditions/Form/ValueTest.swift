/// The test of one value as a form has it: an operator, and texts as they are typed.
package struct ValueTest: Hashable, Sendable {
    package enum Operator: String, CaseIterable, Sendable {
        case equal = "=", notEqual = "!=", less = "<", atMost = "<=", more = ">", atLeast = ">="
        case oneOf = "in", noneOf = "not in"
        case inList = "in list", notInList = "not in list"
        case contains, notContains = "not contains"
        case starts = "starts with", notStarts = "not starts with"
        case ends = "ends with", notEnds = "not ends with"
        case between, notBetween = "not between"
        case empty = "is empty", filled = "is not empty"

        /// How many texts come after it; nil for any number of them, separated by commas.
        package var count: Int? {
            switch self {
            case .empty, .filled: 0
            case .between, .notBetween: 2
            case .oneOf, .noneOf: nil
            default: 1
            }
        }
    }

    package var comparator: Operator
    package var values: [String]

    package init(_ comparator: Operator = .equal, _ values: [String] = []) {
        self.comparator = comparator
        self.values = values
    }
}

/// What sort of values a form offers for a field or property.
package enum ValueSort: Hashable, Sendable {
    case text, number, date, boolean
    /// One of some words; `isOrdered`: which can be compared.
    case choice(isOrdered: Bool)

    /// The operators that make sense, the first one being that of a new line.
    package var operators: [ValueTest.Operator] {
        switch self {
        case .text:
            [
                .equal, .notEqual, .contains, .notContains, .starts, .ends, .oneOf, .noneOf, .inList, .notInList,
                .filled,
                .empty,
            ]
        case .number: [.atLeast, .more, .equal, .notEqual, .atMost, .less, .between, .filled, .empty]
        case .date: [.more, .atLeast, .less, .atMost, .equal, .between, .filled, .empty]
        case .boolean: [.equal]
        case .choice(isOrdered: true): [.atLeast, .equal, .atMost, .less, .more, .notEqual, .oneOf, .noneOf]
        case .choice(isOrdered: false): [.equal, .notEqual, .oneOf, .noneOf]
        }
    }

    /// How a typed text is written in a condition. One of the wrong sort stays as it is typed: its place is told by the
    /// problem that reading it finds.
    func literal(_ typed: String) -> String {
        switch self {
        case .text: return typed.isBareWord ? typed : quoted(typed)
        case .choice: return typed.isBareWord ? typed : quoted(typed)
        case .boolean: return typed == "false" ? "false" : "true"
        case .number:
            let number = typed.replacing(",", with: ".").filter { !$0.isWhitespace && $0 != "\u{202F}" }
            if Number(number) != nil, !number.hasPrefix("-"), !number.hasPrefix("+") { return number }
            return quoted(typed)
        case .date:
            guard let tokens = try? Lexer.tokens(of: typed), tokens.count == 2 else { return quoted(typed) }
            switch tokens[0].content {
            case .day, .instant: return typed
            default: return quoted(typed)
            }
        }
    }

    /// The text that a form shows for a literal; nil for one that this sort does not have.
    func typed(_ literal: Literal) -> String? {
        switch (self, literal) {
        case (.text, .text(let text)), (.choice, .text(let text)): text
        case (.number, .number(let number)): number.description
        case (.date, .day(let day)): day.description
        case (.date, .instant(let instant)): instant.iso8601
        case (.boolean, .boolean(let flag)): String(flag)
        default: nil
        }
    }
}

extension ValueTest {
    /// As a condition on `term`.
    func text(of term: String, _ sort: ValueSort) -> String {
        func value(_ index: Int) -> String { sort.literal(values.indices.contains(index) ? values[index] : "") }
        // Those that look for a part of a text take it in quotes.
        func part() -> String { quoted(values.first ?? "") }
        switch comparator {
        case .equal, .notEqual, .less, .atMost, .more, .atLeast: return "\(term) \(comparator.rawValue) \(value(0))"
        case .oneOf, .noneOf:
            return "\(term) \(comparator.rawValue) [\(values.map(sort.literal).joined(separator: ", "))]"
        case .inList, .notInList, .contains, .notContains, .starts, .notStarts, .ends, .notEnds:
            return "\(term) \(comparator.rawValue) \(part())"
        case .between, .notBetween: return "\(term) \(comparator.rawValue) \(value(0)) and \(value(1))"
        case .empty, .filled: return "\(term) \(comparator.rawValue)"
        }
    }

    /// The test that a condition makes of a single field; nil for what a form can't show.
    static func reading(
        _ condition: Condition, sort: (String) -> ValueSort?
    ) -> (field: String, test: ValueTest)? {
        switch condition {
        case .comparison(let test):
            guard case .field(let name) = test.left, case .literal(let literal) = test.right,
                let typed = sort(name.text)?.typed(literal),
                let comparator = Operator(rawValue: test.comparator.rawValue)
            else { return nil }
            return (name.text, ValueTest(comparator, [typed]))
        case .inclusion(let test):
            guard case .field(let name) = test.term, let sort = sort(name.text) else { return nil }
            switch test.collection {
            case .named(let list): return (name.text, ValueTest(test.isNegated ? .notInList : .inList, [list.text]))
            case .literals(let literals):
                let typed = literals.compactMap(sort.typed)
                guard typed.count == literals.count else { return nil }
                return (name.text, ValueTest(test.isNegated ? .noneOf : .oneOf, typed))
            }
        case .textMatch(let test):
            guard case .field(let name) = test.term, sort(name.text) != nil,
                let comparator = Operator(rawValue: (test.isNegated ? "not " : "") + test.match.words)
            else { return nil }
            return (name.text, ValueTest(comparator, [test.part]))
        case .range(let test):
            guard case .field(let name) = test.term, case .literal(let low) = test.low,
                case .literal(let high) = test.high,
                let sort = sort(name.text), let first = sort.typed(low), let last = sort.typed(high)
            else { return nil }
            return (name.text, ValueTest(test.isNegated ? .notBetween : .between, [first, last]))
        case .emptiness(let test):
            guard sort(test.field.text) != nil else { return nil }
            return (test.field.text, ValueTest(test.isNegated ? .filled : .empty))
        default: return nil
        }
    }
}
