/// Names of currencies.
package enum Currency {
    /// Currencies that write `$`.
    private static let dollars: Set<String> = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"]

    /// The ISO 4217 code of a sign or a name; other texts in capitals.
    package static func code(_ text: String) -> String {
        switch text.folded {
        case "€", "euro", "euros": "EUR"
        case "£": "GBP"
        case "¥": "JPY"
        case "fr", "frs": "CHF"
        default: text.uppercased()
        }
    }

    /// Whether `text`, a sign or a code, means the currency `code`.
    package static func isSame(_ text: String, as code: String) -> Bool {
        let wanted = Currency.code(code)
        return Currency.code(text) == wanted || (text == "$" && dollars.contains(wanted))
    }
}
