import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Recorded contacts` {
    static let jean: [ContactField: String] = [
        .externalID: "c1", .email: "Jean.Borie@borie.example", .firstName: "Jean", .createdAt: "2026-01-05T09:00:00Z",
    ]

    @Test(arguments: Engine.available)
    func `are found by external id, alias, number and address`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let jean = try world.contact(Self.jean, tags: ["vip"])
        try world.database.write { try Contacts($0, in: world.workspace).addAlias("old-1", to: jean.id) }

        let found = try world.database.read { connection in
            let contacts = Contacts(connection, in: world.workspace)
            return try ["c1", "old-1", "\(jean.id.value)", "jean.borie@BORIE.example", "C1", "jean", "999"].map {
                try contacts.find(named: $0)
            }
        }

        #expect(found == [jean, jean, jean, jean, nil, nil, nil])
    }

    @Test(arguments: Engine.available)
    func `are meant by an external id before a number`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let first = try world.contact([.email: "a@b.fr"])
        let second = try world.contact([.externalID: "\(first.id.value)"])

        let found = try world.database.read { try Contacts($0, in: world.workspace).find(named: "\(first.id.value)") }

        #expect(found?.id == second.id)
    }

    @Test(arguments: Engine.available)
    func `are given back as they were recorded`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var fields = Self.jean
        for field in ContactField.allCases where fields[field] == nil { fields[field] = "\(field) É'\"\\\n" }
        let custom = ["budget": "12.50", "secteur": "Hôtel \"L’Écluse\"", "renewal": "2026-05-01", "vip": "true"]

        let contact = try world.contact(fields, custom: custom, tags: ["Été", "presse", "vip"])

        let found = try world.database.read { try Contacts($0, in: world.workspace).find(contact.id) }
        #expect(found == contact)
    }

    @Test(arguments: Engine.available)
    func `share no external id and no address, whatever its case`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact(Self.jean)

        for fields in [[ContactField.externalID: "c1"], [.email: "JEAN.BORIE@borie.example"]] {
            let problem = #expect(throws: StorageProblem.self) { try world.contact(fields) }
            #expect(problem?.kind == "constraint")
        }
    }

    @Test(arguments: Engine.available)
    func `keep what an update changed, and have news`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let old = try world.contact(Self.jean, tags: ["vip"])
        try world.refresh()
        var new = old
        new.fields[.city] = "Lyon"
        new.fields[.firstName] = nil
        new.custom["budget"] = "3"
        new.tags = ["presse"]

        try world.database.write { try Contacts($0, in: world.workspace).update(new, from: old, at: world.now) }

        let (found, changes, due) = try world.database.read { connection in
            (
                try Contacts(connection, in: world.workspace).find(old.id),
                try connection.rows("SELECT changes FROM contact_change") { try Document(json: $0.text(0)) },
                try News(connection, in: world.workspace.id).due(at: world.now, limit: 9)
            )
        }
        #expect(found == new)
        #expect(due == [old.id])
        #expect(changes.map { $0.json() }.count == 1)
        #expect(changes[0]["fields"]?["city"]?.items?.map(\.text) == [nil, "Lyon"])
        #expect(changes[0]["fields"]?["first_name"]?.items?.map(\.text) == ["Jean", nil])
        #expect(changes[0]["fields"]?["budget"]?.items?.map(\.text) == [nil, "3"])
        #expect(changes[0]["tags"]?.items?.map { $0.items?.map(\.text) } == [["vip"], ["presse"]])
        #expect(changes[0]["company"] == nil)
    }

    @Test(arguments: Engine.available)
    func `keep what somebody else changed since they were read, but for what is changed again`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let read = try world.contact(Self.jean, custom: ["budget": "3"], tags: ["vip", "presse"])
        func update(_ change: (inout Contact) -> Void) throws {
            var new = read
            change(&new)
            try world.database.write { try Contacts($0, in: world.workspace).update(new, from: read, at: world.now) }
        }

        try update {
            $0.fields[.city] = "Lyon"
            $0.fields[.jobTitle] = "DG"
            $0.tags = ["vip", "salon"]
        }
        try update {
            $0.fields[.jobTitle] = "CEO"
            $0.custom["budget"] = nil
            $0.tags = ["presse", "été"]
        }

        let found = try #require(try world.database.read { try Contacts($0, in: world.workspace).find(read.id) })
        #expect(found.fields[.city] == "Lyon" && found.fields[.jobTitle] == "CEO")
        #expect(found.custom == [:])
        #expect(Set(found.tags) == ["salon", "été"])
    }

    @Test(arguments: Engine.available)
    func `keep no trace of an update that changes nothing`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let old = try world.contact(Self.jean, tags: ["vip", "presse"])
        let before = try Snapshot(of: world.database)
        var same = old
        same.tags = ["PRESSE", "vip"]

        try world.database.write { try Contacts($0, in: world.workspace).update(same, from: old, at: world.now) }

        #expect(try Snapshot(of: world.database).differences(from: before) == [])
    }
}
