import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The page of the day` {
    private static let anne = "anne@borie.example"

    /// Somebody hot of Anne's who asked for a demo this morning, and somebody cold of nobody's.
    private func world(_ engine: Engine = .sqlite) throws -> World {
        let world = try World(in: engine.migratedDatabase())
        try world.record([
            Cast.dossier(["first_name=Nadia", "last_name=Benali", "email=nadia@b.example", "owner=\(Self.anne)"]),
            Cast.dossier(["first_name=Zoé", "email=zoe@b.example", "2026-01-15 page_viewed"]),
        ])
        try world.refresh(at: world.now - Instant.hour)
        let nadia = try #require(try contact(world, "nadia@b.example"))
        try world.database.write { connection in
            let kinds = try world.rules().catalogue.kindsByName
            try Activities(connection, in: world.workspace.id).append(
                [.init(contact: nadia, at: world.now - Instant.minute, kind: "demo_requested")], kinds: kinds,
                zone: world.workspace.zone)
            try News(connection, in: world.workspace.id).note([nadia])
        }
        try world.refresh()
        return world
    }

    private func contact(_ world: World, _ email: String) throws -> Contact.ID? {
        try world.database.read { try Contacts($0, in: world.workspace).withEmails([email])[email] }
    }

    private func handover(_ world: World) throws -> Handover? {
        try world.database.read {
            try Handovers($0, in: world.workspace).open(for: nil, seenBy: .everyone, limit: 9).first
        }
    }

    @Test(arguments: Engine.available)
    func `says whom to call first and why, who waits, and what changed, in both languages`(engine: Engine) throws {
        let asking = Asking(try world(engine), email: Self.anne)

        let english = try asking.get("today").text
        let french = try asking.get("today", in: .french).text

        #expect(english.contains("Nadia Benali") && english.contains("demo requested".capitalizedFirst))
        #expect(french.contains("Démonstration demandée"))
        #expect(!english.contains("Zoé"))
    }

    @Test func `shows a rep their own day, and nobody else's`() throws {
        let world = try world()

        let theirs = try Asking(world, as: .rep, email: "zoe@borie.example").get("today?scope=team").text

        #expect(!theirs.contains("Nadia"))
    }

    @Test(arguments: Engine.available)
    func `takes a handover once, and gives it back with a reason`(engine: Engine) throws {
        let world = try world(engine)
        let asking = Asking(world, email: Self.anne)
        let id = try #require(try handover(world)).id

        #expect(throws: Refusal.self, "a refusal says why") {
            try asking.post("handovers/\(id)/refusal", [("reason", "")])
        }
        let taken = try asking.post("handovers/\(id)/taking")
        let answered = try world.database.read { try Handovers($0, in: world.workspace).find(id) }

        #expect(taken.status == 303 && taken.toast?.contains("Nadia Benali is yours") == true)
        #expect(answered?.answer == .taken && answered?.answeredBy == Self.anne)
        let zoe = asking.colleague(.admin, email: "zoe@borie.example")
        #expect(throws: Refusal.self, "one is enough") { try zoe.post("handovers/\(id)/taking") }
    }

    @Test func `keeps tasks: written, done, to do again, only by whom they concern`() throws {
        let world = try world()
        let asking = Asking(world, email: Self.anne)

        let added = try asking.post("tasks", [("title", "Envoyer <b>le devis</b>"), ("due", "2026-03-01")])
        let task = try #require(
            try world.database.read { try SalesTasks($0, in: world.workspace).open(for: Self.anne, limit: 9).first })
        let page = try asking.get("today").text
        let done = try asking.post("tasks/\(task.id)/completion")

        #expect(added.status == 303 && page.contains("Envoyer &lt;b&gt;le devis") && !page.contains("<b>le devis"))
        #expect(done.toast?.contains("Envoyer") == true && done.undo?.hasSuffix("tasks/\(task.id)/reopening") == true)
        let stranger = Asking(world, as: .rep, email: "zoe@borie.example")
        #expect(throws: Refusal.self) { try stranger.post("tasks/\(task.id)/reopening") }
        #expect(try asking.post(Reply.path(done.undo)).status == 303)
        #expect(throws: Refusal.self) { try asking.post("tasks", [("title", "")]) }
    }

    @Test(arguments: Engine.available)
    func `shows a rep the tasks of the team that are about whom they see, and nobody's name`(engine: Engine) throws {
        let world = try world(engine)
        let nadia = try #require(try contact(world, "nadia@b.example"))
        try world.database.write { connection in
            let tasks = SalesTasks(connection, in: world.workspace)
            try tasks.add("Envoyer le devis", contact: nadia, for: Self.anne, by: Self.anne, at: world.now)
            try tasks.add("Ranger le stand", for: Self.anne, by: Self.anne, at: world.now)
            try tasks.add("Ma tâche", contact: nadia, for: "zoe@borie.example", by: Self.anne, at: world.now)
        }
        let zoe = Asking(world, as: .rep, email: "zoe@borie.example")

        for page in [try zoe.get("today").text, try zoe.get("today?scope=team").text] {
            #expect(!page.contains("Envoyer le devis") && !page.contains("Ranger le stand"))
            #expect(page.contains("Ma tâche") && !page.contains("Nadia"))
        }
        #expect(try Asking(world).get("today?scope=team").text.contains("Ranger le stand"))
    }

    @Test func `lets no partner take or refuse a handover, nor offers it`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        try world.record(
            Cast.dossier([
                "first_name=Nadia", "email=nadia@b.example", "source=Agence", "job_title=DG", "2026-02-27 call_held",
            ]))
        try world.refresh(at: world.now - Instant.hour)
        let nadia = try #require(try contact(world, "nadia@b.example"))
        try world.append(.init(contact: nadia, at: world.now - Instant.minute, kind: "demo_requested"))
        try world.database.write { try News($0, in: world.workspace.id).note([nadia]) }
        try world.refresh()
        let id = try #require(try handover(world)).id
        let partner = Asking(world, as: .partner, email: "agence@b.example", source: "Agence")

        for path in ["handovers/\(id)/taking", "handovers/\(id)/refusal"] {
            #expect(throws: Refusal.self) { try partner.post(path, [("reason", "loin")]) }
            #expect(try !partner.get("today").text.contains(path))
            #expect(try !partner.get("contacts/\(nadia.value)").text.contains(path))
        }
        #expect(try handover(world)?.answer == nil)
        #expect(try partner.get("today").text.contains("Nadia"), "it sees whom it brought")
        #expect(
            try Asking(world, as: .rep, email: "zoe@b.example").get("today").text.contains("handovers/\(id)/taking"))
    }

    @Test func `puts somebody off until tomorrow morning`() throws {
        let world = try world()
        let asking = Asking(world, email: Self.anne)
        let nadia = try #require(try contact(world, "nadia@b.example")).value

        let reply = try asking.post("contacts/\(nadia)/postponements")

        #expect(reply.status == 303 && reply.undo != nil)
        let tasks = try world.database.read { try SalesTasks($0, in: world.workspace).open(for: Self.anne, limit: 9) }
        #expect(tasks.map(\.title) == ["Call Nadia Benali"])
    }
}
