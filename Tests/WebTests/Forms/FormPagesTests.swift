import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `A public form` {
    private let world: World
    private let form: Form

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        form = try world.publish(
            Forming.document(.demo) { $0.sites = ["https://www.borie.example"] }, named: "Demo")
    }

    private func submissions() throws -> [Submission] {
        try world.database.read { connection in
            try [false, true].flatMap {
                try Submissions(connection, in: world.workspace.id).all(of: form.id, held: $0, limit: 99)
            }
        }
    }

    /// The page, and the same a moment later with its stamp.
    private func opened(_ path: String = "/f/borie/demo", after seconds: Int64 = 10) async throws -> (
        Browser, PublicReply
    ) {
        let reply = PublicReply(try await Browser(world).get(path))
        return (Browser(world, at: world.now + seconds * Instant.second), reply)
    }

    @Test func `is a page that asks, and takes what is sent`() async throws {
        let (browser, page) = try await opened("/f/borie/demo?utm_source=google&utm_campaign=Fours")
        #expect(page.text.contains("Request a demo") && page.text.contains("Atelier Borie"))
        #expect(!page.text.contains("checked"))

        let reply = try await browser.post(
            "/f/borie/demo",
            page.carried + [("q1", "<b>Zoé</b>"), ("q3", "zoe@fournil.example"), ("q6", "Two ovens"), ("c1", "yes")])

        #expect(reply.status == 303 && reply.location?.hasPrefix("/f/borie/demo/thanks/") == true)
        let thanks = try await browser.get(reply.location ?? "")
        #expect(thanks.status == 200 && thanks.text.contains("Thank you"))
        let sent = try submissions()
        #expect(sent.count == 1 && sent[0].touch.source == "google")
        let contact = try world.database.read {
            try Contacts($0, in: world.workspace).find(named: "zoe@fournil.example")
        }
        #expect(contact?.fields[.firstName] == "<b>Zoé</b>")
        let seen = try await world.browser(of: world.hire("a@b.fr")).get("/w/borie/forms/\(form.id)/submissions")
        #expect(seen.text.contains("&lt;b&gt;Zoé") && !seen.text.contains("<b>Zoé"))
    }

    @Test func `comes back with everything when something is wrong`() async throws {
        let (browser, page) = try await opened()

        let reply = try await browser.post(
            "/f/borie/demo", page.carried + [("q1", "Zoé \"x\""), ("q3", "no address"), ("q6", "Hello"), ("c1", "yes")])

        #expect(reply.status == 422)
        #expect(reply.text.contains("value=\"Zoé &quot;x&quot;\"") && reply.text.contains(">Hello</textarea>"))
        #expect(reply.text.contains("value=\"no address\"") && reply.text.contains("checked"))
        #expect(try submissions() == [])
    }

    @Test func `counts once when it is posted again`() async throws {
        let (browser, page) = try await opened()
        let fields = page.carried + [("q3", "zoe@fournil.example")]

        let replies = try await [browser.post("/f/borie/demo", fields), browser.post("/f/borie/demo", fields)]

        #expect(replies.map(\.status) == [303, 303])
        #expect(try submissions().count == 1)
    }

    @Test func `holds back what no person sends, and says nothing of it`() async throws {
        let (browser, page) = try await opened()
        let (hasty, second) = try await opened(after: 1)

        let trapped = try await browser.post(
            "/f/borie/demo", page.carried + [("q3", "a@b.fr"), ("company_site", "http://spam.example")])
        let rushed = try await hasty.post("/f/borie/demo", second.carried + [("q3", "c@d.fr")])

        #expect([trapped.status, rushed.status] == [303, 303])
        #expect(Set(try submissions().map(\.held)) == [.trap, .haste])
        #expect(try world.database.read { try Contacts($0, in: world.workspace).count() } == 0)
    }

    @Test(arguments: ["", "stamp", "9.1.1.0000000000000000.aa"])
    func `with a forged stamp is shown again`(stamp: String) async throws {
        let (browser, page) = try await opened()
        let fields = page.carried.filter { $0.name != "stamp" } + [("stamp", stamp), ("q3", "zoe@fournil.example")]

        let reply = try await browser.post("/f/borie/demo", fields)

        #expect(reply.status == 422 && reply.text.contains("zoe@fournil.example"))
        #expect(try submissions() == [])
    }

    @Test func `that was open for too long keeps the answers`() async throws {
        let (browser, page) = try await opened(after: 9 * 86_400)

        let reply = try await browser.post("/f/borie/demo", page.carried + [("q3", "zoe@fournil.example")])
        let fresh = PublicReply(reply)
        let later = Browser(world, at: world.now + 9 * Instant.day + 5 * Instant.second)
        let again = try await later.post("/f/borie/demo", fresh.carried + [("q3", "zoe@fournil.example")])

        #expect(reply.status == 422 && reply.text.contains("zoe@fournil.example"))
        #expect(again.status == 303)
    }

    @Test func `that changed meanwhile keeps the version that was read, and says so`() async throws {
        let (browser, page) = try await opened()
        _ = try world.database.write { connection in
            var changed = try Forms(connection, in: world.workspace.id).find(form.id)!
            changed.draft.questions.append(Question(id: "q9", .own, .line, label: "New", isRequired: true))
            return try Forms(connection, in: world.workspace.id).publish(
                changed, by: "test", at: world.now + Instant.second)
        }

        let reply = try await browser.post("/f/borie/demo", page.carried + [("q3", "zoe@fournil.example")])
        let thanks = try await browser.get(reply.location ?? "")

        #expect(try submissions().map(\.version) == [1])
        #expect(thanks.text.contains("was changed while you filled it in"))
    }

    @Test func `is sent from its own sites only`() async throws {
        let (browser, page) = try await opened("/f/borie/demo/embed")
        func post(_ origin: String, _ path: String) async throws -> Browser.Reply {
            let fields = page.carried + [("q3", "zoe@fournil.example")]
            return try await browser.ask(
                .post, path, String(Fields(fields).query.dropFirst()), headers: [.origin: origin])
        }

        let evil = try await post("https://evil.example", "/f/borie/demo/embed")
        let hidden = try await post("null", "/f/borie/demo/embed")
        let elsewhere = try await post("https://www.borie.example", "/f/borie/demo")
        let allowed = try await post("https://www.borie.example", "/f/borie/demo/embed")

        #expect([evil.status, hidden.status, elsewhere.status] == [403, 403, 403])
        #expect(evil.headers[.accessControlAllowOrigin] == nil)
        #expect(allowed.status == 200 && allowed.headers[.accessControlAllowOrigin] == "https://www.borie.example")
        #expect(allowed.text.contains("Thank you"))
        #expect(try submissions().map(\.way) == [.embed])
    }

    @Test func `may be framed where it is meant to be, and nowhere else`() async throws {
        let browser = Browser(world)

        let page = try await browser.get("/f/borie/demo")
        let frame = try await browser.get("/f/borie/demo/frame")

        #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
        #expect(
            frame.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'self' https://www.borie.example;") == true
        )
    }

    @Test func `tells a flood to wait, and keeps the answers`() async throws {
        let (browser, page) = try await opened()
        let fields = page.carried + [("q3", "zoe@fournil.example")]
        for _ in 0..<20 { _ = try await browser.post("/f/borie/demo", fields) }

        let reply = try await browser.post("/f/borie/demo", fields)

        #expect(reply.status == 429 && reply.text.contains("zoe@fournil.example"))
    }

    @Test func `refuses a field of five megabytes`() async throws {
        let (browser, page) = try await opened()

        let reply = try await browser.post(
            "/f/borie/demo", page.carried + [("q3", "a@b.fr"), ("q6", String(repeating: "x", count: 5 << 20))])

        #expect(reply.status == 413)
        #expect(try submissions() == [])
    }

    @Test func `does not ask again what a personal link tells`() async throws {
        try world.importing(.contacts, "external_id,email,phone,company\nc1,lea@borie.example,+33612345678,Borie\n")
        let admin = try world.browser(of: world.hire("a@b.fr"))
        let page = try await admin.get("/w/borie/forms/\(form.id)?contact=c1")
        let link = try #require(page.text.firstMatch(of: /value="(http:[^"]*\?p=[^"]*)"/)?.1)

        let known = try await Browser(world).get(String(link.dropFirst("http://verger.test".count)))
        let forged = try await Browser(world).get("/f/borie/demo?p=person.1.1.99999999999.00")

        #expect(!known.text.contains("Phone") && !known.text.contains("Company"))
        #expect(forged.text.contains("Phone") && forged.text.contains("Company"))
    }

    @Test func `is closed politely, and is not there before it is published`() async throws {
        let admin = try world.browser(of: world.hire("a@b.fr"))
        _ = try await admin.post("/w/borie/forms/\(form.id)/archiving")
        let draft = try world.database.write {
            try Forms($0, in: world.workspace.id).add("Draft", form.draft, at: world.now)
        }

        let closed = try await Browser(world).get("/f/borie/demo")
        let missing = try await Browser(world).get("/f/borie/\(draft.slug)")

        #expect(closed.status == 410 && closed.text.contains("This form is closed"))
        #expect(missing.status == 404)
    }

    @Test func `confirms by a button and never by a link alone`() async throws {
        let form = try world.publish(Forming.document(.newsletter) { $0.isConfirmedByMail = true }, named: "News")
        let outcome = try world.take(Forming.sending(form, ["q3": ["lea@borie.example"], "c1": ["yes"]], key: "n"))
        let secret = try world.database.write { try InstanceSecret($0, at: world.now) }
        let ticket = Ticket(
            .confirm, in: world.workspace.id, of: [outcome.submission], expiresAt: world.now + Instant.day)
        let path = "/confirm/borie/" + secret.sealed(ticket)
        func agreed() throws -> Bool {
            try world.database.read {
                try Submissions($0, in: world.workspace.id).find(outcome.submission)?.confirmedAt != nil
            }
        }

        let shown = try await Browser(world).get(path)
        var isAgreed = try agreed()
        #expect(shown.text.contains("Do you confirm?") && !isAgreed)
        let late = try await Browser(world, at: world.now + 2 * Instant.day).post(path)
        let forged = try await Browser(world).post(path + "0")
        isAgreed = try agreed()
        #expect([late.status, forged.status] == [410, 410] && !isAgreed)
        let done = try await Browser(world).post(path)

        isAgreed = try agreed()
        #expect(done.status == 200 && isAgreed)
    }
}

/// The hidden values of a public form.
struct PublicReply {
    let text: String

    init(_ reply: Browser.Reply) { text = reply.text }

    var carried: [(name: String, value: String)] {
        text.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)"/).map { match in
            (String(match.1), String(match.2).replacing("&amp;", with: "&").replacing("&quot;", with: "\""))
        }
    }
}
