import Foundation
import Storage
import Synchronization
import TestSupport
import Testing
import Verger
import Work

@Suite(.serialized) struct `A worker` {
    @Test(arguments: Engine.available)
    func `evaluates at once whoever it is rung for`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let id = try world.contact([.email: "a@b.fr"]).id
        let office = Office(world)

        try await office.open {
            try office.record(id, "demo_requested")
            try await eventually { try world.stage(of: id) == 3 }
        }
    }

    @Test(arguments: Engine.available)
    func `sees what other processes recorded, without being rung`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let id = try world.contact([.email: "a@b.fr"]).id
        let office = Office(world)

        try await office.open {
            try await eventually { try world.stage(of: id) == 0 }
            try world.append(.init(contact: id, at: .present, kind: "demo_requested"))
            try await eventually { try world.stage(of: id) == 3 }
        }
    }

    @Test(arguments: Engine.available)
    func `looks again at the instant at which a standing runs out`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let id = try world.contact([.email: "a@b.fr"]).id
        let segment = try world.database.write { connection in
            let segments = Segments(connection, in: world.workspace.id)
            return try segments.save(
                Condition(parsing: "did call_held within 1 minute"), named: "Appelés", at: world.now)
        }
        let office = Office(world)

        try await office.open {
            try world.append(.init(contact: id, at: .present - 58 * Instant.second, kind: "call_held"))
            office.bell.ring(world.workspace.id)
            try await eventually { try world.isIn(segment, id) }
            try await eventually { try !world.isIn(segment, id) }
        }
    }

    @Test(arguments: Engine.available)
    func `puts a definition in force on its day, and evaluates everyone by it`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let id = try world.contact([.email: "a@b.fr"]).id
        let text = Cast.definitionText.replacing(
            #"{"id": "suspect""#, with: #"{"id": "raw", "when": "always"}, {"id": "suspect""#)
        let office = Office(world)

        try await office.open {
            try await eventually { try world.stage(of: id) == 0 }
            _ = try world.database.write { connection in
                try Definitions(connection, in: world.workspace).schedule(
                    Document(json: text), source: text, from: .present + 300_000, by: "test", at: .present)
            }
            try await eventually { try world.stage(of: id) == 1 }
        }
    }

    @Test(arguments: Engine.available)
    func `tells listeners who moved, from what to what`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let id = try world.contact([.email: "a@b.fr"]).id
        try world.refresh(at: .present)
        let office = Office(world)
        let happenings = office.hub.happenings(in: world.workspace.id)

        try await office.open {
            try office.record(id, "demo_requested")
            let heard = try #require(await happenings.first { _ in true })
            #expect(heard.changes.map(\.contact) == [id])
            #expect(heard.changes[0].move?.from == "suspect" && heard.changes[0].move?.to == "opportunity")
        }
    }

    @Test(arguments: Engine.available)
    func `tells listeners of other processes`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let id = try world.contact([.email: "a@b.fr"]).id
        try world.refresh(at: .present)
        let office = Office(world)
        let elsewhere = Hub()
        let happenings = elsewhere.happenings(in: world.workspace.id)
        let relay = Relay(world.database, to: elsewhere, logger: .silent, poll: .milliseconds(20))

        try await office.open(with: [relay]) {
            try await Task.sleep(for: .milliseconds(100))
            try office.record(id, "demo_requested")
            let heard = try #require(await happenings.first { _ in true })
            #expect(heard.changes.map { $0.move?.to } == ["opportunity"])
        }
    }

    @Test(arguments: Engine.available)
    func `finishes when the process is to end`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let office = Office(world)
        let start = ContinuousClock.now

        try await office.open { try await Task.sleep(for: .milliseconds(50)) }

        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `goes on when the database was away`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase(), at: .present)
        let flaky = FlakyDatabase(world.database)
        let id = try world.contact([.email: "a@b.fr"]).id
        let office = Office(world, database: flaky)

        try await office.open {
            try await eventually { try world.stage(of: id) == 0 }
            flaky.isAway = true
            try office.record(id, "demo_requested")
            try await Task.sleep(for: .milliseconds(300))
            #expect(try world.stage(of: id) == 0)
            flaky.isAway = false
            try await eventually { try world.stage(of: id) == 3 }
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `shares the work with others on a server, and nobody is forgotten or done in vain`() async throws {
        let world = try World(in: Engine.postgres.migratedDatabase(), at: .present)
        var random = RandomWorld(seed: 3)
        let ids = try world.record((0..<200).map { random.dossier(firstID: Int64($0) * 100 + 1) })
        let offices = (0..<3).map { _ in Office(world) }

        try await offices[0].open(with: offices.dropFirst().map(\.worker)) {
            for round in 0..<20 {
                for id in ids.dropFirst(round).prefix(30) {
                    try world.append(.init(contact: id, at: .present, kind: "page_viewed"))
                }
                offices[round % 3].bell.ring(world.workspace.id)
            }
            try await eventually { try world.waiting() == 0 }
        }

        let now = Instant.present
        try world.refresh(at: now)
        let worked = try Snapshot(of: world.database, ["stage_history"])
        try Evaluation(world.database, in: world.workspace).rebuild(world.rules(), at: now)
        #expect(try Snapshot(of: world.database, ["stage_history"]).differences(from: worked) == [])
    }

    /// DESIGN.md §10: p99 <= 250 ms, while a file is imported.
    @Test(arguments: Engine.available)
    func `shows what was received within a quarter of a second while a file is imported`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let ids = try (0..<60).map { try world.contact([.email: "c\($0)@b.fr"]).id }
        let segment = try world.database.write { connection in
            try Segments(connection, in: world.workspace.id).save(
                Condition(parsing: "did any intent within 30 days"), named: "Chauds", at: world.now)
        }
        let office = Office(world)
        let delays = Mutex<[Duration]>([])

        try await office.open {
            try await eventually { try world.waiting() == 0 }
            let file = (0..<20_000).map { "x\($0),x\($0)@exemple.fr,Prénom \($0),Société \($0 % 900)" }
            let importing = Task.detached {
                try world.importing(
                    .contacts, "external_id,email,first_name,company\n" + file.joined(separator: "\n"), at: .present,
                    batch: 2000)
            }
            for id in ids {
                let start = ContinuousClock.now
                try office.record(id, "demo_requested")
                try await eventually(every: .milliseconds(1)) {
                    try world.stage(of: id) == 3 && world.isIn(segment, id)
                }
                delays.withLock { $0.append(ContinuousClock.now - start) }
            }
            _ = try await importing.value
        }

        let sorted = delays.withLock { $0.sorted() }
        print("received to visible on \(engine): p50 \(sorted[30]), worst \(sorted[59])")
        // A debug build on a loaded machine: the figure itself is measured by bin/bench.
        #expect(sorted[58] < .seconds(2))
    }
}
