import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite struct `A database file` {
    @Test func `keeps what was written, in folders it makes`() throws {
        let folder = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/deep/verger.sqlite"

        do {
            let database = try SQLiteDatabase(path: path)
            try database.write {
                try $0.executeScript("CREATE TABLE number (value INTEGER); INSERT INTO number VALUES (7)")
            }
        }

        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/deep") == ["verger.sqlite"])
        #expect(try SQLiteDatabase(path: path).numbers() == [7])
    }

    @Test func `is safe against power cuts and checks foreign keys`() throws {
        let database = try SQLiteDatabase.temporary()

        let settings = try database.write { connection in
            try ["journal_mode", "synchronous", "foreign_keys"].map { name in
                try connection.row("PRAGMA \(name)") { $0.text(0) }
            }
        }

        let full = "2"
        #expect(settings == ["wal", full, "1"])
    }

    @Test func `is copied whole while it is written`() throws {
        let database = try Engine.sqlite.databaseOfNumbers(1_000)
        let folder = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/copy.sqlite"
        try Data("an older copy".utf8).write(to: URL(filePath: path))

        try database.write { connection in
            try connection.execute("DELETE FROM number WHERE value > 0")
            try database.backUp(to: path)
        }

        #expect(try SQLiteDatabase(path: path).numbers().count == 1_000)
        #expect(try database.numbers() == [0])
    }

    @Test func `is deleted when it was temporary`() throws {
        let path: String
        do {
            let database = try SQLiteDatabase.temporary()
            path = try database.read { try $0.row("PRAGMA database_list") { $0.text(2) } } ?? ""
            #expect(FileManager.default.fileExists(atPath: path))
        }

        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: Engine.available)
    func `has a size that grows`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(0)
        let before = try database.size()

        try database.write { connection in
            try connection.insert(into: "number", columns: ["value", "label"], count: 20_000) { row, column in
                column == 0 ? .integer(row) : .text("number \(row)")
            }
        }

        #expect(try database.size() > before + 20_000 * 15)
    }
}
