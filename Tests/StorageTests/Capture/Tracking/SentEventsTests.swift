import Storage
import TestSupport
import Testing
import Verger

private let (a, u, v) = (Calls.a, Calls.u, Calls.v)

@Suite struct `Events of programs` {
    @Test(arguments: Engine.available)
    func `are recorded once, however often they are sent`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let odd = Calls.call("track", u, #""event": "Odd", "messageId": "m2""#)

        let first = try world.receiving(
            Calls.page(u, "m1"), Calls.page(u, "m1"), odd, odd, Calls.page(u), Calls.page(u))
        let second = try world.receiving(Calls.page(a, "m1"), odd)

        #expect([first.activities, first.unmapped, first.repeated] == [3, 1, 2])
        #expect([second.activities, second.unmapped, second.repeated] == [0, 0, 2])
    }

    @Test(arguments: Engine.available)
    func `that no rule is about wait, counted, and become evidence when one is`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let sent =
            #""event": "Essai Lancé", "messageId": "m1", "timestamp": "2026-01-05T10:00:00Z", "properties": {"offre": "pro"}"#
        try world.receiving(Calls.call("track", u, sent), Calls.call("track", a, #""event": "essai-lancé""#))
        try world.receiving(Calls.call("track", v, #""event": "Other""#))

        let waiting = try world.database.read { try UnmappedEvents($0, in: world.workspace).all() }
        #expect(waiting.map(\.event) == ["Essai Lancé", "Other"] && waiting.map(\.calls) == [2, 1])
        #expect(try world.activities().isEmpty)

        let settled = try world.database.write { connection in
            let rule = TrackingRule(.track, "Essai lancé", as: "trial_started", renaming: ["offre": "plan"])
            try TrackingRules(connection, in: world.workspace.id).save(rule, at: world.now)
            return try UnmappedEvents(connection, in: world.workspace)
                .settle(under: TrackingPlan(connection, in: world.workspace), at: world.now)
        }

        #expect(settled == 2)
        let activities = try world.activities()
        #expect(activities.map(\.kind) == ["trial_started", "trial_started"])
        #expect(activities.contains { $0.at.iso8601 == "2026-01-05T10:00:00Z" && $0.properties == ["plan": "pro"] })
        #expect(try world.database.read { try UnmappedEvents($0, in: world.workspace).all() }.map(\.event) == ["Other"])
        #expect(try world.receiving(Calls.call("track", u, sent)).repeated == 1)
    }

    @Test(arguments: Engine.available)
    func `that a rule does not want are not kept`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(Calls.call("track", u, #""event": "Heartbeat""#))

        try world.database.write { connection in
            try TrackingRules(connection, in: world.workspace.id)
                .save(TrackingRule(.track, "Heartbeat", as: nil), at: world.now)
            try UnmappedEvents(connection, in: world.workspace)
                .settle(under: TrackingPlan(connection, in: world.workspace), at: world.now)
        }
        try world.receiving(Calls.call("track", u, #""event": "Heartbeat""#))

        #expect(try world.activities().isEmpty)
        #expect(try world.database.read { try UnmappedEvents($0, in: world.workspace).all() }.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `are told of when they are wrong, counted`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let delivery = try TrackingReader(receivedAt: world.now).delivery(
            #"{"batch": [{"type": "track", "userId": "u"}, {"type": "track", "userId": "v"}, {"type": "nap"}]}"#,
            to: .batch)

        try world.database.write { connection in
            let problems = TrackingProblems(connection, in: world.workspace.id)
            try problems.note(delivery.problems, at: world.now)
            try problems.note(delivery.problems, at: world.now + 1)
        }

        let listed = try world.database.read { try TrackingProblems($0, in: world.workspace.id).all() }
        #expect(listed.map(\.path) == ["event", "type"] && listed.map(\.calls) == [4, 2])
    }
}
