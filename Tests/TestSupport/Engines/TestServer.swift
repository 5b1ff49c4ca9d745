internal import Foundation
internal import Storage
internal import StoragePostgres
internal import Synchronization
internal import Verger

/// The PostgreSQL server of the tests, on which each test has a database of its own.
final class TestServer: Sendable {
    /// Of a database on the server, from the environment.
    static let url = ProcessInfo.processInfo.environment["VERGER_TEST_POSTGRES"]

    private static let server = Result { try TestServer() }

    private let administration: PostgresDatabase
    private let template = Mutex<String?>(nil)

    static func shared() throws -> TestServer { try server.get() }

    private init() throws {
        guard let url = TestServer.url else { throw StorageProblem.unreachable("VERGER_TEST_POSTGRES is not set") }
        administration = try PostgresDatabase(url: url, connections: 2)
    }

    /// A copy of the database `template`, or an empty one.
    func freshDatabase(from template: String?) throws -> TestDatabase {
        let name = "verger_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try administration.executeAlone(
            "CREATE DATABASE \(name) TEMPLATE \(template ?? "template0") STRATEGY FILE_COPY")
        return TestDatabase(try PostgresDatabase(url: TestServer.url(of: name))) { [administration] in
            try? administration.executeAlone("DROP DATABASE \(name) WITH (FORCE)")
        }
    }

    /// The name of a database that was migrated once for all tests of this process.
    func migratedTemplate() throws -> String {
        try template.withLock { template in
            if let template { return template }
            let name = "verger_template_\(ProcessInfo.processInfo.processIdentifier)"
            try administration.executeAlone("CREATE DATABASE \(name) TEMPLATE template0")
            // Closed at the end of the line: a template must have no connections.
            try Migrator().migrate(PostgresDatabase(url: TestServer.url(of: name)), at: Instant(seconds: 0))
            template = name
            return name
        }
    }

    /// The URL of another database on the same server.
    static func url(of database: String) -> String {
        guard var components = URLComponents(string: url ?? "") else { return "" }
        components.path = "/" + database
        return components.string ?? ""
    }
}
