import Storage
import TestSupport
import Testing
import Verger
import Work

@Suite struct `A file at which processes end` {
    private static let text =
        "email,first_name\n" + (0..<60).map { "p\($0)@x.example,P\($0)\n" }.joined()

    /// A process that ends after `writes` transactions, and the time at which another one may go on.
    private func end(_ world: World, after writes: Int, at now: inout Instant) {
        _ = try? world.carrier(DyingDatabase(world.database, after: writes), at: now).turn()
        now = now + ImportDrafts.lease + 1
    }

    @Test(arguments: Engine.available, [ImportDraft.State.checking, .running])
    func `is left to a person after the third`(engine: Engine, state: ImportDraft.State) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.upload(Self.text)
        if state == .running {
            try world.carrier().turn()
            try world.start(id)
        }
        var now = world.now
        // The claim is the only thing that comes of it.
        for _ in 0..<3 { end(world, after: 1, at: &now) }
        #expect(try world.draft(id)?.state == state && world.draft(id)?.attempts == 3)

        #expect(try !world.carrier(at: now).turn(), "nobody touches it any more")

        let draft = try #require(try world.draft(id))
        #expect(draft.state == .failed && draft.isFileKept)
        #expect(draft.problem?.en.contains("ended several times in a row") == true)
        #expect(try world.brought().addresses.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `does not keep the others from coming in`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let bad = try world.upload(Self.text)
        let good = try world.upload("email\na@b.example\n")
        var now = world.now
        for _ in 0..<3 { end(world, after: 1, at: &now) }

        while try world.carrier(at: now).turn() {}

        #expect(try world.draft(bad)?.state == .failed && world.draft(good)?.state == .checked)
    }

    @Test(arguments: Engine.available)
    func `is gone on with as often as more of it comes in`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.upload(Self.text)
        try world.carrier().turn()
        try world.start(id)
        var now = world.now

        // Claim, beginning, and one batch of five.
        for _ in 0..<8 { end(world, after: 3, at: &now) }

        #expect(try world.draft(id)?.state == .running)
        #expect(try world.brought().addresses.count >= 40)
        try world.carrier(at: now).turn()
        #expect(try world.draft(id)?.state == .finished && world.brought().addresses.count == 60)
    }

    @Test(arguments: Engine.available)
    func `counts no attempt of a process that left off by itself`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.upload(Self.text)

        for _ in 0..<5 { try world.carrier().turn(isOver: { true }) }

        #expect(try world.draft(id)?.state == .checking && world.draft(id)?.attempts == 0)
        try world.carrier().turn()
        #expect(try world.draft(id)?.state == .checked)
    }
}
