/// From which probability on it pays to contact someone. Source: `p·V > c`, hence p* = c/V; Wilson's interval.
package struct Threshold: Hashable, Sendable {
    /// What a model foretold of someone, and what came of it.
    package struct Outcome: Hashable, Sendable {
        /// From 0 to 1.
        package let probability: Double
        package let isWon: Bool

        package init(probability: Double, isWon: Bool) {
            self.probability = probability
            self.isWon = isWon
        }
    }

    /// What a sale brings and what contacting someone costs, in the same currency.
    package struct Economics: Hashable, Sendable {
        package let value: Double
        package let cost: Double

        package init(value: Double, cost: Double) {
            self.value = value
            self.cost = cost
        }

        /// p* = c/V: the probability above which contacting someone pays. Nil when a sale brings nothing.
        package var breakEven: Double? { value > 0 ? cost / value : nil }
    }

    /// Those whose probability is at least this are contacted.
    package let probability: Double
    /// How many that is.
    package let flagged: Int
    /// Of those, won.
    package let right: Int
    /// All that were won, contacted or not.
    package let won: Int

    package init(_ probability: Double, flagged: Int, right: Int, won: Int) {
        self.probability = probability
        self.flagged = flagged
        self.right = right
        self.won = won
    }

    /// Counts the outcomes at or above `probability`.
    package init(_ probability: Double, over outcomes: [Outcome]) {
        let flagged = outcomes.filter { $0.probability >= probability }
        self.init(
            probability, flagged: flagged.count, right: flagged.count(where: \.isWon),
            won: outcomes.count(where: \.isWon))
    }

    /// The share of the contacted that were won; nil when nobody was contacted.
    package var precision: Proportion? { Proportion(right, of: flagged) }

    /// The share of the won that were contacted; nil when nobody was won.
    package var recall: Proportion? { Proportion(right, of: won) }

    /// right·V − flagged·c.
    package func profit(_ economics: Economics) -> Double {
        Double(right) * economics.value - Double(flagged) * economics.cost
    }
}

extension Threshold {
    /// The one of `probabilities` with the greatest profit, the lowest of equals; nil when there is none.
    package static func best(
        of probabilities: [Double], over outcomes: [Outcome], _ economics: Economics
    ) -> Threshold? {
        probabilities.sorted().map { Threshold($0, over: outcomes) }.reduce(nil) { best, next in
            guard let best, best.profit(economics) >= next.profit(economics) else { return next }
            return best
        }
    }
}
