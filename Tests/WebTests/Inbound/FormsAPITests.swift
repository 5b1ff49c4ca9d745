import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `Forms and contents, for programs` {
    private static let input = """
        {"key": "k1", "answers": {"q1": "Léa", "q3": "lea@borie.example"}, "ip": "203.0.113.77",
         "touch": {"utm_campaign": "Salon", "page": "https://borie.example/devis"}}
        """

    private func published() throws -> (client: Client, form: Form) {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let form = try world.publish(Forming.document(.demo))
        return (try Client(world), form)
    }

    @Test func `are read as they are published`() async throws {
        let (client, form) = try published()

        let list = try await client.get("forms").json
        let read = try await client.get("forms/\(form.id)").json

        #expect(list["items"]?.items?.map { $0["id"]?.text } == ["\(form.id)"])
        #expect(read["questions"]?.items?.isEmpty == false && read["version"]?.text == "1")
        #expect(try await client.get("forms/999999").status == 404)
    }

    @Test func `are sent from a server, once, with their proof`() async throws {
        let (client, form) = try published()
        let consents =
            try await client.get("forms/\(form.id)").json["consents"]?.items?.compactMap { $0["id"]?.text } ?? []
        let agreed = Self.input.replacing("\"key\"", with: "\"consents\": \(consents), \"key\"")

        let first = try await client.post("forms/\(form.id)/submissions", agreed)
        let second = try await client.post("forms/\(form.id)/submissions", agreed)

        #expect(first.status == 201 && second.status == 200)
        #expect(try second.json["repeated"]?.text == "true")
        let submission = try #require(
            try await client.get("forms/\(form.id)/submissions").json["items"]?.items?.first)
        #expect(submission["way"]?.text == "api" && submission["sentBy"]?.text == "token:test")
        #expect(submission["ip"]?.text == "203.0.113.0" && submission["touch"]?["utm_campaign"]?.text == "Salon")
        let contact = try Contact.ID(#require(first.json["contact"]?.number?.whole))
        let timeline = try client.world.database.read {
            try Activities($0, in: client.world.workspace.id).timeline(of: contact)
        }
        #expect(timeline.contains { $0.kind == "form_submitted" })
        if let consent = timeline.first(where: { $0.kind == "consent_granted" }) {
            #expect(consent.properties["sent_by"] == "token:test" && consent.properties["ip"] == "203.0.113.0")
        }
    }

    @Test func `say all that is wrong at once`() async throws {
        let (client, form) = try published()

        let reply = try await client.post(
            "forms/\(form.id)/submissions",
            #"{"answers": {"q3": "nobody", "q99": "x"}, "consents": ["c99"], "version": 1}"#)
        let version = try await client.post(
            "forms/\(form.id)/submissions", #"{"answers": {}, "version": 9}"#)

        #expect(reply.status == 422 && version.status == 422)
        #expect(try Set(reply.errorPaths).isSuperset(of: ["answers.q99", "consents", "answers.q3"]))
    }

    @Test func `are told of somebody who was erased, and keep nothing`() async throws {
        let (client, form) = try published()
        let first = try await client.post("forms/\(form.id)/submissions", Self.input)
        let contact = try Contact.ID(#require(first.json["contact"]?.number?.whole))
        _ = try client.world.database.write {
            try Erasure($0, in: client.world.workspace).erase(contact, by: "test", at: client.world.now)
        }

        let back = try await client.post(
            "forms/\(form.id)/submissions", Self.input.replacing("k1", with: "k2"))

        #expect(back.status == 422)
        #expect(try await client.get("forms/\(form.id)/submissions").json["items"]?.items?.isEmpty == true)
    }

    @Test func `have contents that are added and edited by version`() async throws {
        let (client, _) = try published()
        let input =
            #"{"title": "Guide", "level": "evaluation", "address": "https://borie.example/guide", "gated": true}"#

        let added = try await client.post("contents", input)
        let id = try #require(try added.json["id"]?.text)
        let blind = try await client.patch("contents/\(id)", #"{"title": "Autre"}"#, version: nil)
        let edited = try await client.patch("contents/\(id)", #"{"title": "Autre"}"#, version: added.etag)
        let stale = try await client.patch("contents/\(id)", #"{"title": "Tiers"}"#, version: added.etag)
        let wrong = try await client.post("contents", #"{"title": "x", "level": "decision", "address": "ftp://x"}"#)

        #expect(added.status == 201 && added.headers[.location] == "/api/v1/contents/\(id)")
        #expect([blind.status, edited.status, stale.status, wrong.status] == [428, 200, 412, 422])
        #expect(try edited.json["title"]?.text == "Autre" && edited.json["gated"]?.text == "true")
        #expect(try edited.json["recordedAs"]?.text == "Guide" && wrong.errorPaths == ["address"])
        let archived = try await client.patch("contents/\(id)", #"{"archived": true}"#, version: edited.etag)
        #expect(try archived.json["archived"]?.text == "true")
        #expect(try await client.get("contents?archived=true").json["items"]?.items?.count == 1)
    }

    @Test func `have campaigns that are edited by version`() async throws {
        let (client, _) = try published()
        let added = try await client.post(
            "campaigns", #"{"name": "Salon", "channel": "event", "budget": 100, "place": "Lyon"}"#)
        let id = try #require(try added.json["id"]?.text)
        let read = try await client.get("campaigns/\(id)")

        let edited = try await client.patch(
            "campaigns/\(id)", #"{"budget": 250.5, "place": null, "links": [{"utm_campaign": "salon"}]}"#,
            version: read.etag)
        let stale = try await client.patch("campaigns/\(id)", #"{"name": "X"}"#, version: read.etag)
        let wrong = try await client.patch("campaigns/\(id)", #"{"channel": "nowhere"}"#, version: "*")

        #expect([edited.status, stale.status, wrong.status] == [200, 412, 422])
        #expect(try edited.json["budget"]?.text == "250.5" && edited.json["place"]?.isNull == true)
        #expect(try edited.json["name"]?.text == "Salon" && edited.json["links"]?.items?.count == 1)
        #expect(try wrong.errorPaths == ["channel"])
    }
}

extension Number {
    fileprivate var whole: Int64 { millionths / Number.unit }
}
