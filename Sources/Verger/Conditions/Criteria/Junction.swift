/// `always`, `never`, `and`, `or`, `not`: what joins the other criteria.
enum Junction {
    struct Constant: Criterion {
        let isTrue: Bool

        func holds(from vantage: Vantage, until: inout Instant) -> Bool { isTrue }

        func explanation(from vantage: Vantage) -> Explanation {
            Explanation(
                text: isTrue ? "always" : "never",
                phrase: isTrue ? Sentence(fr: "Toujours", en: "Always") : Sentence(fr: "Jamais", en: "Never"),
                holds: isTrue)
        }

        func sql(in query: inout SetQuery) -> SQLFragment { isTrue ? "TRUE" : "FALSE" }

        func add(to reading: inout Reading) {}
    }

    struct All: Criterion {
        let parts: [any Criterion]
        let text: String

        /// While one part fails the whole fails, so only that part's clock counts.
        func holds(from vantage: Vantage, until: inout Instant) -> Bool {
            var allHold = Instant.distantFuture
            for part in parts {
                var partHolds = Instant.distantFuture
                guard part.holds(from: vantage, until: &partHolds) else {
                    until = min(until, partHolds)
                    return false
                }
                allHold = min(allHold, partHolds)
            }
            until = min(until, allHold)
            return true
        }

        func explanation(from vantage: Vantage) -> Explanation {
            let parts = parts.map { $0.explanation(from: vantage) }
            return Explanation(
                text: text, phrase: Sentence(fr: "Tout ce qui suit", en: "All of these"),
                holds: parts.allSatisfy(\.holds), until: Explanation.until(ofAll: parts), parts: parts, joint: .all)
        }

        func sql(in query: inout SetQuery) -> SQLFragment {
            "(\(parts.map { $0.sql(in: &query) }.joined(separator: " AND ")))"
        }

        func shape(in query: SetQuery) -> SetShape { .all(parts) }

        func add(to reading: inout Reading) { for part in parts { part.add(to: &reading) } }
    }

    struct AnyOf: Criterion {
        let parts: [any Criterion]
        let text: String

        func holds(from vantage: Vantage, until: inout Instant) -> Bool {
            var noneHolds = Instant.distantFuture
            for part in parts {
                var partHolds = Instant.distantFuture
                if part.holds(from: vantage, until: &partHolds) {
                    until = min(until, partHolds)
                    return true
                }
                noneHolds = min(noneHolds, partHolds)
            }
            until = min(until, noneHolds)
            return false
        }

        func explanation(from vantage: Vantage) -> Explanation {
            let parts = parts.map { $0.explanation(from: vantage) }
            return Explanation(
                text: text, phrase: Sentence(fr: "Au moins un de ceux-ci", en: "At least one of these"),
                holds: parts.contains(where: \.holds), until: Explanation.until(ofAny: parts), parts: parts, joint: .any
            )
        }

        func sql(in query: inout SetQuery) -> SQLFragment {
            "(\(parts.map { $0.sql(in: &query) }.joined(separator: " OR ")))"
        }

        func shape(in query: SetQuery) -> SetShape { .any(parts) }

        func add(to reading: inout Reading) { for part in parts { part.add(to: &reading) } }
    }

    struct Not: Criterion {
        let part: any Criterion
        let text: String

        func holds(from vantage: Vantage, until: inout Instant) -> Bool {
            !part.holds(from: vantage, until: &until)
        }

        func explanation(from vantage: Vantage) -> Explanation {
            let inner = part.explanation(from: vantage)
            return Explanation(
                text: text, phrase: Sentence(fr: "Aucun des suivants", en: "Not this"), holds: !inner.holds,
                until: inner.until, parts: [inner], joint: .not)
        }

        func sql(in query: inout SetQuery) -> SQLFragment { "NOT (\(part.sql(in: &query)))" }

        func shape(in query: SetQuery) -> SetShape { .not(part) }

        func add(to reading: inout Reading) { part.add(to: &reading) }
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Et, ou, sauf", en: "And, or, not"),
        syntax: "A and B    A or B    not A    (A or B) and C    always    never",
        meaning: Sentence(
            fr: "«\u{A0}and\u{A0}» lie plus fort que «\u{A0}or\u{A0}»\u{202F}; les parenthèses décident.",
            en: "“and” binds tighter than “or”; parentheses decide."),
        examples: [
            .init("country = FR and city = Lyon", true, "country=FR", "city=Lyon"),
            .init("country = FR and city = Lyon", false, "country=FR", "city=Paris"),
            .init("country = BE or city = Lyon and country = FR", true, "country=BE"),
            .init("(country = BE or city = Lyon) and country = FR", false, "country=BE"),
            .init("not country = FR", true, "city=Lyon"),
            .init("always", true), .init("never", false),
        ])
}
