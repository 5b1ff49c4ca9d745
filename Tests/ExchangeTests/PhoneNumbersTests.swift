import Exchange
import Testing

@Suite struct PhoneNumbersTests {
    @Test(arguments: [
        ("06 12 34 56 78", "FR", "+33612345678"), ("+33 (0)6 12 34 56 78", "FR", "+33612345678"),
        ("0033612345678", "FR", "+33612345678"), ("01.23.45.67.89", "FR", "+33123456789"),
        ("0800 123 456", "FR", "+33800123456"), ("09 70 80 90 10", "FR", "+33970809010"),
        ("0590 12 34 56", "GP", "+590590123456"), ("+262 692 12 34 56", "RE", "+262692123456"),
        ("0612345678", "FR", "+33612345678"), ("020 7946 0958", "GB", "+442079460958"),
    ])
    func `gives E.164`(text: String, region: String, number: String) {
        #expect(PhoneNumbers.e164(text, region: region) == number)
    }

    @Test(arguments: ["10 00 00 00 00", "3631", "", "poste 12", "06 12 34 56", "abc", "+", "0612345678901234567890"])
    func `refuses what is not a valid number`(text: String) {
        #expect(PhoneNumbers.e164(text, region: "FR") == nil)
    }

    /// 00 33 is read by the library itself, 0 and +33 are not.
    @Test func `answers the same for French numbers by the short way and the long one`() {
        var state: UInt64 = 1
        for _ in 0..<4000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let national = 100_000_000 + (state >> 33) % 900_000_000

            let long = PhoneNumbers.e164("0033\(national)", region: "FR")

            #expect(PhoneNumbers.e164("0\(national)", region: "FR") == long)
            #expect(PhoneNumbers.e164("+33 \(national)", region: "BE") == long)
        }
    }
}
