/// Reads amounts and numbers as people write them: `1 234,56 €`, `$1,234.56`, `1'234.50 CHF`.
package struct AmountReader: Sendable {
    /// The character before the decimals.
    package enum DecimalMark: String, Sendable {
        case point = "."
        case comma = ","
    }

    package enum Failure: Error {
        case unreadable
        /// `1,234` may be one thousand or one and a bit.
        case ambiguous
        case tooLarge
    }

    /// Nil when the file's map doesn't say: each value then has to be clear by itself.
    package let decimal: DecimalMark?

    package init(decimal: DecimalMark?) {
        self.decimal = decimal
    }

    /// The number and the currency written beside it, as an ISO 4217 code (`$` stays `$`).
    package func amount(_ text: String) throws(Failure) -> (number: Number, currency: String?) {
        if decimal != .comma, let number = Number(text) { return (number, nil) }
        var rest = Substring(AmountReader.plain(text))
        var isNegative = AmountReader.takeSign(&rest)
        let currency = AmountReader.takeCurrency(&rest)
        if !isNegative { isNegative = AmountReader.takeSign(&rest) }
        let digits = try digits(rest, hasCurrency: currency != nil)
        guard let number = Number(digits) else { throw .tooLarge }
        return (isNegative ? -number : number, currency)
    }

    package static func sentence(for failure: Failure) -> Sentence {
        switch failure {
        case .unreadable:
            Sentence(fr: "nombre illisible ; exemple : 1234.56", en: "unreadable number; example: 1234.56")
        case .ambiguous:
            Sentence(
                fr: "nombre ambigu : la virgule sépare-t-elle les milliers ou les décimales ? Dites-le avec les "
                    + "colonnes, ou par --map, « decimal: \",\" » ou « decimal: \".\" »",
                en: "ambiguous number: does the separator mark thousands or decimals? Say so with the columns, "
                    + "or by --map, “decimal: \",\"” or “decimal: \".\"”")
        case .tooLarge: Sentence(fr: "nombre trop grand", en: "number too large")
        }
    }

    /// Every kind of space and apostrophe made one, minus signs too.
    private static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{00A0}", "\u{202F}", "\u{2007}", "\u{2009}", "\t": plain.append(" ")
            case "’", "‘", "ʼ": plain.append("'")
            case "−", "–": plain.append("-")
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }

    private static func takeSign(_ rest: inout Substring) -> Bool {
        trim(&rest)
        guard rest.first == "-" || rest.first == "+" else { return false }
        let isNegative = rest.removeFirst() == "-"
        trim(&rest)
        return isNegative
    }

    private static func trim(_ rest: inout Substring) {
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
    }

    /// A sign or a code at either end.
    private static func takeCurrency(_ rest: inout Substring) -> String? {
        let isWord: (Character) -> Bool = { $0.isLetter || $0.isCurrencySymbol }
        var word = rest.prefix(while: isWord)
        if word.isEmpty {
            let end = rest.lastIndex { !isWord($0) }
            word = end.map { rest[rest.index(after: $0)...] } ?? word
            rest.removeLast(word.count)
        } else {
            rest.removeFirst(word.count)
        }
        trim(&rest)
        return word.isEmpty ? nil : Currency.code(String(word))
    }

    /// `rest` with a decimal point and no separators.
    private func digits(_ rest: Substring, hasCurrency: Bool) throws(Failure) -> String {
        guard rest.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || " '.,".utf8.contains($0) }),
            rest.utf8.first.map({ $0 >= 48 && $0 <= 57 }) == true, rest.utf8.last.map({ $0 >= 48 && $0 <= 57 }) == true
        else { throw .unreadable }
        let mark = try mark(of: rest, hasCurrency: hasCurrency)
        let parts = rest.split(separator: mark ?? "\u{0}", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = AmountReader.ungrouped(parts[0]) else { throw .unreadable }
        guard parts.count == 2 else { return whole }
        guard parts[1].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { throw .unreadable }
        return whole + "." + parts[1]
    }

    /// The character that stands before the decimals of `text`; nil when it has none.
    private func mark(of text: Substring, hasCurrency: Bool) throws(Failure) -> Character? {
        if let decimal { return Character(decimal.rawValue) }
        let marks = text.filter { $0 == "," || $0 == "." }
        guard let last = marks.last else { return nil }
        if Set(marks).count == 2 { return last }
        guard marks.count == 1 else { return nil }
        let isGrouped = text.contains(" ") || text.contains("'")
        guard !isGrouped, last == "," || hasCurrency, AmountReader.looksGrouped(text, by: last) else { return last }
        throw .ambiguous
    }

    /// `1,234`: one to three digits, then exactly three.
    private static func looksGrouped(_ text: Substring, by mark: Character) -> Bool {
        let parts = text.split(separator: mark)
        return parts.count == 2 && parts[0].count <= 3 && parts[0].first != "0" && parts[1].count == 3
    }

    /// Digits without the separators of thousands; nil when those are not all the same or not every three digits.
    private static func ungrouped(_ text: Substring) -> String? {
        guard let separator = text.first(where: { !$0.isNumber }) else { return String(text) }
        let groups = text.split(separator: separator, omittingEmptySubsequences: false)
        guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.allSatisfy({ $0.allSatisfy(\.isNumber) })
        else { return nil }
        return groups.joined()
    }
}
