import Storage
import TestSupport
import Testing

@Suite struct `Values` {
    static let texts = [
        "", " ", "Hôtellerie «\u{A0}œuvre\u{A0}»", "e\u{301}", "🧑‍🌾 𝄞", "l'été", "\"double\"", "back\\slash \\N \\t \\.",
        "tab\there", "two\nlines\r\nor three", "\u{1}\u{8}\u{B}\u{C}\u{1F}\u{7F}", "?", "$1", "NULL", "%_", "\\.",
    ]

    @Test(arguments: Engine.available, texts)
    func `keep a text as it was bound`(engine: Engine, text: String) throws {
        let database = try engine.freshDatabase()

        let kept = try database.write { connection in
            try connection.executeScript("CREATE TABLE word (text \(connection.dialect.byteText))")
            try connection.execute("INSERT INTO word (text) VALUES (?)", [.text(text)])
            return try connection.row("SELECT text FROM word WHERE text = ?", [.text(text)]) { $0.text(0) }
        }

        #expect(kept.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test(arguments: Engine.available)
    func `keep texts inserted together as they were given`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let kept = try database.write { connection in
            try connection.executeScript(
                "CREATE TABLE word (id \(connection.dialect.bigInteger) PRIMARY KEY, text \(connection.dialect.byteText))"
            )
            try connection.insert(into: "word", columns: ["id", "text"], count: Self.texts.count) { row, column in
                column == 0 ? .integer(row) : .text(Self.texts[row])
            }
            return try connection.rows("SELECT text FROM word ORDER BY id") { $0.text(0) }
        }

        #expect(kept.map { Array($0.utf8) } == Self.texts.map { Array($0.utf8) })
    }

    @Test(arguments: Engine.available, [Int64.min, -1, 0, 1, 9_007_199_254_740_993, Int64.max])
    func `keep an integer of 64 bits exactly`(engine: Engine, integer: Int64) throws {
        let database = try engine.freshDatabase()

        let kept = try database.write { connection in
            try connection.executeScript("CREATE TABLE amount (value \(connection.dialect.bigInteger))")
            try connection.execute("INSERT INTO amount (value) VALUES (?)", [.integer(integer)])
            try connection.insert(into: "amount", columns: ["value"], count: 1) { _, _ in .integer(integer) }
            return try connection.rows("SELECT value FROM amount WHERE value = ?", [.integer(integer)]) {
                $0.integer(0)
            }
        }

        #expect(kept == [integer, integer])
    }

    @Test(arguments: Engine.available)
    func `tell null from empty and from zero`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let kept = try database.write { connection in
            let dialect = connection.dialect
            try connection.executeScript("CREATE TABLE pair (n \(dialect.bigInteger), t \(dialect.byteText))")
            try connection.execute("INSERT INTO pair (n, t) VALUES (?, ?)", [nil, nil])
            try connection.insert(into: "pair", columns: ["n", "t"], count: 1) { _, _ in .null }
            try connection.execute("INSERT INTO pair (n, t) VALUES (?, ?)", [0, ""])
            return try connection.rows("SELECT n, t FROM pair") { ($0.integerOrNil(0), $0.textOrNil(1)) }
        }

        #expect(kept.filter { $0 == nil && $1 == nil }.count == 2)
        #expect(kept.filter { $0 == 0 && $1 == "" }.count == 1)
    }

    @Test(arguments: Engine.available)
    func `may be null or text where their place tells no type`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let answers = try database.read { connection in
            try [SQLValue.null, "x"].map { value in
                try connection.row("SELECT CASE WHEN ? IS NULL THEN 1 ELSE 0 END", [value]) { $0.integer(0) }
            }
        }

        #expect(answers == [1, 0])
    }

    @Test(arguments: Engine.available)
    func `are not looked for in quotes and comments`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let texts = try database.read { connection in
            try connection.row(
                """
                SELECT 'it''s ?', -- really?
                    /* or ? */ ? AS "why?"
                """, ["answer"]
            ) { [$0.text(0), $0.text(1)] }
        }

        #expect(texts == ["it's ?", "answer"])
    }

    @Test(arguments: Engine.available)
    func `refuse the character U+0000`(engine: Engine) throws {
        let database = try engine.freshDatabase()
        try database.write { try $0.executeScript("CREATE TABLE word (text \($0.dialect.byteText))") }

        #expect(throws: StorageProblem.self) {
            try database.write { try $0.execute("INSERT INTO word (text) VALUES (?)", ["a\0b"]) }
        }
        #expect(throws: StorageProblem.self) {
            try database.write { connection in
                try connection.insert(into: "word", columns: ["text"], count: 2) { row, _ in row == 0 ? "a" : "b\0" }
            }
        }

        #expect(try database.read { try $0.rows("SELECT text FROM word") { $0.text(0) } } == [])
    }

    @Test(arguments: Engine.available)
    func `of a condition read as 1 and 0`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let answers = try database.read { connection in
            try connection.row("SELECT 1 < 2, 2 < 1") { [$0.integer(0), $0.integer(1)] }
        }

        #expect(answers == [1, 0])
    }
}
