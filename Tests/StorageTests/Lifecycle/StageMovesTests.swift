import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Moves since an instant` {
    @Test(arguments: Engine.available)
    func `are those who are at another stage than then, the latest first`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([
            // Up and down again; up; down; stays; new, at the first stage; new, and up at once.
            Cast.dossier([
                "created_at=2026-01-01", "2026-02-28T11:00:00 demo_requested", "2026-02-28T12:00:00 opportunity_lost",
            ]),
            Cast.dossier(["created_at=2026-01-01", "2026-02-28T13:00:00 demo_requested", "owner=lea@borie.example"]),
            Cast.dossier(["created_at=2026-01-01", "2026-01-02 demo_requested", "2026-02-28T14:00:00 opportunity_lost"]
            ),
            Cast.dossier(["created_at=2026-01-01", "2026-01-02 demo_requested"]),
            Cast.dossier(["created_at=2026-02-28T10:00:00"]),
            Cast.dossier(["2026-02-28T15:00:00 demo_requested"]),
            Cast.dossier([
                "created_at=2026-01-01", "2026-02-28T16:00:00 demo_requested", "2026-02-28T17:00:00 disqualified",
            ]),
        ])
        try world.refresh()
        let since = Instant(iso8601: "2026-02-28T00:00:00", in: .paris)!

        let moves = try world.moves(since: since)

        #expect(moves.map(\.contact) == [ids[5], ids[2], ids[1]])
        #expect(moves.map(\.from) == [nil, 3, 0] && moves.map(\.to) == [3, 0, 3])
        #expect(moves.map(\.isUp) == [true, false, true])
        #expect(try world.moves(since: since, for: "Lea@borie.example").map(\.contact) == [ids[1]])
        #expect(try world.moves(since: world.now).isEmpty)
    }

    @Test(arguments: Engine.available)
    func `keep their names when a new definition puts a stage in between`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.record(Cast.dossier(["2026-02-01 demo_requested"]))
        try world.refresh()
        let text = Cast.definitionText.replacing(
            #"{"id": "client""#, with: #"{"id": "trial", "when": "did trial_started"}, {"id": "client""#
        ).replacing(#"{"id": "lead""#, with: #"{"id": "curious", "when": "did any visit"}, {"id": "lead""#)
        _ = try world.database.write { connection in
            try Definitions(connection, in: world.workspace).activate(
                Document(json: text), source: text, from: world.now, by: "test", at: world.now)
        }

        let stored = try world.database.read { connection in
            try connection.rows("SELECT stage, highest FROM contact_state WHERE contact = ?", [.integer(id.value)]) {
                [$0.integer(0), $0.integer(1)]
            }
        }
        let before = try Snapshot(of: world.database, ["stage_history"])
        try world.refresh()

        #expect(stored == [[4, 4]], "opportunity, before anybody was evaluated")
        #expect(try Snapshot(of: world.database, ["stage_history"]).differences(from: before) == [])
    }
}

extension World {
    fileprivate func moves(since instant: Instant, for owner: String? = nil) throws -> [StageMoves.Move] {
        try database.read { try StageMoves($0, in: workspace).since(instant, at: now, for: owner) }
    }
}
