import TestSupport
import Testing
import Verger

@Suite struct `Jaro and Jaro–Winkler` {
    /// Computed with jellyfish.
    @Test(arguments: [
        ("martha", "marhta", 0.944444, 0.961111), ("dwayne", "duane", 0.822222, 0.84),
        ("dixon", "dicksonx", 0.766667, 0.813333), ("jones", "johnson", 0.790476, 0.832381),
        ("abroms", "abrams", 0.888889, 0.922222), ("dupont", "dupond", 0.888889, 0.933333),
        ("michelle", "michael", 0.869048, 0.921429), ("jellyfish", "smellyfish", 0.896296, 0.896296),
        ("crate", "crixqwz", 0.561905, 0.561905), ("abcdqrst", "abcdefghij", 0.633333, 0.633333),
    ])
    func `are those of jellyfish`(left: String, right: String, jaro: Double, winkler: Double) {
        #expect(abs(JaroWinkler.jaro(left, right) - jaro) < 1e-6)
        #expect(abs(JaroWinkler.similarity(left, right) - winkler) < 1e-6)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `are symmetric, between 0 and 1, and 1 for equal texts`(seed: UInt64) {
        var random = RandomSource(seed: seed)
        for _ in 0..<200 {
            let (left, right) = (random.word(), random.word())
            let (jaro, winkler) = (JaroWinkler.jaro(left, right), JaroWinkler.similarity(left, right))
            #expect(abs(JaroWinkler.jaro(right, left) - jaro) < 1e-12, "\(left) \(right)")
            #expect(0 <= jaro && jaro <= winkler && winkler <= 1, "\(left) \(right)")
            #expect(JaroWinkler.similarity(left, left) == 1)
            #expect((winkler == 1) == (left == right), "\(left) \(right)")
        }
    }
}

extension RandomSource {
    /// Up to eight of a few letters, so that words have much in common.
    fileprivate mutating func word() -> String {
        String((0..<int(1...8)).map { _ in pick(["a", "b", "c", "d", "é"] as [Character]) })
    }
}
