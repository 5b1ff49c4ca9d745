import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The API of duplicates` {
    @Test(arguments: Engine.available)
    func `says who may be the same and why, merges, redirects and undoes`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let anne = try await client.post(
            "contacts", #"{"firstName": "Anne", "lastName": "Dupont", "phone": "06 12 34 56 78"}"#
        ).json
        let twin = try await client.post(
            "contacts", #"{"firstName": "Anne", "lastName": "Dupond", "phone": "06 12 34 56 78", "city": "Lyon"}"#
        ).json
        let (one, other) = (anne["id"]?.text ?? "", twin["id"]?.text ?? "")

        let found = try await client.get("contacts/\(one)/duplicates").json["items"]?.items
        #expect(found?.map { $0["id"]?.text } == [other])
        #expect(found?[0]["verdict"]?.text == "certain")
        #expect(found?[0]["reasons"]?.items?.map { $0["text"]?.text }.first == "same phone")

        let merged = try await client.post("contacts/\(one)/merges", #"{"id": \#(other), "take": ["last_name"]}"#)
        #expect(merged.status == 201)
        #expect(try await client.get("contacts/\(one)").json["lastName"]?.text == "Dupond")
        let moved = try await client.get("contacts/\(other)")
        #expect(moved.status == 307 && moved.headers[.location] == "/api/v1/contacts/\(one)")

        let undone = try await client.post("merges/\(try merged.json["id"]?.text ?? "")/undo", "")
        #expect(undone.status == 200)
        #expect(try undone.json["undoneAt"]?.text != nil)
        #expect(try await client.get("contacts/\(one)").json["lastName"]?.text == "Dupont")
        #expect(try await client.get("contacts/\(other)").json["city"]?.text == "Lyon")
    }

    @Test func `refuses a record with itself, nobody, and what was undone before`() async throws {
        let client = try Client(World(in: Engine.sqlite.migratedDatabase()))
        let one = try await client.post("contacts", #"{"email": "anne@b.fr"}"#).json["id"]?.text ?? ""
        let other = try await client.post("contacts", #"{"email": "anna@b.fr"}"#).json["id"]?.text ?? ""

        #expect(try await client.post("contacts/\(one)/merges", #"{"id": \#(one)}"#).errorPaths == ["id"])
        #expect(try await client.post("contacts/\(one)/merges", #"{"id": 987654321}"#).errorPaths == ["id"])
        let merge = try await client.post("contacts/\(one)/merges", #"{"id": \#(other)}"#).json["id"]?.text ?? ""
        #expect(try await client.post("merges/\(merge)/undo", "").status == 200)
        #expect(try await client.post("merges/\(merge)/undo", "").status == 409)
        #expect(try await client.post("merges/987654321/undo", "").status == 404)
    }
}
