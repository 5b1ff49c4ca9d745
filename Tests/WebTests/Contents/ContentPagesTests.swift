import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The library of contents` {
    private let world: World
    private let admin: Browser

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        admin = try world.browser(of: world.hire("a@b.fr"))
    }

    /// Sends a content with a file, as browsers do.
    private func upload(
        _ bytes: [UInt8], _ name: String, _ fields: [(String, String)] = [], to path: String = "/w/borie/contents/new"
    ) async throws -> Browser.Reply {
        var body = ""
        let token = Secret.formToken(ofSession: admin.session ?? "")
        for (name, value) in fields + [("form_token", token)] {
            body += "--b0undary\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body +=
            "--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: application/pdf\r\n\r\n"
        body += String(decoding: bytes, as: UTF8.self) + "\r\n--b0undary--\r\n"
        return try await admin.ask(.post, path, body, headers: [.contentType: "multipart/form-data; boundary=b0undary"])
    }

    private func contents() throws -> [Content] {
        try world.database.read { try Contents($0, in: world.workspace.id).all() }
    }

    @Test func `takes a file and gives it back by a link that runs out`() async throws {
        let reply = try await upload(
            Forming.pdf, "Guide d’achat.pdf", [("title", "Guide"), ("level", "decision"), ("language", "en")])
        #expect(reply.status == 303)
        let content = try #require(try contents().first)
        #expect(content.file?.name == "Guide d’achat.pdf" && content.file?.kind == .pdf)

        let visitor = Browser(world)
        let page = try await visitor.get("/c/borie/\(content.id)")
        #expect(page.text.contains("Download"))
        let link = try await visitor.post("/c/borie/\(content.id)/download").location ?? ""
        let file = try await visitor.get(link)
        let late = try await Browser(world, at: world.now + 2 * Instant.hour).get(link)
        let forged = try await visitor.get(link.dropLast() + "0")

        #expect(file.status == 200 && Array(file.text.utf8) == Forming.pdf)
        #expect(file.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
        #expect(file.headers[.xContentTypeOptions] == "nosniff")
        #expect(file.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
        #expect(late.status == 410)
        #expect(forged.status == 410 || link.hasSuffix("0"))
    }

    @Test func `refuses a program with another name, and says why`() async throws {
        let reply = try await upload(Array("MZ\u{90}".utf8), "guide.pdf", [("title", "Guide"), ("level", "decision")])

        #expect(reply.status == 422 && reply.text.contains("This is a program, whatever its name says"))
        #expect(reply.text.contains("value=\"Guide\""))
        #expect(try contents() == [])
    }

    @Test func `keeps nothing without a title, a file or an address`() async throws {
        let reply = try await admin.post("/w/borie/contents/new", [("title", ""), ("level", "decision")])
        let elsewhere = try await admin.post(
            "/w/borie/contents/new", [("title", "Film"), ("level", "decision"), ("address", "javascript:alert(1)")])
        let address = try await admin.post(
            "/w/borie/contents/new", [("title", "Film"), ("level", "decision"), ("address", "https://film.example/v")])

        #expect([reply.status, elsewhere.status, address.status] == [422, 422, 303])
        #expect(try contents().map(\.title) == ["Film"])
    }

    @Test func `gives what is gated to those who sent a form, and not to others`() async throws {
        let content = try world.content()
        let form = try world.publish(Forming.document(content: content.id))
        let visitor = Browser(world)

        let page = try await visitor.get("/c/borie/\(content.id)")
        let refused = try await visitor.post("/c/borie/\(content.id)/download")
        let open = PublicReply(try await visitor.get("/f/borie/\(form.slug)"))
        let sent = try await Browser(world, at: world.now + 9 * Instant.second).post(
            "/f/borie/\(form.slug)", open.carried + [("q3", "lea@borie.example")])
        let thanks = try await visitor.get(sent.location ?? "")
        let link = try #require(thanks.text.firstMatch(of: /href="(\/c\/[^"]*)"/)?.1)
        let file = try await visitor.get(String(link))

        #expect(page.text.contains("/f/borie/guide") && !page.text.contains("/download"))
        #expect(refused.location == "/c/borie/\(content.id)")
        #expect(Array(file.text.utf8) == Forming.pdf)
        let contact = try world.database.read {
            try Contacts($0, in: world.workspace).find(named: "lea@borie.example")!
        }
        let kinds = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: contact.id).map(\.kind)
        }
        #expect(kinds == ["form_submitted", "content_downloaded"])
    }

    @Test func `notes what somebody known saw and took, once a day`() async throws {
        try world.importing(.contacts, "external_id,email\nc1,lea@borie.example\n")
        let content = try world.content()
        let contact = try world.database.read { try Contacts($0, in: world.workspace).find(named: "c1")! }
        let secret = try world.database.write { try InstanceSecret($0, at: world.now) }
        let ticket = secret.sealed(
            Ticket(.person, in: world.workspace.id, of: [contact.id.value], expiresAt: world.now + Instant.day))
        let visitor = Browser(world)

        for _ in 0..<2 {
            _ = try await visitor.get("/c/borie/\(content.id)?p=\(ticket)")
            _ = try await visitor.post("/c/borie/\(content.id)/download", [("p", ticket)])
        }

        let kinds = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: contact.id).map(\.kind)
        }
        #expect(kinds == ["content_viewed", "content_downloaded"])
    }

    @Test func `shows figures that open what they count`() async throws {
        let (content, _, _) = try world.publishing()
        try world.refresh()

        let list = try await admin.get("/w/borie/contents")
        let page = try await admin.get("/w/borie/contents/\(content.id)")
        let ripened = try await admin.get("/w/borie/contents/\(content.id)/ripened")

        #expect(list.text.contains("did%20content_downloaded%20where%20content%20%3D%20%22Guide%22"))
        #expect(page.status == 200 && page.text.contains("Took it"))
        #expect(ripened.status == 200)
    }

    @Test func `reads a form with files strictly`() {
        let good =
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.pdf\"\r\n\r\n\r\n--b--"
        let read = Multipart(good.utf8, boundary: "b")

        #expect(read?.parts.map(\.name) == ["a", "f"] && read?.parts[0].text == "1")
        #expect(read?.file("f")?.file == "x.pdf" && read?.file("a") == nil)
        #expect(Multipart(good.dropLast(4).utf8, boundary: "b") == nil)
        #expect(Multipart("--b\r\n\r\n1\r\n--b--".utf8, boundary: "b") == nil)
        #expect(Multipart.boundary("multipart/form-data; boundary=\"b\"") == "b")
        #expect(Multipart.boundary("multipart/form-data") == nil)
        #expect(Multipart.boundary("text/plain; boundary=b") == nil)
    }
}
