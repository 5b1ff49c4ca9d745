import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A password link` {
    @Test(arguments: Engine.available)
    func `opens once, for a day`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let link = try world.database.write { try People($0).link(.reset, to: user.id, at: world.now) }

        #expect(try world.holder(link)?.id == user.id)
        #expect(try world.holder(link, at: world.now + Instant.day - Instant.second)?.id == user.id)
        #expect(try world.holder(link, at: world.now + Instant.day) == nil)
        try world.database.write { try People($0).setPassword("another hash", of: user.id) }
        #expect(try world.holder(link) == nil)
    }

    @Test(arguments: Engine.available)
    func `is of no use to others, for anything else, or longer`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (mine, theirs) = try (world.hire("a@b.fr"), world.hire("b@b.fr"))
        let link = try world.database.write { try People($0).link(.reset, to: mine.id, at: world.now) }
        let parts = link.split(separator: "-").map(String.init)

        let forged = [
            [parts[0], "\(theirs.id)", parts[2], parts[3]], ["invitation", parts[1], parts[2], parts[3]],
            [parts[0], parts[1], "\(Int(parts[2])! + 1)", parts[3]], [parts[0], parts[1], parts[2], ""],
            [parts[0], parts[1], parts[2], String(parts[3].dropLast())], ["setup", "0", parts[2], parts[3]],
        ].map { $0.joined(separator: "-") }

        #expect(try forged.compactMap { try world.holder($0) } == [])
    }

    @Test(arguments: Engine.available)
    func `lets an invited person in`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let user = try world.database.write { try $0.invite("new@b.fr", .rep, to: world) }
        let link = try world.database.write { try People($0).link(.invitation, to: user.id, at: world.now) }

        let holder = try #require(try world.holder(link, at: world.now + 6 * Instant.day))
        try world.database.write { try People($0).setPassword(`The door`.hash.get(), of: holder.id) }

        #expect(try world.signIn("new@b.fr", `The door`.password) == nil)
        #expect(try world.holder(link) == nil)
    }

    @Test(arguments: Engine.available)
    func `is for administrators to hand only to those whom no other workspace knows`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let other = try World(in: world.database, slug: "other")
        let (own, shared) = try (world.hire("own@b.fr"), world.hire("shared@b.fr"))
        try other.database.write { _ = try $0.invite("shared@b.fr", .reader, to: other) }

        let answers = try world.database.read { connection in
            try [own, shared].map { try People(connection).belongs($0.id, onlyTo: world.workspace.id) }
                + [try People(connection).belongs(own.id, onlyTo: other.workspace.id)]
        }

        #expect(answers == [true, false, false])
    }

    @Test(arguments: Engine.available)
    func `sets up an instance as long as there is nobody`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let link = try world.database.write { try People($0).setupLink(at: world.now) }
        let isOpen = { (text: String, instant: Instant) in
            try world.database.read { try People($0).isSetupLink(text, at: instant) }
        }

        #expect(try isOpen(link, world.now))
        #expect(try !isOpen(link + "0", world.now))
        #expect(try !isOpen(link, world.now + 7 * Instant.day))
        try world.hire("first@b.fr")
        #expect(try !isOpen(link, world.now))
    }

    @Test(arguments: Engine.available)
    func `is worth nothing in another instance`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let other = try World(in: engine.migratedDatabase())
        let users = try [world.hire("a@b.fr"), other.hire("a@b.fr")]
        let link = try world.database.write { try People($0).link(.reset, to: users[0].id, at: world.now) }
        _ = try other.database.write { try People($0).link(.reset, to: users[1].id, at: world.now) }

        #expect(users[0].id == users[1].id)
        #expect(try other.holder(link) == nil)
    }
}

extension World {
    fileprivate func holder(_ link: String, at instant: Instant? = nil) throws -> Person? {
        try database.read { try People($0).holder(ofLink: link, at: instant ?? now) }
    }
}
