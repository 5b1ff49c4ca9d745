import Foundation
import Storage
import TestSupport
import Testing
import Verger

@Suite struct `An import taken back` {
    static let seeds =
        Int(ProcessInfo.processInfo.environment["VERGER_SEEDS"] ?? "").map { Array(1...$0) } ?? Array(1...4)
    static let people = (0..<5).map { "c\($0)" }
    static let firms = (0..<3).map { "Firm \($0)" }

    @Test(arguments: Engine.available, seeds)
    func `leaves what was before it, and can come again`(engine: Engine, seed: Int) throws {
        var (world, files) = try Self.start(engine, seed)
        let before = try world.facts()
        let file = files.file("second", about: Self.people + ["new"], Self.firms + ["New"])
        let run = try #require(try world.importing(file.kind, file.text).outcome.number)
        let after = try world.portable()

        try world.revert(run)
        #expect(try world.facts().differences(from: before) == [], "seed \(seed)")
        try world.expectDerived("seed \(seed)")
        let again = try world.importing(file.kind, file.text)

        #expect(again.outcome.number == run + 1)
        #expect(try world.portable().differences(from: after) == [], "seed \(seed)")
        try world.expectDerived("seed \(seed)")
    }

    @Test(arguments: Engine.available, seeds)
    func `leaves what a later one said, as if it had come alone`(engine: Engine, seed: Int) throws {
        var (world, files) = try Self.start(engine, seed)
        let (control, _) = try Self.start(engine, seed)
        files.isMeddling = false
        let first = files.file("first", about: Self.people + ["one"], Self.firms + ["One"])
        let second = files.file("2nd", about: Self.people + ["two"], Self.firms + ["Two"])
        let run = try #require(try world.importing(first.kind, first.text).outcome.number)
        for world in [world, control] { try world.importing(second.kind, second.text, at: world.now + 1) }

        try world.revert(run)

        let differences = try world.portable().differences(from: control.portable())
        #expect(differences == [], "seed \(seed)")
        try world.expectDerived("seed \(seed)")
    }

    @Test(arguments: Engine.available, seeds)
    func `leaves nothing of two, whichever goes first`(engine: Engine, seed: Int) throws {
        var (world, files) = try Self.start(engine, seed)
        files.isMeddling = false
        let before = try world.facts()
        let runs = try ["first", "2nd"].map { label in
            let file = files.file(label, about: Self.people + ["one", "two"], Self.firms + ["One"])
            return try #require(try world.importing(file.kind, file.text).outcome.number)
        }

        for run in seed % 2 == 0 ? runs : runs.reversed() { try world.revert(run) }

        #expect(try world.facts().differences(from: before) == [], "seed \(seed)")
        try world.expectDerived("seed \(seed)")
    }

    @Test(arguments: Engine.available)
    func `keeps those of whom others told more`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let run = try world.importing(.contacts, "external_id,email\nc1,a@b.fr\nc2,b@b.fr\nc3,c@b.fr\nc4,d@b.fr\n")
        try world.importing(.contacts, "external_id,email,city\nc1,,Lyon\nx3,c@b.fr,\n")
        try world.importing(.activities, "contact,kind,at\nc2,call_held,2026-02-01\n")

        let outcome = try world.revert(#require(run.outcome.number))

        #expect(outcome.kept == 3 && outcome.contacts == 1)
        #expect(try ["c1", "c2", "x3", "c4"].map { try world.find($0) != nil } == [true, true, true, false])
        #expect(try world.find("c1")?.fields[.city] == "Lyon")
    }

    @Test(arguments: Engine.available)
    func `gives addresses back`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,email\nc1,a@b.fr\nc2,b@b.fr\n")
        let before = try world.facts()
        let run = try world.importing(.contacts, "external_id,email\nc2,c@b.fr\nc1,b@b.fr\nc3,a@b.fr\n")

        try world.revert(#require(run.outcome.number))

        #expect(try world.facts().differences(from: before) == [])
    }

    @Test(arguments: Engine.available)
    func `gives no address back that someone who stays has now`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,email\nc1,a@b.fr\n")
        let run = try world.importing(.contacts, "external_id,email\nc1,new@b.fr\n")
        try world.importing(.contacts, "external_id,email\nc2,A@b.fr\n")

        let outcome = try world.revert(#require(run.outcome.number))

        #expect(outcome.addressesTaken == 1)
        #expect(try ["c1", "c2"].map { try world.find($0)?.fields[.email] } == [nil, "A@b.fr"])
    }

    /// A workspace that knows the people by id and address, and two of the firms from them alone.
    private static func start(_ engine: Engine, _ seed: Int) throws -> (World, RandomFiles) {
        let world = try World(in: engine.migratedDatabase())
        var files = RandomFiles(seed: UInt64(seed))
        let known = people.enumerated().map { "\($1),\($1)@b.fr,\(firms[$0 % firms.count])\n" }.joined()
        try world.importing(.contacts, "external_id,email,company\n" + known, at: world.now - 2 * Instant.day)
        for kind in [ImportKind.contacts, .activities, .companies] {
            let file = files.file("base", about: people, [firms[0]], kind: kind)
            try world.importing(kind, file.text, at: world.now - Instant.day)
        }
        try world.refresh()
        return (world, files)
    }
}

extension World {
    fileprivate func facts() throws -> Snapshot {
        try Snapshot(of: database, Snapshot.facts + ["activity_void"], without: ["version"])
    }

    /// Facts without the ids that they happen to have.
    fileprivate func portable() throws -> Snapshot {
        try Snapshot(
            of: database, Snapshot.facts,
            without: ["id", "contact", "company", "activity", "import_run", "changes", "version"]
        ).replacing(/"import": ?"\d+"/, with: "")
    }

    @discardableResult
    fileprivate func revert(_ run: Int) throws -> Reversal.Outcome {
        try database.write {
            try Reversal($0, in: workspace, types: Cast.definition().fields).revert(run, at: now)
        }
    }

    /// What is derived after a refresh is what an evaluation of everyone gives.
    fileprivate func expectDerived(_ comment: Comment) throws {
        let later = now + Instant.hour
        try refresh(at: later)
        let refreshed = try Snapshot(of: database, Snapshot.derived)
        try Evaluation(database, in: workspace).rebuild(rules(), at: later)
        #expect(try Snapshot(of: database, Snapshot.derived).differences(from: refreshed) == [], comment)
    }
}
