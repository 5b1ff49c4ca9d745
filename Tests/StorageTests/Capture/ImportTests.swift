import Storage
import TestSupport
import Testing
import Verger

@Suite struct `An import` {
    static let contacts = """
        external_id,email,first_name,company,company.size,tags,created_at,consent.email
        c1,jean@borie.example,Jean,Borie SA,25,vip;salon,2026-01-05,granted
        c2,ada@borie.example,Ada,BORIE sa,,vip,2026-01-06,
        c3,,Zoé,,,,2026-01-07,refused
        ,leo@ecluse.example,Léo,L’Écluse,5,,2026-01-08,granted

        """
    static let activities = """
        contact,kind,at,message_id,voids,properties.level
        c1,content_downloaded,2026-02-01,m1,,evaluation
        ada@borie.example,demo_requested,2026-02-02,m2,,
        c1,page_viewed,2026-02-03,,,
        c1,page_viewed,2026-02-03,,,
        c1,page_viewed,2026-02-04,m3,m1,

        """
    static let payments = """
        contact,at,amount,currency,reference
        c1,2026-02-10,"1 234,56 €",EUR,F1
        c2,2026-02-11,100.50,EUR,F2
        c2,2026-02-12,-100.50,EUR,F2

        """
    static let companies = """
        external_id,name,domain,siren,industry,size,country
        e1,Borie SA,borie.example,732829320,industrie,25,FR
        e2,Zig,zig.example,,,7,FR

        """
    static let files: [(ImportKind, String)] = [
        (.contacts, contacts), (.activities, activities), (.payments, payments), (.companies, companies),
    ]

    @Test(arguments: Engine.available)
    func `records contacts, companies, activities and payments`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        let tallies = try Self.files.map { try world.importing($0.0, $0.1).tally }

        #expect(tallies.map(\.rows) == [4, 5, 3, 2])
        #expect(tallies.map(\.created) == [4, 0, 0, 1])
        #expect(tallies.map(\.updated) == [0, 0, 0, 1])
        #expect(tallies.map(\.activities) == [3, 5, 3, 0])
        #expect(tallies.map(\.refused) == [0, 0, 0, 0])
        let paid = try world.database.read { connection in
            try connection.rows("SELECT kind, amount FROM activity WHERE amount IS NOT NULL ORDER BY at") {
                "\($0.text(0)) \($0.integer(1))"
            }
        }
        #expect(paid == ["payment_received 1234560000", "payment_received 100500000", "payment_refunded 100500000"])
    }

    @Test(arguments: Engine.available)
    func `of the same file changes nothing, also on another day`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        for (kind, text) in Self.files { try world.importing(kind, text) }
        try world.refresh()
        let before = try Snapshot(of: world.database, Snapshot.facts + Snapshot.derived)

        for (kind, text) in Self.files {
            let again = try world.importing(kind, text, at: world.now + Instant.day)
            #expect(again.tally.created == 0 && again.tally.updated == 0 && again.tally.activities == 0)
        }

        #expect(try Snapshot(of: world.database, Snapshot.facts + Snapshot.derived).differences(from: before) == [])
        #expect(try world.refresh() == 0)
    }

    @Test(arguments: Engine.available)
    func `of a longer file adds only what is new`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        for (kind, text) in Self.files { try world.importing(kind, text) }
        let before = try Snapshot(of: world.database, Snapshot.facts)

        let contacts = try world.importing(.contacts, Self.contacts + "c9,new@b.fr,,,,,2026-02-01,\n")
        let activities = try world.importing(
            .activities, Self.activities + "c1,page_viewed,2026-02-03,,,\nc9,demo_requested,2026-02-05,,,\n")

        let added = try Snapshot(of: world.database, Snapshot.facts).differences(from: before)
        #expect(contacts.tally.created == 1 && contacts.tally.updated == 0)
        #expect(activities.tally.activities == 2)
        #expect(added.map { $0.split(separator: " ")[1] } == ["activity", "activity", "contact"])
        #expect(added.allSatisfy { $0.hasPrefix("+") })
    }

    @Test(arguments: Engine.available)
    func `leaves derived what an evaluation of everyone would`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        for (kind, text) in Self.files + [(.contacts, Self.contacts.replacing("25", with: "7"))] {
            try world.importing(kind, text, batch: 2)
            try world.refresh()
            let refreshed = try Snapshot(of: world.database, Snapshot.derived)

            try Evaluation(world.database, in: world.workspace).rebuild(world.rules(), at: world.now)

            #expect(try Snapshot(of: world.database, Snapshot.derived).differences(from: refreshed) == [])
        }
    }

    @Test(arguments: Engine.available, files.map(\.0))
    func `that was interrupted goes on where it stopped`(engine: Engine, kind: ImportKind) throws {
        let text = Self.files.first { $0.0 == kind }!.1
        let worlds = try (0..<2).map { _ in try World(in: engine.migratedDatabase()) }
        if kind != .contacts { for world in worlds { try world.importing(.contacts, Self.contacts) } }

        #expect(throws: World.Interruption.self) {
            try worlds[0].importing(kind, text, batch: 1, rowsReadable: 1)
        }
        let partly = try Snapshot(of: worlds[0].database, Snapshot.facts)
        let resumed = try worlds[0].importing(kind, text, batch: 1)
        let whole = try worlds[1].importing(kind, text, batch: 1)

        #expect(resumed.outcome.resumedAfter == 1)
        #expect(resumed.outcome.number == whole.outcome.number)
        #expect(resumed.tally == whole.tally)
        let states = try worlds.map { try Snapshot(of: $0.database) }
        #expect(states[0].differences(from: states[1]) == [])
        #expect(try Snapshot(of: worlds[0].database, Snapshot.facts).differences(from: partly) != [])
    }

    @Test(arguments: Engine.available)
    func `that is a dry run tells the same and changes nothing at all`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, Self.contacts)
        let everything = { try Snapshot(of: world.database).differences(from: Snapshot(of: world.database, [])) }
        let before = try everything()

        for (kind, text) in Self.files + [(.contacts, "external_id,email\nc1,ada@borie.example\nc8,x@y.fr\n")] {
            let dry = try world.importing(kind, text, isDryRun: true, batch: 2)
            #expect(dry.outcome.number == nil)
            #expect(try everything() == before)
            let real = try World(in: engine.migratedDatabase())
            try real.importing(.contacts, Self.contacts)
            let wet = try real.importing(kind, text, batch: 2)
            #expect(dry.tally == wet.tally)
            #expect(dry.problems == wet.problems)
        }
    }
}
