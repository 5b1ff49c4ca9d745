import Spreadsheet
import Testing
import Verger

@Suite struct `Numbers in a hostile workbook` {
    private func problem(_ rows: String, strings: String = "<si><t>a</t></si>") -> SpreadsheetProblem? {
        var made = MadeWorkbook(rows)
        made.strings = strings
        do {
            _ = try made.cells()
            return nil
        } catch {
            return error as? SpreadsheetProblem
        }
    }

    @Test(arguments: [
        "9223372036854775807", "-9223372036854775808", "1048577", "0", "-1", "x", "", "99999999999999999999",
    ])
    func `of rows that no sheet has are damage`(_ number: String) {
        #expect(problem("<row r=\"\(number)\"><c><v>1</v></c></row><row><c><v>2</v></c></row>") == .damaged)
    }

    @Test func `of rows count on from the last one, and no further than a sheet goes`() throws {
        let made = MadeWorkbook("<row r=\"1048575\"><c><v>1</v></c></row><row><c><v>2</v></c></row>")

        #expect(try made.records().map(\.line) == [1_048_575, 1_048_576])
        #expect(problem("<row r=\"1048576\"><c><v>1</v></c></row><row><c><v>2</v></c></row>") == .damaged)
    }

    @Test(arguments: [
        ("AMK1", SpreadsheetProblem.tooWide(limit: 1024)), ("XFD1", .tooWide(limit: 1024)), ("XFE1", .damaged),
        ("ZZZZZZZZZZZZZZZZZZZZZZZZ1", .damaged),
    ])
    func `of columns are those that a sheet has`(_ cell: String, _ expected: SpreadsheetProblem) {
        #expect(problem("<row r=\"1\"><c r=\"\(cell)\"><v>1</v></c></row>") == expected)
    }

    @Test func `of cells that stand twice come to an end`() {
        let cells = String(repeating: "<c r=\"A1\"><v>1</v></c>", count: 16_385)

        #expect(problem("<row r=\"1\">\(cells)</row>") == .damaged)
    }

    @Test(arguments: ["-1", "9223372036854775807", "65536", "x"])
    func `of styles are those that a workbook may have`(_ style: String) {
        #expect(problem("<row><c s=\"\(style)\"><v>1</v></c></row>") == .damaged)
    }

    @Test(arguments: ["-1", "1", "9223372036854775807", "x", "1e3"])
    func `of texts are those that there are`(_ number: String) {
        #expect(problem("<row><c t=\"s\"><v>\(number)</v></c></row>") == .damaged)
    }

    @Test(arguments: ["1e308", "-1e308", "nan", "inf", "9223372036854775807", "2958466", "-0.5", "1e-320"])
    func `of days are shown as they are where they are none`(_ value: String) throws {
        var made = MadeWorkbook(
            "<row><c s=\"0\"><v>\(value)</v></c><c s=\"1\"><v>\(value)</v></c><c s=\"2\"><v>\(value)</v></c></row>")
        made.styles = "<xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"9223372036854775807\"/>"

        #expect(try made.cells().first?.count == 3)
    }
}

@Suite struct `A workbook that would grow` {
    @Test func `keeps nothing of a row that is too long`() throws {
        var made = MadeWorkbook(
            "<row>\(String(repeating: "<c t=\"s\"><v>0</v></c>", count: 1000))</row><row><c><v>2</v></c></row>")
        made.strings = "<si><t>\(String(repeating: "é#", count: 60_000))</t></si>"

        let records = try made.records()

        #expect(records.map(\.damage) == [.tooLong(limit: 1 << 20), nil])
        #expect(records.map(\.cells) == [[], ["2"]])
    }

    @Test func `does not read a text that is longer than a row`() throws {
        var made = MadeWorkbook(String(repeating: "<row><c t=\"s\"><v>0</v></c></row>", count: 20_000))
        made.archive = MadeArchive(isDeflated: false)
        made.strings = "<si><t>\(String(repeating: "a", count: (1 << 20) + 1))</t></si>"

        let records = try made.records()

        #expect(records.count == 20_000 && records.allSatisfy { $0.damage == .tooLong(limit: 1 << 20) })
    }

    @Test func `may copy a text that cells share only as long as there is room`() throws {
        var made = MadeWorkbook(String(repeating: "<row><c t=\"s\"><v>0</v></c></row>", count: 3_000))
        made.strings = "<si><t>\(String(repeating: "a", count: 1 << 20))</t></si>"
        let rows = try made.book().rows(of: 0)

        #expect(throws: SpreadsheetProblem.bomb) { while try rows.next() != nil {} }
    }

    @Test func `has at most two hundred sheets, and its texts are read once`() throws {
        var made = MadeWorkbook()
        made.archive = MadeArchive(isDeflated: false)
        made.strings = "<si><t>\(String(repeating: "a", count: 1 << 20))</t></si>"
        made.sheets = (0..<200).map { ("Feuille \($0)", "visible", "") }
        let bytes = made.bytes
        var read = 0
        let source = ByteSource(count: bytes.count) { offset, count in
            read += count
            return Array(bytes[offset..<min(offset + count, bytes.count)])
        }

        #expect(throws: SpreadsheetProblem.empty) { try OpenTable(source) }
        #expect(read < 3 * bytes.count)
        made.sheets.append(("De trop", "visible", ""))
        #expect(throws: SpreadsheetProblem.tooManySheets(limit: 200)) { try made.book() }
    }
}

@Suite struct `A workbook that is altered anywhere` {
    private static let hostile = [
        "9223372036854775807", "-9223372036854775808", "-1", "0", "4294967296", "1048577", "1e309", "NaN", "", "A1",
        "XFD1048576", "ZZZZZZZZZZZZZ1", "&#0;", "&amp;", "<row>", "</row>", "<c t=\"s\"><v>", "</c>", "<si>", "\u{0}",
        "é",
        "t=\"s\"", "t=\"inlineStr\"", "r=\"B7\"",
    ]

    /// Numbers that follow from a seed (SplitMix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static func altered(_ text: String, _ dice: inout Dice) -> String {
        var bytes = Array(text.utf8)
        for _ in 0...Int.random(in: 0...3, using: &dice) {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            let end = min(bytes.count, place + Int.random(in: 0...12, using: &dice))
            switch Int.random(in: 0...4, using: &dice) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: bytes.replaceSubrange(place..<end, with: Array(hostile.randomElement(using: &dice)!.utf8))
            default:
                // In the place of a number.
                guard let start = bytes[place...].firstIndex(where: { (48...57).contains($0) }) else { continue }
                let stop = bytes[start...].firstIndex { !(48...57).contains($0) } ?? bytes.count
                bytes.replaceSubrange(start..<stop, with: Array(hostile.randomElement(using: &dice)!.utf8))
            }
            if bytes.isEmpty { bytes = [60] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let parts = [
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels", "_rels/.rels",
    ]

    private static func book(_ seed: Int) -> MadeWorkbook {
        var dice = Dice(state: UInt64(seed))
        var made = MadeWorkbook(
            """
            <row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46081</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c></row>
            <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="2"><v>0.5</v></c><c r="D2" t="b"><v>1</v></c></row>
            <row><c><v>1.5E-3</v></c><c t="str"><f>A1</f><v>texte</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026-02-28</v></c></row>
            """)
        made.strings = "<si><t>E-mail</t></si><si><r><t>Pré</t></r><rPh sb=\"0\" eb=\"1\"><t>y</t></rPh></si>"
        made.formats = "<numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy;[Red]-0\"/>"
        made.styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"20\"/>"
        made.archive = MadeArchive(isDeflated: false)
        let target = parts[seed % 10 < 6 ? 0 : Int.random(in: 1..<parts.count, using: &dice)]
        made.alteration = { [dice] name, text in
            var dice = dice
            return name == target ? altered(text, &dice) : text
        }
        return made
    }

    @Test func `is read or refused, and ends nothing else`() {
        for seed in 0..<4_000 {
            do {
                var table = try OpenTable(ByteSource(Self.book(seed).bytes))
                while try table.rows.next() != nil {}
                #expect((0...1).contains(table.share), "seed \(seed)")
            } catch {
                #expect(error is SpreadsheetProblem, "seed \(seed): \(error)")
            }
        }
    }
}
