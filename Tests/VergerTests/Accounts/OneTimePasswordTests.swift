import Foundation
import Testing
import Verger

@Suite struct `A one-time password` {
    /// RFC 4648, §10.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `has its secret written in base 32`(text: String, encoded: String) {
        #expect(Base32.text(Array(text.utf8)) == encoded)
    }

    /// RFC 4226, §5.4.
    @Test func `is cut from its HMAC where the last four bits say`() {
        let hmac: [UInt8] = [
            0x1f, 0x86, 0x98, 0x69, 0x0e, 0x02, 0xca, 0x16, 0x61, 0x85, 0x50, 0xef, 0x7f, 0x19, 0xda, 0x8e, 0x94, 0x5b,
            0x55, 0x5a,
        ]

        #expect(OneTimePassword.code(truncating: hmac) == "872921")
    }

    @Test func `is taken one step before and after`() {
        let instant = Instant(seconds: 1_111_111_109)

        #expect(OneTimePassword.step(at: instant) == 0x23523EC)
        #expect(OneTimePassword.steps(around: instant) == [0x23523EC, 0x23523EB, 0x23523ED])
        #expect(OneTimePassword.message(of: 0x23523EC) == [0, 0, 0, 0, 2, 0x35, 0x23, 0xEC])
    }

    @Test func `is offered as an address that apps read`() throws {
        let uri = OneTimePassword.uri(
            secret: Array("12345678901234567890".utf8), account: "éva@borie.example", issuer: "Verger: Borie & fils")

        #expect(
            uri == "otpauth://totp/Verger%20%20Borie%20%26%20fils:%C3%A9va@borie.example"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Verger%20%20Borie%20%26%20fils")
        #expect(URL(string: uri) != nil)
    }
}

@Suite struct `A signed link` {
    @Test func `reads back as it was written`() throws {
        let link = SignedLink(.reset, of: 42, at: Instant(microseconds: 1_790_000_000_123_456))

        let read = try #require(SignedLink.parts(of: link.text(sealed: "abc")))

        #expect(read.link == link)
        #expect(read.seal == "abc")
        #expect(link.expiresAt == Instant(seconds: 1_790_086_400))
    }

    @Test(arguments: [
        "", "reset", "reset-1-2", "reset-1-2-3-4", "other-1-2-3", "reset--1-2", "reset-x-2-3",
        "reset-1-99999999999999-3",
        "reset-1--2-3",
    ])
    func `is nothing in another form`(text: String) {
        #expect(SignedLink.parts(of: text) == nil)
    }
}
