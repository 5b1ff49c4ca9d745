/// What a reader is told about one form of condition, with examples that are run in memory and on both engines.
package struct CriterionDocumentation: Sendable {
    package let name: Sentence
    /// The form, as in the grammar.
    package let syntax: String
    package let meaning: Sentence
    package let examples: [Example]

    /// A condition, the facts of a contact, and whether it holds on 1 March 2026 at noon in Paris.
    package struct Example: Sendable {
        package let condition: String
        package let holds: Bool
        /// Each is `DATE kind name=value …`, `field=value`, or `tag:NAME`.
        package let facts: [String]

        init(_ condition: String, _ holds: Bool, _ facts: String...) {
            self.condition = condition
            self.holds = holds
            self.facts = facts
        }
    }

    /// All forms, in the order in which they are taught.
    package static let all: [CriterionDocumentation] = [
        Comparison.documentation, Inclusion.documentation, InRange.documentation, TextMatch.documentation,
        Emptiness.documentation, Did.documentation, Moment.documentation, Figure.documentation,
        Fits.documentation, InSegment.documentation, Tagged.documentation, Junction.documentation,
    ]
}
