import TestSupport
import Testing
import Verger

@Suite struct NumberTests {
    @Test(arguments: [
        ("0", 0), ("12.50", 12_500_000), ("-12.50", -12_500_000), ("+3", 3_000_000), (".5", 500_000),
        ("0.000001", 1), ("007", 7_000_000), ("1000000000000", 1_000_000_000_000_000_000),
        ("-1000000000000", -1_000_000_000_000_000_000),
    ])
    func `reads digits with a sign and a decimal point`(text: String, millionths: Int64) {
        #expect(Number(text)?.millionths == millionths)
    }

    @Test(arguments: [
        ("0.0000005", 1), ("0.0000004999", 0), ("-0.0000005", -1), ("0.9999995", 1_000_000), ("1.2345674", 1_234_567),
    ])
    func `rounds beyond six decimal places, half away from zero`(text: String, millionths: Int64) {
        #expect(Number(text)?.millionths == millionths)
    }

    @Test(arguments: [
        "", "-", "+", ".", "1.", "-.", "1,5", "1 000", "1e5", "0x1F", "--1", "1.2.3", "NaN", "inf", "١٢", " 1",
        "1000000000001", "-1000000000001", "99999999999999999999999999",
    ])
    func `refuses what is not a number, or is beyond a million millions`(text: String) {
        #expect(Number(text) == nil)
    }

    @Test(arguments: [
        (0, "0"), (12_500_000, "12.5"), (-12_500_000, "-12.5"), (1, "0.000001"), (-1, "-0.000001"), (3_000_000, "3"),
        (100_000_000, "100"), (1_000_010, "1.00001"),
    ])
    func `is written in its shortest form`(millionths: Int64, text: String) {
        #expect(Number(millionths: millionths).description == text)
    }

    @Test func `reads back from what it writes`() {
        var random = RandomSource(seed: 13)
        for _ in 0..<5000 {
            let number = Number(millionths: Int64(random.int(-1_000_000_000_000_000_000...1_000_000_000_000_000_000)))
            #expect(Number(number.description) == number)
        }
    }

    @Test func `adds decimals exactly, and stops at its limits`() {
        #expect(Number("0.1")! + Number("0.2")! == Number("0.3")!)
        #expect(Number("12.5")! - Number("20")! == Number("-7.5")!)
        #expect(Number(millionths: .max) + Number(1) == Number(millionths: .max))
        #expect(Number(millionths: .min) - Number(1) == Number(millionths: .min))
        #expect(Number("-7.5")! < .zero)
    }

    @Test(arguments: [("0.05", 1), ("0.049999", 0), ("-0.05", -1), ("17.677", 177), ("6.25", 63), ("-6.25", -63)])
    func `rounds to tenths, half away from zero`(text: String, tenths: Int64) {
        #expect(Number(text)?.tenths == tenths)
    }
}
