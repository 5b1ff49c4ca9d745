/// `TERM [not] contains "x"`, `starts with`, `ends with`.
package struct TextMatch: Hashable, Sendable {
    package enum Match: String, CaseIterable, Sendable {
        case contains, starts, ends

        /// As it is written.
        var words: String { self == .contains ? "contains" : rawValue + " with" }
    }

    package let term: Term
    package let isNegated: Bool
    package let match: Match
    package let part: String
    package let spot: Spot

    package init(_ term: Term, isNegated: Bool, _ match: Match, _ part: String, spot: Spot = Spot()) {
        self.term = term
        self.isNegated = isNegated
        self.match = match
        self.part = part
        self.spot = spot
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Morceau de texte", en: "Part of a text"),
        syntax: "TERM [not] contains \"TEXT\"    TERM [not] starts with \"TEXT\"    TERM [not] ends with \"TEXT\"",
        meaning: Sentence(
            fr: "Sans casse ni accents\u{202F}; rien n’y est un joker.",
            en: "Without case and accents; nothing is a wildcard."),
        examples: [
            .init("job_title contains \"achats\"", true, "job_title=Directrice des Achats"),
            .init("job_title not contains \"achats\"", true),
            .init("phone starts with \"+33\"", true, "phone=+33199000000"),
            .init("company.name ends with \"%\"", false, "company.name=Borie"),
        ])
}

struct TextMatchCriterion: FieldCriterion {
    let term: ResolvedTerm
    let isNegated: Bool
    let match: TextMatch.Match
    /// Folded.
    let part: String
    let readsContact: Bool
    let text: String
    let phrase: Sentence
    let subject: String

    func passes(from vantage: Vantage, until: inout Instant) -> Bool {
        guard case .text(let value)? = term.value(from: vantage, until: &until) else { return false }
        switch match {
        case .contains: return value.contains(scalars: part)
        case .starts: return value.utf8.starts(with: part.utf8)
        case .ends: return value.utf8.reversed().starts(with: part.utf8.reversed())
        }
    }

    func explanation(from vantage: Vantage) -> Explanation {
        vantage.explanation(of: self, term: term, subject: subject, text: text, phrase: phrase)
    }

    func add(to reading: inout Reading) { term.add(to: &reading) }

    func sql(in query: inout SetQuery) -> SQLFragment {
        let value = term.sql(in: &query)
        let length = SQLFragment(stringLiteral: String(part.unicodeScalars.count))
        let test: SQLFragment
        if part.isEmpty {
            test = "\(value) IS NOT NULL"
        } else {
            switch match {
            case .contains:
                let position = SQLFragment(
                    stringLiteral: query.dialect.position(of: "\u{1}", in: "\u{2}"))
                test = position.replacing("\u{1}", with: "\(part)", "\u{2}", with: value) + " > 0"
            case .starts: test = "SUBSTR(\(value), 1, \(length)) = \(part)"
            case .ends:
                test = """
                    (LENGTH(\(value)) >= \(length) AND \
                    SUBSTR(\(value), LENGTH(\(value)) - \(length) + 1) = \(part))
                    """
            }
        }
        return isNegated ? "NOT COALESCE(\(test), FALSE)" : "COALESCE(\(test), FALSE)"
    }
}

extension SQLFragment {
    /// Puts two fragments where marks stand, whichever comes first.
    func replacing(
        _ first: Character, with firstFragment: SQLFragment, _ second: Character, with secondFragment: SQLFragment
    ) -> SQLFragment {
        var result: SQLFragment = ""
        var piece = ""
        for character in text {
            guard character == first || character == second else {
                piece.append(character)
                continue
            }
            result = result + SQLFragment(stringLiteral: piece) + (character == first ? firstFragment : secondFragment)
            piece = ""
        }
        return result + SQLFragment(stringLiteral: piece)
    }
}
