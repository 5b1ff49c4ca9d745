import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Kept answers` {
    @Test(arguments: Engine.available)
    func `are found for a day, and then forgotten`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let kept = KeptAnswers.Kept(fingerprint: "f", status: 201, headers: #"{"ETag":"1"}"#, body: #"{"id":1}"#)
        let soon = world.now + Instant.day - 1
        let late = world.now + Instant.day

        try world.database.write { connection in
            let answers = KeptAnswers(connection, in: world.workspace.id)
            #expect(try answers.find("k", at: world.now) == nil)
            try answers.keep(kept, as: "k", at: world.now)
            #expect(try answers.find("k", at: soon) == kept)
            #expect(try answers.find("other", at: soon) == nil)
            #expect(try answers.find("k", at: late) == nil)
            try answers.keep(kept, as: "k", at: late)
            #expect(try answers.find("k", at: late) == kept)
        }
    }

    @Test(arguments: Engine.available)
    func `are claimed by one of many who ask at the same moment`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase())

        let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 1...8 {
                group.addTask {
                    try world.database.write { try KeptAnswers($0, in: world.workspace.id).claim("k", at: world.now) }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }

        #expect(wins == 1)
        try world.database.write { connection in
            let answers = KeptAnswers(connection, in: world.workspace.id)
            #expect(try answers.find("k", at: world.now)?.isPending == true)
            try answers.settle("k", .init(fingerprint: "", status: 303, headers: "{}", body: ""))
            #expect(try answers.find("k", at: world.now)?.status == 303)
            try answers.release("k")
            #expect(try answers.claim("k", at: world.now))
        }
    }
}
