import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Found by their words` {
    @Test(arguments: Engine.available)
    func `are those whom memory finds`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let company = try world.company([.name: "Hôtel de l’Écluse"])
        var ids: [Contact.ID] = []
        for (index, name) in ["Jean Ecluse", "Marie-Noëlle Martin", "martine O'Brien", "Li 雨", "Ελένη Σοφός"]
            .enumerated()
        {
            let words = name.split(separator: " ").map(String.init)
            ids.append(
                try world.contact(
                    [
                        .firstName: words[0], .lastName: words[1], .email: "c\(index).x@borie.example",
                        .phone: "+3361234567\(index)", .externalID: "MQL-\(index)",
                    ], company: index == 1 ? company.id : nil
                ).id)
        }
        let texts = [
            "j", "mart", "martin", "noelle", "ecluse", "écl hôt", "0612345672", "5674", "56 73", "mql", "mql-3",
            "borie",
            "obrien", "o'brien", "雨", "ελενη", "σοφοσ", "zzz", "33612", "c1.x@borie",
        ]

        for text in texts {
            let query = try #require(SearchQuery(text))
            let contacts = try world.database.read { try Contacts($0, in: world.workspace).find(ids) }
            let expected = contacts.filter {
                query.matches(SearchWords.text(of: $0, companyName: $0.company == nil ? nil : "Hôtel de l’Écluse"))
            }
            #expect(try world.found(text) == expected.map(\.id), "\(text)")
        }
        #expect(try world.found("mart").count == 2)
    }

    @Test(arguments: Engine.available)
    func `are found at once when a person records or changes them`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let old = try world.contact([.firstName: "Jean", .email: "jean@borie.example"])
        var new = old
        new.fields[.firstName] = "Paul"

        let before = try world.found("jean")
        try world.database.write { try Contacts($0, in: world.workspace).update(new, from: old, at: world.now) }

        #expect(before == [old.id])
        #expect(try world.found("paul") == [old.id])
        #expect(try world.found("jean") == [old.id], "the address is the same")
        new.fields[.email] = nil
        try world.database.write { try Contacts($0, in: world.workspace).update(new, from: old, at: world.now) }
        #expect(try world.found("jean") == [])
    }

    @Test(arguments: Engine.available)
    func `are found after an import once the worker has come to them, and no more when it is taken back`(
        engine: Engine
    ) throws {
        let world = try World(in: engine.migratedDatabase())
        let run = try world.importing(
            .contacts,
            "external_id,first_name,company\n" + (1...12).map { "c\($0),Jean\($0),Borie\n" }.joined()
        ).outcome.number

        let (before, isBehind) = (try world.found("jean"), try world.isBehind())
        try SearchIndex.refresh(world.database, in: world.workspace.id, batch: 5)

        #expect(before == [] && isBehind)
        #expect(try world.found("jean").count == 12)
        #expect(try world.found("borie jean12").count == 1)
        #expect(try !world.isBehind())
        #expect(
            try world.database.read { try SearchIndex($0, in: world.workspace.id).differences(after: nil, limit: 99) }
                .wrong == [])
        _ = try world.database.write {
            try Reversal($0, in: world.workspace, types: [:]).revert(run!, at: world.now)
        }
        #expect(try world.found("jean") == [])
        #expect(try Snapshot(of: world.database, ["contact_search", "company_search"]).count == 0)
    }

    @Test(arguments: Engine.available)
    func `are found by the new name of their company`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let old = try world.company([.name: "Borie"])
        let id = try world.contact([.firstName: "Jean"], company: old.id).id
        var new = old
        new.fields[.name] = "Vergers du Lac"

        try world.database.write { try Companies($0, in: world.workspace).update(new, from: old, at: world.now) }
        try SearchIndex.refresh(world.database, in: world.workspace.id)

        #expect(try world.found("lac") == [id])
        #expect(try world.found("borie") == [])
        #expect(try world.companies("lac") == [old.id])
    }

    @Test(arguments: Engine.available)
    func `are found again when everyone's words are written again`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.contact([.firstName: "Jean"]).id
        _ = try world.database.write { try $0.execute("DELETE FROM contact_search") }

        let wrong = try world.database.read {
            try SearchIndex($0, in: world.workspace.id).differences(after: nil, limit: 9)
        }
        try world.database.write { try SearchIndex($0, in: world.workspace.id).noteAll() }
        try SearchIndex.refresh(world.database, in: world.workspace.id)

        #expect(wrong.wrong == [id])
        #expect(try world.found("jean") == [id])
    }
}

extension World {
    func found(_ text: String) throws -> [Contact.ID] {
        try refresh()
        return try database.read { connection in
            let filter = ContactFilter(search: SearchQuery(text))
            let list = ContactList(connection, in: workspace, filter: filter, order: ContactOrder(.created), at: now)
            return try list.page(limit: 100).rows.map(\.id).sorted()
        }
    }

    fileprivate func companies(_ text: String) throws -> [Company.ID] {
        try database.read {
            try CompanyList($0, in: workspace, filter: CompanyFilter(search: SearchQuery(text)), at: now)
                .page(limit: 100).rows.map(\.id)
        }
    }

    fileprivate func isBehind() throws -> Bool {
        try database.read { try SearchIndex($0, in: workspace.id).isBehind() }
    }
}
