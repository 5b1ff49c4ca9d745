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
        ("%PDF-1.7", "PDF"), ("", "empty"), ("PK\u{3}\u{4}", "damaged"), ("<html><body>", "web page"),
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

        #expect(try count("contact") == 0)
        #expect(try await admin.get(report).text.contains("This import was taken back"))
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
