import Testing
import Verger

@Suite struct `A line of progress` {
    private static func line(
        _ share: Double?, count: Int = 1_234, seconds: Double = 10, _ language: Language = .english
    ) -> ProgressLine {
        var line = ProgressLine("Import", counting: language == .french ? "lignes" : "rows", in: language)
        line.share = share
        line.count = count
        line.seconds = seconds
        return line
    }

    @Test func `shows share, count, pace and the time left`() {
        #expect(
            Self.line(0.25, count: 5_000).text(width: 80)
                == "Import  ████████░░░░░░░░░░░░░░░░░░░░░░░░  25%  5,000 rows  500 rows/s  30 s left")
        #expect(
            Self.line(0.5, count: 5_000, .french).text(width: 76)
                == "Import  ██████████░░░░░░░░░░░  50\u{A0}%  5\u{202F}000 lignes  500 lignes/s  encore 10 s")
    }

    @Test func `leaves out what matters least where there is little room`() {
        let line = Self.line(0.5, count: 5_000)

        #expect(line.text(width: 40) == "Import  50%  5,000 rows  500 rows/s")
        #expect(line.text(width: 30) == "Import  50%  5,000 rows")
        #expect(line.text(width: 12) == "Import  50%")
        #expect(line.text(width: 6) == "Import" && line.text(width: 3) == "Imp" && line.text(width: 0) == "")
    }

    @Test(arguments: 0...200)
    func `is never wider than the terminal`(_ width: Int) {
        for share in [nil, -1, 0, 0.001, 0.5, 0.999, 1, 7, .nan, .infinity] as [Double?] {
            for seconds in [0, 0.5, 3_599, 1e9] {
                #expect(Self.line(share, count: 100_000_000, seconds: seconds).text(width: width).count <= width)
            }
        }
    }

    @Test func `has no bar where the whole is not known, and no time left before it can be told`() {
        #expect(Self.line(nil).text(width: 80) == "Import  1,234 rows  123 rows/s")
        #expect(!Self.line(0.5, seconds: 0.5).text(width: 80).contains("left"))
        #expect(!Self.line(1).text(width: 80).contains("left"))
        #expect(Self.line(1).text(width: 80).contains("█ ") && !Self.line(1).text(width: 80).contains("░"))
    }

    @Test func `tells hours and minutes`() {
        #expect(Self.line(0.1, seconds: 10).text(width: 90).hasSuffix("1 min 30 s left"))
        #expect(Self.line(0.01, seconds: 100).text(width: 90).hasSuffix("2 h 45 min left"))
    }

    @Test func `says at the end how it went`() {
        #expect(Self.line(1, count: 100_000, seconds: 8).last == "Import: 100,000 rows in 8 s (12,500 rows/s)")
        #expect(
            Self.line(1, count: 0, seconds: 0, .french).last == "Import\u{A0}: 0 lignes en 0 s")
    }
}
