/// `fits any persona`, `fits persona "id"`: is the sort of person we sell to.
package struct Fits: Hashable, Sendable {
    /// Nil for any persona.
    package let persona: Name?

    package init(persona: Name?) {
        self.persona = persona
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Persona", en: "Persona"),
        syntax: "fits any persona    fits persona \"ID\"",
        meaning: Sentence(
            fr: "La condition du persona, au même instant. Refusé dans un persona.",
            en: "The persona's own condition, at the same instant. Refused inside a persona."),
        examples: [
            .init("fits any persona", true, "company.size=25"),
            .init("fits persona \"pme\"", true, "company.size=25"),
            .init("fits persona \"pme\"", false, "company.size=2500"),
        ])
}

/// `in segment "name"`: belongs to a named set.
package struct InSegment: Hashable, Sendable {
    package let segment: Name

    package init(segment: Name) {
        self.segment = segment
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Segment", en: "Segment"),
        syntax: "in segment \"NAME\"",
        meaning: Sentence(
            fr: "La condition du segment, au même instant. Des segments qui se nomment en cercle sont refusés.",
            en:
                "The segment's own condition, at the same instant. Segments that name each other in a circle are refused."
        ),
        examples: [
            .init("in segment \"Lyonnais\"", true, "city=Lyon"),
            .init("not in segment \"Lyonnais\"", true, "city=Paris"),
        ])
}

/// One of several named conditions.
struct NamedCriterion: Criterion {
    struct Part: Sendable {
        let name: Sentence
        let criterion: any Criterion
    }

    let parts: [Part]
    let text: String
    let phrase: Sentence
    private let anyOf: Junction.AnyOf

    init(parts: [Part], text: String, phrase: Sentence) {
        self.parts = parts
        self.text = text
        self.phrase = phrase
        anyOf = Junction.AnyOf(parts: parts.map(\.criterion), text: text)
    }

    func holds(from vantage: Vantage, until: inout Instant) -> Bool {
        anyOf.holds(from: vantage, until: &until)
    }

    func explanation(from vantage: Vantage) -> Explanation {
        let explained = parts.map { $0.criterion.explanation(from: vantage).named($0.name) }
        return Explanation(
            text: text, phrase: phrase, holds: explained.contains(where: \.holds),
            until: Explanation.until(ofAny: explained), parts: explained, joint: .any)
    }

    func sql(in query: inout SetQuery) -> SQLFragment {
        parts.isEmpty ? "FALSE" : anyOf.sql(in: &query)
    }

    func shape(in query: SetQuery) -> SetShape { parts.isEmpty ? .test : anyOf.shape(in: query) }

    func add(to reading: inout Reading) { anyOf.add(to: &reading) }
}
