/// Why a record could not be read.
package enum CSVDamage: Hashable, Sendable {
    /// Bytes that the file's encoding does not know.
    case unreadableCharacters(CSVEncoding)
    /// A character U+0000, which no text may hold.
    case nullCharacter
    /// Longer than `limit` bytes.
    case tooLong(limit: Int)
    /// A quote opens a cell and nothing closes it.
    case unclosedQuote
    /// Text follows the quote that closes a cell.
    case textAfterQuote

    package var sentence: Sentence {
        switch self {
        case .unreadableCharacters(let encoding):
            Sentence(
                fr: "des caractères ne sont pas du \(encoding.rawValue) ; la ligne est laissée de côté",
                en: "some characters are not \(encoding.rawValue); the row is left out")
        case .nullCharacter:
            Sentence(
                fr: "la ligne contient un caractère nul (U+0000) ; elle est laissée de côté",
                en: "the row holds a null character (U+0000); it is left out")
        case .tooLong(let limit):
            Sentence(
                fr: "la ligne dépasse \(limit / 1024) Kio ; elle est laissée de côté",
                en: "the row is longer than \(limit / 1024) KiB; it is left out")
        case .unclosedQuote:
            Sentence(
                fr: "un guillemet ouvre une cellule et rien ne la ferme ; la ligne est laissée de côté",
                en: "a quote opens a cell and nothing closes it; the row is left out")
        case .textAfterQuote:
            Sentence(
                fr:
                    "du texte suit le guillemet qui ferme une cellule ; doublez les guillemets dans une cellule",
                en: "text follows the quote that closes a cell; double the quotes inside a cell")
        }
    }
}
