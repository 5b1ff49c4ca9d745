import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Recorded activities` {
    @Test(arguments: Engine.available)
    func `are given back as they were recorded, oldest first`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.contact([.email: "a@b.fr"]).id
        let full = Activities.New(
            contact: contact, at: world.now, kind: "payment_received", channel: "É-mail", campaign: "Été \"26\"",
            amount: Number(millionths: -1), currency: "EUR", messageID: "m1", voids: "m0",
            properties: ["order": "n° 1\n", "note": ""])
        let bare = Activities.New(contact: contact, at: world.now - 1, kind: "call_held")

        let recorded = try world.append(full, bare, bare)

        let timeline = try world.database.read { try Activities($0, in: world.workspace.id).timeline(of: contact) }
        #expect(timeline == [recorded[1], recorded[2], recorded[0]])
        #expect(timeline[2].properties == full.properties)
        #expect(timeline[2].amount == full.amount)
        #expect(timeline.map(\.messageID) == [nil, nil, "m1"])
    }

    @Test(arguments: Engine.available)
    func `are recorded all or none`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.contact([.email: "a@b.fr"]).id
        try world.append(.init(contact: contact, at: world.now, kind: "call_held", messageID: "m1"))
        let before = try Snapshot(of: world.database)

        let problem = #expect(throws: StorageProblem.self) {
            try world.append(
                .init(contact: contact, at: world.now, kind: "call_held", messageID: "m2"),
                .init(contact: contact, at: world.now, kind: "call_held", messageID: "m1"))
        }

        #expect(problem?.kind == "constraint")
        #expect(try Snapshot(of: world.database).differences(from: before) == [])
        let known = try world.database.read {
            try Activities($0, in: world.workspace.id).recorded(among: ["m1", "m2"])
        }
        #expect(known == ["m1"])
    }

    @Test(arguments: Engine.available, [1, 2, 3, 4, 5] as [UInt64])
    func `are void in the table when they are in memory, in whatever order they come`(
        engine: Engine, seed: UInt64
    ) throws {
        let world = try World(in: engine.migratedDatabase())
        var random = RandomSource(seed: seed)
        let contacts = try (0..<2).map { try world.contact([.externalID: "\($0)"]).id }
        var kinds: Set<Bool> = []
        for number in 0..<90 {
            let voids = random.chance(70) ? "m\(random.int(0...89))" : nil
            try world.append(
                .init(
                    contact: contacts[random.chance(85) ? 0 : 1], at: world.now + Int64(random.int(0...60)),
                    kind: "call_held",
                    messageID: "m\(number)", voids: voids))
            guard number % 6 == 5 else { continue }
            for contact in contacts {
                let (timeline, table) = try world.voids(of: contact)
                #expect(table == VoidPeriod.periods(in: timeline).map(VoidTime.init), "seed \(seed), after \(number)")
                kinds.formUnion(table.map { $0.until == nil })
            }
        }
        #expect(kinds == [true, false])
    }

    @Test(arguments: Engine.available)
    func `have the times when they are void made again with all that is derived`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.contact([.externalID: "c1"]).id
        try world.append(
            .init(contact: contact, at: world.now, kind: "call_held", messageID: "m1"),
            .init(contact: contact, at: world.now, kind: "call_held", messageID: "m2", voids: "m1"))
        let before = try Snapshot(of: world.database, ["activity_void"])
        try world.database.write { _ = try $0.execute("UPDATE activity_void SET activity = activity + 7") }

        try Evaluation(world.database, in: world.workspace).rebuild(world.rules(), at: world.now)

        #expect(before.count == 1)
        #expect(try Snapshot(of: world.database, ["activity_void"]).differences(from: before) == [])
    }
}

/// A time during which an activity is void.
private struct VoidTime: Hashable {
    let activity: Int64
    let since: Instant
    let until: Instant?
}

extension VoidTime {
    init(_ period: VoidPeriod) {
        self.init(activity: period.activity, since: period.since, until: period.until)
    }
}

extension World {
    /// The timeline of a contact, and the times during which the table says that activities are void.
    fileprivate func voids(of contact: Contact.ID) throws -> (timeline: [Activity], table: [VoidTime]) {
        try database.read { connection in
            let table = try connection.rows(
                "SELECT activity, since, until FROM activity_void WHERE contact = ? ORDER BY activity, since",
                [.integer(contact.value)]
            ) { row in
                VoidTime(
                    activity: row.integer(0), since: Instant(microseconds: row.integer(1)),
                    until: row.integerOrNil(2).map { Instant(microseconds: $0) })
            }
            return (try Activities(connection, in: workspace.id).timeline(of: contact), table)
        }
    }
}
