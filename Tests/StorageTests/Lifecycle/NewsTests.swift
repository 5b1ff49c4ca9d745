import Dispatch
import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The news of contacts` {
    @Test(arguments: Engine.available)
    func `of a person come before those of a file and of a new definition`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,email\nc1,a@b.fr\nc2,c@d.fr\n")
        try world.importing(.activities, "contact,kind,at\nc1,page_viewed,2026-02-01\nc2,page_viewed,2026-02-01\n")
        let ids = try world.database.read { try Contacts($0, in: world.workspace).ids(after: nil, limit: 9) }
        try world.append(.init(contact: ids[1], at: world.now, kind: "call_held"))

        let lines = try world.database.read { connection in
            let news = News(connection, in: world.workspace.id)
            return try [news.noted(in: .fresh, limit: 9), news.noted(in: .backlog, limit: 9), news.noted(limit: 9)]
        }

        #expect(lines == [[ids[1]], ids, ids])
        #expect(try world.refresh() == 2, "nobody is evaluated twice")
    }

    /// Two processes: one evaluates while the other records.
    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `that come while their contact is evaluated are evaluated too`() throws {
        let world = try World(in: Engine.postgres.migratedDatabase())
        let id = try world.record(Cast.dossier(["email=a@b.fr"]))
        let evaluator = try Evaluator(world.rules())
        let evaluation = Evaluation(world.database, in: world.workspace)
        for second in 1...20 as ClosedRange<Int64> {
            try world.append(.init(contact: id, at: world.now - second, kind: "page_viewed"))
            let other = DispatchGroup()
            DispatchQueue.global().async(group: other) {
                _ = try? world.append(.init(contact: id, at: world.now - second, kind: "demo_requested"))
            }
            _ = try evaluation.advance(.fresh, by: evaluator, at: world.now)
            other.wait()
            try world.refresh()
            let stored = try Snapshot(of: world.database, Snapshot.derived)
            try Evaluation(world.database, in: world.workspace).rebuild(world.rules(), at: world.now)
            #expect(try Snapshot(of: world.database, Snapshot.derived).differences(from: stored) == [])
        }
    }
}
