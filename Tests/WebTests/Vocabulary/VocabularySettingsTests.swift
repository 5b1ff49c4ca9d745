import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The settings that are a part of the definition` {
    private func world() throws -> World { try World(in: Engine.sqlite.migratedDatabase()) }

    private func definition(_ world: World) throws -> (draft: Definitions.Stored?, active: Definitions.Stored?) {
        try world.database.read { connection in
            let definitions = Definitions(connection, in: world.workspace)
            return (try definitions.draft(), try definitions.active())
        }
    }

    /// Sends a form with the state of the definition that its page showed.
    private func send(_ asking: Asking, _ page: String, _ form: [(String, String)], to part: String = "") throws
        -> Reply
    {
        let seen = try asking.get("settings/\(page)").field("seen") ?? ""
        return try asking.post("settings/\(page)\(part)", form + [("seen", seen)])
    }

    @Test(arguments: ["fields", "kinds", "personas", "lists", "hours"])
    func `are all there, in both languages`(tab: String) throws {
        let asking = Asking(try world())

        for language in Language.allCases {
            let reply = try asking.get("settings/\(tab)", in: language)
            #expect(reply.status == 200)
            #expect(reply.text.contains("aria-current=\"page\""))
        }
    }

    @Test func `draft a field with its names and values, which changes nothing yet`() throws {
        let world = try world()
        let asking = Asking(world)

        let reply = try send(
            asking, "fields",
            [
                ("name", "origin"), ("label_fr", "Origine"), ("label_en", "Origin"), ("type", "text"),
                ("values", "Salon\nSite, Appel"),
            ])

        #expect(reply.status == 303 && reply.toast?.contains("replay it") == true)
        let (draft, active) = try definition(world)
        #expect(draft?.definition.fields["origin"] == .text && active?.definition.fields["origin"] == nil)
        #expect(draft?.definition.fieldLabels["origin"] == Sentence(fr: "Origine", en: "Origin"))
        #expect(draft?.definition.fieldValues["origin"] == ["Salon", "Site", "Appel"])
        let page = try asking.get("settings/fields").text
        #expect(
            page.contains("Origin") && page.contains("What you see is draft v2") && page.contains("definition#replay"))
    }

    @Test func `show a field under its name everywhere once it is in force, and offer its values`() async throws {
        let world = try world()
        let asking = Asking(world)
        let browser = try world.browser(of: world.hire("boss@b.fr"))
        _ = try send(
            asking, "fields", [("name", "origin"), ("label_en", "Where from"), ("type", "text"), ("values", "Fair")])
        try world.database.write { connection in
            let definitions = Definitions(connection, in: world.workspace)
            let draft = try #require(try definitions.draft())
            try definitions.activateDraft(expecting: draft.revision, from: world.now, by: "anne", at: world.now)
        }

        let form = try await browser.get("/w/borie/contacts/new").text

        #expect(form.contains("Where from") && form.contains("<option value=\"Fair\">"))
        #expect(try asking.get("contacts").text.contains("Where from"))
    }

    @Test func `say what is wrong, change nothing and keep what was typed`() throws {
        let world = try world()
        let asking = Asking(world)

        for (form, words) in [
            ([("name", "Origin!"), ("label_en", "Kept")], "lower case"),
            ([("name", ""), ("label_en", "Kept")], "a name"),
            ([("name", "email"), ("label_en", "Kept")], "exists already"),
        ] {
            let reply = try send(asking, "fields", form + [("type", "text")])
            #expect(reply.status == 422 && reply.text.contains(words) && reply.text.contains("Kept"), "\(words)")
        }
        let kind = try send(
            asking, "kinds", [("name", "visited"), ("group", "exchange"), ("properties", "minutes: hours")])
        #expect(kind.status == 422 && kind.text.contains("minutes: hours"))
        #expect(try definition(world).draft == nil)
    }

    @Test func `refuse to take away what a condition names`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try send(asking, "lists", [("name", "rivals"), ("entries", "a.example\nb.example")])
        _ = try send(
            asking, "personas",
            [("id", "rival"), ("label_en", "Rival"), ("where", "email.domain in list \"rivals\""), ("save", "1")])

        let reply = try send(asking, "lists", [("list", "rivals")], to: "/removals")

        #expect(reply.status == 422 && reply.text.contains("rivals"))
        #expect(try definition(world).draft?.definition.lists["rivals"] == ["a.example", "b.example"])
    }

    @Test func `add to a list and take from it in bulk, whatever the case`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try send(asking, "lists", [("name", "rivals"), ("entries", "a.example")])

        let added = try send(
            asking, "lists", [("list", "rivals"), ("entries", "B.example; A.EXAMPLE, c.example\n\nc.example")],
            to: "/entries")
        let taken = try send(
            asking, "lists", [("list", "rivals"), ("entry", "b.EXAMPLE"), ("entry", "c.example")],
            to: "/entries/removals")

        #expect(added.location?.contains("list=rivals") == true && taken.status == 303)
        #expect(try definition(world).draft?.definition.lists["rivals"] == ["a.example"])
        let many = (0...5_000).map { "x\($0).example" }.joined(separator: "\n")
        let refused = try send(asking, "lists", [("list", "rivals"), ("entries", many)], to: "/entries")
        #expect(
            refused.status == 422 && refused.text.contains("at most 5000") && refused.text.contains("x4999.example"))
    }

    @Test func `add a persona, count who fits one, and take one away`() throws {
        let world = try world()
        try world.record(Cast.dossier(["first_name=Ada", "company.size=20"]))
        try world.refresh()
        let asking = Asking(world)
        let known = try #require(try definition(world).active?.definition.personas.first)

        let added = try send(
            asking, "personas",
            [("id", "far"), ("label_fr", "Loin"), ("where", "city = \"Brest\""), ("save", "1")])
        let empty = try send(asking, "personas", [("id", "x"), ("label_fr", "X"), ("where", ""), ("save", "1")])
        let wrong = try send(
            asking, "personas", [("id", "x"), ("label_fr", "X"), ("where", "citi = 1"), ("save", "1")])
        let removed = try send(asking, "personas", [("id", "far")], to: "/removals")

        #expect([added.status, empty.status, wrong.status, removed.status] == [303, 422, 422, 303])
        #expect(wrong.text.contains("did you mean “city”"))
        #expect(try definition(world).draft?.definition.personas == definition(world).active?.definition.personas)
        #expect(try asking.get("settings/personas/counts?id=\(known.id)").text.contains(">"))
    }

    @Test func `take nothing from who saw an older state`() throws {
        let world = try world()
        let asking = Asking(world)
        let seen = try #require(try asking.get("settings/lists").field("seen"))
        _ = try send(asking, "lists", [("name", "mine"), ("entries", "a")])

        let late = try asking.post("settings/lists", [("name", "theirs"), ("entries", "kept words"), ("seen", seen)])

        #expect(late.status == 409 && late.text.contains("kept words"))
        #expect(try definition(world).draft?.definition.lists["theirs"] == nil)
    }

    @Test func `are read by all who may see the definition, and changed by those who may draft it`() throws {
        let asking = Asking(try world(), as: .rep)

        #expect(try !asking.get("settings/fields").text.contains("name=\"label_fr\""))
        #expect(throws: Refusal.self) { try asking.post("settings/fields", [("name", "x")]) }
        #expect(throws: Refusal.self) { try asking.get("settings/hours") }
    }
}

@Suite struct `The settings of working hours` {
    @Test func `set the clock of handovers, and survive those of the workspace`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let asking = Asking(world)

        let reply = try asking.post(
            "settings/hours",
            [
                ("day1", "9:00–12:30, 14h00-18:00"), ("day6", "10:00-12:00"), ("holidays", "none"),
                ("closures", "2026-12-24"),
            ])
        _ = try asking.post(
            "settings/workspace", [("name", "Borie"), ("zone", "Europe/Paris"), ("currency", "EUR"), ("region", "FR")])

        #expect(reply.status == 303)
        let hours = try world.database.read { try Handovers($0, in: world.workspace).hours() }
        #expect(hours.week[1]?.map(\.text) == ["09:00-12:30", "14:00-18:00"])
        #expect(hours.week[6]?.map(\.text) == ["10:00-12:00"] && hours.week[2]?.isEmpty == true)
        #expect(hours.holidays == .none && hours.closures.map(\.description) == ["2026-12-24"])
        #expect(try asking.get("settings/hours").text.contains("09:00-12:30, 14:00-18:00"))
    }

    @Test(arguments: [
        ("day1", "9-12"), ("day1", "14:00-18:00, 09:00-12:00"), ("day2", "25:00-26:00"), ("closures", "Noël"),
    ])
    func `keep what was typed wrongly`(field: String, text: String) throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())

        let reply = try Asking(world).post("settings/hours", [(field, text)])

        #expect(reply.status == 422 && reply.text.contains(text))
        #expect(try world.database.read { try Settings($0, in: world.workspace.id).all() }.workingHours == nil)
    }
}
