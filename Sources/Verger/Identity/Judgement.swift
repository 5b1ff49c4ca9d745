import Foundation

/// Whether two records are one: the weights that say so, and the probability that they make.
package struct Judgement: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package let field: MatchField
        package let agreement: Agreement
        /// In bits; for when positive.
        package let weight: Double
    }

    package enum Verdict: String, Sendable {
        case certain, review, no
    }

    package let parts: [Part]
    /// The sum of the parts, in bits.
    package let weight: Double
    /// That the two are one, from 0 to 1.
    package let probability: Double

    /// From here on a pair is all but certain.
    package static let certainty = 0.99
    /// From here on a pair is worth a look: the same phone number or the same full name, and nothing against it.
    package static let doubt = 0.3

    init(parts: [Part], prior: Double) {
        self.parts = parts
        weight = parts.map(\.weight).reduce(0, +)
        let odds = log2(prior / (1 - prior)) + weight
        probability = 1 / (1 + exp2(-odds))
    }

    package var verdict: Verdict {
        probability >= Judgement.certainty ? .certain : probability >= Judgement.doubt ? .review : .no
    }
}
