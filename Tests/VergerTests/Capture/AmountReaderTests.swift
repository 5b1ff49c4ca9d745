import Testing
import Verger

@Suite struct AmountReaderTests {
    @Test(
        arguments: [
            ("1 234,56 €", "1234.56", "EUR"), ("1\u{202F}234,56\u{A0}€", "1234.56", "EUR"),
            ("1\u{A0}234\u{A0}567,5", "1234567.5", nil), ("1.234,56", "1234.56", nil), ("1,234.56", "1234.56", nil),
            ("$1,234.56", "1234.56", "$"), ("12,5", "12.5", nil), ("12.50", "12.5", nil),
            ("1'234.50 CHF", "1234.5", "CHF"),
            ("EUR 12", "12", "EUR"), ("-12,50 €", "-12.5", "EUR"), ("€-12.50", "-12.5", "EUR"),
            ("\u{2212}3", "-3", nil),
            ("0,125", "0.125", nil), ("1234,567", "1234.567", nil), ("1,234,567", "1234567", nil),
            ("1.234", "1.234", nil),
            ("1.234.567", "1234567", nil), ("12 euros", "12", "EUR"),
        ] as [(String, String, String?)])
    func `reads amounts that are clear by themselves`(text: String, number: String, currency: String?) throws {
        let amount = try AmountReader(decimal: nil).amount(text)

        #expect(amount.number.description == number)
        #expect(amount.currency == currency)
    }

    @Test(arguments: ["1,234", "12,500", "1.234 €"])
    func `refuses what may be thousands or decimals`(text: String) {
        #expect(throws: AmountReader.Failure.ambiguous) { try AmountReader(decimal: nil).amount(text) }
    }

    @Test func `reads them once the map says what separates the decimals`() throws {
        #expect(try AmountReader(decimal: .comma).amount("1,234").number.description == "1.234")
        #expect(try AmountReader(decimal: .point).amount("1,234").number.description == "1234")
        #expect(try AmountReader(decimal: .comma).amount("1.234").number.description == "1234")
        #expect(try AmountReader(decimal: .comma).amount("1.234,5 €").number.description == "1234.5")
    }

    @Test(arguments: ["abc", "12-13", "1,23,45", "1 23", "--3", "12 €€ 3", "€", ",5", "5,", "1.2.3", "12,34.56,7"])
    func `refuses what is not a number`(text: String) {
        #expect(throws: AmountReader.Failure.unreadable) { try AmountReader(decimal: nil).amount(text) }
    }

    @Test func `refuses numbers beyond what can be kept`() {
        #expect(throws: AmountReader.Failure.tooLarge) { try AmountReader(decimal: nil).amount("99 999 999 999 999") }
    }

    @Test func `refuses a point for decimals when the map says comma`() {
        #expect(throws: AmountReader.Failure.unreadable) { try AmountReader(decimal: .comma).amount("12.50") }
    }
}
