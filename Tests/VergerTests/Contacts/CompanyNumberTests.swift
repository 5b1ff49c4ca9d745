import Testing
import Verger

@Suite struct CompanyNumberTests {
    @Test(arguments: ["552008443", "404833048", "732829320", "356000000", "732 829 320", "732.829.320"])
    func `accepts a SIREN whose check digit is right`(text: String) {
        #expect(SIREN(text) != nil)
    }

    @Test(arguments: ["552008444", "73282932", "7328293200", "73282932A", ""])
    func `refuses a SIREN whose check digit or length is wrong`(text: String) {
        #expect(SIREN(text) == nil)
    }

    @Test(arguments: ["73282932000074", "40483304800022", "35600000000048", "35600000049837", "732 829 320 00074"])
    func `accepts a SIRET by Luhn, and those of La Poste by their sum`(text: String) throws {
        let siret = try #require(SIRET(text))

        #expect(siret.digits.hasPrefix(siret.siren.digits))
    }

    @Test(arguments: ["35600000012345", "73282932000075", "55200844400001", "732829320"])
    func `refuses other SIRETs`(text: String) {
        #expect(SIRET(text) == nil)
    }

    @Test(arguments: [
        ("404833048", "FR83404833048"), ("732829320", "FR44732829320"), ("552120222", "FR27552120222"),
        ("356000000", "FR39356000000"),
    ])
    func `gives the VAT number of a SIREN`(siren: String, number: String) throws {
        #expect(try #require(SIREN(siren)).vatNumber == number)
        #expect(FrenchVAT(number)?.siren.digits == siren)
    }

    @Test(arguments: ["FRK7399859412", "FR4Z123456782", "fr 83 404 833 048", "83404833048"])
    func `accepts VAT numbers, keys with letters included`(text: String) {
        #expect(FrenchVAT(text) != nil)
    }

    @Test(arguments: ["FR84323140391", "FRK8399859412", "FR83404833049", "DE83404833048", "FRI7399859412"])
    func `refuses VAT numbers whose key is wrong`(text: String) {
        #expect(FrenchVAT(text) == nil)
    }
}
