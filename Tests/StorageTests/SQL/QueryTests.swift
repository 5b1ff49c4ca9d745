import Storage
import TestSupport
import Testing

@Suite struct `Queries` {
    @Test(arguments: Engine.available)
    func `may be asked again while their rows are read`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(3)
        let sql = "SELECT value FROM number WHERE value >= ? ORDER BY value"

        var pairs: [[Int64]] = []
        try database.read { connection in
            try connection.forEachRow(sql, [0]) { outer in
                let first = outer.integer(0)
                try connection.scan(sql, [.integer(first)]) { inner in
                    pairs.append([first, inner.integer(0)])
                    return true
                }
                return true
            }
        }

        #expect(pairs == [[0, 0], [0, 1], [0, 2], [1, 1], [1, 2], [2, 2]])
    }

    @Test(arguments: Engine.available)
    func `of many rows hand over every row, in order`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(12_345)

        var next: Int64 = 0
        try database.read { connection in
            try connection.scan("SELECT value FROM number WHERE value >= ? ORDER BY value", [0]) { row in
                #expect(row.integer(0) == next)
                next += 1
                return true
            }
        }

        #expect(next == 12_345)
    }

    @Test(arguments: Engine.available)
    func `let rows be changed while they are scanned`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(6_000)

        let sum = try database.write { connection in
            try connection.scan("SELECT value FROM number ORDER BY value", []) { row in
                let value = row.integer(0)
                if value % 1_000 == 0 {
                    try connection.execute("UPDATE number SET label = ? WHERE value = ?", ["seen", .integer(value)])
                }
                return true
            }
            return try connection.row("SELECT COUNT(*) FROM number WHERE label = 'seen'") { $0.integer(0) }
        }

        #expect(sum == 6)
    }

    @Test(arguments: Engine.available)
    func `stop when they are told to`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(10)

        let read = try database.read { connection in
            var read: [Int64] = []
            for sql in ["SELECT value FROM number ORDER BY value", "SELECT value FROM number ORDER BY value DESC"] {
                try connection.scan(sql, []) { row in
                    read.append(row.integer(0))
                    return read.count % 2 != 0
                }
            }
            return read
        }

        #expect(read == [0, 1, 9, 8])
    }

    @Test(arguments: Engine.available)
    func `give way to what their reader throws`(engine: Engine) throws {
        struct Enough: Error {}
        let database = try engine.databaseOfNumbers(2)

        #expect(throws: Enough.self) {
            try database.read { try $0.forEachRow("SELECT value FROM number", []) { _ in throw Enough() } }
        }

        #expect(try database.read { try $0.rows("SELECT value FROM number") { $0.integer(0) }.count } == 2)
    }

    @Test(arguments: Engine.available)
    func `tell how many rows they changed`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(5)

        let changes = try database.write { connection in
            [
                try connection.execute("UPDATE number SET label = ? WHERE value < ?", ["low", 3]),
                try connection.execute("DELETE FROM number WHERE value = ?", [4]),
                try connection.execute("DELETE FROM number WHERE value = ?", [4]),
                try connection.execute("SELECT value FROM number"),
                try connection.execute("INSERT INTO number (value) VALUES (?), (?)", [10, 11]),
            ]
        }

        #expect(changes == [3, 1, 0, 0, 2])
    }

    @Test(arguments: Engine.available)
    func `return what an insertion made`(engine: Engine) throws {
        let database = try engine.databaseOfNumbers(1)
        let sql = """
            INSERT INTO number (value, label) VALUES (?, ?)
            ON CONFLICT (value) DO UPDATE SET label = excluded.label RETURNING value, label
            """

        let returned = try database.write { connection in
            try [0, 1].map { try connection.row(sql, [.integer($0), "new"]) { "\($0.integer(0)) \($0.text(1))" } }
        }

        #expect(returned == ["0 new", "1 new"])
    }

    @Test(arguments: Engine.available)
    func `stay right when more of them are prepared than are kept`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let sum = try database.read { connection in
            try (0..<1_200).reduce(Int64(0)) { sum, number in
                try sum + (connection.row("SELECT ? + \(number)", [1]) { $0.integer(0) } ?? 0)
            }
        }

        #expect(sum == 1_200 + 1_199 * 600)
    }
}

extension Engine {
    /// A database with the table `number (value, label)`, of the values from 0 to `count` - 1.
    func databaseOfNumbers(_ count: Int) throws -> any SQLDatabase {
        let database = try freshDatabase()
        try database.write { connection in
            let dialect = connection.dialect
            try connection.executeScript(
                """
                CREATE TABLE number (
                    value \(dialect.bigInteger) NOT NULL PRIMARY KEY,
                    label \(dialect.byteText)
                ) \(dialect.clustered)
                """)
            try connection.insert(into: "number", columns: ["value"], count: count) { row, _ in .integer(row) }
        }
        return database
    }
}
