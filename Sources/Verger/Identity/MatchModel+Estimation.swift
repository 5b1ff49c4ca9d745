extension MatchModel {
    /// The rates that explain `comparisons` best, of which nobody said which are one: expectation and maximisation in turn,
    /// until the prior stands still. Needs pairs of both sorts, such as blocking finds.
    ///
    /// Source: Winkler, "Using the EM algorithm for weight computation in the Fellegi-Sunter model", ASA 1988.
    package static func estimated(from comparisons: [MatchComparison], rounds: Int = 100) -> MatchModel {
        let counts = Dictionary(comparisons.map { ($0, 1.0) }, uniquingKeysWith: +)
        // In one order, so that the same pairs give the same rates to the last digit.
        let patterns = counts.sorted { $0.key.text < $1.key.text }
        var model = MatchModel(rates: [:], prior: 0.05)
        for field in Set(comparisons.flatMap { $0.agreements.keys }) { model.rates[field] = beginning }
        for _ in 0..<rounds {
            let next = model.improved(on: patterns)
            let isStill = abs(next.prior - model.prior) < 1e-9
            model = next
            if isStill { break }
        }
        return model
    }

    private static let beginning: [Agreement: Rates] = [
        .same: Rates(m: 0.8, u: 0.03), .close: Rates(m: 0.15, u: 0.07), .different: Rates(m: 0.05, u: 0.9),
    ]

    /// So that what was never seen is rare and not impossible.
    private static let unseen = 1e-6

    private func improved(on patterns: [(key: MatchComparison, value: Double)]) -> MatchModel {
        var ones: [MatchField: [Agreement: Double]] = [:]
        var twos: [MatchField: [Agreement: Double]] = [:]
        var (all, one) = (0.0, 0.0)
        for (comparison, count) in patterns {
            let share = judgement(of: comparison).probability * count
            all += count
            one += share
            for (field, agreement) in comparison.agreements {
                ones[field, default: [:]][agreement, default: 0] += share
                twos[field, default: [:]][agreement, default: 0] += count - share
            }
        }
        var model = self
        model.prior = min(max(one / max(all, 1), MatchModel.unseen), 1 - MatchModel.unseen)
        for field in rates.keys {
            let (m, u) = (MatchModel.shares(ones[field]), MatchModel.shares(twos[field]))
            for agreement in Agreement.allCases {
                model.rates[field]?[agreement] = Rates(m: m[agreement] ?? 0.5, u: u[agreement] ?? 0.5)
            }
        }
        return model
    }

    private static func shares(_ counts: [Agreement: Double]?) -> [Agreement: Double] {
        var shares: [Agreement: Double] = [:]
        let filled = Agreement.allCases.map { counts?[$0] ?? 0 }.map { $0 + unseen }
        let sum = filled.reduce(0, +)
        for (agreement, count) in zip(Agreement.allCases, filled) { shares[agreement] = count / sum }
        return shares
    }
}
