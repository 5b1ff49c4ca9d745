import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The pages of sources` {
    private func world() throws -> World {
        let world = try World(in: Engine.sqlite.migratedDatabase(), at: Instant(iso8601: "2026-06-01", in: .paris)!)
        try world.importing(
            .contacts, "external_id,email,source\nc1,a@borie.example,\nc2,b@borie.example,Lucas\n")
        try world.importing(
            .activities,
            """
            contact,kind,at,channel,campaign,message_id
            c1,page_viewed,2026-03-02,google_ads,Fours,m1
            c1,content_downloaded,2026-03-03,web,,m2
            c2,form_submitted,2026-03-09,web,,m3
            """)
        try world.refresh()
        return world
    }

    private func id(in location: String?) throws -> String {
        String(try #require(location?.split(separator: "/").last))
    }

    @Test func `take a campaign from its first cost to what each lead has cost`() async throws {
        let world = try world()
        let boss = try world.browser(of: world.hire("boss@b.fr"))

        let made = try await boss.post(
            "/w/borie/sources",
            [("name", "Fours <b>"), ("channel", "sea"), ("budget", "1 000"), ("utm", "fours, google")])
        let link = try #require(made.location)
        #expect(try await boss.post(link, [("name", "Fours"), ("channel", "sea"), ("budget", "1000")]).status == 303)
        let cost = [
            ("from", "2026-03-01"), ("to", "2026-03-31"), ("kind", "media"), ("amount", "310,50"), ("note", "mars"),
        ]
        #expect(try await boss.post(link + "/costs", cost).status == 303)

        #expect(try await boss.get(link).text.contains("€310.50"))
        let report = try await boss.get("/w/borie/reports/cpl?by=campaign").text
        #expect(report.contains("€310.50") && report.contains("A lead cost €155.25"))
        let contacts = try await boss.get("/w/borie/reports/cpl/contacts?stage=1&channel=sea&campaign=\(id(in: link))")
            .text
        #expect(contacts.contains("a@borie.example") && !contacts.contains("b@borie.example"))
        #expect(try await boss.get("/w/borie/reports/cpl/costs?channel=sea").text.contains("mars"))
        #expect(try await boss.get("/w/borie/reports/cpl/export").text.contains("Fours,310.50,1,310.50"))
    }

    @Test func `say what is wrong beside the field, and lose nothing`() async throws {
        let world = try world()
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let good = [("name", "Salon"), ("channel", "event"), ("from", "2026-03-01"), ("to", "2026-03-03")]
        let link = try #require(try await boss.post("/w/borie/sources", good).location)

        for (field, value) in [
            ("name", ""), ("budget", "beaucoup"), ("to", "2026-01-01"), ("channel", "tv"), ("pages", "offre"),
        ] {
            let reply = try await boss.post(
                "/w/borie/sources",
                good.filter { $0.0 != field } + [(field, value)] + (field == "name" ? [] : [("name", "Autre")]))
            #expect(reply.status == 422, "\(field)")
        }
        #expect(try await boss.post("/w/borie/sources", good).text.contains("already a campaign"))
        for cost in [
            [("amount", "x"), ("from", "2026-03-01")], [("amount", "10"), ("from", "")],
            [("amount", "1,005"), ("from", "2026-03-01")],
        ] {
            let reply = try await boss.post(link + "/costs", cost + [("note", "à garder")])
            #expect(reply.status == 422 && reply.text.contains("à garder"))
        }
    }

    @Test func `build links, and refuse those that are none`() async throws {
        let world = try world()
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let link = try #require(
            try await boss.post("/w/borie/sources", [("name", "Fours"), ("channel", "sea")]).location)

        let built = try await boss.get(link + "?page=https://borie.example/fours&utm_source=google&utm_medium=cpc").text
        #expect(
            built.contains("https://borie.example/fours?utm_source=google&amp;utm_medium=cpc&amp;utm_campaign=Fours"))
        #expect(try await !boss.get(link + "?page=javascript:alert(1)").text.contains("javascript:alert(1)?"))
    }

    @Test func `bring in a table once, after showing what it holds`() async throws {
        let world = try world()
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let rows = "canal;du;montant\nseo;2026-03-01;120,50\n"
        func costs() throws -> Int { try world.database.read { try Costs($0, in: world.workspace.id).all().count } }

        #expect(try await boss.post("/w/borie/sources/costs", [("rows", rows)]).text.contains("1\u{A0}cost to keep"))
        #expect(try costs() == 0)
        for _ in 1...2 {
            _ = try await boss.post("/w/borie/sources/costs", [("rows", rows), ("confirmed", "yes")])
        }
        #expect(try costs() == 1)
        let unknown = try await boss.post(
            "/w/borie/sources/costs", [("rows", rows.replacing("seo", with: "Nulle part")), ("confirmed", "yes")])
        #expect(unknown.status == 422 && unknown.text.contains("neither a campaign nor a channel"))
    }

    @Test func `add attendees once, known or not`() async throws {
        let world = try world()
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let link = try #require(
            try await boss.post(
                "/w/borie/sources", [("name", "Salon de Lyon"), ("channel", "event"), ("place", "Lyon")]
            ).location)
        let form = [
            ("addresses", "A@borie.example\nnew@borie.example"), ("kind", "conversation_held"), ("day", "2026-05-02"),
        ]

        for _ in 1...2 { #expect(try await boss.post(link + "/attendees", form).status == 303) }

        let page = try await boss.get(link).text
        #expect(page.contains("2\u{A0}people") && page.contains("new@borie.example"))
        #expect(
            try await boss.post(link + "/attendees", [("addresses", "nobody"), ("kind", "x"), ("day", "")]).status
                == 422)
    }

    @Test func `show a partner their own statements, which they may dispute, and nobody else's`() async throws {
        let world = try world()
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let partner = try world.browser(of: world.hire("lucas@agence.fr", .partner, source: "lucas"))
        let stranger = try world.browser(of: world.hire("other@agence.fr", .partner, source: "autre"))
        let made = try await boss.post(
            "/w/borie/introducers",
            [
                ("name", "Agence Lucas"), ("source", "Lucas"), ("channel", "partner"), ("pays", "lead"),
                ("price", "45"), ("stage", "lead"), ("window", "90"), ("only_new", "yes"),
            ])
        let home = try #require(made.location)
        let drawn = try await boss.post(home + "/statements", [("from", "2026-03-01"), ("to", "2026-03-31")])
        let link = try #require(drawn.location)

        #expect(try await partner.get("/w/borie/introducers").location == home)
        #expect(try await partner.get(link).text.contains("€45.00"))
        #expect(try await [stranger.get(home).status, stranger.get(link).status] == [404, 404])
        #expect(try await stranger.get("/w/borie/introducers").status == 200)
        #expect(try await partner.get("/w/borie/sources").status == 403)

        let line = try #require(
            try world.database.read { try Statements($0, in: world.workspace).all().first?.lines.first?.due.key })
        #expect(try await partner.post(link + "/disputes", [("line", line), ("reason", "")]).status == 422)
        #expect(try await stranger.post(link + "/disputes", [("line", line), ("reason", "x")]).status == 404)
        #expect(
            try await partner.post(link + "/disputes", [("line", line), ("reason", "il manque une vente")]).status
                == 303)
        #expect(try await boss.post(link + "/approval").status == 422)
        #expect(try await partner.post(link + "/lines", [("line", line), ("state", "due")]).status == 403)
        _ = try await boss.post(link + "/lines", [("line", line), ("state", "due"), ("reason", "vu ensemble")])
        #expect(try await boss.post(link + "/approval").status == 303)
        #expect(try await boss.post(link + "/payment", [("reference", "VIR 1")]).status == 303)
        #expect(try await partner.get(link).text.contains("VIR 1"))
    }
}
