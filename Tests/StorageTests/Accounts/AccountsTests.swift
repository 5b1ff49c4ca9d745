import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Accounts` {
    static let password = "pomme d’api"
    static let hash = Result { try Secret.passwordHash(password) }

    @Test(arguments: Engine.available)
    func `let in whoever knows the password, and nobody else`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        let signedIn = try world.database.write { connection in
            let users = Users(connection, in: world.workspace.id)
            try users.add(
                email: "Chef@Borie.example", name: "Chef", role: .admin, passwordHash: Self.hash.get(), at: world.now)
            try users.add(email: "invited@borie.example", name: "N", role: .rep, passwordHash: nil, at: world.now)
            return try [
                ("chef@borie.example", Self.password), ("CHEF@borie.example", Self.password),
                ("chef@borie.example", "Pomme d’api"), ("chef@borie.example", ""),
                ("invited@borie.example", ""), ("nobody@borie.example", Self.password),
            ].map { try users.signedIn(email: $0, password: $1) != nil }
        }

        #expect(signedIn == [true, true, false, false, false, false])
    }

    @Test func `keep passwords as salted Argon2id hashes`() throws {
        let hashes = try [Secret.passwordHash("pomme"), Secret.passwordHash("pomme")]

        #expect(hashes.allSatisfy { $0.hasPrefix("$argon2id$v=19$m=65536,") })
        #expect(hashes[0] != hashes[1])
        #expect(hashes.allSatisfy { Secret.isPassword("pomme", of: $0) && !Secret.isPassword("poire", of: $0) })
        #expect(!Secret.isPassword("pomme", of: ""))
    }

    @Test(arguments: Engine.available)
    func `shut out a disabled user here, and nowhere else`(engine: Engine) throws {
        let here = try World(in: engine.migratedDatabase())
        let there = try World(in: here.database, slug: "elsewhere")

        let signedIn = try here.database.write { connection in
            let both = [here, there].map { Users(connection, in: $0.workspace.id) }
            for users in both {
                try users.add(email: "a@b.fr", name: "A", role: .rep, passwordHash: Self.hash.get(), at: here.now)
            }
            #expect(try both[0].disable(email: "A@b.fr", at: here.now))
            #expect(try both[0].disable(email: "stranger@b.fr", at: here.now) == false)
            return try both.map { try $0.signedIn(email: "a@b.fr", password: Self.password) }
        }

        #expect(signedIn.map { $0?.isDisabled } == [nil, false])
        #expect(try here.database.read { try Users($0, in: here.workspace.id).all().map(\.isDisabled) } == [true])
    }

    @Test(arguments: Engine.available)
    func `refuse a second user of the same address, and let nobody change another's password`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let other = try World(in: world.database, slug: "other")
        try world.database.write { connection in
            _ = try Users(connection, in: world.workspace.id)
                .add(email: "a@b.fr", name: "A", role: .rep, passwordHash: Self.hash.get(), at: world.now)
        }

        #expect(throws: Users.Problem.self) {
            try world.database.write { connection in
                _ = try Users(connection, in: world.workspace.id)
                    .add(email: "A@B.FR", name: "B", role: .admin, passwordHash: nil, at: world.now)
            }
        }
        let signedIn = try world.database.write { connection in
            let users = Users(connection, in: other.workspace.id)
            try users.add(
                email: "a@b.fr", name: "Thief", role: .admin, passwordHash: Secret.passwordHash("thief"), at: world.now)
            return try ["thief", Self.password].map { try users.signedIn(email: "a@b.fr", password: $0)?.name }
        }
        #expect(signedIn == [nil, "A"])
    }

    @Test(arguments: Engine.available)
    func `refuse a workspace whose short name is taken or is none`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        for slug in [world.workspace.slug, "", "Borie", "a b", "été", "a/b"] {
            #expect(throws: Workspaces.Problem.self, "\(slug)") {
                try world.database.write { _ = try Workspaces($0).add(slug: slug, name: "B", at: world.now) }
            }
        }
        #expect(try world.database.read { try Workspaces($0).all() } == [world.workspace])
    }

    @Test(arguments: Engine.available)
    func `open by a token until it is revoked, and keep its hash alone`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (id, token) = try world.database.write {
            try Tokens($0, in: world.workspace.id).add(name: "site", at: world.now)
        }
        let rows = try Snapshot(of: world.database).differences(from: Snapshot(of: world.database, []))

        let answers = try world.database.write { connection in
            let tokens = Tokens(connection, in: world.workspace.id)
            return try [
                tokens.isValid(token), tokens.isValid(token + "0"), tokens.isValid(Secret.tokenHash(token)),
                tokens.revoke(id, at: world.now), tokens.revoke(id, at: world.now), tokens.isValid(token),
            ]
        }

        #expect(answers == [true, false, false, true, false, false])
        #expect(!rows.contains { $0.contains(token.dropFirst("verger_".count)) })
        #expect(rows.contains { $0.contains(Secret.tokenHash(token)) })
    }

    @Test(arguments: Engine.available)
    func `remember what was done, the latest first, also within one instant`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        let entries = try world.database.write { connection in
            let log = AuditLog(connection, in: world.workspace.id)
            for number in 1...4 {
                try log.record("step", by: "test", [("number", .number(number))], at: world.now)
            }
            return try log.latest(3)
        }

        #expect(try entries.map { try Document(json: $0.details)["number"]?.text } == ["4", "3", "2"])
        #expect(entries.allSatisfy { $0.actor == "test" && $0.action == "step" && $0.at == world.now })
    }
}
