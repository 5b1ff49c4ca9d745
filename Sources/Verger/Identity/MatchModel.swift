import Foundation

/// How much each agreement says for or against two records being one.
///
/// Source: Fellegi and Sunter, "A theory for record linkage", JASA 1969. `m`: how often an agreement is found among pairs
/// that are one; `u`: among pairs that are two. Its weight is log2(m/u), and the weights of a pair add up.
package struct MatchModel: Sendable {
    package struct Rates: Hashable, Sendable {
        package var m: Double
        package var u: Double

        package init(m: Double, u: Double) {
            self.m = m
            self.u = u
        }

        /// In bits.
        package var weight: Double { log2(m / u) }
    }

    package var rates: [MatchField: [Agreement: Rates]]
    /// How often any two candidates are one.
    package var prior: Double
    /// Whether what people of one house or office share says nothing when first names differ, and a town nothing beyond
    /// its postal code. Rates taken from data know that already.
    package var heedsNeighbours = false

    package init(rates: [MatchField: [Agreement: Rates]], prior: Double) {
        self.rates = rates
        self.prior = prior
    }

    package func weight(_ field: MatchField, _ agreement: Agreement) -> Double {
        rates[field]?[agreement]?.weight ?? 0
    }

    package func judgement(of comparison: MatchComparison) -> Judgement {
        let agreements = comparison.agreements
        let isOther = heedsNeighbours && agreements[.firstName] == .different
        let parts = MatchField.allCases.compactMap { field -> Judgement.Part? in
            guard let agreement = agreements[field] else { return nil }
            var weight = weight(field, agreement)
            if isOther, field.isShared { weight = min(weight, 0) }
            if heedsNeighbours, field == .city, agreements[.postalCode] == .same { weight = min(weight, 0) }
            return Judgement.Part(field: field, agreement: agreement, weight: weight)
        }
        return Judgement(parts: parts, prior: prior)
    }
}

extension MatchModel {
    /// For people. Rates of e-mail, phone, names and towns are those of the worked example in the linkage literature; the others
    /// are chosen so that a name and a town alone are never more than worth a look.
    package static let people: MatchModel = {
        var model = MatchModel(
            rates: [
                .email: graded(same: (0.9, 0.00001)), .phone: graded(same: (0.8, 0.0001)),
                .firstName: graded(same: (0.85, 0.006), close: (0.1, 0.01)),
                .lastName: graded(same: (0.85, 0.006), close: (0.1, 0.004)),
                .birthDate: graded(same: (0.95, 0.0001), close: (0.03, 0.003)),
                .address: graded(same: (0.7, 0.0005), close: (0.2, 0.002)),
                .postalCode: graded(same: (0.8, 0.01), close: (0.1, 0.005)),
                .city: graded(same: (0.8, 0.045), close: (0.05, 0.005)),
                .company: graded(same: (0.7, 0.001), close: (0.1, 0.001)),
            ], prior: 0.0001)
        model.heedsNeighbours = true
        return model
    }()

    /// For companies.
    package static let companies = MatchModel(
        rates: [
            .company: graded(same: (0.75, 0.00005), close: (0.15, 0.0005)),
            .siren: graded(same: (0.98, 0.00001)), .domain: graded(same: (0.85, 0.00005)),
            .city: graded(same: (0.75, 0.045), close: (0.05, 0.005)),
        ], prior: 0.0001)

    /// The rest is different.
    private static func graded(
        same: (m: Double, u: Double), close: (m: Double, u: Double)? = nil
    ) -> [Agreement: Rates] {
        var rates: [Agreement: Rates] = [.same: Rates(m: same.m, u: same.u)]
        rates[.close] = close.map { Rates(m: $0.m, u: $0.u) }
        let (m, u) = (same.m + (close?.m ?? 0), same.u + (close?.u ?? 0))
        rates[.different] = Rates(m: 1 - m, u: 1 - u)
        return rates
    }
}
