import Foundation
import Storage
import TestSupport
import Testing
import Verger

@Suite struct `An evaluation` {
    /// More games on demand: `VERGER_SEEDS=50 bin/test --filter evaluation`.
    static let seeds =
        Int(ProcessInfo.processInfo.environment["VERGER_SEEDS"] ?? "").map { Array(1...$0) } ?? [1, 2, 13]

    @Test(arguments: Engine.available, seeds)
    func `of those who are due leaves what an evaluation of everyone would`(engine: Engine, seed: Int) throws {
        var game = try EvaluationGame(in: engine.migratedDatabase(), seed: UInt64(seed))
        var stages: Set<Int> = []
        for step in 0..<40 {
            let move = try game.move()
            let refreshed = try game.refreshed()
            #expect(try game.due() == [], "seed \(seed), step \(step): \(move)")

            try game.rebuild()

            let rebuilt = try game.derived()
            #expect(refreshed.differences(from: rebuilt) == [], "seed \(seed), step \(step): \(move)")
            stages.insert(rebuilt.count)
        }
        #expect(stages.count > 5, "a history that never changes proves nothing")
    }

    @Test(arguments: Engine.available)
    func `meets someone whose first activity is yet to come on its day`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let tomorrow = world.now + Instant.day
        let id = try world.record(Cast.dossier(["email=a@b.fr", "2026-03-02T12:00:00 demo_requested"]))
        let everyone = try world.rules().resolve(parsing: "always")

        try world.refresh()
        let before = try (world.query(everyone), world.history())
        try world.refresh(at: tomorrow - 1)
        let just = try (world.query(everyone), world.history())
        let count = try world.refresh(at: tomorrow)

        #expect(before.0 == [] && before.1 == [])
        #expect(just.0 == [] && just.1 == [])
        #expect(count == 1)
        #expect(try world.history() == [[id.value, tomorrow.microseconds, 3]])
    }

    @Test(arguments: Engine.available)
    func `leaves nobody due, and is not repeated`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var random = RandomWorld(seed: 5)
        try world.record((0..<30).map { random.dossier(firstID: Int64($0) * 100 + 1) })

        let counts = try [world.refresh(), world.refresh()]

        #expect(counts == [30, 0])
    }

    @Test(arguments: Engine.available)
    func `in small batches is the same`(engine: Engine) throws {
        let worlds = try (0..<2).map { _ in try World(in: engine.migratedDatabase()) }
        for world in worlds {
            var random = RandomWorld(seed: 6)
            try world.record((0..<30).map { random.dossier(firstID: Int64($0) * 100 + 1) })
        }

        try worlds[0].refresh()
        var done: [Int] = []
        try Evaluation(worlds[1].database, in: worlds[1].workspace, batch: 7)
            .rebuild(worlds[1].rules(), at: worlds[1].now) { done.append($0) }

        let derived = try worlds.map { try Snapshot(of: $0.database, Snapshot.derived + ["news"]) }
        #expect(derived[0].differences(from: derived[1]) == [])
        #expect(done == done.sorted() && done.last == 30)
    }
}

extension World {
    /// Contact, instant and stage of each transition.
    fileprivate func history() throws -> [[Int64]] {
        try database.read { connection in
            try connection.rows("SELECT contact, at, stage FROM stage_history ORDER BY contact, at") { row in
                (0..<3).map { row.integer($0) }
            }
        }
    }
}
