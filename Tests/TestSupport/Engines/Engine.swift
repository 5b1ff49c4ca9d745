internal import Foundation
package import Storage
internal import StoragePostgres
internal import StorageSQLite
internal import Testing

/// The engines that every storage test runs on: `@Test(arguments: Engine.available)`.
package enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, postgres

    /// SQLite, and PostgreSQL where `VERGER_TEST_POSTGRES` holds the URL of a server on which databases can be created.
    package static let available = allCases.filter { $0 != .postgres || TestServer.url != nil }

    package var testDescription: String { rawValue }

    /// An empty database, gone when nothing holds it any longer.
    package func freshDatabase() throws -> any SQLDatabase {
        switch self {
        case .sqlite: try SQLiteDatabase.temporary()
        case .postgres: try TestServer.shared().freshDatabase(from: nil)
        }
    }

    /// A database with the schema of this version, gone when nothing holds it any longer.
    package func migratedDatabase() throws -> any SQLDatabase {
        switch self {
        case .sqlite: try MigratedFile.shared.get().copy()
        case .postgres: try TestServer.shared().freshDatabase(from: TestServer.shared().migratedTemplate())
        }
    }
}
