/// The fourteen digits of one place of business of a French company: its SIREN and five more.
package struct SIRET: Hashable, Sendable {
    package let digits: String
    package let siren: SIREN

    /// Nil when the check digit is wrong. La Poste (SIREN 356000000) has too many places for the Luhn rule: theirs are
    /// right when the sum of the digits is a multiple of five.
    package init?(_ text: String) {
        guard let digits = text.digitsAlone, digits.utf8.count == 14, let siren = SIREN(String(digits.prefix(9)))
        else { return nil }
        let sum = digits.utf8.reduce(0) { $0 + Int($1) - 48 }
        guard digits.luhnSum % 10 == 0 || (siren.digits == "356000000" && sum % 5 == 0) else { return nil }
        self.digits = digits
        self.siren = siren
    }
}
