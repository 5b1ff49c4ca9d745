package import Verger

/// Brings a database to the schema of this version, forward only.
package struct Migrator: Sendable {
    /// The advisory lock that one process at a time can hold while it migrates: "verger" in ASCII.
    private static let lock: Int64 = 0x7665_7267_6572

    static let table = "schema_migration"

    package let migrations: [Migration]

    package init(_ migrations: [Migration] = Migrations.all) {
        self.migrations = migrations
    }

    /// Runs the migrations that the database has not had, each in a transaction; returns their names.
    /// Throws `StorageProblem.newerSchema` when it has had one that this version does not know.
    @discardableResult
    package func migrate(_ database: any SQLDatabase, at now: Instant) throws -> [String] {
        try database.write { try prepare($0) }
        return try migrations.filter { migration in
            try database.write { try run(migration, on: $0, at: now) }
        }.map(\.name)
    }
}

extension Migrator {
    private func prepare(_ connection: any SQLConnection) throws {
        try takeLock(on: connection)
        try connection.executeScript(
            """
            CREATE TABLE IF NOT EXISTS \(Migrator.table) (
                name \(connection.dialect.byteText) NOT NULL PRIMARY KEY,
                applied_at \(connection.dialect.bigInteger) NOT NULL
            )
            """)
        let unknown = try Migrator.applied(on: connection).subtracting(migrations.map(\.name))
        if let newest = unknown.max() { throw StorageProblem.newerSchema(found: newest) }
    }

    /// Returns whether there was something to do: another process may have been faster.
    private func run(_ migration: Migration, on connection: any SQLConnection, at now: Instant) throws -> Bool {
        try takeLock(on: connection)
        guard try !Migrator.applied(on: connection).contains(migration.name) else { return false }
        try connection.executeScript(migration.statements(connection.dialect))
        try migration.conclusion?(connection, now)
        try connection.execute(
            "INSERT INTO \(Migrator.table) (name, applied_at) VALUES (?, ?)",
            [.text(migration.name), .integer(now.microseconds)])
        return true
    }

    private func takeLock(on connection: any SQLConnection) throws {
        if let statement = connection.dialect.lock(Migrator.lock) { try connection.execute(statement) }
    }

    /// Names of the migrations that a database has had; throws when it has never been migrated.
    static func applied(on connection: any SQLConnection) throws -> Set<String> {
        Set(try connection.rows("SELECT name FROM \(Migrator.table)") { $0.text(0) })
    }
}
