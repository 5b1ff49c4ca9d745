import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A consent that a file gives no date` {
    @Test(arguments: Engine.available)
    func `is recorded once, on the day of the import`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        for _ in 0..<2 {
            try world.importing(.contacts, "email,consent.email,consent.sms\na@b.fr,yes,no\na@b.fr,yes,\n")
        }
        try world.importing(.contacts, "email,consent.email\na@b.fr,yes\n", at: world.now + Instant.day)

        #expect(try world.consents() == ["consent_granted 0", "consent_withdrawn 0"])
    }

    @Test(arguments: Engine.available)
    func `is proven by the file and the import that told it`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let run = try world.importing(.contacts, "external_id,email,consent.email\nc1,a@b.fr,yes\n").outcome.number
        try world.importing(
            .activities, "contact,kind,at,properties.note\nc1,consent_granted,2026-02-01,au stand\n")

        let contact = try #require(try world.find("c1"))
        let proofs = try world.database.read { connection in
            try Activities(connection, in: world.workspace.id).timeline(of: contact.id)
                .compactMap { ConsentStatement($0)?.proof }
        }
        #expect(proofs.map(\.file?.name) == ["test.csv", "test.csv"])
        #expect(Set(proofs.map(\.file?.run)) == [run, run.map { $0 + 1 }])
        #expect(Set(proofs.map(\.note)) == [nil, "au stand"])
        #expect(proofs.allSatisfy { $0.source == "import" })
    }

    @Test(arguments: Engine.available, ["unsubscribed", "consent_withdrawn", "email_complained"])
    func `does not override a refusal, whenever the file comes again`(engine: Engine, refusal: String) throws {
        let world = try World(in: engine.migratedDatabase())
        let text = "external_id,email,consent.email\nc1,a@b.fr,granted\n"
        try world.importing(.contacts, text)
        try world.append(.init(contact: world.find("c1")!.id, at: world.now + 1, kind: refusal, channel: "É-MAIL"))
        try world.append(.init(contact: world.find("c1")!.id, at: world.now + 2, kind: refusal))

        try world.importing(.contacts, text, at: world.now + 3)
        try world.importing(.contacts, "email,city,consent.email\na@b.fr,Lyon,granted\n", at: world.now + 4)

        #expect(try world.consents().last == "\(refusal) 2")
        #expect(try world.consents().count == 3)
    }

    @Test(arguments: Engine.available)
    func `is heard when it refuses what was granted`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "email,created_at,consent.email\na@b.fr,2026-01-01,granted\n")

        for day in 1...2 {
            try world.importing(.contacts, "email,consent.email\na@b.fr,refused\n", at: world.now + Int64(day))
        }

        #expect(try world.consents().count == 2)
        #expect(try world.consents().last == "consent_withdrawn 1")
    }

    @Test(arguments: Engine.available)
    func `is told from one that the file dates`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "email,consent.email\na@b.fr,no\n", at: world.now - Instant.day)

        try world.importing(.contacts, "email,created_at,consent.email\na@b.fr,2026-02-28T18:00:00,yes\n")

        #expect(try world.consents().map { $0.split(separator: " ")[0] } == ["consent_withdrawn", "consent_granted"])
    }
}

extension World {
    /// Kind and microseconds after `now` of what was said about consent.
    fileprivate func consents() throws -> [String] {
        try database.read { connection in
            try connection.rows("SELECT kind, at FROM activity ORDER BY at, id") { row in
                "\(row.text(0)) \(row.integer(1) - now.microseconds)"
            }
        }
    }
}
