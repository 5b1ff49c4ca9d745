/// The nine digits that INSEE gives a French company, the last one a Luhn check digit.
package struct SIREN: Hashable, Sendable {
    package let digits: String

    /// Reads nine digits, spaces and dots between them; nil when the check digit is wrong.
    package init?(_ text: String) {
        guard let digits = text.digitsAlone, digits.utf8.count == 9, digits.luhnSum % 10 == 0 else { return nil }
        self.digits = digits
    }

    /// The French VAT number: `FR`, a key of two digits, the SIREN.
    package var vatNumber: String { "FR" + vatKey.padded(to: 2) + digits }

    /// Source: Code général des impôts, annexe II; key = (12 + 3 · (SIREN mod 97)) mod 97.
    var vatKey: Int { (12 + 3 * ((Int(digits) ?? 0) % 97)) % 97 }
}

extension String {
    /// The text without spaces and dots when nothing but digits is left; nil otherwise.
    var digitsAlone: String? {
        let bare = String(unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "." })
        return !bare.isEmpty && bare.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? bare : nil
    }

    /// The Luhn sum of a text of digits (ISO/IEC 7812-1): every second digit from the right counts double.
    var luhnSum: Int {
        var sum = 0
        for (index, byte) in utf8.reversed().enumerated() {
            let digit = Int(byte) - 48
            let doubled = digit * 2
            sum += index % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled
        }
        return sum
    }
}
