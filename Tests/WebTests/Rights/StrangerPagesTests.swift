import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The rights desk, for somebody who is no contact` {
    private func world() throws -> World {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let form = try world.publish(Forming.document(.demo))
        try world.take(
            Forming.sending(
                form, ["q1": ["<b>Nadia</b>"], "q3": ["nadia@b.fr"]], key: "held", verdict: .bot(.haste)))
        return world
    }

    private func open(_ kind: String, of subject: String, by anne: Asking) throws -> String {
        Reply.path(try anne.post("rights/new", [("contact", subject), ("kind", kind), ("note", "Vite")]).location)
    }

    @Test func `shows what is kept under their address, to read and to carry away`() throws {
        let world = try world()
        let anne = Asking(world)
        let path = try open("access", of: "Nadia@b.fr", by: anne)

        let request = try anne.get(path)
        let page = try anne.get(path + "/records")
        let file = try anne.get(path + "/records/download")

        #expect(request.text.contains("1\u{A0}record of it is kept") && request.text.contains(path + "/records"))
        #expect(page.text.contains("Forms held back") && page.text.contains("&lt;b&gt;Nadia"))
        #expect(try Document(json: file.text)["records"]?["held_submission"]?.items?.count == 1)
        let entries = try world.database.read { try AuditLog($0, in: world.workspace.id).latest(2) }
        #expect(entries.map(\.action) == ["personal data exported", "personal data exported"])
        let name = try open("access", of: "Mme Inconnue", by: anne)
        #expect(try anne.get(name).text.contains("A name is not enough"))
        #expect(throws: (any Error).self) { try anne.get(name + "/records") }
    }

    @Test func `erases their address once somebody confirms, and keeps it out`() throws {
        let world = try world()
        let anne = Asking(world)
        let path = try open("erasure", of: "nadia@b.fr", by: anne)

        let unconfirmed = try anne.post(path + "/answer", [("outcome", "granted")])
        try anne.post(path + "/answer", [("outcome", "granted"), ("confirmed", "yes")])
        let after = try anne.get(path)

        #expect(unconfirmed.status == 422 && unconfirmed.text.contains("Granting erases what is kept of this address"))
        #expect(after.text.contains("erased person") && !after.text.contains("nadia") && !after.text.contains("Vite"))
        #expect(try anne.post("rights/erased", [("address", "nadia@b.fr")]).text.contains("kept out since"))
        let left = try world.database.read { try $0.rows("SELECT 1 FROM form_submission", []) { _ in true } }
        #expect(left.isEmpty)
    }

    @Test func `acts on the contact that they have become meanwhile`() throws {
        let world = try world()
        let anne = Asking(world)
        let path = try open("erasure", of: "nadia@b.fr", by: anne)
        let nadia = try world.contact([.email: "nadia@b.fr", .firstName: "Nadia", .lastName: "Benali"])

        let page = try anne.get(path)
        try anne.post(path + "/answer", [("outcome", "granted"), ("confirmed", "yes")])

        #expect(page.text.contains("Nadia Benali"))
        #expect(try world.database.read { try Contacts($0, in: world.workspace).find(nadia.id) } == nil)
        #expect(try !anne.get(path).text.contains("nadia"))
    }

    @Test func `shows what was said again while a request is open`() async throws {
        let world = try world()
        let nadia = try world.contact([.email: "zoe@b.fr", .firstName: "Zoé"])
        let anne = Asking(world)
        let first = try open("rectification", of: "zoe@b.fr", by: anne)
        let link = try world.link(.preferences, of: nadia.id)

        _ = try await Browser(world).post(link, [("act", "rectification"), ("note", "Et <i>ma ville</i>")])

        let page = try anne.get(first)
        #expect(page.text.contains("Et &lt;i&gt;ma ville") && page.text.contains("the person"))
    }
}

@Suite struct `After the erasure of a contact with an address of the house` {
    @Test(arguments: ["boss@b.fr", "claire@borie.example"])
    func `every page of the settings answers, and mails come in`(address: String) async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let key = try world.database.write { connection in
            try MailServers(connection, in: world.workspace.id).save(.example(), password: nil, at: world.now)
            try Mails(connection, in: world.workspace.id).queue(.example("Merci"), because: "a", at: world.now)
            return try MailDoor(connection, in: world.workspace.id).renew(at: world.now)
        }
        _ = try world.publish(Forming.document(.demo) { $0.notified = address }, named: "Demo")
        let contact = try world.contact([.email: address])

        _ = try world.database.write {
            try Erasure($0, in: world.workspace).erase(contact.id, by: "boss@b.fr", at: world.now)
        }

        for route in Routes.all where route.method == .get {
            let path = route.path.replacing("{workspace}", with: "borie")
            guard path.hasPrefix("/w/borie/settings") || path == "/w/borie/forms", !path.contains("{"),
                !path.hasSuffix("/counts")
            else { continue }
            let status = try await boss.get(path).status
            #expect([200, 303].contains(status), "\(path)")
        }
        var client = try Client(world)
        client.token = key
        let mail =
            "From: \(address)\r\nTo: n.benali@gh.example\r\nSubject: Four\r\nMessage-ID: <a@b.fr>\r\n\r\nVoici\r\n"
        let reply = try await client.ask(.post, "/mail/borie", mail, type: "message/rfc822")
        #expect(try reply.status == 200 && reply.json["verdict"]?.text == "taken")
    }
}

@Suite struct `The notification of a form` {
    @Test func `is of the person it tells of, and goes with them`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        try world.hire("boss@b.fr")
        let form = try world.publish(
            Forming.document(.demo) {
                $0.notified = "boss@b.fr"
                $0.sites = ["https://www.borie.example"]
            }, named: "Demo")
        let page = PublicReply(try await Browser(world).get("/f/borie/demo"))
        _ = try await Browser(world, at: world.now + 10 * Instant.second).post(
            "/f/borie/demo",
            page.carried + [("q1", "Zoé"), ("q3", "zoe@fournil.example"), ("q6", "Two ovens"), ("c1", "yes")])
        let zoe = try #require(
            try world.database.read { try Contacts($0, in: world.workspace).find(named: "zoe@fournil.example") })
        func mails() throws -> [OutgoingMail] {
            try world.database.read { try Mails($0, in: world.workspace.id).latest(limit: 9) }
        }

        let notification = try #require(try mails().first { $0.cause.hasPrefix("form notification") })
        let file = try world.database.read {
            try PersonalFile(of: zoe.id, $0, in: world.workspace, at: world.now)?.json["records"]?["mail"]?.json()
        }
        _ = try world.database.write {
            try Erasure($0, in: world.workspace).erase(zoe.id, by: "boss@b.fr", at: world.now)
        }

        #expect(notification.contact == zoe.id && notification.letter.to.address.address == "boss@b.fr")
        #expect(file?.contains("Two ovens") == true)
        #expect(try mails().isEmpty, "\(form.id)")
    }
}
