import Dispatch
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct `Transactions` {
    struct Refusal: Error {}

    @Test(arguments: Engine.available)
    func `leave nothing behind when their body throws`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(1)

        #expect(throws: Refusal.self) {
            try database.write { connection in
                try connection.execute("INSERT INTO number (value) VALUES (7)")
                try connection.insert(into: "number", columns: ["value"], count: 3) { row, _ in .integer(row + 20) }
                throw Refusal()
            }
        }

        #expect(try database.numbers() == [0])
    }

    @Test(arguments: Engine.available)
    func `leave nothing behind when one of their statements failed, whatever their body made of it`(
        engine: Engine
    ) throws {
        let database = try engine.databaseOfNumbers(1)

        #expect(throws: StorageProblem.self) {
            try database.write { connection in
                try connection.execute("INSERT INTO number (value) VALUES (7)")
                _ = try? connection.execute("INSERT INTO number (value) VALUES (0)")
                _ = try? connection.execute("INSERT INTO number (value) VALUES (8)")
            }
        }

        #expect(try database.numbers() == [0])
        try database.write { _ = try $0.execute("INSERT INTO number (value) VALUES (9)") }
        #expect(try database.numbers() == [0, 9])
    }

    @Test(arguments: Engine.available)
    func `that write at the same time all count`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(1)
        let failures = Mutex(0)

        DispatchQueue.concurrentPerform(iterations: 8) { worker in
            for step in 1...20 {
                do {
                    try database.write { connection in
                        let value = Int64(worker * 100 + step)
                        try connection.execute("INSERT INTO number (value) VALUES (?)", [.integer(value)])
                        try connection.execute("UPDATE number SET label = 'w' WHERE value = 0")
                    }
                } catch {
                    failures.withLock { $0 += 1 }
                }
            }
        }

        #expect(failures.withLock { $0 } == 0)
        #expect(try database.numbers().count == 161)
    }

    @Test(arguments: Engine.available)
    func `wait for the disk, except of what is derived`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(1)
        let question =
            switch engine {
            case .sqlite: "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous"
            case .postgres: "SELECT current_setting('synchronous_commit')"
            }
        let ask: (any SQLConnection) throws -> String? = { connection in
            try connection.row(question) { $0.text(0) }
        }

        let first = try database.write(ask)
        let derived = try database.writeDerived(ask)
        #expect(throws: Refusal.self) { try database.writeDerived { _ in throw Refusal() } }

        #expect(derived == (engine == .sqlite ? "1" : "off"))
        #expect(first != derived)
        #expect(try database.write(ask) == first)
    }

    @Test(arguments: Engine.available)
    func `of what is derived count when they end, and leave nothing when they throw`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(1)

        try database.writeDerived { _ = try $0.execute("INSERT INTO number (value) VALUES (3)") }
        #expect(throws: Refusal.self) {
            try database.writeDerived { connection in
                try connection.execute("INSERT INTO number (value) VALUES (7)")
                throw Refusal()
            }
        }

        #expect(try database.numbers() == [0, 3])
    }

    @Test(arguments: Engine.available)
    func `that read see one state from beginning to end`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(1)

        let counts = try database.read { connection in
            let before = try connection.row("SELECT COUNT(*) FROM number") { $0.integer(0) }
            try concurrently { try database.write { _ = try $0.execute("INSERT INTO number (value) VALUES (5)") } }
            let after = try connection.row("SELECT COUNT(*) FROM number") { $0.integer(0) }
            return [before, after]
        }

        #expect(counts == [1, 1])
        #expect(try database.numbers() == [0, 5])
    }

    @Test(arguments: Engine.available)
    func `that read can't write`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(1)

        #expect(throws: StorageProblem.self) {
            try database.read { _ = try $0.execute("INSERT INTO number (value) VALUES (1)") }
        }

        #expect(try database.numbers() == [0])
    }

    @Test(arguments: Engine.available)
    func `hold a lock of the dialect until they end`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(1)
        let steps = Mutex<[String]>([])
        let locked = DispatchSemaphore(value: 0)

        DispatchQueue.concurrentPerform(iterations: 2) { worker in
            if worker == 1 { locked.wait() }
            try? database.write { connection in
                if let lock = connection.dialect.lock(42) { try connection.execute(lock) }
                locked.signal()
                steps.withLock { $0.append("\(worker) in") }
                Thread.sleep(forTimeInterval: 0.05)
                steps.withLock { $0.append("\(worker) out") }
            }
        }

        #expect(steps.withLock { $0 } == ["0 in", "0 out", "1 in", "1 out"])
    }
}

extension SQLDatabase {
    func numbers() throws -> [Int64] {
        try read { try $0.rows("SELECT value FROM number ORDER BY value") { $0.integer(0) } }
    }
}

/// Runs `body` on another thread and waits for it.
private func concurrently(_ body: @escaping @Sendable () throws -> Void) throws {
    let outcome = Mutex<Result<Void, any Error>>(.success(()))
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
        outcome.withLock { $0 = Result(catching: body) }
        done.signal()
    }
    done.wait()
    try outcome.withLock { try $0.get() }
}
