/// A database: an embedded file or a server. Its bodies run on the calling thread, each in one transaction, and must not
/// ask the same database for another one.
package protocol SQLDatabase: Sendable {
    var dialect: any SQLDialect { get }

    /// Runs `body` in a read-only transaction that sees one state of the database from beginning to end.
    func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T

    /// Runs `body` in a transaction that is committed when it returns, durably, and rolled back when it throws.
    func write<T>(_ body: (any SQLConnection) throws -> T) throws -> T

    /// Like `write`, but doesn’t wait for the disk. A loss of power may undo it, and never without what `writeDerived` committed
    /// after it: for what is derived from facts that stay, and that is derived again when it is missing.
    func writeDerived<T>(_ body: (any SQLConnection) throws -> T) throws -> T

    /// Writes a copy of everything to `path`, consistent although others go on writing: a database file for SQLite, a
    /// `Dump` for PostgreSQL.
    func backUp(to path: String) throws

    /// Size on disk in bytes.
    func size() throws -> Int64
}

extension SQLDatabase {
    package func writeDerived<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try write(body) }
}
