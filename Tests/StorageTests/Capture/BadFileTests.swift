import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A bad file` {
    static let header = "external_id,email,created_at\n"

    @Test(arguments: Engine.available)
    func `with a line of 10 MB loses that line and no other`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let long = String(repeating: "x", count: 10_000_000)

        let imported = try world.importing(.contacts, Self.header + "c1,,\n\(long),,\nc3,,\n")

        #expect(imported.errors.map(\.row) == [2])
        #expect(imported.tally.created == 2 && imported.tally.refused == 1 && imported.tally.rows == 3)
    }

    @Test(arguments: Engine.available)
    func `with bytes that are no UTF-8 loses that row and no other`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let good = Array("\(Self.header)é1,,\n".utf8)

        let imported = try world.importing(.contacts, bytes: good + [0xFF, 0xC3, 0x28] + Array(",,\nc3,,\n".utf8))

        #expect(imported.errors.map(\.row) == [2])
        #expect(try ["é1", "c3"].allSatisfy { try world.find($0) != nil })
    }

    @Test(arguments: Engine.available)
    func `with a header only records nothing`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let before = try Snapshot(of: world.database, Snapshot.facts + Snapshot.derived)

        let imported = try world.importing(.contacts, Self.header)

        #expect(imported.tally == ImportRuns.Tally())
        #expect(try Snapshot(of: world.database, Snapshot.facts + Snapshot.derived).differences(from: before) == [])
    }

    @Test(arguments: Engine.available, ["", "\n\n", "\u{FEFF}", "first_name,city\nJean,Lyon\n"])
    func `without the columns that are needed is refused before anything is recorded`(engine: Engine, text: String)
        throws
    {
        let world = try World(in: engine.migratedDatabase())
        let before = try Snapshot(of: world.database)

        let problems = #expect(throws: Problems.self) { try world.importing(.contacts, text) }

        #expect(problems?.errors.map(\.path) == ["header"])
        #expect(try Snapshot(of: world.database).differences(from: before) == [])
    }

    @Test func `with two columns for one field does not guess`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())

        #expect(throws: Problems.self) { try world.importing(.contacts, "email,email\na@b.fr,c@d.fr\n") }
        #expect(throws: Problems.self) { try world.importing(.contacts, "E-mail,Adresse e-mail\na@b.fr,c@d.fr\n") }
    }

    @Test(arguments: Engine.available)
    func `with days and addresses that do not exist loses those rows`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        let imported = try world.importing(
            .contacts, Self.header + "c1,,31/02/2026\nc2,,2026-02-31\nc3,jean.b.fr,2026-02-01\n,jean.b.fr,\n")

        #expect(imported.errors.map(\.row) == [1, 2, 4])
        #expect(try world.find("c3")?.fields[.email] == nil)
        #expect(imported.tally.created == 1 && imported.tally.refused == 3)
    }

    @Test(arguments: Engine.available)
    func `with amounts as the French write them is read`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id\nc1\n")

        let imported = try world.importing(
            .payments,
            "contact;at;amount\nc1;2026-02-01;1 234,56 €\nc1;2026-02-02;1\u{202F}234,56\u{A0}€\nc1;2026-02-03;12 $\n")

        #expect(imported.errors.map(\.row) == [3])
        let amounts = try world.database.read { try $0.rows("SELECT amount FROM activity") { $0.integer(0) } }
        #expect(amounts == [1_234_560_000, 1_234_560_000])
    }
}
