import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The API of activities` {
    private func paul(_ client: Client) async throws -> String {
        try await client.post("contacts", #"{"email": "paul@example.org", "externalId": "C-7"}"#).json["id"]?.text ?? ""
    }

    @Test(arguments: Engine.available)
    func `records one or many, names duplicates, moves the stage`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let id = try await paul(client)

        let one = try await client.post(
            "activities",
            #"{"contact": "PAUL@example.org", "kind": "demo_requested", "at": "2026-02-10", "messageId": "m-1"}"#)
        let many = try await client.post(
            "activities",
            #"""
            {"activities": [
              {"contact": "C-7", "kind": "demo_requested", "messageId": "m-1"},
              {"contact": \#(id), "kind": "payment_received", "amount": 1200.50, "currency": "EUR",
               "at": "2026-02-20T10:00:00+01:00", "properties": {"reference": "F-12"}}]}
            """#)

        #expect(one.status == 201)
        #expect(try many.json["activities"]?.items?.map { $0["duplicate"]?.text } == ["true", "false"])
        let timeline = try await client.get("contacts/\(id)/timeline").json["items"]?.items ?? []
        #expect(timeline.map { $0["kind"]?.text } == ["payment_received", "demo_requested"])
        #expect(timeline.first?["amount"]?.number == Number("1200.5"))
        #expect(timeline.first?["at"]?.text == "2026-02-20T09:00:00Z")
        #expect(try await client.get("contacts/\(id)").json["stage"]?.text == "client")
        let listed = try await client.get("contacts?where=stage%20%3D%20client").json["items"]?.items
        #expect(listed?.map { $0["id"]?.text } == [id])
    }

    @Test(arguments: Engine.available)
    func `records all or none, and says what is wrong with each`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let id = try await paul(client)

        let reply = try await client.post(
            "activities",
            #"""
            {"activities": [
              {"contact": "C-7", "kind": "demo_requested"},
              {"contact": "nobody@example.org", "kind": "demo_requestd"},
              {"contact": "C-7", "kind": "payment_received", "amount": -5, "currency": "USD"},
              {"contact": "C-7", "kind": "call_held", "at": "2026-02-30", "properties": {"minutes": "long"}}]}
            """#)

        #expect(reply.status == 422)
        #expect(
            Set(try reply.errorPaths) == [
                "activities[1].contact", "activities[1].kind", "activities[2].amount", "activities[2].currency",
                "activities[3].at", "activities[3].properties.minutes",
            ])
        #expect(try await client.get("contacts/\(id)/timeline").json["items"]?.items?.isEmpty == true)
    }

    @Test(arguments: Engine.available)
    func `pages through a timeline, and marks what is void`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let id = try await paul(client)
        for day in 1...5 {
            _ = try await client.post(
                "activities",
                #"{"contact": "C-7", "kind": "page_viewed", "at": "2026-02-0\#(day)", "messageId": "p\#(day)"}"#)
        }
        _ = try await client.post(
            "activities", #"{"contact": "C-7", "kind": "page_viewed", "at": "2026-02-06", "voids": "p2"}"#)

        let first = try await client.get("contacts/\(id)/timeline?limit=4").json
        let rest = try await client.get("contacts/\(id)/timeline?limit=4&cursor=\(first["next"]?.text ?? "")").json

        #expect(first["items"]?.items?.count == 4)
        #expect(rest["items"]?.items?.map { $0["messageId"]?.text } == ["p2", "p1"])
        #expect(rest["items"]?.items?.map { $0["void"]?.text } == ["true", "false"])
        #expect(rest["next"]?.isNull == true)
    }

    @Test(arguments: Engine.available)
    func `explains a contact now and in the past as the command does`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase())
        let client = try Client(world)
        let id = try await paul(client)
        _ = try await client.post(
            "activities", #"{"contact": "C-7", "kind": "demo_requested", "at": "2026-02-10T10:00:00Z"}"#)

        let now = try await client.get("contacts/\(id)/explanation")
        let before = try await client.get("contacts/\(id)/explanation?as_of=2026-02-09")

        let contact = Contact.ID(Int64(id) ?? 0)
        let rules = try world.rules()
        let (found, dossier) = try world.database.read { connection in
            try (
                Contacts(connection, in: world.workspace).find(contact)!,
                Dossiers(connection, in: world.workspace).load(contact)!.dossier
            )
        }
        let report = ContactReport(dossier, at: world.now, by: Evaluator(rules))
        #expect(now.text == report?.json(contact: found.brief, in: .english).json())
        #expect(try now.json["stage"]?.text == "opportunity")
        #expect(before.status == 404)
    }
}
