import Dispatch
import Storage
import Synchronization
import TestSupport
import Testing
import Verger

@Suite struct `The migrator` {
    static let first = Migration("2026-01-01-number") { dialect in
        """
        CREATE TABLE number (value \(dialect.bigInteger) NOT NULL PRIMARY KEY);
        INSERT INTO number (value) VALUES (1);
        """
    }
    static let second = Migration("2026-02-01-two") { _ in "INSERT INTO number (value) VALUES (2)" }
    static let broken = Migration("2026-03-01-broken") { _ in
        "INSERT INTO number (value) VALUES (3); INSERT INTO nowhere (value) VALUES (3)"
    }
    let now = Instant(seconds: 1_800_000_000)

    @Test(arguments: Engine.available)
    func `runs what a database has not had, in order, once`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let runs = try [[Self.first], [Self.first, Self.second], [Self.first, Self.second]].map {
            try Migrator($0).migrate(database, at: now)
        }

        #expect(runs == [["2026-01-01-number"], ["2026-02-01-two"], []])
        #expect(try database.numbers() == [1, 2])
    }

    @Test(arguments: Engine.available)
    func `records when each was run`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        try Migrator([Self.first]).migrate(database, at: now)

        let records = try database.read { connection in
            try connection.rows("SELECT name, applied_at FROM schema_migration") { "\($0.text(0)) \($0.integer(1))" }
        }
        #expect(records == ["2026-01-01-number \(now.microseconds)"])
    }

    @Test(arguments: Engine.available)
    func `leaves nothing of a migration that fails, and keeps those before it`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        #expect(throws: StorageProblem.self) {
            try Migrator([Self.first, Self.broken]).migrate(database, at: now)
        }

        #expect(try database.numbers() == [1])
        #expect(try Migrator([Self.first, Self.second]).migrate(database, at: now) == ["2026-02-01-two"])
    }

    @Test(arguments: Engine.available)
    func `refuses a database that a newer version has migrated`(engine: Engine) throws {
        let database = try engine.freshDatabase()
        try Migrator([Self.first, Self.second]).migrate(database, at: now)

        let problem = #expect(throws: StorageProblem.self) {
            try Migrator([Self.first]).migrate(database, at: now)
        }

        guard case .newerSchema(let found) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(found == "2026-02-01-two")
    }

    @Test(arguments: Engine.available)
    func `runs each migration once when several processes start together`(engine: Engine) throws {
        let database = try engine.freshDatabase()
        let runs = Mutex<[String]>([])

        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            let names = try? Migrator([Self.first, Self.second]).migrate(database, at: now)
            runs.withLock { $0 += names ?? ["failure"] }
        }

        #expect(runs.withLock { $0.sorted() } == ["2026-01-01-number", "2026-02-01-two"])
    }

    @Test(arguments: Engine.available)
    func `gives each test its own migrated database`(engine: Engine) throws {
        let databases = [try engine.migratedDatabase(), try engine.migratedDatabase()]

        for database in databases {
            #expect(try Migrator().migrate(database, at: now) == [])
            try database.write { try $0.executeScript("CREATE TABLE own (value \($0.dialect.bigInteger))") }
        }
    }
}
