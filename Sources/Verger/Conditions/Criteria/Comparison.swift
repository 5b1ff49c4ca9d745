/// `TERM = TERM`, `!=`, `<`, `<=`, `>`, `>=`.
package struct Comparison: Hashable, Sendable {
    package enum Comparator: String, CaseIterable, Sendable {
        case equal = "=", notEqual = "!=", less = "<", atMost = "<=", more = ">", atLeast = ">="

        /// The comparison that says the same with its sides exchanged.
        var mirrored: Comparator {
            switch self {
            case .equal, .notEqual: self
            case .less: .more
            case .atMost: .atLeast
            case .more: .less
            case .atLeast: .atMost
            }
        }
    }

    package let left: Term
    package let comparator: Comparator
    package let right: Term
    package let spot: Spot

    package init(_ left: Term, _ comparator: Comparator, _ right: Term, spot: Spot = Spot()) {
        self.left = left
        self.comparator = comparator
        self.right = right
        self.spot = spot
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Comparer", en: "Comparing"),
        syntax: "TERM = | != | < | <= | > | >= TERM",
        meaning: Sentence(
            fr: """
                Les textes se comparent sans casse ni accents, les étapes dans l’ordre de la définition, une date comme le \
                jour entier. Une valeur qui manque rend tout faux, sauf «\u{A0}!=\u{A0}».
                """,
            en: """
                Texts compare without case and accents, stages by the order of the definition, a date as the whole day. \
                A missing value makes everything false but “!=”.
                """),
        examples: [
            .init("city = \"Saint-Étienne\"", true, "city=SAINT-ETIENNE"),
            .init("country != FR", true), .init("country = FR", false),
            .init("company.size >= 10", true, "company.size=10"),
            .init("created_at < 2026-01-31", false, "created_at=2026-01-31T09:00:00+01:00"),
            .init("created_at = 2026-01-31", true, "created_at=2026-01-31T23:59:00+01:00"),
            .init("created_at > 2026-01-31", true, "created_at=2026-02-01"),
            .init("consent.email = granted", true, "2026-01-10 consent_granted"),
            .init(
                "consent.email = refused", true, "2026-01-10 consent_granted", "2026-01-11 unsubscribed channel=email"),
            .init("consent.sms = unknown", true, "2026-01-10 consent_granted"),
        ])
}

/// The other side of a comparison: a value, or a whole day.
enum Operand: Sendable {
    case term(ResolvedTerm)
    /// start <= at < end.
    case day(start: Instant, end: Instant)
}

struct ComparisonCriterion: FieldCriterion {
    let left: ResolvedTerm
    let comparator: Comparison.Comparator
    let right: Operand
    let readsContact: Bool
    let text: String
    let phrase: Sentence
    let subject: String

    var isNegated: Bool { comparator == .notEqual }

    func passes(from vantage: Vantage, until: inout Instant) -> Bool {
        if let answer = scoreAnswer(from: vantage, until: &until) { return answer }
        guard let value = left.value(from: vantage, until: &until) else { return false }
        switch right {
        case .term(let term):
            guard let other = term.value(from: vantage, until: &until) else { return false }
            return compare(value, other)
        case .day(let start, let end):
            guard case .date(let instant) = value else { return false }
            switch comparator {
            case .equal, .notEqual: return start <= instant && instant < end
            case .less: return instant < start
            case .atLeast: return instant >= start
            case .more: return instant >= end
            case .atMost: return instant < end
            }
        }
    }

    /// A score against a constant changes its answer when it crosses it, not each time it decays.
    private func scoreAnswer(from vantage: Vantage, until: inout Instant) -> Bool? {
        guard case .score(let axis) = left, case .term(.constant(.number(let limit))) = right,
            comparator != .equal, comparator != .notEqual
        else { return nil }
        let score = vantage.rules.score(from: vantage).value(of: axis)
        let answer = compare(.number(score), .number(limit))
        let crossing = vantage.rules.scoreCrossing(of: axis, from: vantage) { later in
            compare(.number(later), .number(limit)) != answer
        }
        until = min(until, crossing)
        return answer
    }

    func compare(_ value: Value, _ other: Value) -> Bool {
        switch comparator {
        case .equal, .notEqual: value == other
        case .less: value.precedes(other)
        case .atMost: !other.precedes(value)
        case .more: other.precedes(value)
        case .atLeast: !value.precedes(other)
        }
    }

    func explanation(from vantage: Vantage) -> Explanation {
        var until = Instant.distantFuture
        let holds = holds(from: vantage, until: &until)
        var proofs = left.figures.flatMap { $0.contributions(from: vantage) }.suffix(5).reversed().map(Proof.activity)
        proofs.insert(vantage.proof(of: left, named: subject), at: 0)
        if case .consent(let selector) = left, let position = vantage.lastConsent(selector) {
            proofs.append(.activity(vantage.dossier.activities[position]))
        }
        return Explanation(
            text: text, phrase: phrase, holds: holds, proofs: proofs, missing: holds ? nil : missing(vantage),
            until: until.orNil)
    }

    private func missing(_ vantage: Vantage) -> Sentence {
        var until = Instant.distantFuture
        guard let value = left.value(from: vantage, until: &until) else {
            return Sentence(fr: "cette valeur manque", en: "this value is missing")
        }
        if case .number(let number) = value, case .term(let term) = right,
            case .number(let limit)? = term.value(from: vantage, until: &until)
        {
            if case .stage = left {
            } else if number <= limit, [.more, .atLeast].contains(comparator) {
                let gap = limit - number
                if gap == .zero {
                    return Sentence(fr: "il en faut plus que \(limit)", en: "more than \(limit) is needed")
                }
                return comparator == .more
                    ? Sentence(fr: "il manque plus de \(gap)", en: "more than \(gap) is missing")
                    : Sentence(fr: "il manque \(gap)", en: "\(gap) is missing")
            }
        }
        return Sentence(fr: "ce n’est pas le cas", en: "this is not the case")
    }

    func add(to reading: inout Reading) {
        left.add(to: &reading)
        right.add(to: &reading)
    }

    func sql(in query: inout SetQuery) -> SQLFragment {
        switch shape(in: query) {
        case .those(let contacts): "s.contact IN (\(contacts))"
        case .allBut(let contacts): "NOT s.contact IN (\(contacts))"
        case .test, .companies, .all, .any, .not: test(in: &query)
        }
    }

    func test(in query: inout SetQuery) -> SQLFragment {
        let value = left.sql(in: &query)
        let test: SQLFragment
        switch right {
        case .term(let term):
            let other = term.sql(in: &query)
            let scalar = isText && comparator != .equal && comparator != .notEqual
            let leftSide: SQLFragment = scalar ? value.byScalar(query.dialect) : value
            test = "\(leftSide) \(name: comparator == .notEqual ? "=" : comparator.rawValue) \(other)"
        case .day(let start, let end):
            switch comparator {
            case .equal, .notEqual: test = "(\(value) >= \(start.microseconds) AND \(value) < \(end.microseconds))"
            case .less: test = "\(value) < \(start.microseconds)"
            case .atLeast: test = "\(value) >= \(start.microseconds)"
            case .more: test = "\(value) >= \(end.microseconds)"
            case .atMost: test = "\(value) < \(end.microseconds)"
            }
        }
        let holds = left.isColumn ? test.ifPresent(value) : "COALESCE(\(test), FALSE)"
        return isNegated ? "NOT \(holds)" : holds
    }

    let isText: Bool
}

extension SQLFragment {
    func byScalar(_ dialect: any SetDialect) -> SQLFragment {
        let wrapped = dialect.byScalar("\u{1}")
        let parts = wrapped.split(separator: "\u{1}", omittingEmptySubsequences: false)
        return SQLFragment(stringLiteral: String(parts[0])) + self + SQLFragment(stringLiteral: String(parts[1]))
    }
}

extension Value {
    /// Order of numbers, instants, texts (by Unicode scalar value); false before true.
    func precedes(_ other: Value) -> Bool {
        switch (self, other) {
        case (.number(let a), .number(let b)): a < b
        case (.date(let a), .date(let b)): a < b
        case (.text(let a), .text(let b)): a.precedes(b)
        case (.boolean(let a), .boolean(let b)): !a && b
        default: false
        }
    }
}
