import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The outbox pages` {
    private func queue(_ world: World, html: String? = nil, isConfidential: Bool = false) throws -> Int64 {
        try world.database.write {
            try #require(
                try Mails($0, in: world.workspace.id).queue(
                    .example("Merci", html: html), because: "thanks", isConfidential: isConfidential, at: world.now))
        }
    }

    @Test func `show a mail as text with links, and its HTML shut in a sandbox`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let id = try queue(world, html: "<p>Merci</p><script>alert(1)</script>")

        let page = try await boss.get("/w/borie/settings/outbox/\(id)").text
        let html = try await boss.get("/w/borie/settings/outbox/\(id)/html")

        #expect(page.contains("href=\"https://borie.example/suite\"") && !page.contains("<script>alert"))
        #expect(page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""))
        let policy = html.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.hasPrefix("sandbox allow-popups") && policy.contains("default-src 'none'"))
        #expect(!policy.contains("script-src") && policy.contains("frame-ancestors 'self'"))
    }

    @Test func `hide what confidential mails say`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let id = try queue(world, html: "<p>https://secret.example</p>", isConfidential: true)

        let page = try await boss.get("/w/borie/settings/outbox/\(id)").text

        #expect(!page.contains("secret.example") && !page.contains("borie.example/suite"))
        #expect(try await boss.get("/w/borie/settings/outbox/\(id)/html").status == 404)
    }

    @Test func `send what was kept once there is a server, and take back what has not left`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let id = try queue(world)
        func status() throws -> OutgoingMail.Status? {
            try world.database.read { try Mails($0, in: world.workspace.id).find(id)?.status }
        }

        _ = try await boss.post("/w/borie/settings/outbox/\(id)/sending")
        #expect(try status() == .kept)
        try world.database.write {
            try MailServers($0, in: world.workspace.id).save(.example(), password: nil, at: world.now)
        }
        _ = try await boss.post("/w/borie/settings/outbox/sending")
        #expect(try status() == .queued)
        _ = try await boss.post("/w/borie/settings/outbox/\(id)/removal")
        #expect(try status() == .queued)
    }

    @Test func `keep the password of the server to themselves, and say what is wrong`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let form = [
            ("host", "smtp.borie.example"), ("port", ""), ("security", "starttls"), ("username", "u"),
            ("password", "pomme d’api"), ("sender", "claire@borie.example"), ("active", "yes"),
        ]

        #expect(try await boss.post("/w/borie/settings/mail", form).status == 303)
        #expect(try await !boss.get("/w/borie/settings/mail").text.contains("pomme"))
        for (field, value) in [
            ("host", "a b"), ("port", "99999"), ("sender", "x"), ("security", "none"), ("reply_to", "y"),
        ] {
            let wrong = form.filter { $0.0 != field } + [(field, value)]
            let reply = try await boss.post("/w/borie/settings/mail", wrong)
            #expect(reply.status == 422 && reply.text.contains("smtp") || field == "host", "\(field)")
            #expect(reply.status == 422 && reply.text.contains("id=\"field-\(field)-note\""), "\(field)")
        }
        #expect(try world.database.read { try MailServers($0, in: world.workspace.id).find()?.port } == 587)
    }

    @Test func `send the link of an invitation, and hand it over too`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        try world.database.write {
            try MailServers($0, in: world.workspace.id).save(.example(), password: nil, at: world.now)
        }

        let reply = try await boss.post(
            "/w/borie/settings/users", [("email", "new@b.fr"), ("name", "Nina"), ("role", "reader")])

        #expect(reply.text.contains("by mail") && reply.text.contains("/password/"))
        let mails = try world.database.read { try Mails($0, in: world.workspace.id).latest(limit: 9) }
        #expect(mails.count == 1 && mails[0].isConfidential && mails[0].letter.to.address.address == "new@b.fr")
    }

    @Test func `mail a forgotten password only to who works in one workspace`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let other = try World(in: world.database, slug: "other")
        for world in [world, other] {
            try world.database.write {
                try MailServers($0, in: world.workspace.id).save(.example(), password: nil, at: world.now)
            }
        }
        try world.hire("alone@b.fr")
        try world.hire("both@b.fr")
        try world.database.write {
            _ = try Users($0, in: other.workspace.id).add(
                email: "both@b.fr", name: "B", role: .reader, passwordHash: nil, at: world.now)
        }

        for email in ["alone@b.fr", "both@b.fr", "nobody@b.fr"] {
            _ = try await Browser(world).post("/password", [("email", email)])
        }

        let mails = try world.database.read { connection in
            try [world, other].flatMap { try Mails(connection, in: $0.workspace.id).latest(limit: 9) }
        }
        #expect(mails.map(\.letter.to.address.address) == ["alone@b.fr"])
    }
}
