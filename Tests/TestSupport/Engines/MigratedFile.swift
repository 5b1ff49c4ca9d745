internal import Foundation
internal import Storage
internal import StorageSQLite
internal import Verger

/// An SQLite database that was migrated once for all tests, which take copies.
struct MigratedFile: Sendable {
    static let shared = Result { try MigratedFile() }

    private let contents: Data

    private init() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "verger-schema-\(UUID().uuidString).sqlite")
        defer { try? FileManager.default.removeItem(at: file) }
        let database = try SQLiteDatabase.temporary()
        try Migrator().migrate(database, at: Instant(seconds: 0))
        try database.backUp(to: file.path(percentEncoded: false))
        contents = try Data(contentsOf: file)
    }

    func copy() throws -> SQLiteDatabase {
        try SQLiteDatabase.temporary(contents: contents)
    }
}
