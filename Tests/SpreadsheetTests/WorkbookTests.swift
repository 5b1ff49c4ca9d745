import Spreadsheet
import Testing
import Verger

@Suite struct `A workbook` {
    @Test func `gives texts that are shared, written in place, cut in runs, and without their reading`() throws {
        var made = MadeWorkbook(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>ici</t></is></c></row>
            <row r="2"><c r="A2" t="str"><f>A1&amp;"!"</f><v>Béné &amp; fils</v></c></row>
            """)
        made.strings = """
            <si><t xml:space="preserve"> e-mail </t></si><si><r><t>Pré</t></r><r><t>nom</t></r><rPh sb="0" eb="1"><t>yomi</t></rPh></si>
            """

        #expect(try made.cells() == [[" e-mail ", "Prénom", "ici"], ["Béné & fils"]])
    }

    @Test func `gives days by the format of the cell, whichever way it counts them`() throws {
        var made = MadeWorkbook(
            """
            <row r="1"><c s="1"><v>46081</v></c><c s="2"><v>46081.75</v></c><c s="3"><v>0.5</v></c><c s="4"><v>46081</v></c>\
            <c s="5"><v>46081</v></c><c s="1"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c></row>
            """)
        made.formats = """
            <numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="0.00&quot; jours&quot;"/>
            """
        made.styles = [0, 14, 22, 20, 170, 171].map { "<xf numFmtId=\"\($0)\"/>" }.joined()

        #expect(
            try made.cells() == [
                [
                    "2026-02-28", "2026-02-28T18:00:00", "12:00:00", "2026-02-28", "46081", "1900-01-01", "1900-02-28",
                    "1900-03-01",
                ]
            ])
        made.properties = "date1904=\"1\""
        made.sheets[0].rows = "<row r=\"1\"><c s=\"1\"><v>44619</v></c></row>"
        #expect(try made.cells() == [["2026-02-28"]])
    }

    @Test func `gives numbers as they were typed, truths, and nothing for errors`() throws {
        let made = MadeWorkbook(
            """
            <row r="1"><c><v>33612345678</v></c><c><v>0.10000000000000001</v></c><c><v>1.5E-3</v></c><c><v>-12.50</v></c>\
            <c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026-02-28T00:00:00</v></c></row>
            """)

        #expect(
            try made.cells() == [["33612345678", "0.1", "0.0015", "-12.50", "true", "false", "", "2026-02-28"]])
    }

    @Test func `keeps cells in their columns, leaves empty rows out, and counts lines as the sheet does`() throws {
        let made = MadeWorkbook(
            """
            <row r="2"><c r="B2"><v>1</v></c><c r="AA2"><v>2</v></c></row><row r="3"/><row r="5"><c r="A5"><v>3</v></c><c r="B5"/></row>
            """)

        let records = try made.records()

        #expect(records.map(\.line) == [2, 5] && records.map(\.row) == [0, 1])
        #expect(records[0].cells.count == 27 && records[0].cells[1] == "1" && records[0].cells[26] == "2")
        #expect(records[1].cells == ["3"])
    }

    @Test func `shows its sheets, those that are hidden last`() throws {
        var made = MadeWorkbook("<row><c><v>1</v></c></row>")
        made.sheets = [
            ("Caché", "hidden", "<row><c><v>9</v></c></row>"), ("Vide", "visible", ""),
            ("Salon &amp; visites", "visible", "<row><c t=\"inlineStr\"><is><t>E-mail</t></is></c></row>"),
        ]

        let table = try OpenTable(ByteSource(made.bytes))

        #expect(table.sheets == ["Vide", "Salon & visites", "Caché"])
        #expect(table.sheet == 1 && table.rows.header == ["E-mail"])
        #expect(throws: SpreadsheetProblem.noSuchSheet) { try OpenTable(ByteSource(made.bytes), sheet: 3) }
    }

    @Test func `fills rows up to the width of the header`() throws {
        let made = MadeWorkbook(
            """
            <row><c t="inlineStr"><is><t>E-mail</t></is></c><c t="inlineStr"><is><t>Ville</t></is></c></row>
            <row><c t="inlineStr"><is><t>a@b.fr</t></is></c></row>
            """)
        var table = try OpenTable(ByteSource(made.bytes))

        #expect(try table.rows.next()?.cells == ["a@b.fr", ""])
    }

    @Test func `is read the same from a source that gives a byte at a time`() throws {
        let bytes = MadeWorkbook("<row><c><v>1</v></c><c><v>2</v></c></row>").bytes
        let slow = ByteSource(count: bytes.count) { offset, _ in [bytes[offset]] }

        #expect(try Workbook(slow).rows(of: 0).next()?.cells == ["1", "2"])
    }
}

@Suite struct `A hostile workbook` {
    private func problem(_ made: MadeWorkbook) -> SpreadsheetProblem? {
        do {
            _ = try made.cells()
            return nil
        } catch {
            return error as? SpreadsheetProblem
        }
    }

    @Test func `has no entity of its own, inside or outside`() {
        var made = MadeWorkbook("<row><c t=\"inlineStr\"><is><t>&lol9;</t></is></c></row>")
        made.prolog = "<!DOCTYPE x [<!ENTITY lol \"lol\"><!ENTITY lol9 \"&lol;&lol;&lol;&lol;\">]>"
        #expect(problem(made) == .hostile)

        made.prolog = "<!DOCTYPE x [<!ENTITY lol9 SYSTEM \"file:///etc/passwd\">]>"
        #expect(problem(made) == .hostile)

        made.prolog = "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">"
        #expect(problem(made) == .hostile)

        made.prolog = ""
        #expect(problem(made) == .damaged)
    }

    @Test func `does not grow a thousand times`() {
        let made = MadeWorkbook(
            "<row><c t=\"inlineStr\"><is><t>\(String(repeating: " ", count: 40 << 20))</t></is></c></row>")

        #expect(problem(made) == .bomb)
    }

    @Test func `is said to be damaged, protected or too wide`() {
        var made = MadeWorkbook("<row><c><v>1</v></c></row>")
        made.archive.isLying = true
        #expect(problem(made) == .damaged)

        made.archive = MadeArchive(isEncrypted: true)
        #expect(problem(made) == .encrypted)

        made.archive = MadeArchive()
        made.sheets[0].rows = "<row><c r=\"XFD1\"><v>1</v></c></row>"
        #expect(problem(made) == .tooWide(limit: SheetRows.widest))

        made.sheets[0].rows = "<row><c><v>1</v></row>"
        #expect(problem(made) == .damaged)
    }

    @Test func `is refused wherever it is cut`() throws {
        let bytes = MadeWorkbook("<row><c><v>1</v></c></row>").bytes

        for length in stride(from: 1, to: bytes.count - 1, by: 7) {
            #expect(throws: SpreadsheetProblem.self) { try Workbook(ByteSource(Array(bytes.prefix(length)))) }
        }
    }

    /// What a byte that changed brings is a table or a problem, never a crash.
    @Test func `is read or refused whatever byte of it changes`() throws {
        let bytes = MadeWorkbook("<row><c r=\"A1\" t=\"s\"><v>0</v></c><c s=\"1\"><v>2</v></c></row>").bytes
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x2A
            do {
                let rows = try Workbook(ByteSource(changed)).rows(of: 0)
                while try rows.next() != nil {}
            } catch {
                #expect(error is SpreadsheetProblem)
            }
        }
    }

    @Test func `may be another archive`() {
        var archive = MadeArchive()
        archive.add("lisez-moi.txt", "bonjour")
        #expect(throws: SpreadsheetProblem.notWorkbook) { try Workbook(ByteSource(archive.bytes)) }

        archive = MadeArchive(isDeflated: false)
        archive.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        #expect(throws: SpreadsheetProblem.openDocument) { try Workbook(ByteSource(archive.bytes)) }
    }

    @Test func `has texts that are too long, which cost the row alone`() throws {
        let long = String(repeating: "é#1", count: 400_000)
        let made = MadeWorkbook(
            "<row><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row><row><c><v>2</v></c></row>")
        let records = try made.records()

        #expect(records.last?.cells == ["2"])
    }
}
