internal import CLibpq
internal import Dispatch
package import Storage
internal import Synchronization

/// A database on a PostgreSQL server, reached by a few connections that are kept open.
package final class PostgresDatabase: SQLDatabase {
    private let url: String
    private let idle = Mutex<[PostgresConnection]>([])
    /// One permit for each connection that may still be used.
    private let permits = DispatchSemaphore(value: 0)

    /// Connects to `postgres://user:password@host:port/database`. At most `connections` transactions run at once; others wait.
    package init(url: String, connections: Int = 4) throws {
        self.url = url
        let first = try PostgresConnection(url: url)
        idle.withLock { $0.append(first) }
        for _ in 0..<connections { permits.signal() }
    }

    package var dialect: any SQLDialect { PostgresDialect() }

    package func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    package func write<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        try transaction("BEGIN", body)
    }

    package func writeDerived<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        try transaction("BEGIN; SET LOCAL synchronous_commit = off", body)
    }

    package func backUp(to path: String) throws {
        try Dump(path: path).write(from: self)
    }

    package func size() throws -> Int64 {
        try read { connection in
            try connection.row("SELECT pg_database_size(current_database())") { $0.integer(0) } ?? 0
        }
    }

    /// Runs a statement that can't be part of a transaction: CREATE DATABASE, VACUUM.
    package func executeAlone(_ sql: String) throws {
        try borrowing { _ = try $0.command(sql) }
    }
}

extension PostgresDatabase {
    private func transaction<T>(_ opening: String, _ body: (any SQLConnection) throws -> T) throws -> T {
        try borrowing { connection in
            let connection = try begin(opening, on: &connection)
            do {
                let value = try body(connection)
                try connection.commit()
                return value
            } catch {
                connection.rollBack()
                throw error
            }
        }
    }

    /// Begins a transaction, on a new connection when the one that was kept has broken meanwhile.
    private func begin(_ opening: String, on connection: inout PostgresConnection) throws -> PostgresConnection {
        do {
            try connection.command(opening)
        } catch StorageProblem.unreachable {
            connection = try PostgresConnection(url: url)
            try connection.command(opening)
        }
        return connection
    }

    private func borrowing<T>(_ body: (inout PostgresConnection) throws -> T) throws -> T {
        guard permits.wait(timeout: .now() + 30) == .success else {
            throw StorageProblem.busy("all connections to the server were in use for 30 s")
        }
        defer { permits.signal() }
        var connection = try idle.withLock { $0.popLast() } ?? PostgresConnection(url: url)
        defer {
            if connection.isIdle { idle.withLock { $0.append(connection) } }
        }
        return try body(&connection)
    }
}

extension PostgresConnection {
    /// Whether it can be used for another transaction.
    var isIdle: Bool {
        PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    /// Commits. Throws when a statement of the transaction failed: the server would roll back and call it a success.
    func commit() throws {
        guard PQtransactionStatus(handle) == PQTRANS_INTRANS, !hasRefused else {
            throw StorageProblem.failedTransaction
        }
        try command("COMMIT")
    }

    func rollBack() {
        hasRefused = false
        guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        PQclear(PQexec(handle, "ROLLBACK"))
    }
}
