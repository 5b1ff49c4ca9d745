import Testing
import Verger

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Hôtellerie", "hotellerie"), ("HÔTELLERIE", "hotellerie"), ("Œuvre", "oeuvre"), ("Cæsar", "caesar"),
        ("Straße", "strasse"), ("STRAẞE", "strasse"), ("Ørsted", "orsted"), ("Łódź", "lodz"), ("Đorđe", "dorde"),
        ("ΟΔΟΣ", "οδοσ"), ("ὁδός", "οδοσ"), ("L’Écluse", "l'ecluse"), ("‘x’", "'x'"), ("İstanbul", "istanbul"),
        ("ﬁnance", "finance"), ("Ångström", "angstrom"), ("\u{212B}", "a"), ("Ｆｕｌｌ", "full"), ("x²", "x2"),
        ("ç à ñ", "c a n"), ("Москва", "москва"), ("", ""), ("abc-123_Z", "abc-123_z"),
    ])
    func `takes away case, accents and joined letters`(text: String, folded: String) {
        #expect(Array(text.folded.unicodeScalars) == Array(folded.unicodeScalars))
    }

    @Test(arguments: [("caf\u{E9}", "cafe\u{301}"), ("\u{C5}", "A\u{30A}"), ("\u{1E69}", "s\u{307}\u{323}")])
    func `is the same for composed and decomposed text`(composed: String, decomposed: String) {
        #expect(Array(composed.folded.utf8) == Array(decomposed.folded.utf8))
    }

    @Test func `is the same letter by letter as within any other text`() {
        for value in UInt32(0x20)...0x24F {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "A\(scalar)b’"
            #expect((text + "Ж").folded == text.folded + "ж", "U+\(String(value, radix: 16))")
        }
    }

    @Test func `of a folded text is itself`() {
        for text in ["Hôtellerie", "STRAẞE", "ΟΔΟΣ", "İ", "ﬁ", "Ǆ", "ŉ", "Å"] {
            #expect(text.folded.folded == text.folded, "\(text)")
        }
    }

    @Test(arguments: [
        ("a", "b"), ("Z", "a"), ("a", "aa"), ("", "a"), ("z", "é"), ("\u{FFFD}", "\u{1F600}"), ("10", "9"),
    ])
    func `orders texts by Unicode scalar value`(first: String, second: String) {
        #expect(first.precedes(second))
        #expect(!second.precedes(first))
        #expect(!first.precedes(first))
    }

    @Test func `finds a part scalar by scalar`() {
        #expect("borie sa".contains(scalars: "rie s"))
        #expect("borie".contains(scalars: ""))
        #expect(!"borie".contains(scalars: "%"))
        #expect(!"ab".contains(scalars: "abc"))
        #expect("👩‍🌾".contains(scalars: "🌾"))
    }

    @Test func `trims, and makes nothing of white space`() {
        #expect("  Lyon\n".trimmedOrNil == "Lyon")
        #expect(" \t\u{A0}\n".trimmedOrNil == nil)
    }
}

@Suite struct SuggestionTests {
    private let words = ["country", "company.country", "city", "created_at", "email", "stage", "score.fit"]

    @Test(arguments: [
        ("contry", "country"), ("COUNTRY", "country"), ("ctiy", "city"), ("emial", "email"), ("scor.fit", "score.fit"),
        ("created", "created_at"), ("comp", "company.country"), ("Stagé", "stage"),
    ])
    func `finds the word that was meant`(word: String, meant: String) {
        #expect(suggestion(for: word, among: words) == meant)
    }

    @Test(arguments: ["zzz", "téléphone", "x", ""])
    func `suggests nothing far away`(word: String) {
        #expect(suggestion(for: word, among: words) == nil)
    }

    @Test func `suggests no word that shares nothing with a short one`() {
        #expect(suggestion(for: "C", among: ["A", "B"]) == nil)
        #expect(suggestion(for: "ab", among: ["xy", "b"]) == "b")
    }

    @Test(arguments: [("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("and", "adn", 1), ("ca", "abc", 3)])
    func `counts edits, an exchange of neighbours as one`(left: String, right: String, distance: Int) {
        #expect(editDistance(left, right) == distance)
        #expect(editDistance(right, left) == distance)
    }
}
