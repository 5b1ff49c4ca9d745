/// What a test of two variants sets out to see, decided before it begins and not changed afterwards: that is what makes
/// its answer worth something.
package struct TestPlan: Hashable, Sendable {
    /// Percentages that B may be shown to.
    package static let shares = [10, 20, 30, 50]
    /// Two whole weeks: weekdays and Sundays do not bring the same people.
    package static let shortest = 14
    /// Fewer visitors of a variant say nothing, however large the difference that one looks for.
    package static let fewest = 100

    /// How many of 10,000 visitors fill in the form so far.
    package let baseline: Int
    /// The smallest difference that is worth knowing, in per cent of the baseline.
    package let lift: Int
    /// How many of a hundred visitors are shown B.
    package let share: Int

    package init(baseline: Int, lift: Int, share: Int) throws(Problem) {
        guard (1...9000).contains(baseline) else { throw Problem(Words.baseline, path: "baseline") }
        guard (5...300).contains(lift), baseline * (100 + lift) < 1_000_000 else {
            throw Problem(Words.lift, path: "lift")
        }
        guard TestPlan.shares.contains(share) else { throw Problem(Words.share, path: "share") }
        self.baseline = baseline
        self.lift = lift
        self.share = share
    }

    /// Visitors that a variant needs, so that a difference of `lift` is seen four times in five, and none is seen nineteen
    /// times in twenty where there is none. Two-sided comparison of two proportions, groups of unequal size.
    /// Source: J. L. Fleiss, B. Levin, M. C. Paik, "Statistical Methods for Rates and Proportions", 3rd ed., ch. 4.
    package func needed(of variant: LandingVariant) -> Int {
        let first = Double(baseline) / 10_000
        let second = first * (1 + Double(lift) / 100)
        let ratio = Double(share) / Double(100 - share)
        let mean = (first + ratio * second) / (1 + ratio)
        let spread = (mean * (1 - mean) * (1 + 1 / ratio)).squareRoot()
        let apart = (first * (1 - first) + second * (1 - second) / ratio).squareRoot()
        let root = (TestPlan.certainty * spread + TestPlan.power * apart) / (second - first)
        let needed = root * root * (variant == .a ? 1 : ratio)
        return max(TestPlan.fewest, Int(needed.rounded(.up)))
    }

    /// Days that it takes where so many visitors come in a day; nil where none do.
    package func days(at visitors: Double) -> Int? {
        guard visitors > 0 else { return nil }
        let longest = LandingVariant.allCases.map { Double(needed(of: $0)) / (visitors * part(of: $0)) }.max() ?? 0
        return max(TestPlan.shortest, Int(longest.rounded(.up)))
    }

    /// Of all visitors.
    package func part(of variant: LandingVariant) -> Double {
        Double(variant == .b ? share : 100 - share) / 100
    }

    /// The variant for a number below 10,000 that is always the same for a browser.
    package func variant(at number: Int) -> LandingVariant { number < share * 100 ? .b : .a }

    /// Quantiles of the normal distribution: 0.975 and 0.8.
    private static let certainty = 1.959963984540054
    private static let power = 0.8416212335729143

    private enum Words {
        static let baseline = Sentence(
            fr: "écrivez combien de visiteurs sur cent envoient le formulaire, de 0,01 à 90",
            en: "write how many visitors of a hundred send the form, from 0.01 to 90")
        static let lift = Sentence(
            fr: "de 5 à 300\u{A0}%, et pas au-delà de tous les visiteurs",
            en: "from 5 to 300%, and not beyond all visitors")
        static let share = Sentence(
            fr: "montrez B à 10, 20, 30 ou 50\u{A0}% des visiteurs", en: "show B to 10, 20, 30 or 50% of visitors")
    }
}
