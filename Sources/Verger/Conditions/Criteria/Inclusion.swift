/// `TERM [not] in [a, b]`, `TERM [not] in list "name"`.
package struct Inclusion: Hashable, Sendable {
    package enum Collection: Hashable, Sendable {
        case literals([Literal])
        case named(Name)
    }

    package let term: Term
    package let isNegated: Bool
    package let collection: Collection
    package let spot: Spot

    package init(_ term: Term, isNegated: Bool, _ collection: Collection, spot: Spot = Spot()) {
        self.term = term
        self.isNegated = isNegated
        self.collection = collection
        self.spot = spot
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Parmi une liste", en: "One of a list"),
        syntax: "TERM [not] in [A, B, …]    TERM [not] in list \"NAME\"",
        meaning: Sentence(
            fr: "Égal à l’une des valeurs. Les listes nommées sont dans la définition.",
            en: "Equal to one of the values. Named lists are in the definition."),
        examples: [
            .init("company.industry in [restauration, \"hôtellerie\"]", true, "company.industry=Hotellerie"),
            .init("email.domain in list \"freemail\"", true, "email=anne@GMAIL.com"),
            .init("not (email.domain in list \"freemail\")", true, "email=anne@borie.example"),
            .init("country not in [FR, BE]", true),
        ])
}

struct InclusionCriterion: FieldCriterion {
    let term: ResolvedTerm
    let isNegated: Bool
    let values: Set<Value>
    let days: [(start: Instant, end: Instant)]
    let readsContact: Bool
    let text: String
    let phrase: Sentence
    let subject: String

    func passes(from vantage: Vantage, until: inout Instant) -> Bool {
        guard let value = term.value(from: vantage, until: &until) else { return false }
        if values.contains(value) { return true }
        guard case .date(let instant) = value else { return false }
        return days.contains { $0.start <= instant && instant < $0.end }
    }

    func explanation(from vantage: Vantage) -> Explanation {
        vantage.explanation(of: self, term: term, subject: subject, text: text, phrase: phrase)
    }

    func add(to reading: inout Reading) { term.add(to: &reading) }

    func shape(in query: SetQuery) -> SetShape {
        guard term.isOfCompany(in: query.rules), !isNegated else { return .test }
        var query = query
        return .companies(sql(in: &query))
    }

    func sql(in query: inout SetQuery) -> SQLFragment {
        let value = term.sql(in: &query)
        var tests: [SQLFragment] = []
        if !values.isEmpty {
            let ordered = values.sorted { $0.precedes($1) }
            tests.append("\(value) IN (\(ordered.map(\.sql).joined(separator: ", ")))")
        }
        tests += days.map { "(\(value) >= \($0.start.microseconds) AND \(value) < \($0.end.microseconds))" }
        guard !tests.isEmpty else { return isNegated ? "TRUE" : "FALSE" }
        let anyOf: SQLFragment = "(\(tests.joined(separator: " OR ")))"
        let test = term.isColumn ? anyOf.ifPresent(value) : "COALESCE(\(anyOf), FALSE)"
        return isNegated ? "NOT \(test)" : test
    }
}

extension Vantage {
    /// The explanation of a test on one value.
    func explanation(
        of criterion: some FieldCriterion, term: ResolvedTerm, subject: String, text: String, phrase: Sentence
    ) -> Explanation {
        var until = Instant.distantFuture
        let holds = criterion.holds(from: self, until: &until)
        var ignored = Instant.distantFuture
        let value = term.value(from: self, until: &ignored)
        let missing =
            value == nil
            ? Sentence(fr: "cette valeur manque", en: "this value is missing")
            : Sentence(fr: "ce n’est pas le cas", en: "this is not the case")
        return Explanation(
            text: text, phrase: phrase, holds: holds, proofs: [proof(of: term, named: subject)],
            missing: holds ? nil : missing, until: until.orNil)
    }
}
