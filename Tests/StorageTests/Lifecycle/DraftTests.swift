import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The draft of a definition` {
    private static let stricter = Cast.definitionText.replacing("within 12 months", with: "within 6 months")

    private func definitions<T>(_ world: World, _ body: (Definitions) throws -> T) throws -> T {
        try world.database.write { try body(Definitions($0, in: world.workspace)) }
    }

    private func save(_ text: String, _ definitions: Definitions, expecting revision: Int?) throws -> Definitions.Stored
    {
        try definitions.saveDraft(
            Document(json: text), source: text, expecting: revision, by: "anne@borie.example", at: Cast.now)
    }

    @Test(arguments: Engine.available)
    func `leaves what is in force as it is`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        try definitions(world) { definitions in
            let draft = try save(Self.stricter, definitions, expecting: nil)

            #expect(draft.version == 2 && draft.status == "draft" && draft.revision == 1)
            #expect(try definitions.active()?.version == 1)
            #expect(try definitions.active()?.source == Cast.definitionText)
            #expect(try !definitions.isDue(at: Cast.now + 100 * Instant.day))
        }
    }

    @Test(arguments: Engine.available)
    func `is not written over by who has read an older one`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try definitions(world) { _ = try save(Self.stricter, $0, expecting: nil) }
        try definitions(world) { _ = try save(Cast.definitionText, $0, expecting: 1) }

        for revision in [nil, 1, 3] {
            #expect(throws: DraftConflict.self) {
                try definitions(world) { _ = try save(Self.stricter, $0, expecting: revision) }
            }
        }

        let kept = try definitions(world) { try $0.draft() }
        #expect(kept?.source == Cast.definitionText && kept?.revision == 2)
    }

    @Test(arguments: Engine.available)
    func `set aside, can be taken up again`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        try definitions(world) { definitions in
            let draft = try save(Self.stricter, definitions, expecting: nil)
            try definitions.discardDraft(expecting: draft.revision, by: "anne", at: Cast.now)
            #expect(try definitions.draft() == nil)

            let resumed = try definitions.resumeDraft(version: draft.version, by: "anne", at: Cast.now)

            #expect(resumed?.source == Self.stricter)
            #expect(try definitions.draft()?.version == draft.version)
        }
    }

    @Test(arguments: Engine.available)
    func `is not made of what was in force, nor beside another`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        #expect(try definitions(world) { try $0.resumeDraft(version: 1, by: "anne", at: Cast.now) } == nil)
        #expect(try definitions(world) { try $0.resumeDraft(version: 9, by: "anne", at: Cast.now) } == nil)
        try definitions(world) { _ = try save(Self.stricter, $0, expecting: nil) }

        #expect(throws: DraftConflict.self) {
            try definitions(world) { _ = try $0.resumeDraft(version: 1, by: "anne", at: Cast.now) }
        }
    }

    @Test(arguments: Engine.available)
    func `comes into force at once, and gives everyone news`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.record(Cast.dossier(["2026-01-10 page_viewed"]))
        try world.refresh()

        try definitions(world) { definitions in
            let draft = try save(Self.stricter, definitions, expecting: nil)
            let stored = try definitions.activateDraft(
                expecting: draft.revision, from: Cast.now - Instant.day, by: "anne", at: Cast.now)

            #expect(stored.status == "active" && stored.effectiveFrom == Cast.now)
            #expect(try definitions.all().map(\.status) == ["active", "archived"])
        }

        let news = try world.database.read { try News($0, in: world.workspace.id).noted(after: nil, limit: 9) }
        #expect(news == [contact])
    }

    @Test(arguments: Engine.available)
    func `waits for its day, and can be called back until then`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let later = Cast.now + 3 * Instant.day

        try definitions(world) { definitions in
            let draft = try save(Self.stricter, definitions, expecting: nil)
            try definitions.activateDraft(expecting: draft.revision, from: later, by: "anne", at: Cast.now)
            #expect(try definitions.active()?.version == 1 && definitions.draft() == nil)
            #expect(try definitions.scheduled().map(\.version) == [2])

            try definitions.resumeDraft(version: 2, by: "anne", at: Cast.now)
            try definitions.activateDue(at: later)

            #expect(try definitions.active()?.version == 1 && definitions.scheduled().isEmpty)
        }
    }
}
