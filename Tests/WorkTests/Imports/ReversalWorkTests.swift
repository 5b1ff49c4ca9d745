import Storage
import TestSupport
import Testing
import Verger
import Work

@Suite struct `An import that is taken back by a worker` {
    private static func list(_ count: Int) -> String {
        "email,first_name,city\n" + (0..<count).map { "p\($0)@x.example,P\($0),Lyon\n" }.joined()
    }

    private static func fact(_ mapping: inout ImportMapping) {
        mapping.fact = .init("booth_visited", day: "2026-03-12", channel: "event")
    }

    /// A workspace into which a list of people came, after two who were known; the number of the import.
    private static func brought(_ engine: Engine, _ count: Int) throws -> (world: World, run: Int, before: Snapshot) {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "email,city\np1@x.example,Nice\nother@x.example,Nice\n")
        let before = try Snapshot(of: world.database, Snapshot.facts, without: ["version"])
        let id = try world.upload(list(count), change: fact)
        try world.carrier().turn()
        try world.start(id)
        try world.carrier().turn()
        return (world, try #require(try world.draft(id)?.run), before)
    }

    @Test(arguments: Engine.available)
    func `goes part by part, tells how far it has come, and leaves what was before`(engine: Engine) throws {
        let (world, run, before) = try Self.brought(engine, 23)
        try world.ask(run)
        var shares: [Double] = []
        var done = false
        _ = try world.database.write { try ImportReversals.claim(by: "one", on: $0, at: world.now) }
        while !done {
            done = try world.database.write { connection in
                try ImportReversals(connection, in: world.workspace.id).advance(
                    run, by: "one", Reversal(connection, in: world.workspace, types: [:]), part: 5, at: world.now)
            }
            shares.append(try #require(try world.reversal(run)).share)
        }

        let reversal = try #require(try world.reversal(run))
        #expect(reversal.state == .finished && reversal.place.outcome.contacts == 22)
        #expect(reversal.place.outcome.activities == 23 && reversal.place.outcome.changes == 1)
        #expect(shares.count > 6 && shares == shares.sorted() && shares.last == 1)
        #expect(try Snapshot(of: world.database, Snapshot.facts, without: ["version"]).differences(from: before) == [])
    }

    @Test(arguments: Engine.available)
    func `is gone on with after its process was killed, wherever`(engine: Engine) throws {
        for writes in 1...6 {
            let (world, run, before) = try Self.brought(engine, 9)
            try world.ask(run)

            #expect(throws: StorageProblem.self) {
                try world.carrier(DyingDatabase(world.database, after: writes)).turn()
            }
            #expect(try !world.carrier().turn(), "the lease still holds")
            while try world.carrier(at: world.now + ImportDrafts.lease + 1).turn() {}

            #expect(try world.reversal(run)?.state == .finished)
            let after = try Snapshot(of: world.database, Snapshot.facts, without: ["version"])
            #expect(after.differences(from: before) == [], "after \(writes)")
        }
    }

    @Test(arguments: Engine.available)
    func `is left to a person when process after process ends at it, who may go on with it`(engine: Engine) throws {
        let (world, run, before) = try Self.brought(engine, 9)
        try world.ask(run)
        var now = world.now
        for _ in 0..<3 {
            _ = try? world.carrier(DyingDatabase(world.database, after: 1), at: now).turn()
            now = now + ImportDrafts.lease + 1
        }

        #expect(try !world.carrier(at: now).turn())
        #expect(try world.reversal(run)?.state == .failed)
        try world.ask(run)
        try world.carrier(at: now).turn()

        #expect(try world.reversal(run)?.state == .finished)
        #expect(try Snapshot(of: world.database, Snapshot.facts, without: ["version"]).differences(from: before) == [])
    }

    @Test(arguments: Engine.available)
    func `comes one after the other in a workspace`(engine: Engine) throws {
        let (world, first, _) = try Self.brought(engine, 4)
        let id = try world.upload("email,last_name\np2@x.example,Deux\nnew@x.example,Neuf\n")
        try world.carrier().turn()
        try world.start(id)
        try world.carrier().turn()
        let second = try #require(try world.draft(id)?.run)
        for run in [second, first] { try world.ask(run) }

        let one = try world.database.write { try ImportReversals.claim(by: "one", on: $0, at: world.now) }
        let two = try world.database.write { try ImportReversals.claim(by: "two", on: $0, at: world.now) }
        #expect(one?.run == first && two == nil)
        let later = world.now + ImportDrafts.lease + 1
        while try world.carrier(at: later).turn() {}

        #expect(try [first, second].map { try world.reversal($0)?.state } == [.finished, .finished])
        #expect(try world.brought().addresses == ["other@x.example", "p1@x.example"])
    }

    @Test(arguments: Engine.available)
    func `gives addresses back across the parts`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let known = (0..<12).map { "c\($0),a\($0)@x.example\n" }.joined()
        try world.importing(.contacts, "external_id,email\n" + known)
        let before = try Snapshot(of: world.database, Snapshot.facts, without: ["version"])
        // Each takes the address of the next one, who takes another; the last one gets a new one.
        let moved = (0..<12).reversed().map { "c\($0),a\($0 + 1)@x.example\n" }.joined()
        let run = try #require(try world.importing(.contacts, "external_id,email\n" + moved).outcome.number)
        try world.ask(run)
        _ = try world.database.write { try ImportReversals.claim(by: "one", on: $0, at: world.now) }

        var done = false
        while !done {
            done = try world.database.write { connection in
                try ImportReversals(connection, in: world.workspace.id).advance(
                    run, by: "one", Reversal(connection, in: world.workspace, types: [:]), part: 2, at: world.now)
            }
        }

        #expect(try world.reversal(run)?.place.outcome.addressesTaken == 0)
        #expect(try Snapshot(of: world.database, Snapshot.facts, without: ["version"]).differences(from: before) == [])
    }
}

extension World {
    fileprivate func ask(_ run: Int) throws {
        try database.write { try ImportReversals($0, in: workspace.id).ask(run, by: "anne@borie.example", at: now) }
    }

    fileprivate func reversal(_ run: Int) throws -> ImportReversal? {
        try database.read { try ImportReversals($0, in: workspace.id).find(run) }
    }
}
