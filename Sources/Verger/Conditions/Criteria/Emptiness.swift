/// `FIELD is [not] empty`.
package struct Emptiness: Hashable, Sendable {
    package let field: Name
    package let isNegated: Bool

    package init(_ field: Name, isNegated: Bool) {
        self.field = field
        self.isNegated = isNegated
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Vide ou rempli", en: "Empty or filled"),
        syntax: "FIELD is empty    FIELD is not empty",
        meaning: Sentence(
            fr: "Un champ est vide quand il manque ou n’a que des espaces.",
            en: "A field is empty when it is missing or holds nothing but spaces."),
        examples: [
            .init("email is not empty", true, "email=a@b.example"), .init("phone is empty", true, "email=c@d.example"),
            .init("company.name is empty", true),
        ])
}

struct EmptinessCriterion: FieldCriterion {
    let term: ResolvedTerm
    let wantsEmpty: Bool
    let readsContact: Bool
    let fieldName: String
    let text: String
    let phrase: Sentence
    /// "Is not empty" holds for a company as soon as one contact has the value.
    let isNegated = false

    func passes(from vantage: Vantage, until: inout Instant) -> Bool {
        isEmpty(term.value(from: vantage, until: &until)) == wantsEmpty
    }

    private func isEmpty(_ value: Value?) -> Bool {
        guard case .text(let text)? = value else { return value == nil }
        return !text.isFilled
    }

    func explanation(from vantage: Vantage) -> Explanation {
        var until = Instant.distantFuture
        let holds = holds(from: vantage, until: &until)
        let missing =
            wantsEmpty
            ? Sentence(fr: "ce champ est rempli", en: "this field is filled")
            : Sentence(fr: "ce champ est vide", en: "this field is empty")
        return Explanation(
            text: text, phrase: phrase, holds: holds, proofs: [vantage.proof(of: term, named: fieldName)],
            missing: holds ? nil : missing, until: until.orNil)
    }

    func add(to reading: inout Reading) { term.add(to: &reading) }

    func sql(in query: inout SetQuery) -> SQLFragment {
        let value = term.sql(in: &query)
        return wantsEmpty ? "\(value) IS NULL" : "\(value) IS NOT NULL"
    }
}
