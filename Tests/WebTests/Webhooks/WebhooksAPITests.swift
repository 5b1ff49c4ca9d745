import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `Webhooks, for programs` {
    private static let new = #"{"url": "https://example.org/hook", "events": ["contact.created", "segment.left"]}"#

    @Test(arguments: Engine.available)
    func `are added with a secret that is told once and kept sealed`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))

        let added = try await client.post("webhooks", Self.new)

        let id = try #require(try added.json["id"]?.text)
        let secret = try #require(try added.json["secret"]?.text)
        #expect(added.status == 201 && added.headers[.location] == "/api/v1/webhooks/\(id)")
        #expect(try await !client.get("webhooks/\(id)").text.contains(secret))
        let kept = try client.world.database.read { connection in
            try connection.rows("SELECT secret FROM webhook") { $0.text(0) }
        }
        #expect(kept.count == 1 && !kept[0].contains(secret.dropFirst(7)))
        let opened = try client.world.database.read {
            try Webhooks($0, in: client.world.workspace.id).secret(of: Int64(id) ?? 0)
        }
        #expect(opened == secret)
    }

    @Test func `are read, changed and removed`() async throws {
        let client = try Client(World(in: Engine.sqlite.migratedDatabase()))
        let id = try await client.post("webhooks", Self.new).json["id"]?.text ?? ""

        let changed = try await client.patch("webhooks/\(id)", #"{"isActive": false}"#, version: nil)
        let wrong = try await client.patch("webhooks/\(id)", #"{"url": "ftp://x", "events": []}"#, version: nil)
        let address = try await client.patch("webhooks/\(id)", #"{"url": "https://a@b"}"#, version: nil)
        let list = try await client.get("webhooks")
        let removed = try await client.ask(.delete, "/api/v1/webhooks/\(id)")

        #expect(
            try changed.json["isActive"]?.text == "false" && changed.json["url"]?.text == "https://example.org/hook")
        #expect(wrong.status == 422 && address.status == 422)
        #expect(try address.errorPaths == ["url"])
        #expect(try list.json["items"]?.items?.count == 1)
        #expect(removed.status == 204)
        #expect(try await client.get("webhooks/\(id)").status == 404)
    }

    @Test(arguments: Engine.available)
    func `are tried, and their deliveries listed page by page and sent again`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let id = try await client.post("webhooks", Self.new).json["id"]?.text ?? ""
        let other = try await client.post("webhooks", Self.new).json["id"]?.text ?? ""

        let tests = try await [client.post("webhooks/\(id)/tests", ""), client.post("webhooks/\(id)/tests", "")]
        let first = try await client.get("webhooks/\(id)/deliveries?limit=1")
        let next = try first.json["next"]?.text ?? ""
        let second = try await client.get("webhooks/\(id)/deliveries?limit=1&cursor=\(next)")

        #expect(tests.map(\.status) == [202, 202])
        let delivery = try #require(try tests[1].json["id"]?.text)
        #expect(try first.json["items"]?.items?.first?["id"]?.text == delivery)
        #expect(try first.json["items"]?.items?.first?["payload"]?["type"]?.text == "webhook.test")
        #expect(try second.json["items"]?.items?.first?["id"]?.text == tests[0].json["id"]?.text)
        #expect(try second.json["next"]?.isNull == true)
        #expect(try await client.post("webhooks/\(id)/deliveries/\(delivery)/attempts", "").status == 202)
        #expect(try await client.post("webhooks/\(other)/deliveries/\(delivery)/attempts", "").status == 404)
    }
}
