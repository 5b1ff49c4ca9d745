import Storage
import Synchronization

/// A database whose process is killed: after so many writes nothing works any more.
final class DyingDatabase: SQLDatabase {
    private let database: any SQLDatabase
    private let left: Mutex<Int>

    init(_ database: any SQLDatabase, after writes: Int) {
        self.database = database
        left = Mutex(writes)
    }

    var dialect: any SQLDialect { database.dialect }
    func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        guard left.withLock({ $0 > 0 }) else { throw StorageProblem.unreachable("dead") }
        return try database.read(body)
    }
    func write<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        guard
            left.withLock({ left in
                left -= 1
                return left >= 0
            })
        else { throw StorageProblem.unreachable("dead") }
        return try database.write(body)
    }
    func backUp(to path: String) throws { try database.backUp(to: path) }
    func size() throws -> Int64 { try database.size() }
}
