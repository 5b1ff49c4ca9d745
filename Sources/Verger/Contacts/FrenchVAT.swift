/// A French VAT number: `FR`, a key of two characters, the SIREN.
package struct FrenchVAT: Hashable, Sendable {
    /// With its `FR`, without spaces.
    package let number: String
    package let siren: SIREN

    /// The characters of the newer keys: no I and no O.
    private static let keyLetters = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

    /// Nil when the key does not answer to the SIREN, or the SIREN is wrong.
    package init?(_ text: String) {
        var bare = String(text.uppercased().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "." })
        if bare.hasPrefix("FR") { bare.removeFirst(2) }
        let bytes = Array(bare.utf8)
        guard bytes.count == 11, let siren = SIREN(String(bare.suffix(9))),
            FrenchVAT.answers(key: (bytes[0], bytes[1]), to: siren)
        else { return nil }
        number = "FR" + bare
        self.siren = siren
    }

    private static func answers(key: (UInt8, UInt8), to siren: SIREN) -> Bool {
        guard let first = keyLetters.firstIndex(of: key.0), let second = keyLetters.firstIndex(of: key.1) else {
            return false
        }
        if first < 10, second < 10 { return first * 10 + second == siren.vatKey }
        // Keys with a letter (VIES specification of the French number).
        let check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100
        return ((Int(siren.digits) ?? 0) + 1 + check / 11) % 11 == check % 11
    }
}
