import Foundation

extension RowReading {
    /// The cell's text, trimmed and translated by the map; nil when missing.
    func text(_ source: RowPlan.Source) -> String? {
        switch source.origin.origin {
        case .constant(let text): return source.origin.translated(text.trimmedQuickly)
        case .rowDate: return rowDate?.iso8601
        case .column:
            guard let index = source.index, index < record.cells.count else { return source.origin.translated(nil) }
            return source.origin.translated(record.cells[index].trimmedQuickly)
        }
    }

    func text(_ source: RowPlan.Source?) -> String? {
        source.flatMap { (source: RowPlan.Source) in text(source) }
    }

    /// The date that `row_dates` gives to the row.
    var rowDate: Instant? { rules.rowDates?.date(ofRow: record.row) }

    /// Nil when missing, or refused as unreadable.
    mutating func instant(_ source: RowPlan.Source) -> Instant? {
        if case .rowDate = source.origin.origin { return rowDate.map { $0 + source.origin.shift } }
        guard let text = text(source) else { return nil }
        do {
            return try rules.dates.instant(text) + source.origin.shift
        } catch {
            refuse(rules.dates.sentence(for: error, text), source, value: text)
            return nil
        }
    }

    /// `instant` in UTC; the text it was read from where that is what it holds already: `2026-01-31T09:00:00Z`.
    func iso8601(_ instant: Instant, from source: RowPlan.Source) -> String {
        if source.origin.shift == 0, rules.dates.formats.isEmpty, let text = text(source), text.utf8.count == 20,
            text.hasSuffix("Z"), text.utf8.contains(UInt8(ascii: "T"))
        {
            return text
        }
        return instant.iso8601
    }

    /// Nil when missing, or refused as unreadable or in another currency.
    mutating func number(_ source: RowPlan.Source) -> Number? {
        guard let text = text(source) else { return nil }
        do {
            let (number, currency) = try rules.amounts.amount(text)
            guard let currency, !Currency.isSame(currency, as: rules.settings.currency) else { return number }
            refuse(RowSentences.otherCurrency(rules.settings.currency), source, value: text)
        } catch {
            refuse(AmountReader.sentence(for: error), source, value: text)
        }
        return nil
    }

    /// The text to keep for a value of `type`; nil when missing or refused.
    mutating func value(_ source: RowPlan.Source, as type: ValueType) -> String? {
        switch type {
        case .text: return text(source)
        case .number: return number(source)?.description
        case .date: return instant(source).map { iso8601($0, from: source) }
        case .boolean:
            guard let text = text(source) else { return nil }
            if let flag = Bool(stored: text) { return String(flag) }
            refuse(RowSentences.notBoolean, source, value: text)
            return nil
        }
    }
}

extension String {
    /// Without white space at its ends, its accents composed (NFC); nil when nothing is left.
    var trimmedQuickly: String? {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return nil }
        let isTrimmed = !first.isBlank && !last.isBlank
        // Below U+0300, whose lead byte is 0xCC, nothing needs composing.
        var copy = self
        if isTrimmed, copy.withUTF8({ $0.allSatisfy { $0 < 0xCC } }) { return self }
        guard let trimmed = isTrimmed ? self : trimmedOrNil else { return nil }
        return trimmed.precomposedStringWithCanonicalMapping
    }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool {
        value < 0x80 ? value <= 0x20 : properties.isWhitespace
    }
}
