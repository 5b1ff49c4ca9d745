/// The digits of a phone number, as people type the beginning or the end of them.
struct PhoneDigits: Hashable, Sendable {
    /// Comes before digits in reverse, by which a number is found from its end. Nobody types it.
    static let reversal = "←"

    /// The words of the number: all its digits; for an international one (`+33612345678`) also as it is dialled in its
    /// country, with a `0` and without; all in reverse.
    let forms: [String]

    init(_ number: String) {
        let digits = number.unicodeScalars.filter { ("0"..."9").contains($0) }.prefix(SearchWords.longest)
        let all = String(String.UnicodeScalarView(digits))
        guard !all.isEmpty else {
            forms = []
            return
        }
        var forms = [all]
        if number.first == "+" {
            let national = all.dropFirst(PhoneDigits.countryCodeLength(all))
            if !national.isEmpty { forms += ["0" + national, String(national)] }
        }
        self.forms = forms + [PhoneDigits.fromEnd(all)]
    }

    static func fromEnd(_ digits: String) -> String { reversal + String(digits.reversed()) }

    /// Source: ITU-T E.164, list of assigned country codes.
    private static func countryCodeLength(_ digits: String) -> Int {
        let one: Set<Substring> = ["1", "7"]
        let two: Set<Substring> = [
            "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
            "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
            "86", "90", "91", "92", "93", "94", "95", "98",
        ]
        return one.contains(digits.prefix(1)) ? 1 : two.contains(digits.prefix(2)) ? 2 : 3
    }
}
