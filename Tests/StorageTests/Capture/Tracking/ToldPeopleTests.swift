import Storage
import TestSupport
import Testing
import Verger

private let (a, u, v, emailJean, emailAda) = (Calls.a, Calls.u, Calls.v, Calls.emailJean, Calls.emailAda)

@Suite struct `What programs say of people` {
    @Test(arguments: Engine.available)
    func `is told once, changes with its history, and keeps what is not told`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(
            Calls.call("identify", u, #""traits": {"email": "jean@b.fr", "firstName": "Jean", "plan": "free"}"#))
        try world.receiving(Calls.call("identify", u, #""traits": {"plan": "pro"}"#), at: world.now + Instant.hour)

        let jean = try #require(try world.contacts().first)
        #expect(
            jean.fields[.firstName] == "Jean" && jean.fields[.email] == "jean@b.fr" && jean.custom == ["plan": "pro"])
        let changes = try world.database.read { connection in
            try connection.rows("SELECT changes FROM contact_change") { try Document(json: $0.text(0)).json() }
        }
        #expect(changes == [#"{"fields":{"plan":["free","pro"]}}"#])
    }

    @Test(arguments: Engine.available)
    func `never merges two people with user ids by their address`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        try world.receiving(Calls.call("identify", u, emailJean))
        let outcome = try world.receiving(Calls.call("identify", v, emailJean))

        #expect(try world.contacts().map { $0.fields[.email] } == ["jean@b.fr", nil])
        #expect(outcome.problems.map(\.path) == ["traits.email"])
    }

    @Test(arguments: Engine.available)
    func `finds by its address a contact that has no user id yet`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact([.email: "jean@b.fr"])
        try world.contact([.email: "ada@b.fr"])

        try world.receiving(Calls.call("identify", u, emailJean), Calls.page(#""userId": "Ada@b.fr""#))

        #expect(try world.contacts().map { $0.fields[.externalID] } == ["u", "Ada@b.fr"])
    }

    @Test(arguments: Engine.available)
    func `changes an address, which is then free`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(Calls.call("identify", u, emailJean))

        try world.receiving(Calls.call("identify", u, emailAda), Calls.call("identify", v, emailJean))

        #expect(try world.contacts().map { $0.fields[.email] } == ["ada@b.fr", "jean@b.fr"])
    }

    @Test(arguments: Engine.available)
    func `gives them a company, known by its id or its name`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let borie = try world.company([.name: "Borie SA"])

        try world.receiving(
            Calls.call("group", u, #""groupId": "g1", "traits": {"name": "borie sa", "employees": 25}"#),
            Calls.call("identify", v, #""traits": {"company": "BORIE SA"}"#),
            Calls.call("group", #""userId": "w""#, #""groupId": "g2", "traits": {"name": "Zig"}"#))

        let companies = try world.database.read { connection in
            var all: [Company] = []
            try Companies(connection, in: world.workspace).forEach { all.append($0) }
            return all
        }
        #expect(companies.map { $0.fields[.externalID] } == ["g1", "g2"])
        #expect(companies[0].fields[.size] == "25")
        #expect(try world.contacts().map(\.company) == [borie.id, borie.id, companies[1].id])
    }

    @Test(arguments: Engine.available)
    func `gives a person another name, and leaves two people two`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(Calls.page(u))

        try world.receiving(Calls.call("alias", v, #""previousId": "u""#), Calls.page(v))
        try world.receiving(Calls.page(#""userId": "w""#))
        let outcome = try world.receiving(Calls.call("alias", #""userId": "w""#, #""previousId": "u""#))

        #expect(try world.contacts().map { $0.fields[.externalID] } == ["u", "w"])
        #expect(outcome.problems.map(\.path) == ["previousId"])
        try world.receiving(Calls.page(v))
        let count = try world.database.read { try $0.row("SELECT COUNT(*) FROM activity") { $0.integer(0) } }
        #expect(count == 4)
    }
}
