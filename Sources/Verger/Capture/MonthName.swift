/// The names of months, in French and English.
enum MonthName {
    private static let names = [
        ["january", "janvier"], ["february", "fevrier"], ["march", "mars"], ["april", "avril"], ["may", "mai"],
        ["june", "juin"], ["july", "juillet"], ["august", "aout"], ["september", "septembre"], ["october", "octobre"],
        ["november", "novembre"], ["december", "decembre"],
    ]

    /// From 1; nil for what is no month. Cut to three letters at least, as far as that tells which: not `jui`.
    static func number(of word: String) -> Int? {
        let folded = word.folded
        guard folded.utf8.count >= 3 else { return nil }
        let found = names.indices.filter { names[$0].contains { $0.hasPrefix(folded) } }
        return found.count == 1 ? found[0] + 1 : nil
    }
}
