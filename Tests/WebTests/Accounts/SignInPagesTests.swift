import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The sign-in page` {
    @Test func `opens to a password, with a cookie that scripts can't read`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        try world.hire("a@b.fr")
        let browser = Browser(world)

        let reply = try await browser.signIn("A@b.fr")

        #expect(reply.status == 303 && reply.location == "/w/borie/today")
        let cookie = try #require(reply.headers[values: .setCookie].first { $0.hasPrefix("verger_session=") })
        #expect(
            ["HttpOnly", "SameSite=Lax", "Path=/"].allSatisfy { cookie.contains($0) } && !cookie.contains("Secure"))
        #expect(try await browser.get("/").location == "/w/borie/today")
        #expect(try await browser.get("/account").text.contains("a@b.fr"))
    }

    @Test func `keeps the address that was typed, and says no more than that one of the two is wrong`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        try world.hire("a@b.fr")

        let replies = try await [
            Browser(world).signIn("a@b.fr", "wrong"), Browser(world).signIn("<b>@b.fr", "wrong"),
        ]

        #expect(replies.map(\.status) == [422, 422])
        #expect(replies.allSatisfy { $0.text.contains("Unknown address or password") && $0.headers[.setCookie] == nil })
        #expect(replies[1].text.contains("&lt;b&gt;@b.fr") && !replies[1].text.contains("<b>@"))
    }

    @Test func `asks to wait after five mistakes, and says how long`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        try world.hire("a@b.fr")
        let browser = Browser(world)
        for _ in 0..<5 { _ = try await browser.signIn("a@b.fr", "wrong") }

        let reply = try await browser.signIn("a@b.fr")

        #expect(reply.status == 429 && reply.headers[.retryAfter] == "16")
        #expect(reply.text.contains("Try again in 15 seconds"))
    }

    @Test(arguments: [
        ("/w/borie/contacts?where=stage", "/w/borie/contacts?where=stage"), ("//evil.example", "/w/borie/today"),
        ("https://evil.example", "/w/borie/today"), ("/\\evil.example", "/w/borie/today"), ("", "/w/borie/today"),
    ])
    func `goes on to where one was going, on this site only`(next: String, target: String) async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        try world.hire("a@b.fr")

        let reply = try await Browser(world).signIn("a@b.fr", next: next)

        #expect(reply.location == target)
    }

    @Test(arguments: [
        (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
        (["Origin": "https://evil.example"], 403), (["Origin": "null"], 403),
        (["Sec-Fetch-Site": "same-origin"], 303), (["Origin": "http://verger.test"], 303), ([:], 303),
    ])
    func `takes no form of another site`(headers: [String: String], status: Int) async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        try world.hire("a@b.fr")
        let form = Fields([("email", "a@b.fr"), ("password", Staff.password)]).query.dropFirst()
        let fields = Dictionary(uniqueKeysWithValues: headers.map { (HTTPField.Name($0)!, $1) })

        let reply = try await Browser(world).ask(.post, "/sign-in", String(form), headers: fields)

        #expect(reply.status == status)
    }

    @Test func `makes nothing of a session that was there before`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let (victim, thief) = (try world.hire("a@b.fr"), try world.hire("thief@b.fr"))
        let planted = try #require(try world.browser(of: thief).session)
        let browser = Browser(world)
        browser.session = planted

        _ = try await browser.signIn("a@b.fr")

        #expect(browser.session != planted)
        let visits = try [planted, browser.session ?? ""].map { token in
            try world.database.read { try Sessions($0).visit(token, at: world.now)?.person.id }
        }
        #expect(visits == [nil, victim.id])
    }

    @Test func `asks for a code where there is a second factor, and opens nothing before`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let codes = try world.setUpSecondFactor(user)
        let browser = Browser(world)

        let asked = try await browser.signIn("a@b.fr", next: "/account")
        #expect(asked.location == "/sign-in/code?next=%2Faccount")
        #expect(try await browser.get("/account").location == "/sign-in?next=%2Faccount")
        #expect(try await browser.get("/").location == "/sign-in")
        #expect(try await browser.post("/sign-in/code", [("code", "000000")]).status == 422)
        #expect(try await browser.ask(.post, "/sign-in/code", "code=\(codes[0])").status == 403, "a form of ours")
        let pending = browser.session

        let reply = try await browser.post("/sign-in/code", [("code", codes[0]), ("next", "/account")])

        #expect(reply.location == "/account" && browser.session != pending)
        #expect(try await browser.get("/account").status == 200)
        #expect(try await browser.get("/sign-in/code").location == "/sign-in?next=%2Fsign-in%2Fcode")
    }

    @Test func `lets one out`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let browser = try world.browser(of: user)
        let token = try #require(browser.session)
        #expect(try await browser.ask(.post, "/sign-out").status == 403)

        #expect(try await browser.post("/sign-out").location == "/sign-in")

        #expect(browser.session == nil)
        #expect(try world.database.read { try Sessions($0).visit(token, at: world.now) } == nil)
    }

    @Test(arguments: [false, true])
    func `loses nothing of a form that was sent when the session was over`(hasSecondFactor: Bool) async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let codes = hasSecondFactor ? try world.setUpSecondFactor(user) : []
        let browser = Browser(world)
        let name = "Zoé & <fils>"
        let form = String(Fields([("name", name), ("theme", "dark"), ("form_token", "old")]).query.dropFirst())
        let headers = [HTTPField.Name.origin: "http://verger.test", .referer: "http://verger.test/account"]

        let interrupted = try await browser.ask(.post, "/account", form, headers: headers)
        #expect(interrupted.status == 401 && interrupted.text.contains("What you typed is kept"))
        let kept = interrupted.hidden(["kept_target", "kept_form", "next"])
        #expect(kept.last?.1 == "/account")
        var reply = try await browser.post(
            "/sign-in", [("email", "a@b.fr"), ("password", Staff.password)] + kept)
        if hasSecondFactor {
            let again = reply.hidden(["kept_target", "kept_form"])
            reply = try await browser.post("/sign-in/code", [("code", codes[0])] + again)
        }
        #expect(reply.status == 200 && reply.text.contains("action=\"/account\""))
        let sent = try await browser.ask(
            .post, "/account", String(Fields(reply.hidden(["name", "theme", "form_token"])).query.dropFirst()))

        #expect(sent.location == "/account")
        #expect(try world.database.read { try People($0).find(user.id)?.name } == name)
    }

    @Test func `shows a form of the former session again, with the proof of the new one`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let browser = try world.browser(of: world.hire("a@b.fr"))
        let own = [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]

        let reply = try await browser.ask(.post, "/account", "name=Zo%C3%A9&theme=dark&form_token=old", headers: own)

        #expect(reply.status == 403 && reply.text.contains("<li>Zoé</li>"))
        let again = String(Fields(reply.hidden(["name", "theme", "form_token"])).query.dropFirst())
        #expect(try await browser.ask(.post, "/account", again, headers: own).location == "/account")
    }

    @Test func `keeps no form that another site or a program may have made, and no password`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let own = [HTTPField.Name.origin: "http://verger.test"]

        let replies = try await [
            Browser(world).ask(.post, "/account", "name=A"),
            Browser(world).ask(.post, "/account", "name=A", headers: [.origin: "https://evil.example"]),
            Browser(world).ask(.post, "/account/password", "current=A&password=B", headers: own),
        ]

        #expect(replies.map(\.status) == [303, 303, 303])
        #expect(replies.allSatisfy { $0.location == "/sign-in?next=%2F" })
    }

    @Test func `offers each workspace to whoever works in several`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let other = try World(in: world.database, slug: "other")
        let user = try world.hire("a@b.fr")
        try other.hire("a@b.fr", .reader)

        let reply = try await world.browser(of: user).get("/")

        #expect(reply.text.contains("/w/borie/today") && reply.text.contains("/w/other/today"))
    }

    @Test func `speaks the language that was chosen`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let browser = Browser(world)
        #expect(try await browser.get("/sign-in").text.contains("Sign in"))

        #expect(try await browser.get("/language?to=fr&next=/sign-in").location == "/sign-in")

        #expect(try await browser.get("/sign-in").text.contains("Se connecter"))
        #expect(try await browser.get("/language?to=xx").status == 404)
    }
}

extension Browser {
    func signIn(_ email: String, _ password: String = Staff.password, next: String? = nil) async throws -> Reply {
        try await post(
            "/sign-in", [("email", email), ("password", password)] + (next.map { [("next", $0)] } ?? []))
    }
}

extension World {
    /// Recovery codes of somebody who has an authenticator app from now on.
    func setUpSecondFactor(_ user: User) throws -> [String] {
        try database.write { connection in
            let factors = SecondFactors(connection)
            let secret = try factors.offer(to: user.id, at: now)!
            return try factors.confirm(World.code(secret, at: now), of: user.id, at: now)!
        }
    }

    static func code(_ secret: [UInt8], at instant: Instant) -> String {
        let message = OneTimePassword.message(of: OneTimePassword.step(at: instant))
        return OneTimePassword.code(truncating: Secret.hmacSHA1(message, key: secret))
    }
}

extension Browser.Reply {
    /// The hidden fields of the page with these names, as a browser reads them.
    func hidden(_ names: [String]) -> [(name: String, value: String)] {
        names.compactMap { name in
            let pattern = try? Regex("name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
            guard let pattern, let value = text.firstMatch(of: pattern)?.output.1 else { return nil }
            let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            return (name, entities.reduce(String(value)) { $0.replacing($1.0, with: $1.1) })
        }
    }
}
