import Foundation
import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A dump` {
    /// From and to each engine.
    static let ways = Engine.available.flatMap { from in Engine.available.map { (from, $0) } }
    static let schema = Migration("2026-01-01-tree") { dialect in
        """
        CREATE TABLE branch (
            tree \(dialect.bigInteger) NOT NULL REFERENCES tree (id),
            id \(dialect.bigInteger) NOT NULL,
            parent \(dialect.bigInteger),
            label \(dialect.byteText),
            properties \(dialect.json),
            PRIMARY KEY (tree, id),
            FOREIGN KEY (tree, parent) REFERENCES branch (tree, id)
        ) \(dialect.clustered);
        CREATE INDEX branch_parent ON branch (tree, parent);
        INSERT INTO tree (id, "order") VALUES (1, 'made by the migration');
        """
    }
    static let roots = Migration("2025-12-31-root") { dialect in
        "CREATE TABLE tree (id \(dialect.bigInteger) NOT NULL PRIMARY KEY, \"order\" \(dialect.byteText))"
    }
    static let later = Migration("2026-02-01-age") { dialect in
        "ALTER TABLE tree ADD COLUMN age \(dialect.bigInteger) NOT NULL DEFAULT 10"
    }
    static let labels = ["", "\\N", "tab\tline\nreturn\r", "\\.", "œ 🧑‍🌾", "end"]
    let now = Instant(seconds: 0)

    @Test(arguments: ways)
    func `carries every row to another database, of the same engine or the other`(from: Engine, to: Engine) throws {
        let path = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let source = try from.orchard(count: 12_000)
        let target = try to.freshDatabase()

        try Dump(path: path).write(from: source)
        try Dump(path: path).restore(into: target, with: [Self.roots, Self.schema], at: now)

        let rows = try [source, target].map { try $0.branches() }
        #expect(rows[0].count == 12_000)
        #expect(rows[0] == rows[1])
    }

    @Test(arguments: Engine.available)
    func `of an older schema is brought to that of today`(engine: Engine) throws {
        let path = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Dump(path: path).write(from: engine.orchard(count: 1))
        let target = try engine.freshDatabase()

        try Dump(path: path).restore(into: target, with: [Self.roots, Self.schema, Self.later], at: now)

        #expect(
            try target.read { try $0.rows("SELECT id, age FROM tree") { [$0.integer(0), $0.integer(1)] } } == [[1, 10]])
    }

    @Test func `of a newer version is refused`() throws {
        let path = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Dump(path: path).write(from: Engine.sqlite.orchard(count: 1))
        let target = try Engine.sqlite.freshDatabase()

        let problem = #expect(throws: StorageProblem.self) {
            try Dump(path: path).restore(into: target, with: [Self.roots], at: now)
        }

        #expect(problem?.kind == "newerSchema")
    }

    @Test(arguments: Engine.available)
    func `is not poured over other rows`(engine: Engine) throws {
        let path = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Dump(path: path).write(from: engine.orchard(count: 1))
        let target = try engine.orchard(count: 3)

        let problem = #expect(throws: StorageProblem.self) {
            try Dump(path: path).restore(into: target, with: [Self.roots, Self.schema], at: now)
        }

        #expect(problem?.kind == "constraint")
        #expect(try target.branches().count == 3)
    }

    @Test(arguments: Engine.available)
    func `with a row that names one it does not hold is refused`(engine: Engine) throws {
        let path = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Dump(path: path).write(from: engine.orchard(count: 2), leavingOut: ["tree"])

        let problem = #expect(throws: StorageProblem.self) {
            try Dump(path: path).restore(into: engine.freshDatabase(), with: [Self.roots, Self.schema], at: now)
        }

        #expect(problem?.kind == "constraint")
    }

    @Test(arguments: ["end\n", "\\.\n", "1\t0\t"])
    func `that was cut is refused, and nothing of it kept`(end: String) throws {
        let path = temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Dump(path: path).write(from: Engine.sqlite.orchard(count: 2))
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        let cut = try #require(whole.range(of: end, options: .backwards))
        try Data(whole[..<cut.lowerBound].utf8).write(to: URL(filePath: path))
        let target = try Engine.sqlite.freshDatabase()

        let problem = #expect(throws: StorageProblem.self) {
            try Dump(path: path).restore(into: target, with: [Self.roots, Self.schema], at: now)
        }

        #expect(problem?.kind == "corrupt")
        #expect(try target.branches().isEmpty)
    }
}

extension Engine {
    /// A database of one tree with `count` branches, each but the last growing from one with a greater number.
    fileprivate func orchard(count: Int) throws -> any SQLDatabase {
        let database = try freshDatabase()
        try Migrator([`A dump`.roots, `A dump`.schema]).migrate(database, at: Instant(seconds: 0))
        try database.write { connection in
            try connection.executeScript(connection.dialect.suspendForeignKeys)
            let columns = ["tree", "id", "parent", "label", "properties"]
            try connection.insert(into: "branch", columns: columns, count: count) { row, column in
                switch column {
                case 0: 1
                case 1: .integer(row)
                case 2: row + 1 < count ? .integer(row + 1) : .null
                case 3: row % 7 == 6 ? .null : .text(`A dump`.labels[row % 7])
                default: .text(#"{"note": "a\tb"}"#)
                }
            }
            if let script = connection.dialect.resumeForeignKeys { try connection.executeScript(script) }
        }
        return database
    }
}

extension SQLDatabase {
    fileprivate func branches() throws -> [[String?]] {
        try read { connection in
            let note = connection.dialect.jsonText("properties", "note")
            return try connection.rows("SELECT id, parent, label, \(note) FROM branch ORDER BY id") { row in
                (0..<4).map { row.textOrNil($0) }
            }
        }
    }
}
