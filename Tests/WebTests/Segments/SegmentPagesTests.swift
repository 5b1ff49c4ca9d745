import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The pages of segments` {
    private func world(_ engine: Engine = .sqlite) throws -> World {
        let world = try World(in: engine.migratedDatabase())
        try world.record(
            Cast.dossier([
                "first_name=Ada", "email=ada@borie.example", "city=Lyon", "owner=anne@borie.example",
                "2026-01-05 call_held",
            ]))
        try world.record(
            Cast.dossier([
                "first_name=Jean", "email=jean@borie.example", "city=Lyon", "owner=zoe@borie.example",
                "2026-01-15 page_viewed",
            ]))
        try world.record(
            Cast.dossier(["first_name=Max", "email=max@borie.example", "city=Paris", "2026-01-20 page_viewed"]))
        try world.refresh()
        return world
    }

    private func save(
        _ asking: Asking, _ name: String, _ condition: String, at path: String = "segments", seen: String? = nil
    ) throws -> Reply {
        let form = [("name", name), ("where", condition), ("save", "1")] + (seen.map { [("seen", $0)] } ?? [])
        return try asking.post(path, form)
    }

    private func segment(_ world: World, _ name: String) throws -> Segment? {
        try world.database.read { try Segments($0, in: world.workspace.id).find(named: name) }
    }

    @Test(arguments: Engine.available)
    func `save a condition under a name, and say who holds it`(engine: Engine) throws {
        let world = try world(engine)
        let asking = Asking(world)

        let reply = try save(asking, "À Lyon", "city = Lyon")
        try world.refresh()

        let page = try asking.get(Reply.path(reply.location))
        #expect(page.text.contains("À Lyon") && page.text.contains("City is “Lyon”."))
        #expect(page.text.contains("2\u{A0}contacts"))
        #expect(page.text.contains("Ada") && page.text.contains("Jean") && !page.text.contains("Max"))
    }

    @Test(arguments: Engine.available)
    func `take contacts in by hand, let them out, and undo it`(engine: Engine) throws {
        let world = try world(engine)
        let asking = Asking(world)
        let ids = try world.database.read { try Contacts($0, in: world.workspace).ids(after: nil, limit: 2) }
        let chosen = ids.map { ("contact", String($0.value)) }

        let new = try asking.post(
            "contacts/bulk-actions", [("action", "add_segment"), ("segment_name", "Salon de Lyon")] + chosen)
        try world.refresh()

        let saved = try #require(try segment(world, "Salon de Lyon"))
        #expect(saved.condition == "tag \"Salon de Lyon\"")
        #expect(new.toast == "2\u{A0}contacts: in the segment “Salon de Lyon”.")
        let page = try asking.get("segments/\(saved.id.value)").text
        #expect(page.contains("kept by hand") && page.contains("2\u{A0}contacts"))
        #expect(try asking.get("contacts").text.contains("<option value=\"\(saved.id.value)\">Salon de Lyon"))

        let out = try asking.post(
            "contacts/bulk-actions",
            [
                ("action", "remove_tag"), ("tag", "Salon de Lyon"), chosen[0],
                ("from_segment", String(saved.id.value)),
            ])
        try world.refresh()
        #expect(out.location?.hasSuffix("segments/\(saved.id.value)#members") == true)
        #expect(try asking.get("segments/\(saved.id.value)").text.contains("1\u{A0}contact<"))

        _ = try asking.post(Reply.path(out.undo))
        try world.refresh()
        #expect(try asking.get("segments/\(saved.id.value)").text.contains("2\u{A0}contacts"))
        let again = try asking.post(
            "contacts/bulk-actions", [("action", "add_segment"), ("segment_name", "Salon de Lyon")] + chosen)
        #expect(again.toast?.contains("is called “Salon de Lyon” already") == true)
    }

    @Test func `take nobody in by hand where the condition asks for more than a tag`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try save(asking, "Ici", "city = Lyon")
        let id = try #require(try segment(world, "Ici")).id.value

        #expect(throws: Refusal.self) {
            try asking.post(
                "contacts/bulk-actions", [("action", "add_segment"), ("segment", "\(id)"), ("contact", "1")])
        }
        let nothing = try asking.post("contacts/bulk-actions", [("action", "add_segment"), ("contact", "1")])
        #expect(nothing.toast?.contains("choose a segment") == true)
    }

    @Test func `list those of the definition beside those that were saved`() throws {
        let asking = Asking(try world())
        _ = try save(asking, "Ici", "city = Lyon")

        let text = try asking.get("segments").text

        #expect(text.contains("Lyonnais chauds") && text.contains("Ici"))
        #expect(try asking.get("segments/defined?name=Lyonnais").text.contains("Used in"))
    }

    @Test func `tell each reader of the comings and goings of those that they see`() throws {
        let world = try world()
        _ = try save(Asking(world), "Chauds", "did any intent within 7 days")
        let id = try #require(try segment(world, "Chauds")).id.value
        let people = try world.database.read { try Contacts($0, in: world.workspace).ids(after: nil, limit: 9) }
        try world.append(people.map { .init(contact: $0, at: world.now + 1, kind: "demo_requested") })
        try world.database.write { try News($0, in: world.workspace.id).note(people) }
        try world.refresh(at: world.now + Instant.second)

        let all = try Asking(world).get("segments/\(id)").text
        let zoe = try Asking(world, as: .rep, email: "zoe@borie.example").get("segments/\(id)").text

        #expect(all.contains("in 30 days, 3 in"))
        #expect(zoe.contains("in 30 days, 2 in") && zoe.contains("Max") && !zoe.contains("Ada"), "her own and nobody's")
    }

    @Test func `count for each reader the contacts that they see`() throws {
        let world = try world()
        _ = try save(Asking(world), "Ici", "city = Lyon")
        let id = try #require(try segment(world, "Ici")).id.value

        let rep = Asking(world, as: .rep, email: "anne@borie.example")
        let text = try rep.get("segments/\(id)").text

        #expect(text.contains("1\u{A0}contact<") && text.contains("Ada") && !text.contains("Jean"))
        #expect(try rep.get("segments/\(id)?contact=jean@borie.example").text.contains("Nobody of that name"))
    }

    @Test func `say what is wrong and keep what was typed`() throws {
        let world = try world()
        let asking = Asking(world)

        for (name, condition, words) in [
            ("Ici", "citi = Lyon", "did you mean “city”"), ("", "city = Lyon", "Give it a name"),
            ("Lyonnais", "city = Lyon", "is called “Lyonnais” already"),
            ("Rond", "in segment \"Rond\"", "Rond"),
        ] {
            let reply = try save(asking, name, condition)
            #expect(reply.status == 422, "\(name)")
            #expect(reply.text.contains(words), "\(words)")
            #expect(reply.text.contains(condition.replacing("\"", with: "&quot;")))
        }
        #expect(try world.database.read { try Segments($0, in: world.workspace.id).all() }.isEmpty)
    }

    @Test func `do not let one person write over another's condition`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try save(asking, "Ici", "city = Lyon")
        let path = "segments/\(try #require(try segment(world, "Ici")).id.value)"
        _ = try save(asking, "Ici", "city = Paris", at: path, seen: "city = Lyon")

        let second = try save(asking, "Ici", "city = Nice", at: path, seen: "city = Lyon")

        #expect(second.status == 409 && second.text.contains("city = Nice"))
        #expect(try segment(world, "Ici")?.condition == "city = Paris")
    }

    @Test func `explain why a contact is in it or not`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try save(asking, "Appelés", "did any exchange")
        let path = "segments/\(try #require(try segment(world, "Appelés")).id.value)"

        #expect(try asking.get(path + "?contact=ada@borie.example").text.contains(" is in this segment:"))
        #expect(try asking.get(path + "?contact=max@borie.example").text.contains(" is not in this segment:"))
    }

    @Test func `show who came in and went out`() throws {
        let world = try world()
        _ = try save(Asking(world), "Appelés", "did any exchange")
        try world.refresh()
        try world.database.write { connection in
            let contact = try Contacts(connection, in: world.workspace).ids(after: nil, limit: 3)[2]
            let kinds = Dictionary(uniqueKeysWithValues: ActivityKind.catalogue.map { ($0.name, $0) })
            try Activities(connection, in: world.workspace.id).append(
                [.init(contact: contact, at: world.now + Instant.hour, kind: "call_held")], kinds: kinds, zone: .paris)
            try News(connection, in: world.workspace.id).note([contact])
        }
        try world.refresh(at: world.now + 2 * Instant.hour)

        let text = try Asking(world).get("segments/\(try #require(try segment(world, "Appelés")).id.value)").text

        #expect(text.contains(" came in") && text.contains("1 in and 0 out"))
    }

    @Test func `remove one and put it back as it was`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try save(asking, "Ici", "city = Lyon")
        let before = try #require(try segment(world, "Ici"))

        let reply = try asking.post("segments/\(before.id.value)/removals")
        #expect(try segment(world, "Ici") == nil)
        try asking.post(Reply.path(reply.undo))

        #expect(try segment(world, "Ici") == before)
    }

    @Test func `do not remove or rename one that others name`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try save(asking, "Ici", "city = Lyon")
        _ = try save(asking, "Ici aussi", "in segment \"Ici\" and stage >= lead")
        let path = "segments/\(try #require(try segment(world, "Ici")).id.value)"

        #expect(throws: Refusal.self) { try asking.post(path + "/removals") }
        #expect(try save(asking, "Là", "city = Lyon", at: path).status == 422)
        #expect(try asking.get(path).text.contains("Ici aussi"))
    }
}
