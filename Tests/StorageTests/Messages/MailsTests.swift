import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The outbox of mails` {
    private struct Changed: Error {}

    private func world(_ engine: Engine, hasServer: Bool = true) throws -> World {
        let world = try World(in: engine.migratedDatabase())
        guard hasServer else { return world }
        try world.database.write {
            try MailServers($0, in: world.workspace.id).save(.example(), password: "pomme d’api", at: world.now)
        }
        return world
    }

    @discardableResult
    private func queue(_ world: World, _ cause: String, isConfidential: Bool = false) throws -> Int64? {
        try world.database.write {
            try Mails($0, in: world.workspace.id).queue(
                .example("Merci", html: "<p>Merci</p>"), because: cause, isConfidential: isConfidential, at: world.now)
        }
    }

    private func lease(_ world: World, after wait: Int64 = 0) throws -> MailQueue.Parcel? {
        try world.database.write { try MailQueue($0).lease(in: world.workspace.id, at: world.now + wait) }
    }

    private func find(_ world: World, _ id: Int64?) throws -> OutgoingMail {
        try #require(world.database.read { try Mails($0, in: world.workspace.id).find(id ?? 0) })
    }

    @Test(arguments: Engine.available)
    func `holds one mail for one cause, whoever queues it`(engine: Engine) throws {
        let world = try world(engine)

        let ids = try (1...3).map { _ in try queue(world, "opt-in:1") }

        #expect(ids.map { $0 != nil } == [true, false, false])
        #expect(try world.database.read { try Mails($0, in: world.workspace.id).counts() } == [.queued: 1])
    }

    @Test(arguments: Engine.available)
    func `holds nothing of a transaction that was given up`(engine: Engine) throws {
        let world = try world(engine)

        #expect(throws: Changed.self) {
            try world.database.write { connection in
                try Mails(connection, in: world.workspace.id).queue(
                    .example("Merci"), because: "opt-in:1", at: world.now)
                throw Changed()
            }
        }

        #expect(try world.database.read { try Mails($0, in: world.workspace.id).counts() } == [:])
    }

    @Test(arguments: Engine.available)
    func `keeps what was written without a server, until somebody sends it`(engine: Engine) throws {
        let world = try world(engine, hasServer: false)
        let id = try queue(world, "opt-in:1")
        #expect(try find(world, id).status == .kept)

        try world.database.write {
            #expect(try Mails($0, in: world.workspace.id).sendKept(at: world.now) == 0)
            try MailServers($0, in: world.workspace.id).save(.example(), password: nil, at: world.now)
        }

        #expect(try lease(world) == nil)
        #expect(try world.database.write { try Mails($0, in: world.workspace.id).sendKept(at: world.now) } == 1)
        #expect(try lease(world)?.mail == id)
    }

    @Test(arguments: Engine.available)
    func `gives a mail to one sender, and to another when that one is gone`(engine: Engine) throws {
        let world = try world(engine)
        try queue(world, "opt-in:1")

        let parcels = try [lease(world), lease(world, after: Instant.minute), lease(world, after: 6 * Instant.minute)]

        #expect(parcels.map { $0 != nil } == [true, false, true])
        #expect(parcels[0]?.messageKey == parcels[2]?.messageKey)
        #expect(try parcels[0]?.letter == .example("Merci", html: "<p>Merci</p>"))
    }

    @Test(arguments: Engine.available)
    func `tries again later what is refused for now, and gives up what is refused for good`(engine: Engine) throws {
        let world = try world(engine)
        let (full, unknown) = (try queue(world, "1"), try queue(world, "2"))
        let parcels = try [lease(world), lease(world)].map { try #require($0) }

        try world.database.write { connection in
            let queue = MailQueue(connection)
            try queue.record(
                .recipient(.init(code: 452, text: "452 4.2.2 Full")), of: parcels[0], at: world.now, chance: 0.5)
            try queue.record(
                .recipient(.init(code: 550, text: "550 5.1.1 Unknown")), of: parcels[1], at: world.now, chance: 0.5)
        }

        let (later, never) = (try find(world, full), try find(world, unknown))
        #expect(later.status == .queued && later.nextAt == world.now + Instant.minute && later.attempts == 1)
        #expect(never.status == .failed && never.problem?.en.contains("550 5.1.1 Unknown") == true)
        #expect(try world.database.read { try MailServers($0, in: world.workspace.id).health()?.problem } == nil)
        #expect(try world.database.write { try Mails($0, in: world.workspace.id).send(never.id, at: world.now) })
        #expect(try lease(world)?.mail == unknown)
    }

    @Test(arguments: Engine.available)
    func `leaves a server that refuses the password alone, longer and longer`(engine: Engine) throws {
        let world = try world(engine)
        for number in 1...3 { try queue(world, "\(number)") }
        var waits: [Int64] = []
        var now = world.now

        for _ in 1...3 {
            try world.database.write { connection in
                let parcel = try #require(try MailQueue(connection).lease(in: world.workspace.id, at: now))
                try MailQueue(connection).record(
                    .login(.init(code: 535, text: "535 no")), of: parcel, at: now, chance: 0.5)
                #expect(try MailQueue(connection).lease(in: world.workspace.id, at: now) == nil)
                let until = try #require(try MailServers(connection, in: world.workspace.id).health()?.pausedUntil)
                waits.append((until - now) / Instant.minute)
                now = until
            }
        }

        #expect(waits == [1, 3, 11])
        let parcel = try #require(try world.database.write { try MailQueue($0).lease(in: world.workspace.id, at: now) })
        try world.database.write { try MailQueue($0).recordSent(parcel, at: now) }
        #expect(try world.database.read { try MailServers($0, in: world.workspace.id).health()?.problem } == nil)
    }

    @Test(arguments: Engine.available)
    func `seals passwords and confidential letters, and forgets the latter once sent`(engine: Engine) throws {
        let world = try world(engine)
        let id = try queue(world, "reset", isConfidential: true)

        let stored = try world.database.read { connection in
            try connection.rows("SELECT body_text, body_html FROM mail") { [$0.text(0), $0.text(1)] }
                + connection.rows("SELECT password, password FROM mail_server") { [$0.text(0)] }
        }.flatMap(\.self)

        #expect(!stored.contains { $0.contains("Merci") || $0.contains("Bonjour") || $0.contains("pomme") })
        #expect(try find(world, id).letter.html == nil)
        let parcel = try #require(try lease(world))
        #expect(parcel.letter.text.contains("https://borie.example/suite"))
        try world.database.write { try MailQueue($0).recordSent(parcel, at: world.now) }
        let left = try world.database.read { try $0.row("SELECT body_text FROM mail") { $0.text(0) } }
        #expect(left == "")
        #expect(try world.database.read { try MailServers($0, in: world.workspace.id).password() } == "pomme d’api")
    }

    @Test(arguments: Engine.available)
    func `keeps a password for the server and user it was given for`(engine: Engine) throws {
        let world = try world(engine)
        func password(after server: MailServer) throws -> String? {
            try world.database.write {
                try MailServers($0, in: world.workspace.id).save(server, password: nil, at: world.now)
                return try MailServers($0, in: world.workspace.id).password()
            }
        }

        #expect(try password(after: .example(port: 2525)) == "pomme d’api")
        #expect(try password(after: .example(host: "mx.thief.example")) == nil)
        #expect(throws: MailServer.Problem.bare) {
            var server = try MailServer.example()
            server.security = .none
            _ = try password(after: server)
        }
    }

    @Test(arguments: Engine.available)
    func `forgets after three months what mails said`(engine: Engine) throws {
        let world = try world(engine)
        let id = try queue(world, "1")
        let parcel = try #require(try lease(world))
        try world.database.write { try MailQueue($0).recordSent(parcel, at: world.now) }

        for (wait, text) in [(89, "Bonjour Ada.\nhttps://borie.example/suite\n"), (91, "…")] {
            try world.database.write { try MailQueue($0).prune(at: world.now + Int64(wait) * Instant.day) }
            #expect(try find(world, id).letter.text == text)
        }
        #expect(try find(world, id).letter.subject == "…")
        #expect(try queue(world, "1") == nil)
    }

    @Test(arguments: Engine.available)
    func `forgets likewise what was only kept, and not what still waits to leave`(engine: Engine) throws {
        let world = try world(engine, hasServer: false)
        let kept = try queue(world, "kept")
        try world.database.write {
            try MailServers($0, in: world.workspace.id).save(.example(), password: nil, at: world.now)
        }
        let waiting = try queue(world, "waiting")

        for (wait, subject) in [(89, "Merci"), (91, "…")] {
            try world.database.write { try MailQueue($0).prune(at: world.now + Int64(wait) * Instant.day) }
            #expect(try find(world, kept).letter.subject == subject)
        }
        #expect(try find(world, kept).letter.text == "…" && find(world, waiting).letter.subject == "Merci")
        #expect(try !world.database.write { try Mails($0, in: world.workspace.id).send(kept ?? 0, at: world.now) })
    }
}
