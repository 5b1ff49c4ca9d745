/// `TERM [not] between TERM and TERM`, both ends included.
package struct InRange: Hashable, Sendable {
    package let term: Term
    package let isNegated: Bool
    package let low: Term
    package let high: Term
    package let spot: Spot

    package init(_ term: Term, isNegated: Bool, _ low: Term, _ high: Term, spot: Spot = Spot()) {
        self.term = term
        self.isNegated = isNegated
        self.low = low
        self.high = high
        self.spot = spot
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Entre deux valeurs", en: "Between two values"),
        syntax: "TERM [not] between TERM and TERM",
        meaning: Sentence(
            fr: "Les deux bornes comprises\u{202F}; une date compte jusqu’à la fin du jour.",
            en: "Both ends included; a date counts to the end of the day."),
        examples: [
            .init("company.size between 10 and 249", true, "company.size=249"),
            .init("company.size not between 10 and 249", true),
            .init("created_at between 2026-01-01 and 2026-01-31", true, "created_at=2026-01-31T23:59:59+01:00"),
        ])
}

struct RangeCriterion: FieldCriterion {
    let term: ResolvedTerm
    let isNegated: Bool
    let low: Operand
    let high: Operand
    let readsContact: Bool
    let isText: Bool
    let text: String
    let phrase: Sentence
    let subject: String

    func passes(from vantage: Vantage, until: inout Instant) -> Bool {
        guard let value = term.value(from: vantage, until: &until) else { return false }
        switch low {
        case .term(let bound):
            guard let bound = bound.value(from: vantage, until: &until), !value.precedes(bound) else { return false }
        case .day(let start, _):
            guard !value.precedes(.date(start)) else { return false }
        }
        switch high {
        case .term(let bound):
            guard let bound = bound.value(from: vantage, until: &until) else { return false }
            return !bound.precedes(value)
        case .day(_, let end): return value.precedes(.date(end))
        }
    }

    func explanation(from vantage: Vantage) -> Explanation {
        vantage.explanation(of: self, term: term, subject: subject, text: text, phrase: phrase)
    }

    func add(to reading: inout Reading) {
        term.add(to: &reading)
        low.add(to: &reading)
        high.add(to: &reading)
    }

    func sql(in query: inout SetQuery) -> SQLFragment {
        var value = term.sql(in: &query)
        if isText { value = value.byScalar(query.dialect) }
        let above: SQLFragment
        switch low {
        case .term(let bound): above = "\(value) >= \(bound.sql(in: &query))"
        case .day(let start, _): above = "\(value) >= \(start.microseconds)"
        }
        let below: SQLFragment
        switch high {
        case .term(let bound): below = "\(value) <= \(bound.sql(in: &query))"
        case .day(_, let end): below = "\(value) < \(end.microseconds)"
        }
        let test: SQLFragment = "COALESCE(\(above) AND \(below), FALSE)"
        return isNegated ? "NOT \(test)" : test
    }
}
