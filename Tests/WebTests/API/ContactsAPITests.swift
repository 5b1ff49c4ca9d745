import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The API of contacts` {
    static let anne = #"{"email": " Anne.Garnier@Example.org ", "firstName": "Anne", "phone": "06 12 34 56 78"}"#

    @Test(arguments: Engine.available)
    func `records a contact, normalised, with its address and version`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))

        let reply = try await client.post(
            "contacts",
            #"""
            {"email": "Anne@ÉLÉPHANT.fr", "phone": "06 12 34 56 78", "createdAt": "2026-02-01", "tags": ["VIP", "vip"],
             "fields": {"budget": 1200.50, "vip": true, "renewal": "2027-01-01"},
             "company": {"name": "Atelier Borie", "siren": "732 829 320"}}
            """#)

        let contact = try reply.json
        #expect(reply.status == 201)
        #expect(reply.headers[.location] == "/api/v1/contacts/\(contact["id"]?.text ?? "")")
        #expect(reply.etag == "\"1\"")
        #expect(contact["email"]?.text == "Anne@xn--lphant-9uab.fr")
        #expect(contact["phone"]?.text == "+33612345678")
        #expect(contact["createdAt"]?.text == "2026-01-31T23:00:00Z")
        #expect(contact["tags"]?.items?.map(\.text) == ["VIP"])
        #expect(contact["fields"]?["budget"]?.number == Number("1200.5"))
        #expect(contact["company"]?["name"]?.text == "Atelier Borie")
        #expect(contact["stage"]?.text == "suspect")
    }

    @Test(arguments: Engine.available)
    func `knows a contact again by its address, and takes over what is said`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let first = try await client.post("contacts", Self.anne).json

        let reply = try await client.post(
            "contacts", #"{"email": "ANNE.GARNIER@example.org", "lastName": "Garnier", "externalId": "C-1"}"#)

        let contact = try reply.json
        #expect(reply.status == 200)
        #expect(contact["id"]?.text == first["id"]?.text)
        #expect(contact["firstName"]?.text == "Anne")
        #expect(contact["lastName"]?.text == "Garnier")
        #expect(contact["version"]?.text == "2")
    }

    @Test func `names everything that is wrong, each with its path`() async throws {
        let client = try Client(World(in: Engine.sqlite.migratedDatabase()))

        let reply = try await client.post(
            "contacts",
            #"""
            {"email": "nobody", "phone": "12", "frstName": "Anne", "tags": ["a", 3], "fields": {"budgt": 1},
             "company": {"siren": "123456789"}}
            """#)

        #expect(reply.status == 422)
        #expect(reply.headers[.contentType] == "application/problem+json")
        #expect(try reply.errorPaths.contains("frstName"))
        #expect(try reply.errorPaths.contains("tags[1]"))
        #expect(reply.text.contains("did you mean “firstName”"))

        let deeper = try await client.post(
            "contacts",
            #"{"email": "nobody", "phone": "12", "fields": {"budgt": 1}, "company": {"siren": "123456789"}}"#)
        #expect(Set(try deeper.errorPaths) == ["email", "phone", "fields.budgt", "company.siren", "company"])
    }

    @Test(arguments: Engine.available)
    func `lets nobody undo what somebody else has just written`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let read = try await client.post("contacts", Self.anne)
        let path = "contacts/\(try read.json["id"]?.text ?? "")"

        let mine = try await client.patch(path, #"{"city": "Lyon"}"#, version: read.etag)
        let theirs = try await client.patch(path, #"{"city": "Lille", "jobTitle": "DG"}"#, version: read.etag)

        #expect(mine.status == 200)
        #expect(theirs.status == 412)
        #expect(theirs.etag == mine.etag)
        #expect(try theirs.json["current"]?["city"]?.text == "Lyon")
        let now = try await client.get(path)
        #expect(try now.json["city"]?.text == "Lyon")
        #expect(try now.json["jobTitle"]?.isNull == true)
        let again = try await client.patch(path, #"{"jobTitle": "DG"}"#, version: theirs.etag)
        #expect(try again.json["city"]?.text == "Lyon")
    }

    @Test(arguments: Engine.available)
    func `asks for the version, takes values away, keeps addresses apart`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let anne = try await client.post("contacts", Self.anne)
        _ = try await client.post("contacts", #"{"email": "paul@example.org"}"#)
        let path = "contacts/\(try anne.json["id"]?.text ?? "")"

        #expect(try await client.patch(path, "{}", version: nil).status == 428)
        let taken = try await client.patch(path, #"{"email": "PAUL@example.org"}"#, version: "*")
        #expect(taken.status == 422)
        #expect(try taken.errorPaths == ["email"])
        let nobody = try await client.patch(path, #"{"email": null, "phone": null}"#, version: "*")
        #expect(nobody.status == 422)
        let without = try await client.patch(path, #"{"phone": null}"#, version: "*")
        #expect(try without.json["phone"]?.isNull == true)
    }

    @Test(arguments: Engine.available)
    func `pages through a filtered list in order, without a total`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        for index in 1...7 {
            let city = index == 4 ? "Lille" : "Lyon"
            _ = try await client.post(
                "contacts", #"{"email": "c\#(index)@example.org", "lastName": "N\#(index)", "city": "\#(city)"}"#)
        }

        var names: [String] = []
        var cursor = ""
        repeat {
            let page = try await client.get("contacts?where=city%20%3D%20Lyon&sort=name&limit=2\(cursor)").json
            names += page["items"]?.items?.compactMap { $0["lastName"]?.text } ?? []
            cursor = page["next"]?.text.map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty

        #expect(names == ["N1", "N2", "N3", "N5", "N6", "N7"])
        #expect(try await client.get("contacts?search=c4").json["items"]?.items?.count == 1)
    }

    @Test func `refuses wrong parameters, conditions and cursors where they are wrong`() async throws {
        let client = try Client(World(in: Engine.sqlite.migratedDatabase()))

        let typo = try await client.get("contacts?limt=3")
        #expect(typo.status == 422)
        #expect(typo.text.contains("did you mean “limit”"))
        #expect(try await client.get("contacts?limit=0").errorPaths == ["limit"])
        let condition = try await client.get("contacts?where=stage%20%3E%3D%20prospekt")
        #expect(condition.status == 422)
        #expect(try condition.errorPaths == ["where"])
        #expect(try condition.json["errors"]?.items?.first?["line"]?.text == "1")
        #expect(condition.text.contains("prospect"))
        for cursor in ["x", "c2NvcmU6MXRh", "%00", "bmFtZTox"] {
            #expect(try await client.get("contacts?cursor=\(cursor)").status == 422)
        }
    }

    @Test(arguments: Engine.available)
    func `tags and untags without a version`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let id = try await client.post("contacts", Self.anne).json["id"]?.text ?? ""

        let tagged = try await client.ask(.put, "/api/v1/contacts/\(id)/tags/Salon%20de%20Lyon")
        let twice = try await client.ask(.put, "/api/v1/contacts/\(id)/tags/salon%20de%20lyon")
        let untagged = try await client.ask(.delete, "/api/v1/contacts/\(id)/tags/salon%20de%20lyon")

        #expect(try tagged.json["tags"]?.items?.map(\.text) == ["Salon de Lyon"])
        #expect(try twice.json["tags"]?.items?.count == 1)
        #expect(try untagged.json["tags"]?.items?.isEmpty == true)
    }
}
