import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Accounts` {
    static let password = "pomme d’api"
    static let hash = Result { try Secret.passwordHash(password) }

    @Test func `keep passwords as salted Argon2id hashes`() throws {
        let hashes = try [Secret.passwordHash("pomme"), Secret.passwordHash("pomme")]

        #expect(hashes.allSatisfy { $0.hasPrefix("$argon2id$v=19$m=65536,") })
        #expect(hashes[0] != hashes[1])
        #expect(hashes.allSatisfy { Secret.isPassword("pomme", of: $0) && !Secret.isPassword("poire", of: $0) })
        #expect(!Secret.isPassword("pomme", of: ""))
    }

    @Test(arguments: Engine.available)
    func `refuse a second user of the same address`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.database.write { _ = try $0.invite("a@b.fr", .rep, to: world) }

        #expect(throws: Users.Problem.self) {
            try world.database.write { _ = try $0.invite("A@B.FR", .admin, to: world) }
        }
    }

    @Test(arguments: Engine.available)
    func `keep an administrator who can come in`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (first, second) = try world.database.write {
            (try $0.invite("first@b.fr", .admin, to: world), try $0.invite("second@b.fr", .admin, to: world))
        }
        try world.database.write { connection throws in
            let users = Users(connection, in: world.workspace.id)
            #expect(try users.disable(email: first.email, at: world.now))
            #expect(throws: Users.Problem.self) { try users.disable(email: second.email, at: world.now) }
            #expect(throws: Users.Problem.self) { try users.change(second.id, to: .manager, partnerSource: nil) }

            #expect(try users.change(second.id, to: .admin, partnerSource: nil))
            #expect(try users.enable(email: first.email))
            #expect(try users.change(second.id, to: .partner, partnerSource: " Salon "))
            #expect(try users.find(second.id)?.partnerSource == "Salon")
            #expect(try users.enable(email: "stranger@b.fr") == false)
        }
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
            try Tokens($0, in: world.workspace.id)
                .add(name: "site", scope: .writeKey, role: .reader, by: "chef@b.fr", at: world.now)
        }
        let rows = try Snapshot(of: world.database).differences(from: Snapshot(of: world.database, []))

        let opening = try #require(try world.opening(token))
        let strangers = try [token + "0", Secret.tokenHash(token), ""].compactMap { try world.opening($0) }
        let revoked = try world.database.write { connection in
            try (0..<2).map { _ in try Tokens(connection, in: world.workspace.id).revoke(id, at: world.now) }
        }

        #expect(opening.workspace == world.workspace.id && opening.id == id && opening.permissions == [.ingest])
        #expect(strangers == [])
        #expect(revoked == [true, false])
        #expect(try world.opening(token) == nil)
        #expect(!rows.contains { $0.contains(token.dropFirst("verger_".count)) })
        #expect(rows.contains { $0.contains(Secret.tokenHash(token)) })
    }

    @Test(arguments: Engine.available)
    func `write down the day on which a token was used last`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (id, token) = try world.database.write {
            try Tokens($0, in: world.workspace.id).add(name: "site", by: "chef@b.fr", at: world.now)
        }
        #expect(try world.opening(token)?.needsNote(at: world.now) == true)

        try world.database.write { try Tokens($0, in: world.workspace.id).note(id, at: world.now) }

        #expect(try world.opening(token)?.needsNote(at: world.now) == false)
        #expect(try world.opening(token)?.needsNote(at: world.now + Instant.day) == true)
    }

    @Test(arguments: Engine.available)
    func `give no token a role that sees its own contacts only`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        for role in [Role.rep, .partner] {
            #expect(throws: Tokens.Problem.personalRole(role)) {
                try world.database.write {
                    _ = try Tokens($0, in: world.workspace.id).add(name: "x", role: role, by: "test", at: world.now)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `remember what was done, the latest first, also within one instant`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        let entries = try world.database.write { connection throws in
            let log = AuditLog(connection, in: world.workspace.id)
            for number in 1...4 {
                try log.record("step", by: "test", [("number", .number(number))], at: world.now)
            }
            return try log.latest(3)
        }

        #expect(try entries.map { try Document(json: $0.details)["number"]?.text } == ["4", "3", "2"])
        #expect(entries.allSatisfy { $0.actor == "test" && $0.action == "step" && $0.at == world.now })
    }

    @Test(arguments: Engine.available)
    func `page through what was done, by whom, what and when`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let log = try world.database.write { connection throws in
            let log = AuditLog(connection, in: world.workspace.id)
            for number in 0..<10 {
                try log.record(
                    number.isMultiple(of: 2) ? "even" : "odd", by: number < 5 ? "a" : "b",
                    [("number", .number(number))], at: world.now + Int64(number) * Instant.minute)
            }
            return try pages(of: log, AuditLog.Filter(actor: "a"))
        }

        #expect(log == [[4, 3], [2, 1], [0]])
        try world.database.read { connection throws in
            let log = AuditLog(connection, in: world.workspace.id)
            let (since, until) = (world.now + 3 * Instant.minute, world.now + 8 * Instant.minute)
            let filter = AuditLog.Filter(action: "odd", since: since, until: until)
            #expect(try pages(of: log, filter) == [[7, 5], [3]])
            #expect(try log.terms().actors.filter { $0.count == 1 } == ["a", "b"])
            #expect(try Set(log.terms().actions).isSuperset(of: ["even", "odd"]))
        }
    }

    /// The numbers on each page of two.
    private func pages(of log: AuditLog, _ filter: AuditLog.Filter) throws -> [[Int]] {
        var pages: [[Int]] = []
        var last: Int64?
        while true {
            let page = try log.entries(filter, before: last, limit: 2)
            if page.isEmpty { return pages }
            pages.append(try page.map { try Int(Document(json: $0.details)["number"]?.text ?? "") ?? -1 })
            last = page.last?.id
        }
    }

    @Test(arguments: Engine.available)
    func `remember an import`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        try world.importing(.contacts, "external_id,email\nc1,a@b.fr\nc2,\n")

        let entry = try world.database.read { try AuditLog($0, in: world.workspace.id).latest(1).first }
        let details = try Document(json: try #require(entry).details)
        #expect(entry?.action == "import finished" && entry?.actor == "command")
        #expect(["kind", "file", "created"].map { details[$0]?.text } == ["contacts", "test.csv", "2"])
    }

    @Test(arguments: Engine.available)
    func `keep what a workspace decided, and look at everyone again in another zone`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id\nc1\n")
        try world.refresh()

        let (before, after, news) = try world.database.write { connection in
            let settings = Settings(connection, in: world.workspace.id)
            let before = try settings.all()
            try settings.save(WorkspaceSettings(repsSeeUnassigned: false, language: .english))
            try settings.save(WorkspaceSettings(repsSeeUnassigned: false, language: .french))
            try settings.rename(to: "Borie", zone: .paris, currency: "CHF", region: "CH")
            let quiet = try News(connection, in: world.workspace.id).noted(after: nil, limit: 10)
            try settings.rename(to: "Borie", zone: .utc, currency: "CHF", region: "CH")
            let noted = try News(connection, in: world.workspace.id).noted(after: nil, limit: 10)
            return (before, try settings.all(), [quiet.count, noted.count])
        }

        #expect(before == WorkspaceSettings())
        #expect(after == WorkspaceSettings(repsSeeUnassigned: false, language: .french))
        #expect(news == [0, 1])
        let workspace = try world.database.read { try Workspaces($0).find(world.workspace.id) }
        #expect(workspace?.name == "Borie" && workspace?.zone == .utc && workspace?.currency == "CHF")
    }
}

extension World {
    fileprivate func opening(_ token: String) throws -> Tokens.Opening? {
        try database.read { try Tokens.opening(token, on: $0) }
    }
}

extension SQLConnection {
    /// Somebody without a password.
    func invite(_ email: String, _ role: Role, to world: World) throws -> User {
        try Users(self, in: world.workspace.id)
            .add(email: email, name: "Someone", role: role, passwordHash: nil, at: world.now)
    }
}
