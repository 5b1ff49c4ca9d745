import HTTPTypes
import Logging
import Storage
import TestSupport
import Testing
import Verger
import Web
import Work

@Suite struct `The pages of imports` {
    private let world: World
    private let admin: Browser

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        admin = try world.browser(of: world.hire("a@b.fr"))
    }

    private static let list = """
        E-mail;Prénom;Ville
        lea@four.example;Léa;Lyon
        =pas une adresse;<b>Max</b>;Nice
        """

    private func upload(
        _ text: String, _ name: String = "liste.csv", token: String? = nil, boundary: String = "b0undary"
    ) async throws -> Browser.Reply {
        let token = token ?? Secret.formToken(ofSession: admin.session ?? "")
        let body = """
            --\(boundary)\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n\(token)\r\n\
            --\(boundary)\r\nContent-Disposition: form-data; name="file"; filename="\(name)"\r\n\r\n\(text)\r\n--\(boundary)--\r\n
            """
        return try await admin.ask(
            .post, "/w/borie/imports", body, headers: [.contentType: "multipart/form-data; boundary=\(boundary)"])
    }

    /// What the worker does meanwhile.
    private func work() throws {
        let now = world.now
        let carrier = Carrier(
            world.database, bell: Bell(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { now }
        while try carrier.turn() {}
    }

    private func count(_ table: String) throws -> Int64? {
        try world.database.read { try $0.row("SELECT COUNT(*) FROM \(table)") { $0.integer(0) } }
    }

    /// An uploaded list whose columns are said, looked at.
    private func checked() async throws -> String {
        let place = try #require(try await upload(Self.list).location)
        let said = try await admin.post(
            place + "/mapping",
            [
                ("kind", "contacts"), ("column-0", "email"), ("column-1", "first_name"), ("column-2", "city"),
                ("origin", "salon"), ("ground", "none"), ("next", "check"),
            ])
        #expect(said.status == 303)
        try work()
        return place
    }

    @Test func `take a file, show what its columns hold, and guess what they are`() async throws {
        let reply = try await upload(Self.list)
        let page = try await admin.get(try #require(reply.location))

        #expect(reply.status == 303 && page.status == 200)
        #expect(page.text.contains("lea@four.example") && page.text.contains("&lt;b&gt;Max"))
        #expect(page.text.contains(#"<option value="email" selected>"#))
        #expect(try await admin.get("/w/borie/imports").text.contains("liste.csv"))
    }

    @Test func `take nothing from a form of another site, nor from who may not`() async throws {
        #expect(try await upload(Self.list, token: "forged").status == 403)
        let reader = try world.browser(of: world.hire("r@b.fr", .reader))
        #expect(try await reader.get("/w/borie/imports").status == 403)

        #expect(try count("import_chunk") == 0 && count("import_draft") == 0)
    }

    @Test(arguments: [
        ("%PDF-1.7", "PDF"), ("", "empty"), (String(repeating: "a,", count: 2_000), "has 2000 of them"),
        ("PK\u{3}\u{4}", "damaged"), ("<html><body>", "web page"),
    ])
    func `refuse what is no table with a sentence, and keep nothing`(_ text: String, _ word: String) async throws {
        let reply = try await upload(text, "contacts.xlsx")

        #expect(reply.status == 422 && reply.text.contains(word))
        #expect(try count("import_chunk") == 0 && count("import_draft") == 0)
    }

    @Test func `say what is missing, and lose nothing that was chosen`() async throws {
        let place = try #require(try await upload(Self.list).location)

        let reply = try await admin.post(
            place + "/mapping",
            [("kind", "contacts"), ("column-1", "last_name"), ("origin", ""), ("ground", "consent"), ("next", "check")])

        #expect(reply.status == 422)
        #expect(
            reply.text.contains("Nothing tells people apart") && reply.text.contains("Say where this list comes from"))
        #expect(reply.text.contains(#"<option value="last_name" selected>"#))
    }

    @Test func `want to know how people agreed as soon as a column says that they did`() async throws {
        let place = try #require(try await upload("email,optin\na@b.example,oui\nc@d.example,non\n").location)
        func say(_ ground: String, _ proof: String) async throws -> Browser.Reply {
            try await admin.post(
                place + "/mapping",
                [
                    ("kind", "contacts"), ("column-0", "email"), ("column-1", "consent.email"), ("origin", "salon"),
                    ("ground", ground), ("proof", proof), ("next", "check"),
                ])
        }

        let without = try await say("none", "")
        #expect(without.status == 422 && without.text.contains("The column “optin” says who agreed"))
        #expect(try await say("consent", " ").status == 422)
        #expect(try await say("consent", "box ticked at the stand").status == 303)
        try work()
        #expect(try await admin.post(place + "/start").status == 303)
        try work()

        let proofs = try world.database.read { connection in
            try connection.rows("SELECT properties FROM activity WHERE kind = 'consent_granted'") { $0.text(0) }
        }
        #expect(proofs.count == 1)
        for word in ["salon", "box ticked at the stand", "liste.csv", "a@b.fr", "\"file_at\"", "\"import\""] {
            #expect(proofs.first?.contains(word) == true, "\(word)")
        }
    }

    @Test func `keep out the consents of a list of facts that nothing proves`() async throws {
        try world.contact([.email: "ada@x.example"])
        let list = "contact,kind,at\nada@x.example,consent_granted,2026-03-01\nada@x.example,page_viewed,2026-03-01\n"
        let place = try #require(try await upload(list).location)
        let fields = [
            ("kind", "activities"), ("column-0", "contact"), ("column-1", "activity.kind"),
            ("column-2", "activity.at"), ("next", "check"),
        ]
        #expect(try await admin.get(place).text.contains("without proof they don’t come in"))

        _ = try await admin.post(place + "/mapping", fields + [("origin", ""), ("ground", "none"), ("proof", "")])
        try work()
        #expect(
            try await admin.get(place).text.contains("a consent without proof is not kept", ignoringCase: true))
        _ = try await admin.post(
            place + "/mapping", fields + [("origin", "our old CRM"), ("ground", "consent"), ("proof", "by phone")])
        try work()

        let draft = try world.database.read { try ImportDrafts($0, in: world.workspace.id).open().first }
        #expect(draft?.survey?.refused == 0 && draft?.survey?.new == 2)
    }

    @Test func `show errors where they are, and look again at what was corrected`() async throws {
        let place = try await checked()
        let page = try await admin.get(place)
        #expect(page.text.contains("1 new") && page.text.contains("unreadable e-mail address", ignoringCase: true))
        #expect(page.text.contains("value=\"&lt;b&gt;Max&lt;/b&gt;\"") && !page.text.contains("<b>Max"))

        let unready = try await admin.post(place + "/start")
        #expect(unready.location?.contains("tab=errors") == true)
        _ = try await admin.post(place + "/rows", [("tab", "errors"), ("cell-2-0", "max@four.example")])

        let after = try await admin.get(place)
        #expect(after.text.contains("2 new") && after.text.contains("Import 2\u{A0}rows"))
        #expect(try count("contact") == 0)
    }

    @Test func `give the rows that were left out as a file that computes nothing`() async throws {
        let place = try await checked()

        let file = try await admin.get(place + "/problems.csv")

        #expect(file.text.contains("'=pas une adresse") && file.text.contains("unreadable e-mail address"))
        #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    }

    @Test func `bring in, report, and take back`() async throws {
        let place = try await checked()
        #expect(try await admin.post(place + "/start", [("leave_out", "1")]).status == 303)
        #expect(try await admin.get(place).text.contains("import-progress"))
        try work()

        let report = try #require(try await admin.get(place).location)
        let page = try await admin.get(report)
        #expect(page.text.contains("salon") && page.text.contains("/problems.csv"))
        #expect(try await admin.get(report + "/contacts?which=created").text.contains("Léa"))
        #expect(try await admin.get(report + "/problems.csv").text.contains("pas une adresse"))
        #expect(try await admin.post(report + "/reversals").location == report && count("contact") == 1)
        _ = try await admin.post(report + "/reversals", [("confirmed", "1")])
        #expect(try count("contact") == 1, "the worker does it")
        let underWay = try await admin.get(report)
        #expect(underWay.text.contains("being taken back") && underWay.text.contains("<progress"))
        #expect(!underWay.text.contains("/reversals"))
        let meter = try await admin.ask(.get, report + "?progress=1", headers: [.init("HX-Request")!: "true"])
        #expect(meter.text.contains("import-progress") && !meter.text.contains("<html"))
        try work()

        #expect(try count("contact") == 0)
        #expect(try await admin.get(report).text.contains("This import was taken back"))
        let over = try await admin.ask(.get, report + "?progress=1", headers: [.init("HX-Request")!: "true"])
        #expect(over.headers[.init("HX-Redirect")!] == report)
        #expect(try await admin.post(report + "/reversals", [("confirmed", "1")]).status == 303)
    }

    @Test func `let a file go`() async throws {
        let place = try await checked()

        #expect(try await admin.post(place + "/discarding").location == "/w/borie/imports")

        #expect(try await admin.get(place).status == 404)
        #expect(try count("import_row") == 0 && count("import_chunk") == 0)
    }

    @Test func `read a file whose end looks like a boundary, and one of many parts`() async throws {
        let long =
            "email,note\n"
            + (0..<9_000).map { "p\($0)@x.example,--b0undary \(String(repeating: "x", count: 30))\n" }.joined()

        let place = try #require(try await upload(long).location)

        let draft = try world.database.read { try ImportDrafts($0, in: world.workspace.id).open().first }
        #expect(draft?.size == long.utf8.count && draft?.header == ["email", "note"])
        #expect(try await admin.get(place).status == 200)
    }
}

extension String {
    fileprivate func contains(_ text: String, ignoringCase: Bool) -> Bool {
        lowercased().contains(text.lowercased())
    }
}
