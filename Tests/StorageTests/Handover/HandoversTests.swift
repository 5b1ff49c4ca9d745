import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The handovers of a workspace` {
    /// Sunday noon: the clock begins on Monday at nine.
    static let due = Instant(iso8601: "2026-03-02T13:00:00", in: .paris)!

    @Test(arguments: Engine.available)
    func `are opened by a rise, once, with an owner and a clock of working hours`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([Cast.dossier(["owner=lea@borie.example"]), Cast.dossier(["city=Lyon"])])
        try world.refresh()
        #expect(try world.open().isEmpty)

        try world.append(.init(contact: ids[0], at: world.now, kind: "demo_requested"))
        try world.refresh()
        try world.append(.init(contact: ids[0], at: world.now + 1, kind: "page_viewed"))
        try world.refresh(at: world.now + 2)
        try Evaluation(world.database, in: world.workspace).rebuild(world.rules(), at: world.now + 3)

        let open = try world.open()
        #expect(open.map(\.contact) == [ids[0]])
        #expect(open.map(\.openedAt) == [world.now])
        #expect(open.map(\.dueAt) == [Self.due])
        #expect(open.map(\.owner) == ["lea@borie.example"])
    }

    @Test(arguments: Engine.available)
    func `are closed when the contact leaves, and opened anew when it comes back`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.record(Cast.dossier(["2026-03-01T11:00:00 demo_requested"]))
        try world.refresh()
        try world.append(.init(contact: id, at: world.now, kind: "opportunity_lost"))
        try world.refresh()
        let closed = try world.all(of: id)
        try world.append(.init(contact: id, at: world.now + 5, kind: "quote_requested"))
        try world.refresh(at: world.now + 5)

        #expect(closed.map(\.closedAt) == [world.now])
        #expect(closed.map { $0.state(at: world.now) } == [.missed])
        #expect(try world.all(of: id).map { $0.state(at: world.now + 5) } == [.waiting, .missed])
    }

    @Test(arguments: Engine.available)
    func `are not opened by the history that a file brings`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,email\nold,a@b.fr\nnew,c@d.fr\n")
        try world.importing(
            .activities, "contact,kind,at\nold,demo_requested,2025-06-01\nnew,demo_requested,2026-02-27T15:00:00\n")
        try world.refresh()

        #expect(try world.open().map(\.openedAt) == [Instant(iso8601: "2026-02-27T15:00:00", in: .paris)!])
    }

    @Test(arguments: Engine.available)
    func `keep their answer when evidence of another day moves the entry`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.record(Cast.dossier(["2026-03-01T11:00:00 demo_requested"]))
        try world.refresh()
        let waiting = try world.open()[0].id
        try world.answer { try $0.take(waiting, by: "Tom@borie.example", at: world.now) }
        try world.append(.init(contact: id, at: world.now - 2 * Instant.hour, kind: "pricing_requested"))
        try world.refresh()

        #expect(try world.open().isEmpty)
        #expect(try world.all(of: id).map(\.answer) == [.taken])
        let owner = try world.database.read { try Contacts($0, in: world.workspace).find(id)?.fields[.owner] }
        #expect(owner == "tom@borie.example")
    }

    @Test(arguments: Engine.available)
    func `move with the entry while nobody has answered`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.record(Cast.dossier(["2026-03-01T11:00:00 demo_requested"]))
        try world.refresh()
        let earlier = world.now - 2 * Instant.hour
        try world.append(.init(contact: id, at: earlier, kind: "pricing_requested"))
        try world.refresh()

        #expect(try world.all(of: id).map(\.openedAt) == [earlier])
    }

    @Test(arguments: Engine.available)
    func `wait for one person, or for nobody, the most pressing first`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([
            Cast.dossier(["owner=lea@borie.example", "2026-02-28T11:00:00 demo_requested"]),
            Cast.dossier(["owner=tom@borie.example", "2026-02-26T11:00:00 demo_requested"]),
            Cast.dossier(["2026-02-27T11:00:00 demo_requested"]),
            Cast.dossier(["2026-02-27T11:00:00 demo_requested", "2026-02-27T12:00:00 disqualified"]),
        ])
        try world.refresh()

        #expect(try world.open().map(\.contact) == [ids[1], ids[2], ids[0]])
        #expect(try world.open(for: "Lea@borie.example").map(\.contact) == [ids[2], ids[0]])
    }

    @Test(arguments: Engine.available)
    func `follow the routes of the definition, each owner in turn`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let text = Cast.definitionText.replacing(
            #""answer_within": "4 working hours"}"#,
            with: """
                "answer_within": "4 working hours", "routing": [
                {"when": "city = Lyon", "to": ["lea@borie.example", "tom@borie.example"]},
                {"when": "country = CH", "to": ["ada@borie.example"]}]}
                """)
        _ = try world.database.write { connection in
            try Definitions(connection, in: world.workspace).activate(
                Document(json: text), source: text, from: world.now, by: "test", at: world.now)
        }
        let asked = "2026-03-01T11:00:00 demo_requested"
        try world.record([
            Cast.dossier(["city=Lyon", asked]), Cast.dossier(["country=CH", asked]),
            Cast.dossier(["city=Lyon", asked]),
            Cast.dossier(["city=Lyon", asked]), Cast.dossier(["owner=zoe@borie.example", asked]),
        ])
        try world.refresh()

        #expect(
            try world.open().map(\.owner) == [
                "lea@borie.example", "ada@borie.example", "tom@borie.example", "lea@borie.example", "zoe@borie.example",
            ])
    }

    @Test(arguments: Engine.available)
    func `are refused with a reason that the audit log keeps`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.record(Cast.dossier(["2026-03-01T11:00:00 demo_requested"]))
        try world.refresh()
        let id = try world.open()[0].id

        try world.answer { try $0.refuse(id, by: "tom@borie.example", reason: "Hors de France", at: world.now) }

        let log = try world.database.read { try AuditLog($0, in: world.workspace.id).latest(1) }
        #expect(log.map(\.action) == ["handover refused"])
        #expect(try log[0].details.contains("Hors de France") && world.open().isEmpty)
        #expect(throws: Handover.Problem.answered(by: "tom@borie.example")) {
            try world.answer { try $0.take(id, by: "lea@borie.example", at: world.now) }
        }
    }
}

extension World {
    fileprivate func open(for owner: String? = nil) throws -> [Handover] {
        try database.read { try Handovers($0, in: workspace).open(for: owner) }
    }

    fileprivate func all(of contact: Contact.ID) throws -> [Handover] {
        try database.read { try Handovers($0, in: workspace).all(of: contact) }
    }

    fileprivate func answer(_ body: (Handovers) throws -> Handover?) throws {
        _ = try database.write { try body(Handovers($0, in: workspace)) }
    }
}
