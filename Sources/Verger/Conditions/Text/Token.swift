/// A token of the text form.
struct Token: Hashable {
    enum Content: Hashable {
        /// A word or a dotted name, as it was written.
        case word(String)
        case string(String)
        case number(Number)
        case day(Day)
        case instant(Instant)
        /// `( ) [ ] , = != < <= > >= + -`
        case symbol(String)
        case end
    }

    let content: Content
    let place: Place

    /// The lower-case keyword, when it is one.
    var keyword: Keyword? {
        guard case .word(let text) = content else { return nil }
        return Keyword(rawValue: text.lowercased())
    }

    /// As it is shown in a message.
    var description: String {
        switch content {
        case .word(let text): text
        case .string(let text): "\"\(text)\""
        case .number(let number): number.description
        case .day(let day): day.description
        case .instant(let instant): instant.iso8601
        case .symbol(let text): text
        case .end: ""
        }
    }
}

/// The reserved words. Units of time, `at`, and `me` are not: they may be texts and names.
enum Keyword: String, CaseIterable {
    case and, or, not, always, never, did, any, `where`, least, most, exactly, time, times, within, before, after
    case between, since, last, first, fits, persona, `in`, segment, list, tag, `is`, empty, contains, starts, ends
    case with, count, sum, max, min, latest, now, `true`, `false`
}
