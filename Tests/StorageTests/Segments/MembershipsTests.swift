import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The members of a saved segment` {
    @Test(arguments: Engine.available)
    func `are those there before, then come and go`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([
            Cast.dossier(["city=Lyon"]), Cast.dossier(["city=Paris"]),
            Cast.dossier(["city=Lyon", "2026-02-01 call_held"]),
        ])
        let segment = try world.save("city = Lyon or did any exchange within 30 days", named: "Suivis")
        try world.refresh()
        let first = try world.members(segment)
        try world.append(.init(contact: ids[1], at: world.now + 60, kind: "call_held"))
        try world.refresh(at: world.now + 60)
        let second = try world.members(segment)
        try world.refresh(at: world.now + 60 + 30 * Instant.day)

        #expect(first == [ids[0], ids[2]])
        #expect(second == ids)
        #expect(try world.members(segment) == [ids[0], ids[2]])
        let events = try world.database.read { connection in
            try Memberships(connection, in: world.workspace.id).events(of: segment, limit: 10)
        }
        #expect(events.map(\.contact) == [ids[1], ids[1]])
        #expect(events.map(\.isEntry) == [false, true])
        #expect(events.map(\.at) == [world.now + 60 + 30 * Instant.day, world.now + 60])
    }

    @Test(arguments: Engine.available)
    func `are counted by day, and followed from the new condition on`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([Cast.dossier(["city=Lyon"]), Cast.dossier(["city=Paris"])])
        let segment = try world.save("did any intent within 7 days", named: "Chauds")
        try world.append(ids.map { .init(contact: $0, at: world.now + Instant.hour, kind: "demo_requested") })
        try world.refresh(at: world.now + 10 * Instant.day)
        let traffic = try world.traffic(segment)

        let changed = try world.save("city = Lyon", named: "Chauds", at: world.now + 10 * Instant.day)
        let before = try world.members(changed)
        try world.refresh(at: world.now + 10 * Instant.day)

        #expect(traffic.map(\.day.description) == ["2026-03-01", "2026-03-08"])
        #expect(traffic.map(\.entered) == [2, 0] && traffic.map(\.left) == [0, 2])
        #expect(changed.id == segment.id && before == [])
        #expect(try world.members(changed) == [ids[0]])
        #expect(try world.traffic(changed) == [])
        #expect(try world.database.write { try Segments($0, in: world.workspace.id).remove(named: "Chauds") })
        #expect(try Snapshot(of: world.database, ["segment_member", "segment_event"]).count == 0)
    }

    @Test(arguments: Engine.available)
    func `come and go, for a reader, where they are seen`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([
            Cast.dossier(["city=Lyon", "owner=anne@b.fr"]), Cast.dossier(["city=Nice", "owner=paul@b.fr"]),
        ])
        let segment = try world.save("did any intent within 7 days", named: "Chauds")
        try world.append(ids.map { .init(contact: $0, at: world.now + Instant.hour, kind: "demo_requested") })
        try world.refresh(at: world.now + Instant.day)

        let (traffic, events) = try world.database.read { connection in
            let memberships = Memberships(connection, in: world.workspace.id)
            let paul = Visibility.ownedBy("paul@b.fr", unassignedToo: true)
            return (
                try memberships.traffic(of: segment, from: world.now, in: .paris, seenBy: paul),
                try memberships.events(of: segment, seenBy: paul, limit: 9)
            )
        }

        #expect(traffic.map(\.entered) == [1] && events.map(\.contact) == [ids[1]])
        #expect(try world.traffic(segment).map(\.entered) == [2])
    }

    @Test(arguments: Engine.available)
    func `are paged in order of id`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record((0..<7).map { _ in Cast.dossier(["city=Lyon"]) })
        let segment = try world.save("city = Lyon", named: "Ici")
        try world.refresh()

        let pages = try world.database.read { connection in
            let memberships = Memberships(connection, in: world.workspace.id)
            let first = try memberships.members(of: segment.id, limit: 4)
            return try (first, memberships.members(of: segment.id, after: first.last?.contact, limit: 4))
        }

        #expect(pages.0.map(\.contact) + pages.1.map(\.contact) == ids)
        #expect(pages.0.count == 4)
    }
}

extension World {
    func save(_ condition: String, named name: String, at instant: Instant? = nil) throws -> Segment {
        try database.write { connection in
            let segments = Segments(connection, in: workspace.id)
            try segments.save(Condition(parsing: condition), named: name, at: instant ?? now)
            return try segments.find(named: name)!
        }
    }

    fileprivate func members(_ segment: Segment) throws -> [Contact.ID] {
        try database.read { try Memberships($0, in: workspace.id).members(of: segment.id, limit: 100).map(\.contact) }
    }

    fileprivate func traffic(_ segment: Segment) throws -> [Memberships.Traffic] {
        try database.read { try Memberships($0, in: workspace.id).traffic(of: segment, from: now, in: .paris) }
    }
}
