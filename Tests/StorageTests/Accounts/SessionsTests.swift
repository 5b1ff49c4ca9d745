import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A session` {
    @Test(arguments: Engine.available)
    func `knows who comes, and keeps nothing that opens it`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let user = try world.hire("a@b.fr", .rep)
        try world.database.write { connection in
            try Settings(connection, in: world.workspace.id)
                .save(WorkspaceSettings(repsSeeUnassigned: false, language: .english))
            try People(connection).save(language: nil, theme: .dark, of: user.id)
        }

        let (token, session) = try world.begin("a@b.fr")

        let visit = try #require(try world.visit(token))
        #expect(visit.session == session)
        #expect(visit.member?.user == user && visit.member?.workspace == world.workspace)
        #expect(visit.member?.visibility == .ownedBy("a@b.fr", unassignedToo: false))
        #expect(visit.member?.language == .english && visit.member?.theme == .dark && visit.person.hasPassword)
        #expect(try [session.id, token + "0", ""].compactMap { try world.visit($0) }.isEmpty)
        let rows = try Snapshot(of: world.database).differences(from: Snapshot(of: world.database, []))
        #expect(!rows.contains { $0.contains(token) } && rows.contains { $0.contains(session.id) })
    }

    @Test(arguments: Engine.available)
    func `ends after a fortnight without use, and after sixty days in any case`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.hire("a@b.fr")
        let (token, session) = try world.begin("a@b.fr")

        #expect(try world.visit(token, at: world.now + Session.idleTime - 1) != nil)
        #expect(try world.visit(token, at: world.now + Session.idleTime) == nil)

        var instant = world.now
        while instant < session.expiresAt - Instant.day {
            instant = instant + Instant.day
            try world.database.write { try Sessions($0).note(session, at: instant) }
        }
        #expect(try world.visit(token, at: session.expiresAt - 1) != nil)
        #expect(try world.visit(token, at: session.expiresAt) == nil)
        try world.database.write { try Sessions($0).sweep(at: session.expiresAt) }
        #expect(try Snapshot(of: world.database, ["session"]).count == 0)
    }

    @Test func `is noted every five minutes at most`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        try world.hire("a@b.fr")
        let (_, session) = try world.begin("a@b.fr")

        #expect(!session.needsNote(at: world.now + Session.grain - 1))
        #expect(session.needsNote(at: world.now + Session.grain))
    }

    @Test(arguments: Engine.available)
    func `opens no workspace before the second factor, and then under another name`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.hire("a@b.fr")
        let (token, session) = try world.begin("a@b.fr", isPending: true)
        #expect(try world.visit(token)?.session.isPending == true)
        #expect(try world.visit(token)?.member == nil)
        #expect(try world.visit(token, at: world.now + Session.pendingTime) == nil)

        let (renewed, _) = try world.database.write {
            try Sessions($0).rotate(session, in: world.workspace.id, at: world.now + Instant.minute)
        }

        #expect(try world.visit(token) == nil)
        #expect(try world.visit(renewed)?.member?.workspace == world.workspace)
        #expect(try world.visit(renewed)?.session.expiresAt == world.now + Session.lifetime)
        #expect(Secret.formToken(ofSession: renewed) != Secret.formToken(ofSession: token))
    }

    @Test(arguments: Engine.available)
    func `is listed to its owner, and ended alone or with all the others`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let mine = try world.hire("a@b.fr")
        let theirs = try world.hire("b@b.fr")
        let sessions = try ["a@b.fr", "a@b.fr", "a@b.fr", "b@b.fr"].map { try world.begin($0) }

        try world.database.write { connection throws in
            let all = Sessions(connection)
            #expect(try all.all(of: mine.id, at: world.now).count == 3)
            #expect(try all.end(sessions[3].session.id, of: mine.id) == false, "somebody else's")
            #expect(try all.end(sessions[0].session.id, of: mine.id))
            #expect(try all.endAll(of: mine.id, but: sessions[1].session.id) == 1)
            #expect(try all.all(of: mine.id, at: world.now).map(\.id) == [sessions[1].session.id])
            #expect(try all.all(of: theirs.id, at: world.now).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `ends when the password changes elsewhere`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let user = try world.hire("a@b.fr")
        let tokens = try (0..<2).map { _ in try world.begin("a@b.fr") }

        try world.database.write {
            try People($0).setPassword("hash", of: user.id, keeping: tokens[0].session.id)
        }

        #expect(try tokens.map { try world.visit($0.token) != nil } == [true, false])
    }
}
