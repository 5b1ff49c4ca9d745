import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A company written by hand` {
    private func editing<T>(_ world: World, _ body: (CompanyEditing) throws -> T) throws -> T {
        try world.database.write { try body(CompanyEditing($0, in: world.workspace, at: world.now)) }
    }

    @Test(arguments: Engine.available)
    func `is recorded, changed, found again, and noted`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let new = CompanyDraft([("name", "Hôtel des Cimes"), ("external_id", "C-1")], over: Company(id: .init(0)))

        let company = try editing(world) { try $0.add(new, by: "anne@b.fr") }
        let changed = try editing(world) {
            try $0.update(
                CompanyDraft([("domain", "cimes.example")], over: company), from: company, expecting: 1, by: "anne@b.fr"
            )
        }

        let (found, versions, log) = try world.database.read { connection in
            let companies = Companies(connection, in: world.workspace)
            return (
                try companies.find([company.id]), try companies.versions(of: [company.id]),
                try AuditLog(connection, in: world.workspace.id).latest(2).map(\.action)
            )
        }
        #expect(found == [changed] && changed.fields[.domain] == "cimes.example")
        #expect(versions == [company.id: 2])
        #expect(log == ["company changed", "company added"])
    }

    @Test(arguments: Engine.available)
    func `is refused where another has its id, or somebody was faster`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let first = try world.company([.name: "A", .externalID: "C-1"])
        let second = try world.company([.name: "B"])

        #expect(throws: CompanyEditing.Problem.taken(by: first.id)) {
            try editing(world) {
                try $0.update(
                    CompanyDraft([("external_id", "C-1")], over: second), from: second, expecting: 1, by: "x")
            }
        }
        #expect(throws: EditConflict<Company>.self) {
            try editing(world) {
                try $0.update(CompanyDraft([("city", "Lyon")], over: second), from: second, expecting: 7, by: "x")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is told of those that share its SIREN, domain or name, whatever else differs`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let siren = try world.company([.name: "Mairie", .siren: "732829320", .city: "Lille"])
        let domain = try world.company([.name: "Filiale", .domain: "borie.example"])
        let name = try world.company([.name: "BORIE SAS"])
        try world.company([.name: "Autre", .domain: "gmail.com"])
        let profile = MatchProfile(
            of: Company(
                id: .init(0), fields: [.name: "Borie", .siren: "732 829 320", .domain: "borie.example", .city: "Lyon"]))

        let found = try world.database.read {
            try Lookalikes($0, in: world.workspace).companies(sharing: profile)
        }

        #expect(found.map(\.company.id) == [siren.id, domain.id, name.id])
        #expect(found.map(\.fields) == [[.siren], [.domain], [.company]])
    }
}
