import Testing
import Verger

@Suite struct CSVWriterTests {
    @Test func `puts quotes where they are needed and nowhere else`() {
        let line = CSVWriter().line(["plain", "a,b", "say \"hi\"", "two\nlines", " space", "", "é"])

        #expect(line == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" space\",,é\n")
    }

    @Test(arguments: ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\tx", "\rx"])
    func `disarms what a spreadsheet would compute`(cell: String) throws {
        let disarmed = CSVWriter(disarmsFormulas: true).line([cell, "x"])
        let plain = CSVWriter().line([cell, "x"])

        #expect(try records(Array(disarmed.utf8), delimiter: UInt8(ascii: ",")).map(\.cells) == [["'" + cell, "x"]])
        #expect(try records(Array(plain.utf8), delimiter: UInt8(ascii: ",")).map(\.cells) == [[cell, "x"]])
    }

    @Test func `leaves signed numbers as they are`() {
        #expect(CSVWriter(disarmsFormulas: true).line(["-12.50", "+33612345678"]) == "-12.50,+33612345678\n")
    }

    @Test(arguments: 0..<300)
    func `what is written is read back the same`(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let pieces = ["a", "é", "😀", ",", ";", "\"", "\"\"", "\n", "\r", "\r\n", " ", "\t", "=", "€", "0", ""]
        let width = Int.random(in: 1...5, using: &chance)
        let delimiter = try #require([",", ";", "\t"].randomElement(using: &chance)?.utf8.first)
        let rows = (0..<Int.random(in: 1...12, using: &chance)).map { _ in
            (0..<width).map { _ in
                (0..<Int.random(in: 0...6, using: &chance)).map { _ in pieces.randomElement(using: &chance)! }.joined()
            }
        }
        var bytes: [UInt8] = []

        for row in rows { CSVWriter(delimiter: delimiter).write(row, to: &bytes) }

        let chunk = Int.random(in: 1...40, using: &chance)
        let found = try records(bytes, chunk: chunk, delimiter: delimiter, encoding: .utf8)
        #expect(found.map { $0.cells.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
        #expect(found.last?.end.offset == bytes.count)
    }
}

/// SplitMix64, so that a failing seed fails again.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
