import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

/// What holds for every address of the API.
@Suite struct `The API` {
    @Test func `answers strangers, wrong methods, types and sizes with problems`() async throws {
        var client = try Client(World(in: Engine.sqlite.migratedDatabase()))

        let method = try await client.ask(.delete, "/api/v1/contacts")
        #expect(method.status == 405)
        #expect(method.headers[.allow] == "GET, POST, HEAD")
        #expect(try await client.ask(.post, "/api/v1/contacts", "a=b", type: "text/plain").status == 415)
        #expect(try await client.ask(.post, "/api/v1/contacts", "{}", type: nil).status == 415)
        #expect(try await client.post("contacts", "{").status == 400)
        #expect(try await client.post("contacts", #"{"email": "\ud800"}"#).status == 400)
        #expect(try await client.post("contacts", #"{"lastName": "a\u0000b"}"#).status == 422)
        let long = String(repeating: "a", count: 2 << 20)
        #expect(try await client.post("contacts", #"{"lastName": "\#(long)"}"#).status == 413)
        #expect(try await client.get("nothing").status == 404)
        #expect(try await client.ask(.head, "/api/v1/contacts").status == 200)
        client.token = "verger_0"
        let stranger = try await client.get("contacts")
        #expect(stranger.status == 401)
        #expect(stranger.headers[.wwwAuthenticate] == "Bearer")
        #expect(try stranger.json["type"]?.text == "/api/v1/docs#token-needed")
    }

    @Test(arguments: Engine.available)
    func `finds nothing of another workspace`(engine: Engine) async throws {
        let database = try engine.migratedDatabase()
        let mine = try Client(World(in: database, slug: "mine"))
        let theirs = try Client(World(in: database, slug: "theirs"))
        let contact = try await theirs.post(
            "contacts", #"{"email": "paul@example.org", "company": {"name": "Secrets SARL"}}"#
        ).json
        let id = contact["id"]?.text ?? ""
        let company = contact["company"]?["id"]?.text ?? ""

        for path in ["contacts/\(id)", "contacts/\(id)/timeline", "contacts/\(id)/explanation", "companies/\(company)"]
        {
            #expect(try await mine.get(path).status == 404, "\(path)")
            #expect(try await theirs.get(path).status == 200, "\(path)")
        }
        #expect(try await mine.patch("contacts/\(id)", #"{"city": "X"}"#, version: "*").status == 404)
        #expect(try await mine.ask(.put, "/api/v1/contacts/\(id)/tags/x").status == 404)
        let activity = try await mine.post("activities", #"{"contact": \#(id), "kind": "demo_requested"}"#)
        #expect(activity.status == 422)
        let stolen = try await mine.post("contacts", #"{"email": "a@example.org", "company": {"id": \#(company)}}"#)
        #expect(try stolen.errorPaths == ["company.id"])
        #expect(try await mine.get("contacts").json["items"]?.items?.isEmpty == true)
    }

    @Test(arguments: Engine.available)
    func `does once what is asked twice with the same key`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        _ = try await client.post("contacts", #"{"email": "paul@example.org"}"#)
        let call = #"{"contact": "paul@example.org", "kind": "demo_requested"}"#
        let key = ["Idempotency-Key": "k-1"]

        let first = try await client.post("activities", call, headers: key)
        let second = try await client.post("activities", call, headers: key)
        let other = try await client.post("activities", call.replacing("demo", with: "quote"), headers: key)

        #expect(first.status == 201)
        #expect(second.status == 201)
        #expect(second.text == first.text)
        #expect(second.headers[HTTPField.Name("Idempotency-Replayed")!] == "true")
        #expect(other.status == 422)
        #expect(try other.errorPaths == ["Idempotency-Key"])
        let id = try #require(first.json["activities"]?.items?.first?["contact"]?.text)
        #expect(try await client.get("contacts/\(id)/timeline").json["items"]?.items?.count == 1)
    }

    @Test(arguments: Engine.available)
    func `does once what many ask at the same moment`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        _ = try await client.post("contacts", #"{"email": "paul@example.org"}"#)

        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 1...8 {
                group.addTask {
                    try await client.post(
                        "activities", #"{"contact": "paul@example.org", "kind": "demo_requested"}"#,
                        headers: ["Idempotency-Key": "k-2"]
                    ).text
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }

        #expect(texts.count == 1)
    }

    @Test func `lets a token do what its scope and role allow`() async throws {
        let database = try Engine.sqlite.migratedDatabase()
        let world = try World(in: database)
        let reader = try Client(world, scope: .read, role: .admin)
        let writer = try Client(world, scope: .writeKey)

        #expect(try await reader.get("contacts").status == 200)
        #expect(try await reader.post("contacts", #"{"email": "a@example.org"}"#).status == 403)
        #expect(try await writer.get("contacts").status == 403)
    }

    @Test func `describes every route of its own, and nothing else`() async throws {
        let client = try Client(World(in: Engine.sqlite.migratedDatabase()))

        let document = try await client.get("openapi.json").json

        let described = Set(
            document["paths"]?.pairs?.flatMap { path in
                (path.value.pairs ?? []).map { "\($0.key.uppercased()) \(path.key)" }
            } ?? [])
        let routes = Set(Routes.all.filter { $0.operation != nil }.map { "\($0.method.rawValue) \($0.path)" })
        #expect(described == routes)
        let operations = Routes.all.compactMap(\.operation?.id)
        #expect(Set(operations).count == operations.count)
        let known = Set(document["components"]?["schemas"]?.pairs?.map(\.key) ?? [])
        for match in document.json().matches(of: /#\/components\/schemas\/(\w+)/) {
            #expect(known.contains(String(match.1)))
        }
    }
}
