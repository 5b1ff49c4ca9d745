import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The pages for passwords` {
    static let new = "une autre pomme verte"

    @Test func `give a forgotten one back by a link that works once`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let elsewhere = try world.browser(of: user)
        let link = try world.database.write { try People($0).link(.reset, to: user.id, at: world.now) }
        let browser = Browser(world)
        #expect(try await browser.get("/password/\(link)").text.contains("a@b.fr"))

        let reply = try await browser.choose(Self.new, link)

        #expect(reply.location == "/w/borie/today")
        #expect(try await browser.get("/account").status == 200)
        #expect(try await elsewhere.get("/account").status == 303, "other sessions have ended")
        #expect(try await Browser(world).get("/password/\(link)").status == 410)
        #expect(try await Browser(world).choose("encore une pomme mûre", link).status == 410)
        #expect(try await Browser(world).signIn("a@b.fr", Self.new).status == 303)
    }

    @Test(arguments: [("short", "short"), ("password1234", "password1234"), (new, new + "r")])
    func `refuse one that is weak, or typed in two ways`(first: String, second: String) async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let link = try world.database.write { try People($0).link(.reset, to: user.id, at: world.now) }

        let reply = try await Browser(world).post("/password/\(link)", [("password", first), ("again", second)])

        #expect(reply.status == 422 && reply.text.contains("aria-invalid"))
        #expect(!reply.text.contains("value=\"\(first)\""))
        #expect(try await Browser(world).signIn("a@b.fr").status == 303, "the former one holds")
    }

    @Test func `ask for the second factor after a link`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("a@b.fr")
        _ = try world.setUpSecondFactor(user)
        let link = try world.database.write { try People($0).link(.reset, to: user.id, at: world.now) }
        let browser = Browser(world)

        #expect(try await browser.choose(Self.new, link).location == "/sign-in/code")

        #expect(try await browser.get("/account").status == 303)
    }

    @Test func `tell administrators who asks, and strangers nothing`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.hire("boss@b.fr")
        try world.hire("rep@b.fr", .rep)

        let replies = try await [
            Browser(world).post("/password", [("email", "Rep@b.fr")]),
            Browser(world).post("/password", [("email", "stranger@b.fr")]),
        ]

        #expect(replies[0].status == 200 && replies[0].text == replies[1].text)
        let entries = try world.database.read { try AuditLog($0, in: world.workspace.id).latest(10) }
        #expect(entries.filter { $0.action == "password asked for" }.map(\.actor) == ["rep@b.fr"])
        #expect(try await world.browser(of: boss).get("/w/borie/settings/users").text.contains("Asks for a password"))
    }

    @Test func `make whoever asks too often wait`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let browser = Browser(world)

        var statuses: [Int] = []
        for _ in 0..<6 { statuses.append(try await browser.post("/password", [("email", "a@b.fr")]).status) }

        #expect(statuses == [200, 200, 200, 200, 200, 429])
    }

    @Test func `make the first account of an instance, once`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let link = try world.database.write { try People($0).setupLink(at: world.now) }
        let form = [
            ("workspace", "Maison Verte"), ("name", "Claire"), ("email", "claire@verte.example"),
            ("password", Self.new),
            ("again", Self.new),
        ]
        #expect(try await Browser(world).get("/setup?link=\(link)0").status == 404)
        #expect(try await Browser(world).post("/setup", form).status == 404)
        #expect(try await Browser(world).get("/setup?link=\(link)").status == 200)
        let missing = form.map { ($0.0, $0.0 == "email" ? "claire" : $0.1) }
        #expect(try await Browser(world).post("/setup?link=\(link)", missing).status == 422)
        let browser = Browser(world)

        let reply = try await browser.post("/setup?link=\(link)", form)

        #expect(reply.location == "/w/borie/today")
        #expect(try await browser.get("/w/borie/settings/users").text.contains("claire@verte.example"))
        #expect(try world.database.read { try Workspaces($0).find(slug: "borie")?.name } == "Maison Verte")
        #expect(try await Browser(world).post("/setup?link=\(link)", form).status == 404)
    }
}

extension Browser {
    fileprivate func choose(_ password: String, _ link: String) async throws -> Reply {
        try await post("/password/\(link)", [("password", password), ("again", password)])
    }
}
