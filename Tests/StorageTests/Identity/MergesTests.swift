import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A merge` {
    private let later = Cast.now + Instant.day

    private func merge(_ gone: Contact, into kept: Contact, in world: World, taking: Set<String> = []) throws
        -> Merges.Merge
    {
        try world.merging { try $0.merge(gone.id, into: kept.id, taking: taking, by: "anne", at: world.now) }
    }

    @Test(arguments: Engine.available)
    func `keeps the history, tags, names and addresses of both`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let company = try world.company([.name: "Borie SA"])
        let kept = try world.contact(
            [.firstName: "Anne", .lastName: "Dupont", .email: "anne@borie.example", .externalID: "k"], tags: ["vip"])
        let gone = try world.contact(
            [.firstName: "Anna", .lastName: "Dupont", .email: "anna@borie.example", .externalID: "g", .city: "Lyon"],
            tags: ["VIP", "salon"], company: company.id)
        try world.append(
            .init(contact: kept.id, at: world.now - 9, kind: "page_viewed"),
            .init(contact: gone.id, at: world.now - 5, kind: "demo_requested"))

        _ = try merge(gone, into: kept, in: world)

        try world.database.read { connection in
            let contacts = Contacts(connection, in: world.workspace)
            let survivor = try #require(try contacts.find(kept.id))
            #expect(survivor.displayName == "Anne Dupont")
            #expect(survivor.fields[.city] == "Lyon")
            #expect(survivor.company == company.id)
            #expect(survivor.tags == ["salon", "vip"])
            #expect(try contacts.count() == 1)
            let timeline = try Activities(connection, in: world.workspace.id).timeline(of: kept.id)
            #expect(timeline.map(\.kind) == ["page_viewed", "demo_requested"])
            for name in ["k", "g", "anne@borie.example", "ANNA@borie.example", "\(gone.id.value)", "#\(gone.id.value)"]
            {
                #expect(try contacts.find(named: name)?.id == kept.id, "\(name)")
            }
            let merges = Merges(connection, in: world.workspace)
            #expect(try merges.survivor(of: gone.id) == kept.id)
            #expect(try merges.survivor(of: kept.id) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `takes the values that a person chose`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let kept = try world.contact([.firstName: "Anne", .city: "Lyon", .email: "a@borie.example"])
        let gone = try world.contact([.firstName: "Anna", .city: "Nantes", .email: "b@borie.example"])

        _ = try merge(gone, into: kept, in: world, taking: ["city", "email"])

        let survivor = try world.database.read { try Contacts($0, in: world.workspace).find(kept.id) }
        #expect(survivor?.fields == kept.fields.merging([.city: "Nantes", .email: "b@borie.example"]) { $1 })
        let byOld = try world.database.read { try Contacts($0, in: world.workspace).find(named: "a@borie.example") }
        #expect(byOld?.id == kept.id)
    }

    @Test(arguments: Engine.available)
    func `loses nobody's refusal`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (kept, gone) = (try world.contact([.firstName: "Anne"]), try world.contact([.firstName: "Anna"]))
        try world.append(
            .init(contact: gone.id, at: world.now - 9, kind: "unsubscribed"),
            .init(contact: kept.id, at: world.now - 5, kind: "consent_granted"))
        let refused = try world.rules().resolve(parsing: "consent.email = refused")

        let merge = try merge(gone, into: kept, in: world)

        try world.refresh()
        #expect(try world.query(refused) == [kept.id])
        _ = try world.merging { try $0.undo(merge.id, by: "anne", at: later) }
        try world.refresh(at: later)
        #expect(try world.query(refused) == [gone.id])
    }

    @Test(arguments: Engine.available)
    func `that is undone gives nobody back a leave that was withdrawn meanwhile`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (kept, gone) = (try world.contact([.firstName: "Anne"]), try world.contact([.firstName: "Anna"]))
        try world.append(
            .init(contact: gone.id, at: world.now - 9, kind: "consent_granted", messageID: "g"),
            .init(contact: gone.id, at: world.now - 8, kind: "consent_granted", channel: "sms", messageID: "s"),
            .init(contact: kept.id, at: world.now - 5, kind: "consent_granted"))
        let merge = try merge(gone, into: kept, in: world)
        // Written down late: of a day before all that was said.
        try world.append(
            .init(
                contact: kept.id, at: world.now - 99 * Instant.day, kind: "unsubscribed",
                properties: ["source": "phone", "ip": "192.0.2.1"]),
            .init(contact: kept.id, at: world.now + 1, kind: "consent_withdrawn", channel: "processing"),
            .init(contact: kept.id, at: world.now + 2, kind: "note_added", voids: "s"))

        _ = try world.merging { try $0.undo(merge.id, by: "anne", at: later) }

        let timeline = try world.person(gone.id).timeline
        let register = ConsentRegister(timeline, purposes: Purpose.shipped, at: later)
        #expect(register.restriction != nil)
        let said = timeline.filter { $0.id > merge.lastActivity ?? .max }.map(\.kind)
        #expect(said == ["unsubscribed", "consent_withdrawn", "consent_withdrawn"])
        #expect(timeline.first { $0.kind == "unsubscribed" }?.properties["ip"] == "192.0.2.1")
        for channel in ["email", "sms"] {
            let granted = try world.rules().resolve(parsing: "consent.\(channel) = granted")
            #expect(try !world.census(granted, at: later).contains(gone.id), "\(channel)")
        }
    }

    @Test(arguments: Engine.available)
    func `is known to files and programs that know the other`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let kept = try world.contact([.firstName: "Anne", .email: "anne@borie.example"])
        let gone = try world.contact([.firstName: "Anna", .email: "anna@borie.example", .externalID: "g"])
        _ = try merge(gone, into: kept, in: world)

        try world.importing(.contacts, "email,city\nanna@borie.example,Lyon\n")
        try world.importing(.contacts, "external_id,job_title\ng,Gérante\n")
        try world.receiving(
            #"{"type": "identify", "userId": "g", "traits": {"email": "anna@borie.example", "firstName": "Annick"}}"#)

        try world.database.read { connection in
            let contacts = Contacts(connection, in: world.workspace)
            #expect(try contacts.count() == 1)
            let survivor = try #require(try contacts.find(kept.id))
            #expect(survivor.fields[.email] == "anne@borie.example", "the address written to stays")
            #expect(survivor.fields[.city] == "Lyon")
            #expect(survivor.fields[.jobTitle] == "Gérante")
            #expect(survivor.fields[.firstName] == "Annick")
        }
    }

    @Test(arguments: Engine.available)
    func `that is undone leaves with the survivor what came since`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let kept = try world.contact([.firstName: "Anne", .email: "anne@borie.example"])
        let gone = try world.contact([.firstName: "Anna", .city: "Lyon", .email: "anna@borie.example"])
        let merge = try merge(gone, into: kept, in: world)
        try world.append(.init(contact: kept.id, at: later, kind: "demo_requested"))
        try world.database.write { connection in
            let contacts = Contacts(connection, in: world.workspace)
            let old = try #require(try contacts.find(kept.id))
            var new = old
            new.fields[.jobTitle] = "Gérante"
            new.fields[.email] = "anna@borie.example"
            try contacts.update(new, from: old, at: later)
        }

        _ = try world.merging { try $0.undo(merge.id, by: "anne", at: later) }

        try world.database.read { connection in
            let contacts = Contacts(connection, in: world.workspace)
            #expect(try contacts.find(gone.id) == gone)
            let survivor = try #require(try contacts.find(kept.id))
            #expect(survivor.fields[.jobTitle] == "Gérante")
            #expect(survivor.fields[.city] == nil)
            #expect(survivor.fields[.email] == nil, "the address is the other's again")
            #expect(try Activities(connection, in: world.workspace.id).timeline(of: kept.id).count == 1)
            #expect(try contacts.find(named: "anna@borie.example")?.id == gone.id)
        }
    }

    @Test(arguments: Engine.available)
    func `is undone last first`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let people = try ["A", "B", "C"].map { try world.contact([.firstName: $0]) }
        let first = try merge(people[2], into: people[1], in: world)
        let second = try merge(people[1], into: people[0], in: world)
        #expect(try world.merging { try $0.survivor(of: people[2].id) } == people[0].id)

        #expect(throws: Merges.Problem.notLast) {
            try world.merging { try $0.undo(first.id, by: "anne", at: later) }
        }
        _ = try world.merging { try $0.undo(second.id, by: "anne", at: later) }
        #expect(try world.merging { try $0.survivor(of: people[2].id) } == people[1].id)
        _ = try world.merging { try $0.undo(first.id, by: "anne", at: later) }

        #expect(try world.database.read { try Contacts($0, in: world.workspace).find(people.map(\.id)) } == people)
        #expect(throws: Merges.Problem.undoneBefore) {
            try world.merging { try $0.undo(first.id, by: "anne", at: later) }
        }
    }

    @Test(arguments: Engine.available)
    func `is refused of one with itself and of nobody`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let anne = try world.contact([.firstName: "Anne"])
        let nobody = Contact(id: .init(999))

        #expect(throws: Merges.Problem.same) { try merge(anne, into: anne, in: world) }
        #expect(throws: Merges.Problem.unknown) { try merge(nobody, into: anne, in: world) }
    }

    @Test(arguments: Engine.available)
    func `keeps what was said of the other: whoever is not one with it is not one with this`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let people = try ["Anne", "Anna", "Annie"].map { try world.contact([.firstName: $0]) }
        func state() throws -> Duplicates.Pair.State? {
            try world.database.read {
                try Duplicates(of: .contact, $0, in: world.workspace).find(people[0].id.value, people[2].id.value)?
                    .state
            }
        }
        try world.database.write {
            try Duplicates(of: .contact, $0, in: world.workspace).part(
                people[1].id.value, people[2].id.value, by: "anne", at: world.now)
        }

        let merge = try merge(people[1], into: people[0], in: world)
        #expect(try state() == .distinct)
        _ = try world.merging { try $0.undo(merge.id, by: "anne", at: later) }
        #expect(try state() == nil)
    }

    @Test(arguments: Engine.available)
    func `knows what becomes of every table about contacts and companies`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.database.read { connection in
            var about: [String: Set<String>] = [:]
            try connection.forEachRow(connection.dialect.tableColumns, []) { row in
                about[row.text(1), default: []].insert(row.text(0))
                return true
            }
            #expect((about["contact"] ?? []).subtracting(MergedTables.names) == [])
            #expect((about["company"] ?? []).subtracting(MergedTables.namesOfCompanies) == [])
        }
    }
}

extension World {
    func merging<T>(_ body: (Merges) throws -> T) throws -> T {
        let definition = try Cast.definition()
        let kinds = Dictionary(uniqueKeysWithValues: (ActivityKind.catalogue + definition.kinds).map { ($0.name, $0) })
        return try database.write { try body(Merges($0, in: workspace, types: definition.fields, kinds: kinds)) }
    }
}
