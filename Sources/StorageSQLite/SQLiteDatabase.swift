package import Foundation
internal import GRDB
package import Storage
internal import Synchronization

/// A database in one file, embedded in the process: any number of readers beside one writer.
package final class SQLiteDatabase: SQLDatabase {
    private let path: String
    private let pool: DatabasePool
    /// By the address of SQLite's handle.
    private let connections = Mutex<[UInt: SQLiteConnection]>([:])
    /// The folder that goes with this object.
    private let temporaryFolder: URL?

    /// Opens the file at `path`, creating it and its folder where they are missing. Waits for `patience` at most when
    /// another process writes.
    package convenience init(path: String, readers: Int = 4, patience: Duration = .seconds(10)) throws {
        try self.init(path: path, readers: readers, patience: patience, temporaryFolder: nil)
    }

    /// A database in the temporary folder, deleted when it is no longer used: empty, or with the contents of a file.
    package static func temporary(contents: Data = Data()) throws -> SQLiteDatabase {
        let folder = FileManager.default.temporaryDirectory.appending(path: "verger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try contents.write(to: folder.appending(path: "verger.sqlite"))
        let path = folder.appending(path: "verger.sqlite").path(percentEncoded: false)
        return try SQLiteDatabase(path: path, readers: 4, patience: .seconds(10), temporaryFolder: folder)
    }

    private init(path: String, readers: Int, patience: Duration, temporaryFolder: URL?) throws {
        self.path = path
        self.temporaryFolder = temporaryFolder
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw StorageProblem.unreachable("\(folder.path(percentEncoded: false)): \(error.localizedDescription)")
        }
        let configuration = SQLiteDatabase.configuration(readers: readers, patience: patience)
        pool = try translatingProblems {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB asks for NORMAL when it turns WAL on: what was acknowledged could be lost with the power.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        }
    }

    deinit {
        // Statements first: a connection is closed only when it has none left.
        connections.withLock { $0.removeAll() }
        try? pool.close()
        if let temporaryFolder { try? FileManager.default.removeItem(at: temporaryFolder) }
    }

    package var dialect: any SQLDialect { SQLiteDialect() }

    package func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        try translatingProblems {
            try pool.read { try transaction(on: $0, body) }
        }
    }

    package func write<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        try translatingProblems {
            try pool.write { try transaction(on: $0, body) }
        }
    }

    package func writeDerived<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        try translatingProblems {
            try pool.writeWithoutTransaction { database in
                // Takes effect when it is prepared, and only between transactions.
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
                defer { try? database.execute(sql: "PRAGMA synchronous = FULL") }
                try database.beginTransaction(.immediate)
                do {
                    let value = try transaction(on: database, body)
                    try database.commit()
                    return value
                } catch {
                    try? database.rollback()
                    throw error
                }
            }
        }
    }

    package func size() throws -> Int64 {
        [path, path + "-wal"].reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            return sum + (attributes?[.size] as? Int64 ?? 0)
        }
    }
}

extension SQLiteDatabase {
    package func backUp(to path: String) throws {
        // Under another name until it is whole.
        let partial = path + ".partial"
        try? FileManager.default.removeItem(atPath: partial)
        try translatingProblems {
            let copy = try DatabaseQueue(path: partial)
            try pool.backup(to: copy)
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        }
        guard rename(partial, path) == 0 else {
            throw StorageProblem.engine("\(path): \(String(cString: strerror(errno)))")
        }
    }

    private func transaction<T>(on database: Database, _ body: (any SQLConnection) throws -> T) throws -> T {
        guard let handle = database.sqliteConnection else { throw StorageProblem.unreachable("closed") }
        let connection = connection(on: handle)
        connection.begin()
        let value = try body(connection)
        try connection.end()
        return value
    }

    private func connection(on handle: OpaquePointer) -> SQLiteConnection {
        let address = UInt(bitPattern: handle)
        if let known = connections.withLock({ $0[address] }) { return known }
        let new = SQLiteConnection(handle)
        connections.withLock { $0[address] = new }
        return new
    }

    private static func configuration(readers: Int, patience: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.label = "Verger"
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(patience / .seconds(1))
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // In KiB. The writer touches the pages of every index; readers come by the handful.
            let cache = database.configuration.readonly ? 16_384 : 65_536
            try database.execute(sql: "PRAGMA cache_size = -\(cache)")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }
}
