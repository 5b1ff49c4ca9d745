import Foundation
import Storage
import Synchronization
import TestSupport
import Testing
import Verger
import Work

@Suite struct `The recorder` {
    private func delivery(_ world: World, _ messageIDs: String...) -> TrackingDelivery {
        let calls = messageIDs.map { TrackingCall(.page, userID: "u", messageID: $0, at: world.now) }
        return TrackingDelivery(writeKey: nil, calls: calls, problems: [], receivedAt: world.now)
    }

    private func recorded(_ world: World, among ids: [String]) throws -> Set<String> {
        try world.database.read { try Activities($0, in: world.workspace.id).recorded(among: ids) }
    }

    @Test(arguments: Engine.available)
    func `answers many at once, each when it can be read`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase())
        let recorder = Recorder(world.database)

        try await withThrowingTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    try await recorder.record(delivery(world, "m\(number)"), in: world.workspace)
                    #expect(try recorded(world, among: ["m\(number)"]).count == 1)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Engine.available)
    func `lets what can't be recorded harm no other`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase())
        let recorder = Recorder(world.database)
        let stranger = Workspace(
            id: .init(999), slug: "gone", name: "Gone", zone: .utc, currency: "EUR", region: "FR")

        let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let isBad = number % 10 == 3
                    let workspace = number % 20 == 3 ? stranger : world.workspace
                    do {
                        // No database keeps U+0000.
                        try await recorder.record(delivery(world, isBad ? "m\0" : "m\(number)"), in: workspace)
                        return false
                    } catch is StorageProblem {
                        return true
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(refused == 6)
        #expect(try recorded(world, among: (0..<60).map { "m\($0)" }).count == 54)
    }

    @Test func `tells a flood to come back, and records what it took`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let recorder = Recorder(world.database, capacity: 10)
        // Nothing can be written meanwhile.
        let taken = try await world.whileWriting {
            try await withThrowingTaskGroup(of: String?.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        do {
                            try await recorder.record(delivery(world, "m\(number)"), in: world.workspace)
                            return "m\(number)"
                        } catch is Recorder.Overload {
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: Set<String>()) { names, name in
                    if let name { names.insert(name) }
                }
            }
        }

        #expect(taken.count == 10)
        #expect(try recorded(world, among: (0..<20).map { "m\($0)" }) == taken)
        try await recorder.record(delivery(world, "later"), in: world.workspace)
    }

    @Test func `takes a single request however large`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let recorder = Recorder(world.database, capacity: 1)

        try await recorder.record(delivery(world, "m1", "m2", "m3"), in: world.workspace)

        #expect(try recorded(world, among: ["m1", "m2", "m3"]).count == 3)
    }

    @Test func `rings for each workspace that has news, after the commit`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let rung = Mutex<[Int]>([])
        let recorder = Recorder(world.database) { workspace in
            let count = try? world.database.read { try News($0, in: workspace).noted(after: nil, limit: 10).count }
            rung.withLock { $0.append(count ?? -1) }
        }

        try await recorder.record(delivery(world, "m1"), in: world.workspace)

        #expect(rung.withLock { $0 } == [1])
    }

    @Test func `follows a rule from the moment it is saved`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let recorder = Recorder(world.database)
        var odd = delivery(world)
        odd.calls = [TrackingCall(.track, userID: "u", name: "Odd", at: world.now)]
        try await recorder.record(odd, in: world.workspace)

        try world.database.write { connection in
            let rule = TrackingRule(.track, "odd", as: "call_held")
            try TrackingRules(connection, in: world.workspace.id).save(rule, at: world.now)
        }
        try await recorder.record(odd, in: world.workspace)

        let kinds = try world.database.read { try $0.rows("SELECT kind FROM activity") { $0.text(0) } }
        #expect(kinds == ["call_held"])
    }
}

extension World {
    /// Lets nobody else write until half a second after `body` has begun.
    fileprivate func whileWriting<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result
    {
        async let writing: Void = Task.detached { [database] in
            try database.write { _ in _ = usleep(500_000) }
        }.value
        try await Task.sleep(for: .milliseconds(100))
        let result = try await body()
        try await writing
        return result
    }
}
