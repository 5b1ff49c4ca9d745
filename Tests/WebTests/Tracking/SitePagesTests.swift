import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The script of sites` {
    @Test func `takes less than two kilobytes on the way`() throws {
        let zipped = try #require(SiteScripts.zippedTracker)

        #expect(zipped.count > 1000)
        #expect(zipped.count < 2048)
    }

    @Test func `is made small without touching what it says`() {
        let source = """
            // A comment.
            let a = "b  // c", d = e / f;
            if (/a b[/]/ .test(a)) return g;

            else h( /x y/, 1 );
            """

        #expect(
            SiteScripts.compacted(source)
                == #"let a="b  // c",d=e/f;if(/a b[/]/.test(a))return g;else h(/x y/,1);"#)
    }

    @Test func `may be loaded and kept by any page, and sets nothing`() async throws {
        let reply = try await Browser(World(in: Engine.sqlite.migratedDatabase())).get("/verger.js")

        #expect(reply.status == 200)
        #expect(reply.headers[.accessControlAllowOrigin] == "*")
        #expect(reply.headers[.cacheControl] == "public, max-age=3600")
        #expect(reply.headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] == "cross-origin")
        #expect(reply.headers[.setCookie] == nil)
    }

    @Test func `asks with the words of the workspace`() async throws {
        let shop = try Shop()
        try shop.world.database.write {
            _ = try ConsentTexts($0, in: shop.world.workspace.id).write(
                "Puis-je vous suivre ?</script>", for: "visits", in: .french, by: "test", at: shop.world.now)
        }
        let french = try await shop.browser.get("/verger/banner.js?key=\(shop.site.key)&lang=fr-FR")
        let english = try await shop.browser.get("/verger/banner.js?key=\(shop.site.key)&lang=en")

        #expect(french.text.contains("Puis-je vous suivre") && french.text.contains("visits/fr/1"))
        #expect(english.text.contains("visits/en/1"))
        #expect(try await shop.browser.get("/verger/banner.js?key=none").status == 404)
    }
}

@Suite struct `The pages about sites` {
    @Test func `give the snippet with the key, and say when something came`() async throws {
        let shop = try Shop()
        let browser = try shop.world.browser(of: shop.world.hire("admin@b.fr"))
        let before = try await browser.get("/w/borie/settings/sites/\(shop.site.id)")
        try await shop.send(#"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#)
        let after = try await browser.get("/w/borie/settings/sites/\(shop.site.id)")

        #expect(
            before.text.contains("data-key=&quot;\(shop.site.key)&quot;")
                || before.text.contains("data-key=\"\(shop.site.key)\""))
        #expect(before.text.contains("Nothing has come in yet"))
        #expect(after.text.contains("It works"))
    }

    @Test func `take a new site, and say what is wrong without losing what was typed`() async throws {
        let shop = try Shop()
        let browser = try shop.world.browser(of: shop.world.hire("admin@b.fr"))
        let wrong = try await browser.post(
            "/w/borie/settings/sites",
            [("name", "Boutique"), ("hosts", "*.x"), ("mode", "counter"), ("retention", "13")])
        let right = try await browser.post(
            "/w/borie/settings/sites",
            [("name", "Boutique"), ("hosts", "https://shop.borie.example/"), ("mode", "counter"), ("retention", "13")])

        #expect(wrong.status == 422 && wrong.text.contains("Boutique") && wrong.text.contains("*.x"))
        #expect(right.status == 303)
        let sites = try shop.world.database.read { try TrackedSites($0, in: shop.world.workspace.id).all() }
        #expect(
            sites.last?.hosts == ["shop.borie.example"] && sites.last?.mode == .counter && sites.last?.retention == 13)
    }

    @Test func `show the audience, whatever pages are called`() async throws {
        let shop = try Shop()
        _ = try await shop.post(
            #"{"k": "\#(shop.site.key)", "u": "https://borie.example/<script>?utm_campaign=%3Cb%3E&utm_medium=cpc&utm_source=google", "e": [{"n": "page", "i": "aaaaaaaaaaaaaaaa"}]}"#
        )
        let browser = try shop.world.browser(of: shop.world.hire("reader@b.fr", .reader))
        let page = try await browser.get("/w/borie/settings/sites/\(shop.site.id)/audience")

        #expect(page.status == 200)
        #expect(page.text.contains("/&lt;script&gt;") && page.text.contains("&lt;b&gt;"))
        #expect(page.text.contains("1\u{A0}visit") && page.text.contains("Search ads"))
    }

    @Test func `show robots, and take back what was said of them`() async throws {
        let shop = try Shop()
        try await shop.send(#"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#, headers: [.userAgent: "Odd <b>browser"])
        let browser = try shop.world.browser(of: shop.world.hire("admin@b.fr"))
        let path = "/w/borie/settings/sites/\(shop.site.id)/robots"
        let before = try await browser.get(path)
        let reply = try await browser.post(
            path + "/corrections", [("reason", "user_agent"), ("agent", "Odd <b>browser")])
        try await shop.send(#"{"n": "page", "i": "bbbbbbbbbbbbbbbb"}"#, headers: [.userAgent: "Odd <b>browser"])

        #expect(before.text.contains("Odd &lt;b&gt;browser"))
        #expect(reply.status == 303)
        #expect(try shop.audience() == 2)
        #expect(try await browser.post(path + "/corrections", [("reason", "pace"), ("agent", "None")]).status == 404)
    }
}
