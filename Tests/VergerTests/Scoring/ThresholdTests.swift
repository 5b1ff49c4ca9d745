import Testing
import Verger

@Suite struct ThresholdTests {
    /// The 2,772 test leads of X Education, 1,068 of them won; a sale is worth 100 and a call costs 30.
    private static let economics = Threshold.Economics(value: 100, cost: 30)
    private static let published = [
        (0.2, 1645, 958, 0.5824, 0.8970, 46450.0), (0.3, 1322, 880, 0.6657, 0.8240, 48340),
        (0.4, 1002, 772, 0.7705, 0.7228, 47140), (0.5, 885, 714, 0.8068, 0.6685, 44850),
        (0.6, 768, 630, 0.8203, 0.5899, 39960), (0.7, 617, 523, 0.8476, 0.4897, 33790),
        (0.8, 449, 402, 0.8953, 0.3764, 26730), (0.9, 306, 283, 0.9248, 0.2650, 19120),
    ]

    @Test(arguments: published.indices)
    func `gives the precision, recall and profit of X Education`(row: Int) throws {
        let (probability, flagged, right, precision, recall, profit) = Self.published[row]

        let threshold = Threshold(probability, flagged: flagged, right: right, won: 1068)

        #expect(abs(try #require(threshold.precision).value - precision) < 0.00005)
        #expect(abs(try #require(threshold.recall).value - recall) < 0.00005)
        #expect(threshold.profit(Self.economics) == profit)
    }

    @Test(arguments: [
        (958, 1645, 0.5584, 0.6060), (880, 1322, 0.6398, 0.6906), (12, 40, 0.1807, 0.4543), (15, 100, 0.0931, 0.2328),
    ])
    func `surrounds a share by Wilson’s interval`(part: Int, whole: Int, low: Double, high: Double) throws {
        let interval = try #require(Proportion(part, of: whole)).wilsonInterval

        #expect(abs(interval.lowerBound - low) < 0.00005)
        #expect(abs(interval.upperBound - high) < 0.00005)
    }

    @Test func `keeps the interval between none and all`() throws {
        #expect(try #require(Proportion(0, of: 3)).wilsonInterval.lowerBound == 0)
        #expect(try #require(Proportion(3, of: 3)).wilsonInterval.upperBound == 1)
        #expect(try #require(Proportion(0, of: 3)).wilsonInterval.upperBound > 0.5)
        #expect(Proportion(0, of: 0) == nil && Proportion(4, of: 3) == nil && Proportion(-1, of: 3) == nil)
    }

    @Test func `breaks even where a call costs what it brings`() {
        #expect(Self.economics.breakEven == 0.3)
        #expect(Threshold.Economics(value: 0, cost: 30).breakEven == nil)
    }

    @Test func `flags those at or above it, and is best where profit is greatest`() throws {
        let outcomes = [(0.9, true), (0.7, true), (0.5, false), (0.5, true), (0.3, false), (0.1, false)].map {
            Threshold.Outcome(probability: $0.0, isWon: $0.1)
        }

        let half = Threshold(0.5, over: outcomes)
        let best = try #require(Threshold.best(of: [0.9, 0.6, 0.5, 0.2], over: outcomes, Self.economics))

        #expect(half == Threshold(0.5, flagged: 4, right: 3, won: 3))
        #expect(half.profit(Self.economics) == 180)
        #expect(best == half)
        #expect(Threshold.best(of: [], over: outcomes, Self.economics) == nil)
    }

    @Test func `has no precision when it flags nobody, no recall when nobody was won`() {
        let nobody = Threshold(0.99, over: [.init(probability: 0.5, isWon: false)])

        #expect(nobody.precision == nil && nobody.recall == nil)
        #expect(nobody.profit(Self.economics) == 0)
    }

    @Test func `prefers the lowest of thresholds that earn the same`() {
        let outcomes = [Threshold.Outcome(probability: 0.8, isWon: true)]

        #expect(Threshold.best(of: [0.7, 0.2, 0.5], over: outcomes, Self.economics)?.probability == 0.2)
    }
}
