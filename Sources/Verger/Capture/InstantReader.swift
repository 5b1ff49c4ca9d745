/// Reads the dates of a file.
package struct InstantReader: Sendable {
    package enum Failure: Error {
        /// 31 February.
        case noSuchDay
        case unreadable
    }

    /// Tried in order, before ISO 8601.
    package let formats: [DateFormat]
    /// Where dates without an offset are.
    package let zone: Zone

    package init(formats: [DateFormat], zone: Zone) {
        self.formats = formats
        self.zone = zone
    }

    package func instant(_ text: String) throws(Failure) -> Instant {
        for format in formats {
            guard let clock = format.clock(text) else { continue }
            guard let microseconds = clock.microseconds else { throw .noSuchDay }
            return zone.instant(atClock: microseconds)
        }
        if let instant = Instant(iso8601: text, in: zone) { return instant }
        throw isImpossible(text) ? .noSuchDay : .unreadable
    }

    /// Why `text` was refused, and what would be read.
    package func sentence(for failure: Failure, _ text: String) -> Sentence {
        let example = formats.first?.example ?? "2026-02-28"
        switch failure {
        case .noSuchDay:
            return Sentence(
                fr: "ce jour n’existe pas ; exemple de date : \(example)",
                en: "there is no such day; example of a date: \(example)")
        case .unreadable where formats.isEmpty:
            return Sentence(
                fr: "date illisible ; attendu : \(example) ou 2026-02-28T17:30:00Z ; pour un autre format, "
                    + "dites-le avec les colonnes, ou par --map, par exemple « dates: dd/MM/yyyy »",
                en: "unreadable date; expected \(example) or 2026-02-28T17:30:00Z; for another format, "
                    + "say so with the columns, or by --map, for example “dates: dd/MM/yyyy”")
        case .unreadable:
            let patterns = formats.map(\.pattern).joined(separator: ", ")
            return Sentence(
                fr: "date illisible ; attendu : \(patterns), comme \(example)",
                en: "unreadable date; expected \(patterns), like \(example)")
        }
    }

    /// Whether it is written like a date and only the calendar refuses it.
    private func isImpossible(_ text: String) -> Bool {
        var reader = DigitReader(text)
        if reader.digits(4) != nil, reader.take("-"), reader.digits(2) != nil, reader.take("-"),
            reader.digits(2) != nil, reader.isAtEnd || reader.take("T") || reader.take(" ")
        {
            return Instant(iso8601: String(text.prefix(10)), in: .utc) == nil
        }
        guard formats.isEmpty else { return false }
        return InstantReader.slashed.contains { format in
            guard let clock = format.clock(String(text.prefix(10))) else { return false }
            return clock.microseconds == nil && clock.day <= 31 && clock.month <= 12
        }
    }

    private static let slashed = ["dd/MM/yyyy", "dd-MM-yyyy", "dd.MM.yyyy"].compactMap { DateFormat($0) }
}
