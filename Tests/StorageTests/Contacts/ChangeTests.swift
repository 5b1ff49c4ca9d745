import TestSupport
import Testing
import Verger

@testable import Storage

@Suite struct `A change of a profile` {
    @Test func `is the same read back from its text`() throws {
        var random = RandomSource(seed: 3)
        let texts: [String?] = [nil, "", "Lyon", "12.50", "true", "null", "\"\\\n\t", "Hôtel 🏨", "[1, 2]"]
        for _ in 0..<200 {
            var change = Change(at: Instant(seconds: 7))
            for name in ["city", "email", "budget", "é\"è"] where random.chance(50) {
                change.fields[name] = (before: random.pick(texts), after: random.pick(texts))
            }
            if random.chance(50) { change.tags = (before: random.pick([[], ["vip"]]), after: ["a;b", "É", "1"]) }
            if random.chance(50) { change.company = (before: random.pick([nil, 1]), after: random.pick([nil, .max])) }

            let read = try Change(at: change.at, json: change.json)

            #expect(
                read.fields.mapValues { [$0.before, $0.after] } == change.fields.mapValues { [$0.before, $0.after] })
            #expect(read.tags.map { [$0.before, $0.after] } == change.tags.map { [$0.before, $0.after] })
            #expect(read.company.map { [$0.before, $0.after] } == change.company.map { [$0.before, $0.after] })
            #expect(read.isEmpty == change.isEmpty)
        }
    }
}
