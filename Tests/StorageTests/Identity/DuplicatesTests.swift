import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Pairs of duplicates` {
    private func duplicates<T>(_ world: World, _ body: (Duplicates) throws -> T) throws -> T {
        try world.database.write { try body(Duplicates(of: .contact, $0, in: world.workspace)) }
    }

    private func compare(_ world: World) throws {
        try SearchIndex.refresh(world.database, in: world.workspace.id)
        try Duplicates.refresh(world.database, in: world.workspace, at: world.now)
    }

    @Test(arguments: Engine.available)
    func `are found by what both records say, and say why`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let company = try world.company([.name: "Borie SA"])
        let anne = try world.contact(
            [.firstName: "Anne", .lastName: "Dupont", .phone: "+33612345678"], company: company.id)
        let other = try world.contact([.firstName: "Anne", .lastName: "Dupond", .phone: "+33612345678"])
        try world.contact([.firstName: "Paul", .lastName: "Martin", .phone: "+33612345678"], company: company.id)

        try compare(world)

        let pairs = try duplicates(world) { try $0.open(limit: 10) }
        #expect(pairs.map { [$0.low, $0.high] } == [[anne.id.value, other.id.value]])
        #expect(pairs[0].comparison.agreements == [.phone: .same, .firstName: .same, .lastName: .close])
        #expect(try duplicates(world) { try $0.open(of: other.id.value) } == pairs)
        #expect(try duplicates(world) { try $0.openCount(upTo: 10) } == 1)
    }

    @Test(arguments: Engine.available)
    func `go when the records change, and come back with them`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact([.lastName: "Dupont", .phone: "+33612345678"])
        let other = try world.contact([.lastName: "Dupont", .phone: "+33612345678"])
        try compare(world)
        #expect(try duplicates(world) { try $0.openCount(upTo: 10) } == 1)

        func change(_ phone: String, from old: Contact) throws -> Contact {
            var new = old
            new.fields[.phone] = phone
            try world.database.write { try Contacts($0, in: world.workspace).update(new, from: old, at: world.now) }
            try compare(world)
            return new
        }

        let changed = try change("+33612345679", from: other)
        #expect(try duplicates(world) { try $0.openCount(upTo: 10) } == 0)
        _ = try change("+33612345678", from: changed)
        #expect(try duplicates(world) { try $0.openCount(upTo: 10) } == 1)
    }

    @Test(arguments: Engine.available)
    func `are asked about once`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let one = try world.contact([.lastName: "Dupont", .phone: "+33612345678"])
        let other = try world.contact([.lastName: "Dupont", .phone: "+33612345678"])
        try compare(world)

        try duplicates(world) { try $0.part(other.id.value, one.id.value, by: "anne", at: world.now) }
        #expect(try duplicates(world) { try $0.open(limit: 9) }.isEmpty)
        #expect(try duplicates(world) { try $0.find(one.id.value, other.id.value) }?.state == .distinct)
        try world.database.write { try SearchIndex($0, in: world.workspace.id).noteAll() }
        try compare(world)
        #expect(try duplicates(world) { try $0.open(limit: 9) }.isEmpty)

        try duplicates(world) { try $0.unpart(one.id.value, other.id.value, by: "anne", at: world.now) }
        #expect(try duplicates(world) { try $0.openCount(upTo: 9) } == 1)
    }

    @Test(arguments: Engine.available)
    func `come by pages, the likeliest first, and only to those who see both`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        for number in 0..<7 {
            for owner in ["anne@borie.example", number < 3 ? "anne@borie.example" : "paul@borie.example"] {
                var fields: [ContactField: String] = [.lastName: "Nom\(number)", .owner: owner]
                fields[.phone] = "+3361234567\(number)"
                if number.isMultiple(of: 2) { fields[.firstName] = "Anne" }
                try world.contact(fields)
            }
        }
        try compare(world)

        try duplicates(world) { duplicates in
            let all = try duplicates.open(limit: 20)
            #expect(all.count == 7)
            #expect(all.map(\.weight) == all.map(\.weight).sorted(by: >))
            var paged: [Duplicates.Pair] = []
            while true {
                let page = try duplicates.open(after: paged.last, limit: 2)
                if page.isEmpty { break }
                paged += page
            }
            #expect(paged == all)
            let annes = Visibility.ownedBy("anne@borie.example", unassignedToo: true)
            #expect(try duplicates.open(seenBy: annes, limit: 20).count == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `of an import are counted`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact([.firstName: "Anne", .lastName: "Dupont", .phone: "+33612345678"])
        let outcome = try world.importing(
            .contacts,
            """
            external_id,first_name,last_name,phone
            1,Anne,Dupont,+33612345678
            2,Paul,Martin,+33612345679
            """)
        try compare(world)

        #expect(try duplicates(world) { try $0.openCount(broughtBy: outcome.outcome.number ?? 0) } == 1)
    }

    @Test(arguments: Engine.available)
    func `of companies are found by SIREN, domain and name`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let one = try world.company([.name: "Borie SA", .siren: "732829320"])
        let other = try world.company([.name: "Atelier Borie", .siren: "732 829 320"])
        try world.company([.name: "Mercier", .siren: "552008443"])
        try compare(world)

        let pairs = try world.database.read { try Duplicates(of: .company, $0, in: world.workspace).open(limit: 9) }
        #expect(pairs.map { [$0.low, $0.high] } == [[one.id.value, other.id.value]])
    }

    @Test(arguments: Engine.available)
    func `of somebody who is being typed are found before he is recorded`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let anne = try world.contact([.firstName: "Anne", .lastName: "Dupont", .email: "anne.dupont@gmail.com"])

        func found(_ texts: [MatchField: String]) throws -> [Contact.ID] {
            try world.database.read {
                try Lookalikes($0, in: world.workspace).people(like: MatchProfile(texts)).map(\.record.id)
            }
        }

        #expect(
            try found([.firstName: "anne", .lastName: "DUPOND", .email: "annedupont+x@googlemail.com"]) == [anne.id])
        #expect(try found([.firstName: "Anne", .lastName: "Dupont"]) == [anne.id])
        #expect(try found([.firstName: "Paul", .lastName: "Dupont"]) == [])
    }

    @Test(arguments: Engine.available)
    func `never merge by themselves`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact([.firstName: "Anne", .lastName: "Dupont", .phone: "+33612345678", .externalID: "1"])
        try world.contact([.firstName: "Anne", .lastName: "Dupont", .phone: "+33612345678", .email: "a@borie.example"])
        // A row that names both is refused: which of them it means, a person has to say.
        let outcome = try world.importing(.contacts, "external_id,email\n1,a@borie.example\n")
        try compare(world)

        #expect(outcome.outcome.tally.refused == 1)
        #expect(try world.database.read { try Contacts($0, in: world.workspace).count() } == 2)
        #expect(try duplicates(world) { try $0.openCount(upTo: 9) } == 1)
    }
}
