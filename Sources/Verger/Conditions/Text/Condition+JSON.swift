/// The JSON form: `{"all": […]}`, `{"did": {"kinds": […], "where": …}}`, `{"test": {…}}`…
extension Condition {
    package var json: Document {
        switch self {
        case .always: "always"
        case .never: "never"
        case .all(let parts): .object([("all", .list(parts.map(\.json)))])
        case .any(let parts): .object([("any", .list(parts.map(\.json)))])
        case .not(let part): .object([("not", part.json)])
        case .did(let did):
            .object([
                ("did", .object(did.kinds.json + did.filter.json + (did.times?.json ?? []) + (did.window?.json ?? [])))
            ])
        case .moment(let moment):
            .object([(moment.edge.rawValue, .object(moment.kinds.json + moment.filter.json + moment.window.json))])
        case .fits(let fits): .object([("fits", .text(orNull: fits.persona?.text))])
        case .member(let member): .object([("segment", .text(member.segment.text))])
        case .tag(let tagged): .object([("tag", .text(tagged.tag.text))])
        case .emptiness(let emptiness):
            .object([(emptiness.isNegated ? "filled" : "empty", .text(emptiness.field.text))])
        case .comparison(let test):
            .object([
                ("left", test.left.json), ("op", .text(test.comparator.rawValue)), ("right", test.right.json),
            ])
        case .inclusion(let test):
            .object([
                ("left", test.term.json), ("op", .text(test.isNegated ? "not in" : "in")),
                ("right", test.collection.json),
            ])
        case .textMatch(let test):
            .object([
                ("left", test.term.json), ("op", .text((test.isNegated ? "not " : "") + test.match.words)),
                ("right", .text(test.part)),
            ])
        case .range(let test):
            .object([
                ("left", test.term.json), ("op", .text(test.isNegated ? "not between" : "between")),
                ("low", test.low.json), ("high", test.high.json),
            ])
        }
    }

    /// Reads the JSON form.
    package init(json document: Document) throws(Problem) {
        var reader = ConditionReader()
        self = try reader.condition(document)
    }
}

extension Optional where Wrapped == Condition {
    fileprivate var json: [(String, Document)] { map { [("where", $0.json)] } ?? [] }
}

extension Kinds {
    fileprivate var json: [(String, Document)] {
        [("kinds", .list(names.map { .text($0.text) }))] + (any ? [("any", true)] : [])
    }
}

extension Times {
    fileprivate var json: [(String, Document)] {
        switch self {
        case .atLeast(let n): [("at_least", .number(n))]
        case .atMost(let n): [("at_most", .number(n))]
        case .exactly(let n): [("exactly", .number(n))]
        }
    }
}

extension Window {
    fileprivate var json: [(String, Document)] {
        switch self {
        case .within(let span): [("within", .text(span.description))]
        case .before(let when): [("before", .text(when.description))]
        case .after(let when): [("after", .text(when.description))]
        case .between(let start, let end): [("between", [.text(start.description), .text(end.description)])]
        case .since(let edge, let kinds): [("since_\(edge.rawValue)", .object(kinds.json))]
        }
    }
}

extension Term {
    fileprivate var json: Document {
        switch self {
        case .literal(let literal): literal.json
        case .field(let name): .object([("field", .text(name.text))])
        case .aggregate(let aggregate):
            .object([
                (
                    aggregate.function.rawValue,
                    .object(
                        aggregate.kinds.json + (aggregate.property.map { [("property", .text($0.text))] } ?? [])
                            + aggregate.filter.json + (aggregate.window?.json ?? []))
                )
            ])
        case .sum(let left, let right): .object([("plus", [left.json, right.json])])
        case .difference(let left, let right): .object([("minus", [left.json, right.json])])
        }
    }
}

extension Literal {
    fileprivate var json: Document {
        switch self {
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .boolean(let flag): Document(.boolean(flag))
        case .day(let day): .object([("date", .text(day.description))])
        case .instant(let instant): .object([("date", .text(instant.iso8601))])
        case .me: .object([("user", "me")])
        }
    }
}

extension Inclusion.Collection {
    fileprivate var json: Document {
        switch self {
        case .literals(let literals): .list(literals.map(\.json))
        case .named(let name): .object([("list", .text(name.text))])
        }
    }
}
