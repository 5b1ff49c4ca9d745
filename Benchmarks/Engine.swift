import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import Verger

/// An engine to measure on.
enum Engine: String {
    case sqlite, postgres

    /// A database with nothing but the schema, gone when nothing holds it any longer on SQLite, with its server on
    /// PostgreSQL.
    func freshDatabase() throws -> any SQLDatabase {
        let database: any SQLDatabase =
            switch self {
            case .sqlite: try SQLiteDatabase.temporary()
            case .postgres: try Engine.postgres(UUID().uuidString.lowercased().filter { $0 != "-" })
            }
        try Migrator().migrate(database, at: .today)
        return database
    }

    /// The database of this name that is kept between benchmarks; between runs too on SQLite.
    func keptDatabase(_ name: String) throws -> any SQLDatabase {
        switch self {
        case .sqlite: try SQLiteDatabase(path: Engine.path(of: name))
        case .postgres: try Engine.postgres(name)
        }
    }

    /// The same, as `--database` takes it.
    func address(of name: String) throws -> String {
        switch self {
        case .sqlite: return "sqlite:" + Engine.path(of: name)
        case .postgres:
            var components = URLComponents(string: try Engine.server())
            components?.path = "/bench_\(name)"
            return components?.string ?? ""
        }
    }

    static func path(of name: String) -> String { ".cache/\(name).sqlite" }

    private static func server() throws -> String {
        guard let url = ProcessInfo.processInfo.environment["VERGER_BENCH_POSTGRES"] else {
            throw StorageProblem.unreachable("VERGER_BENCH_POSTGRES is not set")
        }
        return url
    }

    private static func postgres(_ name: String) throws -> any SQLDatabase {
        let url = try server()
        guard var components = URLComponents(string: url) else { throw StorageProblem.unreachable(url) }
        let server = try PostgresDatabase(url: url, connections: 1)
        let isThere = try server.read { connection in
            try connection.row("SELECT 1 FROM pg_database WHERE datname = ?", [.text("bench_\(name)")]) { _ in true }
        }
        if isThere == nil { try server.executeAlone("CREATE DATABASE bench_\(name)") }
        components.path = "/bench_\(name)"
        return try PostgresDatabase(url: components.string ?? url)
    }
}

extension Instant {
    /// The day on which all benchmarks take place.
    static let today = Instant(seconds: 1_795_262_400)
}
