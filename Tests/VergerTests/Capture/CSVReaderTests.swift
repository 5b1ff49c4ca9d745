import Testing
import Verger

/// The records of `bytes`, given to the reader by chunks of `chunk`.
func records(
    _ bytes: [UInt8], chunk: Int = 7, delimiter: UInt8? = nil, encoding: CSVEncoding? = nil, limit: Int = 1 << 20
) throws -> [CSVRecord] {
    var reader = try CSVReader(delimiter: delimiter, encoding: encoding, limit: limit, source: chunks(bytes, chunk))
    var records: [CSVRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
}

func records(_ text: String, chunk: Int = 7) throws -> [CSVRecord] {
    try records(Array(text.utf8), chunk: chunk)
}

/// Gives `bytes` piece by piece.
func chunks(_ bytes: [UInt8], _ size: Int) -> () -> [UInt8]? {
    var start = 0
    return {
        guard start < bytes.count else { return nil }
        defer { start += size }
        return Array(bytes[start..<min(start + size, bytes.count)])
    }
}

@Suite struct CSVReaderTests {
    @Test(arguments: ["a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\nc,d", "\n\na,b\n\n\r\nc,d\n\n"])
    func `reads lines ended by LF, CR LF or CR and passes over empty ones`(text: String) throws {
        for chunk in 1...12 {
            #expect(try records(text, chunk: chunk).map(\.cells) == [["a", "b"], ["c", "d"]])
        }
    }

    @Test func `reads quotes, doubled quotes, line breaks and separators inside quotes`() throws {
        let text = "name,note\n\"Dupont, \"\"Jean\"\"\",\"one\r\ntwo\"\n\"\", \"x\" \n"

        let cells = try records(text).map(\.cells)

        #expect(cells == [["name", "note"], ["Dupont, \"Jean\"", "one\r\ntwo"], ["", "x"]])
    }

    @Test func `keeps a quote in the middle of a plain cell`() throws {
        #expect(try records("a,b\nécran 5\" large,x\n")[1].cells == ["écran 5\" large", "x"])
    }

    @Test func `says on which line each record starts`() throws {
        let text = "a,b\r\n\r\n\"1\r\n2\r3\n4\",x\r\ny,z\r\n"

        for chunk in 1...30 {
            let found = try records(text, chunk: chunk)
            #expect(found.map(\.line) == [1, 3, 7])
            #expect(found.map(\.row) == [0, 1, 2])
        }
    }

    @Test(arguments: [
        ("a;b;c\n1,5;2;3\n", ";"), ("a\tb\n1;2\t3\n", "\t"), ("a,b\n1;2,3\n", ","), ("nom, prénom;âge\nx;3\n", ";"),
    ])
    func `finds the delimiter`(text: String, delimiter: String) throws {
        let reader = try CSVReader(source: chunks(Array(text.utf8), 5))

        #expect(reader.delimiter == delimiter.utf8.first)
    }

    @Test func `does not count delimiters inside quotes`() throws {
        let text = "\"a;b;c\",d\n\"1;2;3\",4\n"

        #expect(try records(text).map(\.cells) == [["a;b;c", "d"], ["1;2;3", "4"]])
    }

    @Test func `obeys a first line that names the delimiter`() throws {
        let found = try records("sep=|\na|b;c\n1|2\n")

        #expect(found.map(\.cells) == [["a", "b;c"], ["1", "2"]])
        #expect(found.map(\.line) == [2, 3])
    }

    @Test func `gives nothing for an empty file and one record for a lone header`() throws {
        #expect(try records("").isEmpty)
        #expect(try records("\u{FEFF}").isEmpty)
        #expect(try records("a;b").map(\.cells) == [["a", "b"]])
    }

    @Test func `refuses an unclosed quote and reads on at the next line`() throws {
        let found = try records("a,b\n1,\"open\n2,x\n3,y\n")

        #expect(found.map(\.damage) == [nil, .unclosedQuote, nil, nil])
        #expect(found.map(\.cells) == [["a", "b"], [], ["2", "x"], ["3", "y"]])
        #expect(found.map(\.line) == [1, 2, 3, 4])
    }

    @Test func `refuses text after a closing quote and reads on at the next line`() throws {
        let found = try records("a,b\n\"Jean \"Jo\"\",x\n3,y\n")

        #expect(found.map(\.damage) == [nil, .textAfterQuote, nil])
        #expect(found[2].cells == ["3", "y"])
    }

    @Test func `refuses a null character`() throws {
        #expect(try records("a,b\n1,x\0y\n2,z\n").map(\.damage) == [nil, .nullCharacter, nil])
    }

    @Test func `passes over a line of ten megabytes without keeping it`() throws {
        var lines = 0
        let source: () -> [UInt8]? = {
            lines += 1
            switch lines {
            case 1: return Array("a,b\n1,x\n2,".utf8)
            case 2...161: return [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
            case 162: return Array("\n3,y\n".utf8)
            default: return nil
            }
        }
        var reader = try CSVReader(source: source)
        var found: [CSVRecord] = []

        while let record = try reader.next() { found.append(record) }

        #expect(found.map(\.damage) == [nil, nil, .tooLong(limit: 1 << 20), nil])
        #expect(found[3].cells == ["3", "y"])
        #expect(found[3].end.offset == 10 + 160 * 65_536 + 5)
    }

    @Test func `takes up reading at the position after any record`() throws {
        let bytes = Array("a,b\r\n\"é\n1\",x\r\n\r\n2,\"open\n3,z\n4,€\n".utf8)
        let all = try records(bytes)

        for record in all {
            let rest = Array(bytes[record.end.offset...])
            var reader = CSVReader(
                from: record.end, delimiter: UInt8(ascii: ","), encoding: .utf8, source: chunks(rest, 3))
            var found: [CSVRecord] = []
            while let record = try reader.next() { found.append(record) }
            let expected = all.filter { $0.row > record.row }
            #expect(found.map(\.cells) == expected.map(\.cells))
            #expect(found.map(\.line) == expected.map(\.line))
            #expect(found.map(\.row) == expected.map(\.row))
            #expect(found.map(\.end) == expected.map(\.end))
        }
    }

    @Test(arguments: 0..<400)
    func `reads any bytes to their end, the same by any chunks`(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let alphabet = Array("\"\"\"\n\n\r,,; ab\0é".utf8) + [0xFF, 0xE9]
        let bytes = (0..<Int.random(in: 0...120, using: &chance)).map { _ in alphabet.randomElement(using: &chance)! }

        let whole = try records(bytes, chunk: 1000, delimiter: UInt8(ascii: ","), encoding: .utf8, limit: 20)
        let pieces = try records(
            bytes, chunk: Int.random(in: 1...9, using: &chance), delimiter: UInt8(ascii: ","), encoding: .utf8)
        let all = try records(bytes, chunk: 1000, delimiter: UInt8(ascii: ","), encoding: .utf8)

        #expect(pieces.map(\.cells) == all.map(\.cells))
        #expect(pieces.map(\.damage) == all.map(\.damage))
        #expect(pieces.map(\.end) == all.map(\.end))
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.end.offset <= $1.end.offset && $0.line < $1.line })
        #expect(whole.map(\.line).allSatisfy { $0 >= 1 })
    }
}
