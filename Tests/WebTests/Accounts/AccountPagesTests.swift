import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `My account` {
    @Test func `changes the password for whoever knows it, and ends other sessions`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let (browser, other) = (try world.browser(of: user), try world.browser(of: user))
        let former = browser.session
        func change(_ current: String) async throws -> Browser.Reply {
            let new = "une autre pomme verte"
            return try await browser.post(
                "/account/password", [("current", current), ("password", new), ("again", new)])
        }

        #expect(try await change("wrong").status == 422)
        #expect(try await other.get("/account").status == 200)
        #expect(try await change(Staff.password).location == "/account")

        #expect(browser.session != former)
        #expect(try await browser.get("/account").status == 200)
        #expect(try await other.get("/account").status == 303)
    }

    @Test func `keeps name, language and colours`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let browser = try world.browser(of: world.hire("a@b.fr"))

        let reply = try await browser.post(
            "/account", [("name", "<i>Zoé</i>"), ("language", "fr"), ("theme", "dark")])

        #expect(reply.location == "/account")
        let page = try await browser.get("/account").text
        #expect(page.contains("data-theme=\"dark\"") && page.contains("Mon compte"))
        #expect(page.contains("&lt;i&gt;Zoé&lt;/i&gt;") && !page.contains("<i>Zoé"))
        #expect(try await browser.post("/account", [("name", " ")]).status == 422)
    }

    @Test func `ends one session or all others, and nobody else's`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let (user, stranger) = (try world.hire("a@b.fr"), try world.hire("b@b.fr"))
        let browsers = try (0..<4).map { _ in try world.browser(of: user) }
        let theirs = try world.browser(of: stranger)
        func session(of browser: Browser) -> String { Secret.tokenHash(browser.session ?? "") }

        let notMine = try await browsers[0].post("/account/sign-outs", [("session", session(of: theirs))])
        #expect(notMine.status == 404)
        _ = try await browsers[0].post("/account/sign-outs", [("session", session(of: browsers[1]))])
        #expect(try await browsers[1].get("/account").status == 303)
        #expect(try await browsers[2].get("/account").status == 200)
        _ = try await browsers[0].post("/account/sign-outs")

        #expect(try await browsers[2].get("/account").status == 303)
        #expect(try await browsers[0].get("/account").status == 200)
        #expect(try await theirs.get("/account").status == 200)
    }

    @Test func `sets up a second factor, shows its codes once, and takes it away for the password`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let (browser, other) = (try world.browser(of: user), try world.browser(of: user))
        #expect(try await browser.get("/account/second-factor").text.contains("<svg class=\"qr\""))
        let secret = try #require(
            try world.database.write { try SecondFactors($0).offer(to: user.id, at: world.now) })

        #expect(try await browser.post("/account/second-factor", [("code", "123")]).status == 422)
        let shown = try await browser.post(
            "/account/second-factor", [("code", World.code(secret, at: world.now))])

        #expect(shown.text.matches(of: /<code>([a-z2-7]{4}-){3}[a-z2-7]{4}<\/code>/).count == 10)
        #expect(try await other.get("/account").status == 303, "a password alone had opened it")
        let page = try await browser.get("/account/second-factor").text
        #expect(!page.contains("<svg class=\"qr\"") && !page.contains(Base32.text(secret)))
        #expect(try await browser.post("/account/second-factor/removals", [("password", "wrong")]).status == 422)
        let removed = try await browser.post("/account/second-factor/removals", [("password", Staff.password)])
        #expect(removed.location == "/account")
        #expect(try world.database.read { try People($0).find(user.id)?.hasSecondFactor } == false)
    }
}
