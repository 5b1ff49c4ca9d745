import Spreadsheet
import Testing
import Verger

@Suite struct `What a file is` {
    @Test func `is told by its bytes, not by its name`() throws {
        #expect(try TableFormat(of: Array("email\na@b.fr\n".utf8)) == .csv)
        #expect(try TableFormat(of: [0x50, 0x4B, 3, 4]) == .xlsx)
        #expect(try TableFormat(of: [0xFF, 0xFE, 0x65, 0, 0x6D, 0]) == .csv)
    }

    @Test(arguments: [
        ([UInt8](), SpreadsheetProblem.empty), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldExcel),
        (Array("%PDF-1.7".utf8), .otherKind("PDF")), (Array("  <html><table>".utf8), .webPage),
        ([0x50, 0x4B, 5, 6], .notWorkbook), ([0x89, 0x50, 0x4E, 0x47], .otherKind("PNG")),
        (Array("MZ".utf8) + [0x90, 0], .otherKind("EXE")),
    ])
    func `is refused with a name when it is something else`(_ bytes: [UInt8], _ problem: SpreadsheetProblem) {
        #expect(throws: problem) { try TableFormat(of: bytes) }
    }

    @Test func `is told in the words of whoever reads when it is no text`() {
        #expect(throws: SpreadsheetProblem.binary) { try TableFormat(of: Array(repeating: 0, count: 64)) }
        #expect(!SpreadsheetProblem.binary.sentence.en.contains("binaire"))
    }

    @Test func `is refused where its header can't be read, or has too many columns`() {
        let wide = Array((String(repeating: "a,", count: 500_000) + "\n").utf8)
        let long = Array((String(repeating: "a", count: 2 << 20) + "\nb\n").utf8)

        #expect(throws: SpreadsheetProblem.header(.tooWide(columns: 500_000, line: 1))) {
            try OpenTable(ByteSource(wide))
        }
        #expect(throws: SpreadsheetProblem.header(.damaged(.tooLong(limit: 1 << 20), line: 1))) {
            try OpenTable(ByteSource(long))
        }
    }

    @Test func `is said to be protected when the old container holds an encrypted package`() {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        for byte in "EncryptedPackage".utf8 { bytes += [byte, 0] }

        #expect(throws: SpreadsheetProblem.encrypted) { try TableFormat(of: bytes) }
    }
}
