/// The letter and three digits under which names that sound alike are looked for: `dupont` and `dupond` are both `d153`.
/// Source: United States National Archives, "The Soundex Indexing System".
package enum Soundex {
    private static let groups: [Character: Character] = {
        var groups: [Character: Character] = [:]
        for (digit, letters) in [
            ("1", "bfpv"), ("2", "cgjkqsxz"), ("3", "dt"), ("4", "l"), ("5", "mn"), ("6", "r"),
        ] {
            for letter in letters { groups[letter] = Character(digit) }
        }
        return groups
    }()

    /// Of a folded name; nil when it has no letter from a to z.
    package static func code(_ name: String) -> String? {
        let letters = name.filter { $0 >= "a" && $0 <= "z" }
        guard let first = letters.first else { return nil }
        var code = String(first)
        var last = groups[first]
        for letter in letters.dropFirst() {
            let digit = groups[letter]
            if let digit, digit != last { code.append(digit) }
            // Letters that h or w parts count as neighbours, those that a vowel parts do not.
            if letter != "h", letter != "w" { last = digit }
            if code.count == 4 { return code }
        }
        return code + String(repeating: "0", count: 4 - code.count)
    }
}
