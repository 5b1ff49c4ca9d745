import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The address for mails` {
    private static let mail = """
        From: Nadia Benali <n.benali@gh.example>
        To: crm@borie.example
        Subject: Un four
        Message-ID: <a1@gh.example>

        Je cherche un four.

        """

    private func client() throws -> (client: Client, key: String) {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let key = try world.database.write { try MailDoor($0, in: world.workspace.id).renew(at: world.now) }
        var client = try Client(world)
        client.token = key
        return (client, key)
    }

    @Test func `takes a raw mail by its key, in a header or in the address, once`() async throws {
        let (client, key) = try client()

        let first = try await client.ask(.post, "/mail/borie", Self.mail, type: "message/rfc822")
        let second = try await client.ask(
            .post, "/mail/borie/\(key)", Self.mail, type: "message/rfc822", headers: ["Authorization": "none"])

        #expect(first.status == 200 && second.status == 200)
        #expect(try first.json["verdict"]?.text == "taken" && second.json["verdict"]?.text == "repeated")
        let contact = try client.world.database.read {
            try Contacts($0, in: client.world.workspace).find(named: "n.benali@gh.example")
        }
        #expect(contact?.fields[.lastName] == "Benali")
    }

    @Test func `takes them by a token that may send events, and not by the key of a page`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        for (scope, status) in [(TokenScope.serverKey, 200), (.full, 200), (.writeKey, 401), (.read, 401)] {
            let client = try Client(world, scope: scope)
            let reply = try await client.ask(.post, "/mail/borie", Self.mail, type: "message/rfc822")
            #expect(reply.status == status, "\(scope)")
        }
    }

    @Test func `opens for its own workspace alone`() async throws {
        let (client, key) = try client()
        _ = try World(in: client.world.database, slug: "other")
        var stranger = client
        stranger.token = "wrong"

        for path in ["/mail/other", "/mail/other/\(key)", "/mail/nobody"] {
            #expect(try await client.ask(.post, path, Self.mail, type: "message/rfc822").status == 401)
        }
        #expect(try await stranger.ask(.post, "/mail/borie", Self.mail, type: "message/rfc822").status == 401)
        #expect(try await stranger.ask(.post, "/mail/borie/wrong", Self.mail, type: "message/rfc822").status == 401)
    }

    @Test func `says what it can't read, and what it sets aside`() async throws {
        let (client, _) = try client()

        let robot = try await client.ask(
            .post, "/mail/borie", "Auto-Submitted: auto-replied\n" + Self.mail, type: "message/rfc822")
        let none = try await client.ask(.post, "/mail/borie", "{}", type: "message/rfc822")
        let json = try await client.ask(.post, "/mail/borie", Self.mail, type: "application/json")

        #expect(robot.status == 202)
        #expect(try robot.json["reason"]?.text == "auto_reply")
        #expect(none.status == 422 && json.status == 415)
    }

    @Test func `reads long mails of those who have the key, and short ones of strangers`() async throws {
        let (client, _) = try client()
        var stranger = client
        stranger.token = "wrong"
        let long = Self.mail + String(repeating: "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF\n", count: 70_000)

        #expect(try await client.ask(.post, "/mail/borie", long, type: "message/rfc822").status == 200)
        #expect(try await stranger.ask(.post, "/mail/borie", long, type: "message/rfc822").status == 413)
    }
}
