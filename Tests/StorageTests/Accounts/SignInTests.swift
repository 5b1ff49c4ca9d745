import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The door` {
    static let password = "trois pommes d’api"
    static let hash = Result { try Secret.passwordHash(password) }
    static let browser = Sessions.Browser(userAgent: "Firefox", address: "192.0.2.1")

    @Test(arguments: Engine.available)
    func `opens to whoever knows the password, and to nobody else`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.hire("Chef@Borie.example")
        try world.database.write { _ = try $0.invite("invited@borie.example", .rep, to: world) }

        let answers = try [
            ("chef@borie.example", Self.password), ("CHEF@borie.example", Self.password),
            ("chef@borie.example", "Trois pommes d’api"), ("chef@borie.example", ""), ("invited@borie.example", ""),
            ("nobody@borie.example", Self.password), ("", ""), ("a\0b", "\0"),
        ].map { try world.signIn($0, $1) }

        #expect(answers == [nil, nil, .wrong, .wrong, .wrong, .wrong, .wrong, .wrong])
    }

    @Test(arguments: Engine.available)
    func `stays shut to a disabled user here, and nowhere else`(engine: Engine) throws {
        let here = try World(in: engine.migratedDatabase())
        let there = try World(in: here.database, slug: "elsewhere")
        for world in [here, there] {
            try world.hire("boss@\(world.workspace.slug).fr")
            try world.hire("a@b.fr")
        }
        let visits = try here.begin("a@b.fr")

        #expect(try here.shutOut("A@b.fr"))

        let (_, memberships) = try SignIn(here.database)
            .check(email: "a@b.fr", password: Self.password, from: "192.0.2.1", at: here.now).get()
        #expect(memberships.map(\.workspace) == [there.workspace])
        #expect(try here.visit(visits.token)?.member == nil, "at the next request")
        #expect(try there.shutOut("a@b.fr"))
        #expect(try here.signIn("a@b.fr", Self.password) == .wrong)
    }

    @Test(arguments: Engine.available)
    func `shows first the workspace that was open last`(engine: Engine) throws {
        let first = try World(in: engine.migratedDatabase())
        let second = try World(in: first.database, slug: "second")
        for world in [first, second] { try world.hire("a@b.fr") }

        let (_, session) = try second.begin("a@b.fr")

        let members = try first.database.read { connection in
            try People(connection).memberships(of: try People(connection).find(session.person)!)
        }
        #expect(members.map(\.workspace) == [second.workspace, first.workspace])
    }

    @Test(arguments: Engine.available)
    func `makes an account wait after five mistakes, whatever the password, and a stranger alike`(engine: Engine) throws
    {
        let world = try World(in: engine.migratedDatabase())
        try world.hire("a@b.fr")
        let end = world.now + Throttle.firstDelay

        for (index, email) in ["a@b.fr", "stranger@b.fr"].enumerated() {
            let place = "192.0.2.\(index)"
            let mistakes = try (0..<5).map { _ in try world.signIn(email, "wrong", from: place) }
            #expect(mistakes == Array(repeating: .wrong, count: 5))
            let hurried = try (0..<3).map { _ in try world.signIn(email, Self.password, from: place) }
            #expect(hurried == Array(repeating: .wait(until: end), count: 3))
        }

        #expect(try world.signIn("a@b.fr", Self.password, at: end) == nil)
        #expect(try world.signIn("a@b.fr", "wrong", at: end) == .wrong, "and all was forgotten")
    }

    @Test(arguments: Engine.available)
    func `makes a network address wait after twenty mistakes about whomever`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.hire("a@b.fr")
        #expect(try world.signIn("a@b.fr", Self.password, from: "2001:db8::1") == nil, "which counts for nothing")
        for number in 0..<20 {
            try world.database.write {
                let subjects: [Throttle.Subject] = [.account("p\(number)@b.fr"), .address("2001:db8::\(number)")]
                try SignInAttempts($0).begin(subjects, at: world.now)
            }
        }

        #expect(
            try world.signIn("a@b.fr", Self.password, from: "2001:db8::ffff")
                == .wait(until: world.now + Throttle.firstDelay))
        #expect(try world.signIn("a@b.fr", Self.password, from: "2001:db8:0:1::1") == nil)
        #expect(try world.signIn("a@b.fr", Self.password, from: "2001:db8::1", at: world.now + Instant.day) == nil)
    }

    @Test(arguments: Engine.available)
    func `counts attempts that come at once one by one`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase())

        let passed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    (try? world.database.write {
                        try SignInAttempts($0).begin([.account("a@b.fr"), .code(1)], at: world.now)
                    }) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(passed == 5)
    }
}

extension World {
    /// Lets somebody in who has the password of these tests.
    @discardableResult
    func hire(_ email: String, _ role: Role = .admin) throws -> User {
        try database.write {
            try Users($0, in: workspace.id)
                .add(email: email, name: "A", role: role, passwordHash: `The door`.hash.get(), at: now)
        }
    }

    /// Returns whether there was such a user here.
    func shutOut(_ email: String) throws -> Bool {
        try database.write { try Users($0, in: workspace.id).disable(email: email, at: now) }
    }

    /// Nil when it opens.
    func signIn(
        _ email: String, _ password: String, from address: String = "198.51.100.1", at instant: Instant? = nil
    ) throws -> SignIn.Refusal? {
        switch try SignIn(database).check(email: email, password: password, from: address, at: instant ?? now) {
        case .success: nil
        case .failure(let refusal): refusal
        }
    }

    /// A session of somebody who is in this workspace.
    func begin(_ email: String, isPending: Bool = false) throws -> (token: String, session: Session) {
        try database.write { connection in
            let user = try Users(connection, in: workspace.id).find(email: email)!
            return try Sessions(connection).begin(
                user.id, in: workspace.id, isPending: isPending, by: `The door`.browser, at: now)
        }
    }

    func visit(_ token: String, at instant: Instant? = nil) throws -> Sessions.Visit? {
        try database.read { try Sessions($0).visit(token, at: instant ?? now) }
    }
}
