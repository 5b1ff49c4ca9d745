extension String {
    /// `d’Atelier Borie`, `de Borie`: French elides before a vowel; before an h it depends on the word, and nothing is elided.
    package var afterDe: String {
        guard let first = folded.first, "aeiouy".contains(first) else { return "de " + self }
        return "d’" + self
    }
}
