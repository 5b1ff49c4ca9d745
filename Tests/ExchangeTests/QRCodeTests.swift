import Exchange
import Testing

@Suite struct `A QR code` {
    @Test func `has its three finders and the length of its text`() throws {
        let code = try #require(QRCode("otpauth://totp/Verger:a@b.fr?secret=GEZDGNBVGY3TQOJQ&issuer=Verger"))

        #expect((code.width - 17) % 4 == 0)
        let far = code.width - 7
        for (row, column) in [(0, 0), (0, far), (far, 0)] {
            let border = (0..<7).allSatisfy { code.isDark(row: row, column: column + $0) }
            let ring = (1..<6).allSatisfy { !code.isDark(row: row + 1, column: column + $0) }
            #expect(border && ring)
        }
        #expect(try #require(QRCode(String(repeating: "a", count: 300))).width > code.width)
    }

    @Test func `is drawn with each dark module, and no other`() throws {
        let code = try #require(QRCode("verger"))
        var drawn = Array(repeating: false, count: code.width * code.width)

        for run in code.path.matches(of: /M(\d+) (\d+)h(\d+)v1H(\d+)z/) {
            let (start, row, length) = try (
                #require(Int(run.1)), #require(Int(run.2)), #require(Int(run.3))
            )
            for column in start..<start + length { drawn[row * code.width + column] = true }
            #expect(run.4 == run.1)
        }

        let modules = (0..<code.width * code.width).map { code.isDark(row: $0 / code.width, column: $0 % code.width) }
        #expect(drawn == modules)
    }

    @Test func `is none of a text that is too long`() {
        #expect(QRCode(String(repeating: "a", count: 3000)) == nil)
    }
}
