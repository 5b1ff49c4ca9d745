import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `A public landing page` {
    private let world: World
    private let form: Form

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        form = try world.publish(Forming.document(.demo), named: "Demo")
    }

    private func submissions() throws -> [Submission] {
        try world.database.read { connection in
            try [false, true].flatMap {
                try Submissions(connection, in: world.workspace.id).all(of: form.id, held: $0, limit: 99)
            }
        }
    }

    private func publish(_ change: (inout LandingDocument) -> Void = { _ in }) throws -> LandingPage {
        try world.publish(Landing.document(form: form.id, change))
    }

    private func later(_ seconds: Int64 = 10) -> Browser { Browser(world, at: world.now + seconds * Instant.second) }

    private func figures(_ browser: Browser, _ page: LandingPage) throws -> LandingCount? {
        try browser.site.landingCounter.writeDown(browser.site)
        return try world.database.read {
            try LandingFigures($0, in: world.workspace).figures(since: Day(number: 0))[page.id]
        }
    }

    @Test func `comes in one request, without a script, and says who it is to everybody who asks`() async throws {
        let picture = try world.picture(Landing.png(1200, 630))
        _ = try publish {
            $0.picture = picture.id
            $0.blocks.append(
                LandingBlock(
                    id: "b9", .video,
                    [.title: "See it", .address: "https://films.example/1", .picture: String(picture.id)]))
        }

        let reply = try await Browser(world).get("/l/borie/the-oven")

        #expect(reply.status == 200)
        let text = reply.text
        #expect(!text.contains("<script") && !text.contains("rel=\"stylesheet\"") && !text.contains("<iframe"))
        #expect(text.contains("<html lang=\"en\">") && text.contains("<title>The oven</title>"))
        #expect(text.contains("<meta name=\"description\" content=\"It bakes.\">"))
        #expect(text.contains("<link rel=\"canonical\" href=\"http://verger.test/l/borie/the-oven\">"))
        #expect(text.contains("property=\"og:image\" content=\"http://verger.test/i/borie/\(picture.id)-"))
        #expect(text.contains("loading=\"lazy\"") && text.contains("width=\"1200\" height=\"630\""))
        #expect(!text.contains("noindex"))
        let policy = try #require(reply.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(policy.contains("style-src 'sha256-") && !policy.contains("unsafe") && !policy.contains("script-src"))
        #expect(reply.headers[values: .setCookie] == [])
    }

    @Test func `stays under 30 KB with the longest texts and its form`() async throws {
        let long = String(repeating: "word and word ", count: 280)
        let page = try publish {
            $0.blocks += (0..<2).map { LandingBlock(id: "x\($0)", .text, [.text: long]) }
            $0.blocks.append(LandingBlock(id: "y", .text, [.text: String(long.prefix(3900))]))
        }
        #expect(page.draft.problems(LandingResources(forms: [form.id], pictures: [], sites: [])) == [])

        let reply = try await Browser(world).get("/l/borie/the-oven")

        #expect(reply.text.utf8.count <= 30 * 1024)
    }

    @Test func `is given again only when it has changed, where it holds no form`() async throws {
        _ = try world.publish(Landing.document(form: nil), asPage: "Plain")
        _ = try publish()
        let browser = Browser(world)

        let first = try await browser.get("/l/borie/plain")
        let mark = try #require(first.headers[.eTag])
        let second = try await browser.ask(.get, "/l/borie/plain", headers: [.ifNoneMatch: mark])
        let withForm = try await browser.get("/l/borie/the-oven")

        #expect(first.headers[.cacheControl] == "no-cache")
        #expect(second.status == 304 && second.text.isEmpty)
        #expect(withForm.headers[.cacheControl] == "no-store" && withForm.headers[.eTag] == nil)
    }

    @Test func `takes what its form sends, and knows from where`() async throws {
        let page = try publish()
        let shown = PublicReply(try await Browser(world).get("/l/borie/the-oven?utm_source=google"))

        let reply = try await later().post("/l/borie/the-oven", shown.carried + [("q3", "zoe@fournil.example")])

        #expect(reply.status == 303 && reply.location?.hasPrefix("/f/borie/demo/thanks/") == true)
        let sent = try submissions()
        #expect(sent.map(\.landing) == [LandingOrigin(page: page.id, version: 1, variant: .a, test: nil)])
        #expect(sent.map(\.touch.source) == ["google"])
        #expect(try figures(later(), page)?.conversions == 1)
    }

    @Test func `comes back with the answers where they were, when one is wrong`() async throws {
        _ = try publish()
        let shown = PublicReply(try await Browser(world).get("/l/borie/the-oven"))

        let reply = try await later().post(
            "/l/borie/the-oven", shown.carried + [("q1", "Zoé <b>"), ("q3", "no address")])

        #expect(reply.status == 422)
        #expect(reply.text.contains("An oven that pays") && reply.text.contains("value=\"Zoé &lt;b&gt;\""))
        #expect(
            reply.text.contains("One answer needs another look")
                && reply.text.contains("action=\"/l/borie/the-oven#form\""))
        let again = try await later(20).post(
            "/l/borie/the-oven", PublicReply(reply).carried + [("q3", "zoe@fournil.example")])
        #expect(again.status == 303)
        #expect(try submissions().count == 1)
    }

    @Test func `that changed meanwhile keeps what was read and what was answered`() async throws {
        var page = try publish()
        let shown = PublicReply(try await Browser(world).get("/l/borie/the-oven"))
        page.draft.blocks.removeAll { $0.kind == .form }
        page.draft.blocks[0][.address] = "https://borie.example"
        let changed = page
        _ = try world.database.write {
            try LandingPages($0, in: world.workspace.id).publish(changed, by: "test", at: world.now)
        }

        let wrong = try await later().post("/l/borie/the-oven", shown.carried + [("q3", "no address")])
        let reply = try await later().post("/l/borie/the-oven", shown.carried + [("q3", "zoe@fournil.example")])

        #expect(wrong.status == 422 && wrong.text.contains("value=\"no address\""))
        #expect(reply.status == 303)
        #expect(try submissions().map(\.landing?.version) == [1])
    }

    @Test func `takes nothing from another site, and counts no forged variant`() async throws {
        let page = try publish()
        let shown = PublicReply(try await Browser(world).get("/l/borie/the-oven"))
        let fields = shown.carried + [("q3", "zoe@fournil.example")]
        let body = String(Fields(fields).query.dropFirst())

        let foreign = try await later().ask(
            .post, "/l/borie/the-oven", body, headers: [.origin: "https://evil.example"])
        let forged = fields.map {
            $0.name == "landing" ? (name: $0.name, value: "\(page.id).1.b.9.\(String(repeating: "0", count: 48))") : $0
        }
        let kept = try await later().post("/l/borie/the-oven", forged)

        #expect(foreign.status == 403)
        #expect(kept.status == 303)
        #expect(try submissions().map(\.landing?.variant) == [.a])
        #expect(try figures(later(), page)?.conversions == 0)
    }

    @Test func `shows scripts as the words they are`() async throws {
        let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
        let picture = try world.picture()
        _ = try publish { document in
            document.title = evil
            document.description = evil
            document.footer = evil
            document.blocks += LandingBlock.Kind.allCases.filter { $0 != .form }.enumerated().map { index, kind in
                var block = LandingBlock(id: "e\(index)", kind)
                for part in kind.parts { block[part] = part == .picture ? String(picture.id) : evil }
                return block
            }
        }

        let reply = try await Browser(world).get("/l/borie/the-oven")

        #expect(reply.status == 200 && !reply.text.contains("<script>") && !reply.text.contains("<img src=x"))
        #expect(!reply.text.contains("onerror=alert(1)>\"") && reply.text.contains("&lt;script&gt;alert(1)"))
    }

    @Test func `counts people, and each once a day`() async throws {
        let page = try publish()
        let browser = Browser(world)

        for _ in 0..<3 { _ = try await browser.get("/l/borie/the-oven") }
        for agent in ["Googlebot/2.1", "curl/8", "Mozilla/5.0 HeadlessChrome/120"] {
            _ = try await browser.ask(.get, "/l/borie/the-oven", headers: [.userAgent: agent])
        }
        _ = try await browser.ask(
            .get, "/l/borie/the-oven", headers: [.userAgent: "Mozilla/5.0 (Macintosh) Safari/605"])
        _ = try await browser.ask(.head, "/l/borie/the-oven")
        browser.session = "somebody of ours"
        _ = try await browser.get("/l/borie/the-oven")

        #expect(try figures(browser, page) == LandingCount(views: 4, visitors: 2))
    }

    @Test func `shows a browser one variant for as long as a test runs`() async throws {
        let (_, page, test) = try world.testing()
        var faces: [String: Set<String>] = [:]
        for index in 0..<40 {
            let agent = "Mozilla/5.0 (X11; Linux) Firefox/\(index)"
            for _ in 0..<2 {
                let reply = try await Browser(world).ask(.get, "/l/borie/the-oven", headers: [.userAgent: agent])
                faces[agent, default: []].insert(reply.text.contains("waits for nobody") ? "b" : "a")
                #expect(reply.headers[values: .setCookie] == [])
            }
        }

        #expect(faces.values.allSatisfy { $0.count == 1 })
        let shown = faces.values.count { $0 == ["b"] }
        #expect((8...32).contains(shown))
        let inB = try #require(faces.first { $0.value == ["b"] }?.key)
        let browser = later()
        let form = PublicReply(
            try await Browser(world).ask(.get, "/l/borie/the-oven", headers: [.userAgent: inB]))
        let body = String(Fields(form.carried + [("q3", "zoe@fournil.example")]).query.dropFirst())
        _ = try await browser.ask(.post, "/l/borie/the-oven", body, headers: [.userAgent: inB])
        let days = try world.database.read { try LandingFigures($0, in: world.workspace).days(of: test) }
        #expect(days.map(\.b.conversions) == [1] && page.id == test.page)
    }

    @Test func `answers at its former address, and says when it is gone`() async throws {
        let page = try publish()
        try world.database.write { connection in
            try LandingPages(connection, in: world.workspace.id).move(page.id, to: "four")
        }
        let moved = try await Browser(world).get("/l/borie/the-oven?utm_source=x")
        _ = try world.database.write {
            try LandingPages($0, in: world.workspace.id).unpublish(page.id, by: "test", at: world.now)
        }
        let gone = try await Browser(world).get("/l/borie/four")
        let unknown = try await Browser(world).get("/l/borie/nothing")

        #expect(moved.status == 301 && moved.location == "/l/borie/four?utm_source=x")
        #expect(gone.status == 410 && gone.text.contains("no longer online"))
        #expect(unknown.status == 404)
    }

    @Test func `has pictures that browsers keep, and no other files`() async throws {
        let picture = try world.picture()
        let name = "\(picture.id)-\(picture.mark).png"

        let reply = try await Browser(world).get("/i/borie/\(name)")
        let wrong = try await Browser(world).get("/i/borie/\(picture.id)-x.png")

        #expect(reply.status == 200 && reply.headers[.contentType] == "image/png")
        #expect(reply.headers[.cacheControl]?.contains("immutable") == true)
        #expect(reply.headers[HTTPField.Name("X-Content-Type-Options")!] == "nosniff")
        #expect(wrong.status == 404)
    }

    @Test func `wears the colours of the workspace, as forms and contents do`() async throws {
        let logo = try world.picture(Landing.png(200, 50), named: "logo.png")
        try world.database.write { connection in
            let settings = Settings(connection, in: world.workspace.id)
            var all = try settings.all()
            all.brand = Brand(colour: Accent("#f0c000"), logo: logo.id)
            try settings.save(all)
        }
        _ = try publish()
        let content = try world.content("Plan", isGated: false)
        _ = try world.publish(Forming.document(.demo) { $0.colour = Accent("#123456") }, named: "Own")

        for path in ["/l/borie/the-oven", "/f/borie/demo", "/c/borie/\(content.id)"] {
            let reply = try await Browser(world).get(path)
            #expect(reply.text.contains("--accent:#f0c000;--on-accent:#000000"), "\(path)")
            #expect(reply.text.contains("alt=\"Atelier Borie\""), "\(path)")
        }
        let own = try await Browser(world).get("/f/borie/own")
        #expect(own.text.contains("--accent:#123456"))
    }

    @Test func `tells its visits where its members want that`() async throws {
        let site = try world.database.write {
            try TrackedSites($0, in: world.workspace.id).add(.init(name: "Site", hosts: "borie.example"), at: world.now)
        }
        _ = try publish { $0.site = site.id }

        let reply = try await Browser(world).get("/l/borie/the-oven")

        #expect(reply.text.contains("src=\"/verger.js\" data-key=\"\(site.key)\""))
        #expect(reply.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
    }
}
