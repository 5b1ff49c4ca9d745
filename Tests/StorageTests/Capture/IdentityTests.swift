import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Identity in an import` {
    @Test(arguments: Engine.available, [1, 100])
    func `makes one contact of rows with one external id or one address`(engine: Engine, batch: Int) throws {
        let world = try World(in: engine.migratedDatabase())

        let imported = try world.importing(
            .contacts,
            """
            external_id,email,first_name,city,tags
            c1,Jean@b.fr,Jean,,a
            c1,,,Lyon,b;A
            ,jean@B.FR,Jeannot,,
            c2,other@b.fr,Jean,Lyon,
            """, batch: batch)

        #expect(imported.tally.created == 2)
        let jean = try #require(try world.find("c1"))
        #expect(jean.fields[.firstName] == "Jeannot" && jean.fields[.city] == "Lyon" && jean.tags == ["a", "b"])
        #expect(try world.find("jean@b.fr") == jean)
        #expect(try world.changes() == 0, "a first import always held")
    }

    @Test(arguments: Engine.available)
    func `refuses a row that means two contacts, with all it says`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,email,company,company.size\nc1,a@b.fr,Borie,5\nc2,b@b.fr,,\n")
        let before = try Snapshot(of: world.database, Snapshot.facts)

        let imported = try world.importing(
            .contacts,
            "external_id,email,city,company,company.size,consent.email\nc1,b@b.fr,Lyon,New,7,granted\nc2,A@b.fr,,Borie,9,\n"
        )

        #expect(imported.errors.map(\.row) == [1, 2])
        #expect(imported.errors.map(\.value) == ["b@b.fr", "A@b.fr"])
        #expect(imported.tally.refused == 2)
        #expect(try Snapshot(of: world.database, Snapshot.facts).differences(from: before) == [])
    }

    @Test(arguments: Engine.available)
    func `keeps a second external id as another name`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,email\nc1,a@b.fr\n")

        try world.importing(.contacts, "external_id,email,city\nx7,a@b.fr,Lyon\n")
        try world.importing(.contacts, "external_id,city\nx7,Nice\n")

        let contact = try #require(try world.find("x7"))
        #expect(contact.fields[.externalID] == "c1" && contact.fields[.city] == "Nice")
        #expect(try world.find("c1") == contact)
        try world.importing(.activities, "contact,kind,at\nx7,call_held,2026-02-01\n")
        #expect(try Snapshot(of: world.database, ["activity", "contact"]).count == 2)
    }

    @Test(arguments: Engine.available)
    func `sees what others record while it runs`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let file = "external_id,email,company\nc1,a@b.fr,Borie\nc2,b@b.fr,Borie\nc3,late@b.fr,Borie\n"

        let imported = try world.importing(.contacts, file, batch: 1) { tally in
            guard tally.rows == 1 else { return }
            #expect(throws: Never.self) {
                try world.contact([.externalID: "z", .email: "late@b.fr"])
                try world.renameCompany("Borie", to: "Écluse")
            }
        }

        #expect(imported.tally.created == 2)
        #expect(try world.find("late@b.fr")?.fields[.externalID] == "z")
        let companies = try ["c1", "c2", "z"].map { try #require(try world.find($0)?.company) }
        #expect(companies[0] != companies[1] && companies[1] == companies[2])
    }

    @Test(arguments: Engine.available, [1, 100])
    func `frees an address that its owner gave up`(engine: Engine, batch: Int) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,email\nc1,a@b.fr\nc2,b@b.fr\n")

        let imported = try world.importing(
            .contacts, "external_id,email\nc2,c@b.fr\nc1,b@b.fr\nc3,a@b.fr\n", batch: batch)

        #expect(imported.errors.isEmpty)
        let addresses = try ["c1", "c2", "c3"].map { try world.find($0)?.fields[.email] }
        #expect(addresses == ["b@b.fr", "c@b.fr", "a@b.fr"])
    }

    @Test(arguments: Engine.available)
    func `never merges by name and town`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let text = "phone,first_name,city\n+33612345678,Jean,Lyon\n+33612345679,Jean,Lyon\n+33612345678,Jean,Lyon\n"

        let tallies = try (0..<2).map { _ in try world.importing(.contacts, text).tally.created }

        #expect(tallies == [2, 0])
    }

    @Test(arguments: Engine.available)
    func `knows a company by external id, else by its name without case and accents`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.companies, "external_id,name,size\ne1,Hôtel de l’Écluse,5\ne2,Borie,7\n")

        try world.importing(
            .contacts, "external_id,company\nc1,HOTEL DE L'ECLUSE\nc2,e2\nc3,borie\nc4,Autre\nc5,autre\n")

        let companies = try (1...5).map { number in
            let company = try world.find("c\(number)")?.company
            return try world.database.read { try Companies($0, in: world.workspace).find([company].compactMap(\.self)) }
                .first
        }
        #expect(companies.map { $0?.fields[.externalID] } == ["e1", "e2", "e2", nil, nil])
        #expect(companies[3] == companies[4] && companies[3]?.fields[.name] == "Autre")
    }

    @Test(arguments: Engine.available)
    func `holds from the start what a file first tells about a company, later what another changes`(
        engine: Engine
    ) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,company,created_at\nc1,Borie,2025-01-01\n")
        try world.importing(.companies, "external_id,name,size\ne1,BORIE,25\n", at: world.now + 1)
        try world.importing(.companies, "external_id,size\ne1,30\n", at: world.now + 2)

        let id = try #require(try world.find("c1")).id
        let profile = try world.database.read { connection in
            try Dossiers(connection, in: world.workspace).load(id)!.dossier.members[0]
        }

        #expect(profile.versions.map { $0.values[.company(.size)] } == ["25", "30"])
        #expect(profile.versions.map(\.from) == [.distantPast, world.now + 2])
    }

    @Test(arguments: Engine.available)
    func `reports the rows whose contact nobody knows, and records the others`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id\nc1\n")

        let imported = try world.importing(
            .activities,
            "contact,kind,at\nc1,call_held,2026-02-01\nc7,call_held,2026-02-01\na@b.fr,call_held,2026-02-01\n")

        #expect(imported.errors.map(\.row) == [2, 3])
        #expect(imported.errors.map(\.column) == ["contact", "contact"])
        #expect(imported.tally.activities == 1 && imported.tally.refused == 2)
    }

    @Test(arguments: Engine.available)
    func `counts one activity for a message id, and equal rows without one each`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id\nc1\nc2\n")

        let imported = try world.importing(
            .activities,
            """
            contact,kind,at,message_id
            c1,call_held,2026-02-01,m1
            c2,page_viewed,2026-02-02,m1
            c1,page_viewed,2026-02-03,
            c1,page_viewed,2026-02-03,
            """, batch: 1)

        #expect(imported.tally.activities == 3 && imported.tally.skipped == 1)
    }

    @Test(arguments: Engine.available)
    func `leaves out a tag of which nothing remains without its accents`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        try world.importing(.contacts, "external_id,tags\nc1,vip;\u{301};é\n")

        #expect(try world.find("c1")?.tags.count == 2)
    }
}

extension World {
    func find(_ name: String) throws -> Contact? {
        try database.read { try Contacts($0, in: workspace).find(named: name) }
    }

    fileprivate func changes() throws -> Int {
        try Snapshot(of: database, ["contact_change", "company_change"]).count
    }
}
