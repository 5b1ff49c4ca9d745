import Foundation
import Storage
import Synchronization
import TestSupport
import Testing
import Verger
import Work

@Suite struct `A file that comes in` {
    private static func list(_ count: Int) -> String {
        "email,first_name,last_name,Vu le\n"
            + (0..<count).map { "p\($0)@x.example,Prénom\($0),Nom\($0),2026-03-\(10 + $0 % 10)\n" }.joined()
    }

    private static func visiting(_ mapping: inout ImportMapping) {
        mapping.columns[3].target = .activity(.at)
        mapping.fact = .init("booth_visited", channel: "event", campaign: "Lyon", name: "Salon de Lyon")
    }

    @Test(arguments: Engine.available)
    func `is looked at first, and nothing is recorded`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "email,first_name\nknown@x.example,Ada\nsame@x.example,Bob\n")
        let id = try world.upload(
            """
            email,first_name,phone
            new@x.example,Zoé,
            known@x.example,Adèle,
            same@x.example,Bob,
            new@x.example,Zoé,
            pas une adresse,Max,
            ,,+33612345678
            """)

        try world.carrier().turn()

        let survey = try #require(try world.draft(id)?.survey)
        #expect(try world.draft(id)?.state == .checked && survey.isComplete)
        #expect(survey.rows == 6 && survey.new == 2 && survey.updated == 1 && survey.unchanged == 1)
        #expect(survey.repeated == 1 && survey.refused == 1)
        #expect(try world.rows(.errors, of: id).map(\.line) == [6])
        #expect(try world.brought().addresses == ["known@x.example", "same@x.example"])
    }

    @Test(arguments: Engine.available)
    func `comes in once somebody says so, and tells what it did`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.upload(Self.list(12), change: Self.visiting)
        let carrier = world.carrier()
        try carrier.turn()
        #expect(try !carrier.turn())

        try world.start(id)
        try carrier.turn()

        let draft = try #require(try world.draft(id))
        #expect(draft.state == .finished && !draft.isFileKept)
        let run = try world.database.read { try ImportRuns($0, in: world.workspace.id).find(#require(draft.run)) }
        #expect(run?.tally.created == 12 && run?.tally.activities == 12 && run?.status == "finished")
        #expect(try world.brought().addresses.count == 12)
        let again = try world.upload(Self.list(12), change: Self.visiting)
        try carrier.turn()
        #expect(try world.draft(again)?.survey?.unchanged == 12)
        #expect(
            try world.database.read {
                try ImportDrafts($0, in: world.workspace.id).twin(of: world.draftValue(again, $0))
            }?.id == id)
        try world.start(again)
        try carrier.turn()
        #expect(try world.brought().activities == 12, "the same file doubles nothing")
    }

    @Test(arguments: Engine.available)
    func `goes on after its process was killed, nothing twice`(engine: Engine) throws {
        for writes in [3, 4, 5, 6] {
            let world = try World(in: engine.migratedDatabase())
            let id = try world.upload(Self.list(23), change: Self.visiting)
            try world.carrier().turn()
            try world.start(id)
            let dying = DyingDatabase(world.database, after: writes)

            #expect(throws: StorageProblem.self) { try world.carrier(dying).turn() }
            #expect(try !world.carrier().turn(), "the lease still holds")
            let later = world.now + ImportDrafts.lease + 1
            try world.carrier(at: later).turn()

            #expect(try world.draft(id)?.state == .finished)
            #expect(try world.brought().addresses.count == 23 && world.brought().activities == 23)
            #expect(try world.database.read { try ImportRuns($0, in: world.workspace.id).all().count } == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `is worked on by one process at a time`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try (0..<3).map { number in
            try world.upload(Self.list(20).replacing("@x", with: "@y\(number)"), change: Self.visiting)
        }
        try world.carrier().turn()
        try world.carrier().turn()
        try world.carrier().turn()
        for id in ids { try world.start(id) }

        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                let carrier = world.carrier(batch: 3)
                while try carrier.turn() {}
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }

        #expect(failures.withLock { $0 } == [])
        #expect(try ids.allSatisfy { try world.draft($0)?.state == .finished })
        #expect(try world.brought().addresses.count == 60 && world.brought().activities == 60)
        #expect(try world.database.read { try ImportRuns($0, in: world.workspace.id).all().count } == 3)
    }

    @Test(arguments: Engine.available)
    func `is let go by whoever was too slow`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.upload(Self.list(2))
        let late = world.now + ImportDrafts.lease + 1
        func claim(_ process: String, _ now: Instant) throws -> Int64? {
            try world.database.write { try ImportDrafts.claim(by: process, on: $0, at: now)?.id }
        }
        func hold(_ process: String, _ now: Instant) throws {
            try world.database.write {
                try ImportDrafts($0, in: world.workspace.id).hold(id, by: process, while: .checking, at: now)
            }
        }

        #expect(try claim("one", world.now) == id)
        #expect(try claim("two", world.now) == nil)
        try hold("one", world.now)
        #expect(try claim("two", late) == id)

        #expect(throws: ImportInterruption.self) { try hold("one", late) }
        try hold("two", late)
    }

    @Test(arguments: Engine.available)
    func `stops when somebody says so, and goes on after the last row`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.upload(Self.list(20), change: Self.visiting)
        try world.carrier().turn()
        try world.start(id)
        let stopping = StoppingDatabase(world, id, after: 4)

        try world.carrier(stopping).turn()

        #expect(try world.draft(id)?.state == .stopped)
        let half = try world.brought().addresses.count
        #expect(half > 0 && half < 20)
        try world.start(id)
        try world.carrier().turn()
        #expect(try world.draft(id)?.state == .finished)
        #expect(try world.brought().addresses.count == 20 && world.brought().activities == 20)
    }

    @Test(arguments: Engine.available)
    func `takes corrected cells and decisions row by row`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let marie = try world.contact([
            .email: "marie@fournil.example", .firstName: "Marie", .lastName: "Dupont", .phone: "+33612345678",
            .city: "Lyon",
        ])
        let id = try world.upload(
            """
            email,first_name,last_name,phone,city,job_title
            marie.dupont@perso.example,Marie,Dupont,+33612345678,Lyon,Gérante
            m.dupont@autre.example,Marie,Dupont,+33612345678,Lyon,Directrice
            faux,Luc,Martin,,Nice,
            """)
        try world.carrier().turn()
        let pairs = try world.rows(.lookalikes, of: id)
        #expect(pairs.map(\.lookalike) == [marie.id, marie.id])

        try world.database.write { connection in
            let rows = DraftRows(connection, in: world.workspace.id, of: id)
            for (row, choice) in zip(pairs, [DraftRow.Choice.attach, .skip]) {
                var chosen = row
                chosen.choice = choice
                try rows.update(chosen)
            }
            let reading = try #require(try DraftReading(id, in: world.workspace, connection))
            let bad = try rows.page(.errors, limit: 10)
            var cells = bad[0].cells
            cells[0] = "luc@martin.example"
            let looked = try reading.reviewed([(bad[0], cells)], at: world.now, on: connection)
            try ImportDrafts(connection, in: world.workspace.id).save(looked, of: id, at: world.now)
        }
        #expect(try world.draft(id)?.survey?.refused == 0 && world.draft(id)?.survey?.new == 3)
        try world.start(id)
        try world.carrier().turn()

        #expect(try world.brought().addresses == ["luc@martin.example", "marie@fournil.example"])
        let known = try world.database.read { try Contacts($0, in: world.workspace).find(marie.id) }
        #expect(known?.fields[.jobTitle] == "Gérante", "told more about")
        #expect(known?.fields[.email] == "marie@fournil.example", "the address at which she is written to stays")
    }

    @Test(arguments: Engine.available)
    func `keeps out who was erased, and says so beforehand`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let gone = try world.contact([.email: "gone@x.example"])
        _ = try world.database.write {
            try Erasure($0, in: world.workspace).erase(gone.id, by: "anne", at: world.now)
        }
        let id = try world.upload("email,first_name\ngone@x.example,Ex\nhere@x.example,Ici\n")
        try world.carrier().turn()

        #expect(try world.draft(id)?.survey?.suppressed == 1)
        try world.start(id)
        try world.carrier().turn()
        #expect(try world.brought().addresses == ["here@x.example"])
    }

    @Test(arguments: Engine.available)
    func `goes with somebody who was in it and is erased`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let gone = try world.contact([.email: "gone@x.example"])
        let held = try world.upload("email,first_name\nGone@x.example,Ex\nbad,Row\n")
        let other = try world.upload("email,first_name\nhere@x.example,Ici\n")
        try world.carrier().turn()
        try world.carrier().turn()

        _ = try world.database.write {
            try Erasure($0, in: world.workspace).erase(gone.id, by: "anne", at: world.now)
        }

        #expect(try world.draft(held)?.isFileKept == false && world.draft(held)?.state == .failed)
        #expect(try world.draft(held)?.problem != nil && world.rows(.errors, of: held).isEmpty)
        #expect(try world.draft(other)?.isFileKept == true && world.draft(other)?.state == .checked)
    }

    @Test(arguments: Engine.available)
    func `is let go of when nobody brings it in`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.upload(Self.list(2))
        try world.carrier().turn()

        try world.database.write { try ImportDrafts.prune($0, at: world.now + ImportDrafts.patience - 1) }
        #expect(try world.draft(id) != nil)
        try world.database.write { try ImportDrafts.prune($0, at: world.now + ImportDrafts.patience + 1) }

        #expect(try world.draft(id) == nil)
        let parts = try world.database.read { try $0.row("SELECT COUNT(*) FROM import_chunk") { $0.integer(0) } }
        #expect(parts == 0)
    }

    @Test(arguments: Engine.available)
    func `tells of facts about nobody`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact([.email: "ada@x.example"])
        let id = try world.upload(
            "contact,date,montant\nada@x.example,2026-03-01,120\nwho@x.example,2026-03-02,80\n", kind: .payments)
        try world.carrier().turn()

        #expect(try world.draft(id)?.survey?.new == 1 && world.draft(id)?.survey?.refused == 1)
        try world.start(id)
        try world.carrier().turn()
        #expect(try world.brought().activities == 1)
    }
}

extension World {
    func draftValue(_ id: Int64, _ connection: any SQLConnection) throws -> ImportDraft {
        try #require(try ImportDrafts(connection, in: workspace.id).find(id))
    }
}

/// A database in which somebody stops an import after so many writes.
private final class StoppingDatabase: SQLDatabase {
    private let world: World
    private let draft: Int64
    private let left: Mutex<Int>

    init(_ world: World, _ draft: Int64, after writes: Int) {
        (self.world, self.draft) = (world, draft)
        left = Mutex(writes)
    }

    var dialect: any SQLDialect { world.database.dialect }
    func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try world.database.read(body) }
    func write<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        let isTime = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isTime {
            try world.database.write {
                try ImportDrafts($0, in: world.workspace.id).stop(draft, by: "anne@borie.example", at: world.now)
            }
        }
        return try world.database.write(body)
    }
    func backUp(to path: String) throws { try world.database.backUp(to: path) }
    func size() throws -> Int64 { try world.database.size() }
}
