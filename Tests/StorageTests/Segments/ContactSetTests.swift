import Foundation
import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Sets of contacts` {
    /// More rounds on demand: `VERGER_ROUNDS=20000 bin/test --filter Sets`.
    static let rounds = Int(ProcessInfo.processInfo.environment["VERGER_ROUNDS"] ?? "") ?? 1500

    @Test(arguments: Engine.available)
    func `are the same by query and in memory, for any condition`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var random = RandomWorld(seed: 11)
        try world.record((0..<250).map { random.dossier(firstID: Int64($0) * 100 + 1) })
        try world.refresh()
        var answers: Set<Int> = []
        for _ in 0..<(Self.rounds / 50) {
            var rules = try world.rules()
            let conditions = try (0..<50).map { _ in
                let condition = try rules.resolve(random.condition())
                rules = condition.rules
                return condition
            }
            var counted = conditions.map { _ in [Contact.ID]() }
            try Census(world.database, in: world.workspace).forEach(rules, at: world.now) { contact, _, evaluator, _ in
                for (index, condition) in conditions.enumerated() where evaluator.holds(condition) {
                    counted[index].append(contact)
                }
            }
            for (index, condition) in conditions.enumerated() {
                let queried = try world.query(condition)
                #expect(queried == counted[index], "\(condition.text)")
                answers.insert(queried.count)
            }
        }
        #expect(answers.count > 100, "conditions that are always true or false prove nothing")
    }

    @Test(arguments: Engine.available)
    func `hold the examples of the documentation`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let examples = CriterionDocumentation.all.flatMap(\.examples)
        let ids = try world.record(
            examples.enumerated().map { index, example in Cast.dossier(example.facts, firstID: Int64(index) * 100) })
        try world.refresh()
        let rules = try world.rules()

        for (example, id) in zip(examples, ids) {
            let found = try world.query(rules.resolve(parsing: example.condition))
            #expect(found.contains(id) == example.holds, "\(example.condition)")
        }
    }
}

@Suite struct `The count of a set` {
    @Test(arguments: Engine.available, [2, 7, 11])
    func `does not change by itself before the instant that is told`(engine: Engine, seed: Int) throws {
        let world = try World(in: engine.migratedDatabase())
        var random = RandomWorld(seed: UInt64(seed))
        try world.record((0..<12).map { random.dossier(firstID: Int64($0) * 100 + 1) })
        try world.refresh()
        let rules = try world.rules()
        var told = 0
        for _ in 0..<40 {
            let condition = try rules.resolve(random.condition())
            let before = try world.census(condition)
            let until = try world.database.read {
                try ContactSet($0, in: world.workspace).validUntil(condition, at: world.now)
            }
            let last = until.map { $0 - 1 } ?? world.now + 400 * Instant.day
            #expect(try world.census(condition, at: last) == before, "\(condition.text)")
            if until != nil { told += 1 }
        }
        #expect(told > 5)
    }
}
