import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

/// Conditions, segments, definitions, figures.
@Suite struct `The API of questions` {
    private func client(_ engine: Engine) async throws -> Client {
        let client = try Client(World(in: engine.migratedDatabase()))
        for (name, city) in [("anne", "Lyon"), ("paul", "Lyon"), ("zoé", "Lille")] {
            _ = try await client.post("contacts", #"{"email": "\#(name)@example.org", "city": "\#(city)"}"#)
        }
        return client
    }

    @Test(arguments: Engine.available)
    func `checks a condition in either form`(engine: Engine) async throws {
        let client = try await client(engine)

        let text = try await client.post("conditions/check", #"{"condition": "city  =  LYON", "count": true}"#).json
        let json = try await client.post("conditions/check", #"{"condition": \#(text["json"]?.json() ?? "")}"#).json
        let wrong = try await client.post("conditions/check", #"{"condition": "citi = Lyon and"}"#)

        #expect(text["valid"]?.text == "true")
        #expect(text["count"]?.text == "2")
        #expect(json["text"]?.text == text["text"]?.text)
        #expect(wrong.status == 200)
        #expect(try wrong.json["valid"]?.text == "false")
        #expect(try wrong.json["problems"]?.items?.first?["line"]?.text == "1")
    }

    @Test(arguments: Engine.available)
    func `saves, counts, lists and removes a segment`(engine: Engine) async throws {
        let client = try await client(engine)
        let path = "/api/v1/segments/Salon%20de%20Lyon"

        let new = try await client.ask(.put, path, #"{"condition": "city = Lyon"}"#)
        let again = try await client.ask(
            .put, path, #"{"condition": {"left": {"field": "city"}, "op": "=", "right": "Lille"}}"#)
        let circle = try await client.ask(.put, path, #"{"condition": "in segment \"Salon de Lyon\""}"#)

        #expect(new.status == 201)
        #expect(again.status == 200)
        #expect(circle.status == 422)
        #expect(try await client.get("segments/Salon%20de%20Lyon/count").json["count"]?.text == "1")
        let members = try await client.get("segments/Salon%20de%20Lyon/members").json
        #expect(members["items"]?.items?.map { $0["email"]?.text } == ["zoé@example.org"])
        #expect(try await client.get("segments/Lyonnais/count?as_of=2026-03-01").json["count"]?.text == "2")
        #expect(try await client.ask(.delete, path).status == 204)
        #expect(try await client.get("segments/Salon%20de%20Lyon").status == 404)
        #expect(try await client.ask(.delete, "/api/v1/segments/Lyonnais").status == 404)
    }

    @Test(arguments: Engine.available)
    func `replaces no segment that another has changed, and removes none that another needs`(
        engine: Engine
    ) async throws {
        let client = try await client(engine)
        let path = "/api/v1/segments/Salon"
        let read = try await client.ask(.put, path, #"{"condition": "city = Lyon"}"#)
        let tag = ["If-Match": read.etag]

        let mine = try await client.ask(.put, path, #"{"condition": "city = Lille"}"#, headers: tag)
        let theirs = try await client.ask(.put, path, #"{"condition": "city = Brest"}"#, headers: tag)
        let nothing = try await client.ask(.put, "/api/v1/segments/Rien", #"{"condition": "always"}"#, headers: tag)
        _ = try await client.ask(.put, "/api/v1/segments/Autre", #"{"condition": "in segment \"Salon\""}"#)
        let needed = try await client.ask(.delete, path)
        _ = try await client.ask(.delete, "/api/v1/segments/Autre")
        let late = try await client.ask(.delete, path, headers: tag)
        let gone = try await client.ask(.delete, path, headers: ["If-Match": mine.etag])

        #expect([read, mine, theirs, nothing].map(\.status) == [201, 200, 412, 412])
        #expect(try theirs.json["current"]?["condition"]?.text == "city = Lille")
        #expect([needed, late, gone].map(\.status) == [409, 412, 204])
        #expect(needed.text.contains("Autre"))
    }

    @Test(arguments: Engine.available)
    func `pages through the members of a segment`(engine: Engine) async throws {
        let client = try await client(engine)

        let first = try await client.get("segments/Lyonnais/members?limit=1").json
        let second = try await client.get("segments/Lyonnais/members?limit=1&cursor=\(first["next"]?.text ?? "")").json

        #expect(first["items"]?.items?.map { $0["email"]?.text } == ["anne@example.org"])
        #expect(second["items"]?.items?.map { $0["email"]?.text } == ["paul@example.org"])
        #expect(second["next"]?.isNull == true)
    }

    @Test(arguments: Engine.available)
    func `drafts a definition, replays it and puts it in force`(engine: Engine) async throws {
        let client = try await client(engine)
        let stricter = Cast.definitionText.replacing(#""when": "always""#, with: #""when": "city = Lyon""#)

        let draft = try await client.post("definitions", stricter)
        let second = try await client.post("definitions", stricter)
        let late = try await client.ask(.put, "/api/v1/definitions/draft", stricter, headers: ["If-Match": "\"9\""])
        let replay = try await client.post("definitions/replays", #"{"version": 2}"#).json
        let activation = try await client.post("definitions/draft/activations", "{}")

        #expect(draft.status == 201)
        #expect(second.status == 409)
        #expect(late.status == 412)
        #expect(replay["contacts"]?.text == "3")
        #expect(replay["moves"]?.items?.map { $0.json() } == [#"{"from":"suspect","to":null,"count":1}"#])
        #expect(try activation.json["status"]?.text == "active")
        #expect(try await client.get("definitions/active").json["version"]?.text == "2")
        #expect(try await client.get("contacts?where=stage%20%3D%20suspect").json["items"]?.items?.count == 2)
    }

    @Test func `reads a definition in YAML, and says what is wrong with another`() async throws {
        let client = try await client(.sqlite)

        let yaml = try await client.ask(
            .post, "/api/v1/definitions/check", "name: Test\nstages:\n  - id: a\n    when: alwais\n",
            type: "application/yaml")
        let draft = try await client.post(
            "definitions", #"{"name": "Test", "stages": [{"id": "a", "when": "alwais"}]}"#)

        #expect(try yaml.json["valid"]?.text == "false")
        #expect(try yaml.json["problems"]?.items?.contains { $0["path"]?.text?.hasPrefix("stages[0]") == true } == true)
        #expect(draft.status == 422)
    }

    @Test(arguments: Engine.available)
    func `reports the funnel, whole and by a field`(engine: Engine) async throws {
        let client = try await client(engine)

        let whole = try await client.get("reports/funnel").json
        let split = try await client.get("reports/funnel?by=city&from=2026-01-01&as_of=2026-03-02").json
        let wrong = try await client.get("reports/funnel?by=citi")

        let lead = whole["stages"]?.items?.first { $0["id"]?.text == "suspect" }
        #expect(lead?["count"]?.text == "3")
        #expect(split["groups"]?.items?.map { $0["value"]?.text } == ["Lyon", "Lille"])
        #expect(try wrong.errorPaths == ["by"])
        #expect(wrong.text.contains("city"))
    }

    @Test func `keeps an audit log of what programs change`() async throws {
        let client = try await client(.sqlite)

        let page = try await client.get("audit?action=contact%20added&limit=2").json

        #expect(page["items"]?.items?.count == 2)
        #expect(page["items"]?.items?.first?["actor"]?.text == "token:test")
        let next = try await client.get("audit?action=contact%20added&limit=2&cursor=\(page["next"]?.text ?? "")").json
        #expect(next["items"]?.items?.count == 1)
    }
}
