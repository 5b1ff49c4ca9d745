internal import Storage

/// A database on a server, dropped when nothing holds it any longer.
final class TestDatabase: SQLDatabase {
    private let database: any SQLDatabase
    private let drop: @Sendable () -> Void

    init(_ database: any SQLDatabase, drop: @escaping @Sendable () -> Void) {
        self.database = database
        self.drop = drop
    }

    deinit {
        drop()
    }

    var dialect: any SQLDialect { database.dialect }

    func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try database.read(body) }

    func write<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try database.write(body) }

    func writeDerived<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try database.writeDerived(body) }

    func backUp(to path: String) throws { try database.backUp(to: path) }

    func size() throws -> Int64 { try database.size() }
}
