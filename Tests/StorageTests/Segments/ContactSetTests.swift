import Foundation
import TestSupport
import Testing
import Verger

@testable import Storage

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
                #expect(try world.count(condition) == queried.count, "\(condition.text)")
                answers.insert(queried.count)
            }
        }
        #expect(answers.count > 100, "conditions that are always true or false prove nothing")
    }

    @Test(arguments: Engine.available, ["did page_viewed", "not did page_viewed", "country = FR"])
    func `are given page by page`(engine: Engine, condition: String) throws {
        let world = try World(in: engine.migratedDatabase())
        let facts = ["2026-01-10 page_viewed", "2026-01-10 call_held"]
        try world.record((0..<40).map { Cast.dossier(["country=FR", facts[$0 / 3 % 2]], firstID: Int64($0) * 10 + 1) })
        try world.refresh()
        let resolved = try world.rules().resolve(parsing: condition)
        let all = try world.query(resolved)

        let (first, second, end) = try world.database.read { connection in
            let sets = ContactSet(connection, in: world.workspace)
            let first = try sets.ids(resolved, at: world.now, limit: 7)
            let second = try sets.ids(resolved, at: world.now, after: first.last, limit: 7)
            return (first, second, try sets.ids(resolved, at: world.now, after: all.last, limit: 7))
        }

        #expect(first + second == Array(all.prefix(14)))
        #expect(end == [])
    }

    @Test func `join ids far apart`() {
        var (left, right) = (ContactBits(), ContactBits())
        for id in [1, 63, 64, 70_000, 5_000_000] as [Int64] { left.insert(id) }
        for id in [64, 65_536, 70_000, 9_000_000] as [Int64] { right.insert(id) }
        var (union, common, rest) = (left, left, left)

        union.formUnion(right)
        common.formIntersection(right)
        rest.subtract(right)

        #expect(union.ids(after: 0, limit: .max).map(\.value) == [1, 63, 64, 65_536, 70_000, 5_000_000, 9_000_000])
        #expect(common.ids(after: 64, limit: .max).map(\.value) == [70_000])
        #expect(rest.ids(after: 0, limit: 2).map(\.value) == [1, 63] && rest.count == 3)
        common.subtract(union)
        #expect(common.isEmpty)
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
