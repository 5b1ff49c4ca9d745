import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `A kiosk` {
    private let world: World
    private let form: Form

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        form = try world.publish(Forming.document(.stand) { $0.event = "Salon de Lyon" }, named: "Stand")
    }

    private func link() async throws -> String {
        let page = try await world.browser(of: world.hire("a\(Int.random(in: 0...99_999))@b.fr")).get(
            "/w/borie/forms/\(form.id)")
        let link = try #require(page.text.firstMatch(of: /value="(http:[^"]*\/kiosk\?key=[^"]*)"/)?.1)
        return String(link.dropFirst("http://verger.test".count))
    }

    @Test func `opens by its link, and by no other`() async throws {
        let path = try await link()

        let page = try await Browser(world).get(path)
        let worker = try await Browser(world).get("/f/borie/stand/kiosk/sw.js")
        let forged = try await Browser(world).get("/f/borie/stand/kiosk?key=kiosk.1.1.99999999999.00")
        let late = try await Browser(world, at: world.now + 15 * Instant.day).get(path)

        #expect(page.status == 200 && page.text.contains("data-queue=\"kiosk-"))
        #expect(page.headers[.setCookie] == nil)
        #expect(worker.headers[HTTPField.Name("Service-Worker-Allowed")!] == "/f/borie/stand/kiosk")
        #expect([forged.status, late.status] == [410, 410])
    }

    @Test func `takes days later what was filled in without a network, once`() async throws {
        let page = PublicReply(try await Browser(world).get(try await link()))
        let at = world.now + 2 * Instant.hour
        let later = Browser(world, at: world.now + 20 * Instant.day)
        let fields =
            page.carried + [
                ("submission", Forming.key("t")), ("at", at.iso8601), ("q3", "zoe@fournil.example"), ("c1", "yes"),
            ]

        let replies = try await [
            later.post("/f/borie/stand/kiosk", fields), later.post("/f/borie/stand/kiosk", fields),
        ]

        #expect(replies.map(\.text) == ["{\"taken\":true,\"repeated\":false}", "{\"taken\":true,\"repeated\":true}"])
        let contact = try world.database.read {
            try Contacts($0, in: world.workspace).find(named: "zoe@fournil.example")!
        }
        let timeline = try world.database.read { try Activities($0, in: world.workspace.id).timeline(of: contact.id) }
        #expect(timeline.map(\.kind) == ["form_submitted", "booth_visited", "consent_granted"])
        #expect(timeline.allSatisfy { $0.at == at })
    }

    @Test func `refuses a forged key, and what comes months late`() async throws {
        let page = PublicReply(try await Browser(world).get(try await link()))
        let sent: [(name: String, value: String)] = [("submission", Forming.key("t")), ("q3", "a@b.fr")]

        let forged = try await Browser(world).post(
            "/f/borie/stand/kiosk", page.carried.filter { $0.name != "key" } + sent + [("key", "kiosk.1.1.1.1")])
        let old = try await Browser(world, at: world.now + 60 * Instant.day).post(
            "/f/borie/stand/kiosk", page.carried + sent + [("at", world.now.iso8601)])

        #expect([forged.status, old.status] == [403, 403])
    }

    @Test func `loses nothing that it can't read`() async throws {
        let page = PublicReply(try await Browser(world).get(try await link()))

        let reply = try await Browser(world).post(
            "/f/borie/stand/kiosk",
            page.carried + [("submission", Forming.key("t")), ("q1", "Zoé"), ("q3", "zoe at fournil")])

        #expect(reply.status == 200)
        let held = try world.database.read {
            try Submissions($0, in: world.workspace.id).all(of: form.id, held: true, limit: 9)
        }
        #expect(held.map(\.held) == [.unreadable] && held[0].answers.map(\.values) == [["Zoé"], ["zoe at fournil"]])
    }
}

@Suite struct `The sheet of a stand` {
    @Test func `is recorded from a phone, and the same sent twice is one`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let browser = try world.browser(of: world.hire("rep@b.fr", .rep))
        let page = try await browser.get("/w/borie/stand")
        #expect(page.status == 200 && page.text.contains("We talked"))
        let fields = [
            ("submission", Forming.key("s")), ("event", "Salon"), ("last_name", "Pain"),
            ("email", "zoe@fournil.example"),
            ("met", "talked"),
        ]

        let replies = try await [browser.post("/w/borie/stand", fields), browser.post("/w/borie/stand", fields)]

        #expect(replies.map(\.status) == [303, 303])
        let contact = try world.database.read {
            try Contacts($0, in: world.workspace).find(named: "zoe@fournil.example")!
        }
        #expect(contact.fields[.owner] == "rep@b.fr")
        let timeline = try world.database.read { try Activities($0, in: world.workspace.id).timeline(of: contact.id) }
        #expect(timeline.map(\.kind) == ["conversation_held"])
    }

    @Test func `comes back with what was typed when nobody could be found by it`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let browser = try world.browser(of: world.hire("rep@b.fr", .rep))

        let typed = try await browser.post("/w/borie/stand", [("note", "tall man"), ("met", "left")])
        let script = try await browser.ask(
            .post, "/w/borie/stand",
            "form_token=\(Secret.formToken(ofSession: browser.session ?? ""))&email=nothing",
            headers: [.accept: "application/json"])

        #expect(typed.status == 422 && typed.text.contains("tall man"))
        #expect(script.status == 422 && script.text.hasPrefix("{\"taken\":false,\"problems\":["))
    }
}
