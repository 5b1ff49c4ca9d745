import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The builder of a landing page` {
    private let asking: Asking
    private let world: World
    private let form: Form

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        asking = Asking(world)
        form = try world.publish(Forming.document(.demo), named: "Demo")
    }

    private func page() throws -> LandingPage {
        try world.database.read { try LandingPages($0, in: world.workspace.id).all()[0] }
    }

    /// What the page sends as it stands, with some values changed.
    private func fields(
        _ changes: [(String, String)] = [], in variant: LandingVariant = .a
    ) throws -> [(String, String)] {
        let page = try page()
        let draft = page.draft
        var all: [(String, String)] = [
            ("revision", String(page.revision)), ("title", draft.title), ("language", draft.language.rawValue),
            ("footer", draft.footer), ("indexed", "yes"), ("variant", variant.rawValue),
        ]
        for block in draft[variant] {
            all.append(("block", block.id))
            for (part, value) in block.parts { all.append(("\(block.id).\(part.rawValue)", value)) }
        }
        let changed = Set(changes.map(\.0))
        return all.filter { !changed.contains($0.0) } + changes
    }

    private func begin() throws -> String {
        try asking.post(
            "landing-pages/new", [("name", "Four mixte"), ("form", String(form.id)), ("language", "fr")])
        return "landing-pages/\(try page().id)/edit"
    }

    @Test func `begins with a headline and a form, and is published when it is right`() throws {
        let path = try begin()
        #expect(try page().slug == "four-mixte" && page().draft.form(of: .a) == form.id)

        let refused = try asking.post(path, fields([("do", "publish")]))
        let published = try asking.post(path, fields([("do", "publish"), ("b2.text", "Il cuit.")]))

        #expect(refused.status == 422 && refused.text.contains("A text is needed"))
        #expect(published.status == 303)
        #expect(try page().published == 1)
    }

    @Test func `adds, moves, repeats and removes blocks without a script`() throws {
        let path = try begin()

        let added = try asking.post(path, fields([("do", "add"), ("add_kind", "price")]))
        #expect(added.location?.contains("open=b4") == true)
        try asking.post(path, fields([("do", "up:b4")]))
        try asking.post(path, fields([("do", "copy:b2"), ("b2.text", "Il cuit.")]))
        try asking.post(path, fields([("do", "remove:b3")]))

        #expect(try page().draft.blocks.map(\.id) == ["b1", "b2", "b5", "b4"])
        #expect(try page().draft.blocks[2][.text] == "Il cuit.")
    }

    @Test func `writes one variant and leaves the other`() throws {
        let path = try begin()
        try asking.post(path, fields([("do", "challenge")]))
        let first = try page().draft.blocks
        let id = try #require(try page().draft.challenger?[0].id)

        try asking.post(path, fields([("do", "save"), ("\(id).title", "Un autre")], in: .b))

        #expect(try page().draft.blocks == first && page().draft[.b][0][.title] == "Un autre")
        #expect(try asking.get(path + "?variant=b").text.contains("value=\"Un autre\""))
        try asking.post(path, fields([("do", "unchallenge")], in: .b))
        #expect(try page().draft.challenger == nil)
    }

    @Test func `loses nothing when two people save`() throws {
        let path = try begin()
        let mine = try fields([("title", "Mine"), ("do", "save")])
        try asking.post(path, fields([("title", "Theirs"), ("do", "save")]))

        let reply = try asking.post(path, mine)

        #expect(reply.status == 409 && reply.text.contains("value=\"Mine\""))
        #expect(try page().draft.title == "Theirs")
        let revision = try #require(reply.text.firstMatch(of: /name="revision" id="revision" value="(\d+)"/))
        try asking.post(path, mine.filter { $0.0 != "revision" } + [("revision", String(revision.1))])
        #expect(try page().draft.title == "Mine")
    }

    @Test func `shows at once what people will see`() throws {
        let path = try begin()

        let swapped = try asking.post(path, fields([("b1.title", "À bientôt")]), isFragment: true)
        let preview = try asking.get("landing-pages/\(try page().id)/preview?variant=a")
        let phone = try asking.get("landing-pages/\(try page().id)/look?view=phone")

        #expect(swapped.text.contains("revision=2") && swapped.text.contains("hx-swap-oob"))
        #expect(preview.text.contains("À bientôt") && !preview.text.contains("<form"))
        #expect(phone.text.contains("class=\"phone\""))
    }

    @Test func `keeps what no page may hold out of its fields`() throws {
        let path = try begin()

        try asking.post(
            path,
            fields([("do", "save"), ("b1.title", "Un\r\nfour\0"), ("b1.amount", "3"), ("b99.title", "x")])
                + [("block", "b99")])

        let blocks = try page().draft.blocks
        #expect(blocks.map(\.id) == ["b1", "b2", "b3"])
        #expect(blocks[0][.title] == "Un four" && blocks[0][.amount].isEmpty)
    }

    @Test func `moves, copies and takes a page offline`() throws {
        let page = try world.publish(Landing.document(form: form.id))
        let path = "landing-pages/\(page.id)"

        let odd = try asking.post(path + "/address", [("slug", "../../etc")])
        try asking.post(path + "/address", [("slug", "le-four")])
        try asking.post(path + "/copies")
        try asking.post(path + "/unpublishing")

        #expect(odd.status == 422 && odd.text.contains("value=\"../../etc\""))
        let all = try world.database.read { try LandingPages($0, in: world.workspace.id).all() }
        #expect(all.map(\.slug) == ["le-four", "the-oven-copy"] && all.allSatisfy { $0.published == nil })
        try asking.post(path + "/archiving")
        #expect(try world.database.read { try LandingPages($0, in: world.workspace.id).all().count } == 1)
    }
}

@Suite struct `The test of a landing page` {
    private let world: World

    init() throws { world = try World(in: Engine.sqlite.migratedDatabase()) }

    @Test func `is planned before it begins`() throws {
        let asking = Asking(world)
        let form = try world.publish(Forming.document(.demo), named: "Demo")
        let single = try world.publish(Landing.document(form: form.id), asPage: "Single")
        let page = try world.publish(Landing.duel(form: form.id))
        let path = "landing-pages/\(page.id)/test"

        let planned = try asking.get(path + "?baseline=5&lift=20&share=50")
        let wrong = try asking.post(path, [("baseline", "200"), ("lift", "20"), ("share", "50")])
        let refused = try asking.post(
            "landing-pages/\(single.id)/test", [("baseline", "5"), ("lift", "20"), ("share", "50")])
        let begun = try asking.post(path, [("baseline", "5,0"), ("lift", "20"), ("share", "50")])

        #expect(planned.text.contains("16,316 visitors") && planned.text.contains("no saying how long"))
        #expect(wrong.status == 422 && wrong.text.contains("value=\"200\""))
        #expect(refused.status == 422 && begun.status == 303)
        let running = try asking.get(path)
        #expect(running.text.contains("Not enough yet to say") && running.text.contains("8,158\u{A0}A"))
        #expect(!running.text.contains("Of a hundred</th>"))
    }

    @Test func `keeps the variant that was chosen, and the draft that was written meanwhile`() throws {
        let asking = Asking(world)
        let (_, page, _) = try world.testing()

        try asking.post("landing-pages/\(page.id)/test/end", [("keep", "b")])

        let (kept, shown) = try world.database.read { connection in
            let pages = LandingPages(connection, in: world.workspace.id)
            return (try pages.find(page.id)!, try pages.version(2, of: page.id)!)
        }
        #expect(kept.published == 2 && shown.challenger == nil && shown.blocks == page.draft.challenger)
        #expect(kept.draft == shown)
        let past = try asking.get("landing-pages/\(page.id)/test")
        #expect(past.text.contains("Stopped before there was an answer") && past.text.contains("B kept"))
    }

    @Test func `says in words what it found`() throws {
        let (_, page, test) = try world.testing()
        try world.database.write { connection in
            let figures = LandingFigures(connection, in: world.workspace)
            for day in 0..<14 {
                for (variant, forms) in [(LandingVariant.a, 20), (.b, 30)] {
                    try figures.add(
                        LandingCount(views: 100, visitors: 100, conversions: forms),
                        of: .init(page: page.id, variant, test: test.id), at: world.now + Int64(day) * Instant.day)
                }
            }
        }
        let reading = try world.database.read { connection in
            TestReading(
                test, try LandingFigures(connection, in: world.workspace).days(of: test), in: world.workspace.zone,
                at: world.now + 20 * Instant.day)
        }

        let french = LandingTestWords.meaning(reading.verdict, Notation(.french, in: .paris))
        let english = LandingTestWords.meaning(reading.verdict, Notation(.english, in: .paris))

        #expect(
            french == "Sur cent visiteurs, B amène de 6,8 à 13,2 formulaires de plus que A (intervalle à 95\u{A0}%).")
        #expect(english == "Of a hundred visitors, B brings 6.8 to 13.2 forms more than A (95% interval).")
    }
}

@Suite struct `Pictures and colours` {
    private let world: World
    private let admin: Browser

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        admin = try world.browser(of: world.hire("anne@borie.example"))
    }

    private func upload(
        _ path: String, _ field: String, _ name: String, _ bytes: [UInt8], _ others: [(String, String)] = []
    ) async throws -> Browser.Reply {
        try await admin.upload(path, field, name, bytes, others)
    }

    @Test func `are kept when they are pictures`() async throws {
        let kept = try await upload("/w/borie/pictures", "file", "oven.png", Landing.png())
        let script = try await upload("/w/borie/pictures", "file", "x.svg", Array("<svg onload=alert(1)>".utf8))
        let renamed = try await upload("/w/borie/pictures", "file", "x.png", Array("MZ program".utf8))
        let heavy = try await upload(
            "/w/borie/pictures", "file", "x.png", Landing.png() + [UInt8](repeating: 0, count: 5 << 20))

        #expect(kept.status == 303)
        #expect([script, renamed, heavy].map(\.status) == [422, 422, 422])
        #expect(try world.database.read { try Pictures($0, in: world.workspace.id).all().map(\.name) } == ["oven.png"])
    }

    @Test func `make the brand of the workspace`() async throws {
        let saved = try await upload(
            "/w/borie/settings/brand", "logo", "logo.png", Landing.png(80, 20), [("own", "yes"), ("colour", "#7A2048")])
        let wrong = try await upload(
            "/w/borie/settings/brand", "logo", "", [], [("own", "yes"), ("colour", "red;}body{")])

        let brand = try world.database.read { try Settings($0, in: world.workspace.id).all().brand }
        #expect(saved.status == 303 && wrong.status == 422)
        #expect(brand.colour?.text == "#7a2048" && brand.logo != nil)
    }
}
