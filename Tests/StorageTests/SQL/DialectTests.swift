import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Dialects` {
    @Test(arguments: Engine.available)
    func `read texts and integers in JSON`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let read = try database.write { connection in
            let dialect = connection.dialect
            try connection.executeScript("CREATE TABLE page (properties \(dialect.json))")
            let json = #"{"title":"L’œuvre \"n° 1\"","minutes":45,"ratio":1.5,"wrong":"45","nothing":null}"#
            try connection.execute("INSERT INTO page (properties) VALUES (?)", [.text(json)])
            try connection.execute("UPDATE page SET properties = ?", [.text(json)])
            let texts = ["title", "minutes", "nothing", "absent"].map { dialect.jsonText("properties", $0) }
            let integers = ["minutes", "ratio", "wrong", "nothing", "absent"].map {
                dialect.jsonInteger("properties", $0)
            }
            return try connection.row("SELECT \((texts + integers).joined(separator: ", ")) FROM page") { row in
                ((0..<4).map { row.textOrNil($0) }, (4..<9).map { row.integerOrNil($0) })
            }
        }

        #expect(read?.0 == ["L’œuvre \"n° 1\"", "45", nil, nil])
        #expect(read?.1 == [45, nil, nil, nil, nil])
    }

    @Test(arguments: Engine.available)
    func `compare the integers of JSON as numbers and its texts as texts`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let counts = try database.write { connection in
            let dialect = connection.dialect
            try connection.executeScript("CREATE TABLE page (properties \(dialect.json))")
            try connection.insert(into: "page", columns: ["properties"], count: 3) { row, _ in
                .text(#"{"minutes":\#([9, 45, 100][row])}"#)
            }
            let minutes = dialect.jsonInteger("properties", "minutes")
            return [
                try connection.row("SELECT COUNT(*) FROM page WHERE \(minutes) >= ?", [45]) { $0.integer(0) },
                try connection.row(
                    "SELECT COUNT(*) FROM page WHERE \(dialect.jsonText("properties", "minutes")) = ?", ["45"]
                ) { $0.integer(0) },
            ]
        }

        #expect(counts == [2, 1])
    }

    @Test(arguments: Engine.available)
    func `order texts by scalar value`(engine: Engine) throws {
        let database = try engine.freshDatabase()
        let words = ["Zoé", "_", "abricot", "à", "É", "\u{E000}", "\u{10000}", "a b", "ab"]

        let read = try database.write { connection in
            let dialect = connection.dialect
            try connection.executeScript("CREATE TABLE word (bytes \(dialect.byteText), text TEXT)")
            try connection.insert(into: "word", columns: ["bytes", "text"], count: words.count) { row, _ in
                .text(words[row])
            }
            return [
                try connection.rows("SELECT bytes FROM word ORDER BY bytes") { $0.text(0) },
                try connection.rows("SELECT text FROM word ORDER BY \(dialect.byScalar("text"))") { $0.text(0) },
            ]
        }

        let ordered = words.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        #expect(read == [ordered, ordered])
    }

    @Test(arguments: Engine.available)
    func `find a text in another`(engine: Engine) throws {
        let database = try engine.freshDatabase()

        let positions = try database.read { connection in
            let position = connection.dialect.position(of: "?", in: "'hôtellerie'")
            return try ["tel", "h", "x", "Ô"].map { part in
                try connection.row("SELECT \(position)", [.text(part)]) { $0.integer(0) }
            }
        }

        #expect(positions == [3, 1, 0, 0])
    }
}
