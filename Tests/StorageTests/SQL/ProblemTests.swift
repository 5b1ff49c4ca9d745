import Dispatch
import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import Synchronization
import TestSupport
import Testing

@Suite struct `Problems of storage` {
    static let breaches = [
        "INSERT INTO house (id, street) VALUES (1, 1)", "INSERT INTO house (id, street) VALUES (2, NULL)",
        "INSERT INTO house (id, street) VALUES (2, 99)", "INSERT INTO house (id, street) VALUES (-2, 1)",
    ]

    @Test(arguments: Engine.available, breaches)
    func `name a rule of the schema that was broken`(engine: Engine, breach: String) throws {
        let database = try engine.databaseOfHouses()

        let problem = #expect(throws: StorageProblem.self) { try database.write { _ = try $0.execute(breach) } }

        #expect(problem?.kind == "constraint")
    }

    @Test(arguments: Engine.available)
    func `name a rule that rows inserted together broke`(engine: Engine) throws {
        let database = try engine.databaseOfHouses()

        let problem = #expect(throws: StorageProblem.self) {
            try database.write { connection in
                try connection.insert(into: "house", columns: ["id", "street"], count: 3) { row, column in
                    column == 0 ? .integer(3 - row) : 1
                }
            }
        }

        #expect(problem?.kind == "constraint")
    }

    @Test(arguments: Engine.available)
    func `name anything else in the engine's words`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        for sql in ["SELECT * FROM nowhere", "SELEC", "", "SELECT ? + ?"] {
            let problem = #expect(throws: StorageProblem.self) {
                try database.read { try $0.forEachRow(sql, [1]) { _ in true } }
            }
            #expect(problem?.kind == "engine", "\(sql)")
        }
    }

    @Test func `tell a file that is no database`() throws {
        let file = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(String(repeating: "This is no database. ", count: 500).utf8).write(to: URL(filePath: file))

        let problem = #expect(throws: StorageProblem.self) { try SQLiteDatabase(path: file) }

        #expect(problem?.kind == "corrupt")
    }

    @Test func `tell a folder that can't be made`() throws {
        let file = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data().write(to: URL(filePath: file))

        let problem = #expect(throws: StorageProblem.self) { try SQLiteDatabase(path: file + "/folder/file.sqlite") }

        #expect(problem?.kind == "unreachable")
    }

    @Test func `tell a full disk`() throws {
        let database = try Engine.sqlite.databaseOfNumbers(0)

        let problem = #expect(throws: StorageProblem.self) {
            try database.write { connection in
                try connection.executeScript("PRAGMA max_page_count = 10")
                try connection.insert(into: "number", columns: ["value"], count: 50_000) { row, _ in .integer(row) }
            }
        }

        #expect(problem?.kind == "diskFull")
    }

    @Test func `tell a file that another program is writing`() throws {
        let folder = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mine = try SQLiteDatabase(path: folder + "/verger.sqlite")
        let theirs = try SQLiteDatabase(path: folder + "/verger.sqlite", patience: .milliseconds(20))

        let problem = #expect(throws: StorageProblem.self) {
            try mine.write { _ in try theirs.write { _ in } }
        }

        #expect(problem?.kind == "busy")
    }

    @Test func `tell a server that is not there`() throws {
        let problem = #expect(throws: StorageProblem.self) {
            try PostgresDatabase(url: "postgres://nobody@127.0.0.1:1/nothing?connect_timeout=2")
        }

        #expect(problem?.kind == "unreachable")
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `tell a server that went away, and find it again`() throws {
        let database = try Engine.postgres.databaseOfNumbers(1)

        let problem = #expect(throws: StorageProblem.self) {
            try database.write { connection in
                _ = try connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                _ = try connection.execute("SELECT 1")
            }
        }

        #expect(problem?.kind == "unreachable")
        #expect(try database.numbers() == [0])
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `tell one of two transactions that wait for each other`() throws {
        let database = try Engine.postgres.databaseOfNumbers(2)
        let kinds = Mutex<[String]>([])
        let both = DispatchGroup()
        both.enter()
        both.enter()

        DispatchQueue.concurrentPerform(iterations: 2) { worker in
            do {
                try database.write { connection in
                    let update = "UPDATE number SET label = 'x' WHERE value = ?"
                    try connection.execute(update, [.integer(worker)])
                    both.leave()
                    both.wait()
                    try connection.execute(update, [.integer(1 - worker)])
                }
                kinds.withLock { $0.append("committed") }
            } catch {
                kinds.withLock { $0.append((error as? StorageProblem)?.kind ?? "\(error)") }
            }
        }

        #expect(kinds.withLock { $0.sorted() } == ["busy", "committed"])
    }
}

extension StorageProblem {
    /// The name of the case.
    var kind: String {
        switch self {
        case .busy: "busy"
        case .constraint: "constraint"
        case .unreachable: "unreachable"
        case .diskFull: "diskFull"
        case .readOnly: "readOnly"
        case .newerSchema: "newerSchema"
        case .corrupt: "corrupt"
        case .engine: "engine"
        }
    }
}

extension Engine {
    /// A database with house 1 in street 1.
    fileprivate func databaseOfHouses() throws -> any SQLDatabase {
        let database = try freshDatabase()
        try database.write { connection in
            let id = connection.dialect.bigInteger
            try connection.executeScript(
                """
                CREATE TABLE street (id \(id) NOT NULL PRIMARY KEY);
                CREATE TABLE house (
                    id \(id) NOT NULL PRIMARY KEY CHECK (id > 0),
                    street \(id) NOT NULL REFERENCES street (id)
                );
                INSERT INTO street (id) VALUES (1);
                INSERT INTO house (id, street) VALUES (1, 1);
                """)
        }
        return database
    }
}

func temporaryFile() -> String {
    FileManager.default.temporaryDirectory.appending(path: "verger-\(UUID().uuidString)").path(percentEncoded: false)
}
