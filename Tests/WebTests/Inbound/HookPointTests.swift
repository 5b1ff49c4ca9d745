import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The address for programs` {
    private static let body = #"{"id": "e1", "email": "n.benali@gh.example", "name": "Nadia Benali"}"#

    private struct Hooked {
        let client: Client
        let source: HookSource
        let path: String

        func send(
            _ body: String, type: String? = "application/json", headers: [String: String] = [:]
        ) async throws -> Client.Reply {
            try await client.ask(.post, path, body, type: type, headers: headers)
        }
    }

    private func hooked(
        _ signing: HookSource.Signing = .none, isActive: Bool = true
    ) throws -> Hooked {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let (source, secret) = try world.database.write { connection in
            let sources = HookSources(connection, in: world.workspace.id)
            var source = try sources.add("Site", like: HookModel.all.first { $0.id == "plain" }!, at: world.now)
            source.signing = signing
            source.isActive = isActive
            try sources.save(source, signingSecret: signing == .none ? nil : "s3cret", at: world.now)
            return (source, try sources.secret(of: source.id) ?? "")
        }
        return Hooked(client: try Client(world), source: source, path: "/hooks/borie/\(secret)")
    }

    @Test func `answers when a body is on disk, once`() async throws {
        let hooked = try hooked()

        let replies = [
            try await hooked.send(Self.body), try await hooked.send(Self.body),
            try await hooked.send(#"{"nobody": 1}"#), try await hooked.send("{"),
        ]

        #expect(replies.map(\.status) == [200, 200, 202, 422])
        #expect(try replies[1].json["repeated"]?.text == "true")
        let deliveries = try hooked.client.world.database.read {
            try HookDeliveries($0, in: hooked.client.world.workspace.id).page(of: hooked.source.id, limit: 10)
        }
        #expect(deliveries.map(\.state) == [.unreadable, .held, .taken])
    }

    @Test func `takes forms and every way to say JSON, and nothing else`() async throws {
        let hooked = try hooked()

        for type in ["application/json; charset=utf-8", "application/vnd.site+json", "text/plain"] {
            #expect(try await hooked.send(Self.body, type: type).status == 200, "\(type)")
        }
        let form = try await hooked.send(
            "id=e2&email=x%40y.example&name=X", type: "application/x-www-form-urlencoded")
        #expect(form.status == 200)
        for type in ["application/xml", "multipart/form-data; boundary=x", "text/html"] {
            #expect(try await hooked.send(Self.body, type: type).status == 415, "\(type)")
        }
        #expect(try await hooked.send(Self.body, headers: ["Content-Encoding": "br"]).status == 400)
        #expect(try await hooked.send(Self.body, headers: ["Content-Encoding": "gzip"]).status == 400)
    }

    @Test func `refuses forged, outdated and missing signatures, and counts them`() async throws {
        let hooked = try hooked(.timestamped(header: "X-Signature"))
        let seconds = hooked.client.world.now.microseconds / Instant.second
        func code(_ seconds: Int64, _ body: String = Self.body, key: String = "s3cret") -> String {
            "t=\(seconds),v1=" + Signature.hmacSHA256("\(seconds).\(body)", key: key)
        }

        let good = try await hooked.send(Self.body, headers: ["X-Signature": code(seconds)])
        let bad = [
            nil, code(seconds, key: "other"), code(seconds, "{}"), code(seconds - 3_600), "t=\(seconds),v1=", "x",
        ]
        for header in bad {
            let reply = try await hooked.send(Self.body, headers: header.map { ["X-Signature": $0] } ?? [:])
            #expect(reply.status == 401, "\(header ?? "")")
        }

        #expect(good.status == 200)
        let refusals = try hooked.client.world.database.read {
            try HookSources($0, in: hooked.client.world.workspace.id).refusals(of: hooked.source.id)?.count
        }
        #expect(refusals == bad.count)
    }

    @Test func `is known to its workspace alone, and may be paused`() async throws {
        let hooked = try hooked()
        _ = try World(in: hooked.client.world.database, slug: "other")
        let elsewhere = hooked.path.replacing("/borie/", with: "/other/")

        for path in [elsewhere, "/hooks/borie/wrong", "/hooks/nobody/x"] {
            #expect(try await hooked.client.ask(.post, path, Self.body).status == 404, "\(path)")
        }
        let paused = try self.hooked(isActive: false)
        #expect(try await paused.send(Self.body).status == 503)
    }

    @Test func `bears bodies that are huge, deep or long`() async throws {
        let hooked = try hooked()
        let huge = #"{"email": "a@b.example", "x": ""# + String(repeating: "x", count: 1 << 20) + #""}"#
        let deep = String(repeating: "[", count: 100_000)
        let many = "[" + Array(repeating: #"{"email": "a@b.example"}"#, count: 2_000).joined(separator: ",") + "]"

        #expect(try await hooked.send(huge).status == 413)
        #expect(try await hooked.send(deep).status == 422)
        #expect(try await hooked.send(many).status == 202)
    }
}
