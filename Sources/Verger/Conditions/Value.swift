/// What a field or a property may hold.
package enum ValueType: String, CaseIterable, Sendable {
    case text, number, date, boolean

    package var name: Sentence {
        switch self {
        case .text: Sentence(fr: "un texte", en: "text")
        case .number: Sentence(fr: "un nombre", en: "a number")
        case .date: Sentence(fr: "une date", en: "a date")
        case .boolean: Sentence(fr: "vrai ou faux", en: "true or false")
        }
    }
}

/// A value as conditions compare it: texts folded, dates as instants.
package enum Value: Hashable, Sendable {
    case text(String)
    case number(Number)
    case date(Instant)
    case boolean(Bool)

    /// Reads a stored text as `type`; nil when it is not one (an undeclared or older value counts as missing).
    package init?(_ stored: String, as type: ValueType, in zone: Zone) {
        switch type {
        case .text: self = .text(stored.folded)
        case .number:
            guard let number = Number(stored) else { return nil }
            self = .number(number)
        case .date:
            guard let instant = Instant(iso8601: stored, in: zone) else { return nil }
            self = .date(instant)
        case .boolean:
            guard let flag = Bool(stored: stored) else { return nil }
            self = .boolean(flag)
        }
    }
}

extension Bool {
    /// Reads `true`, `vrai`, `oui`, `yes`, `1` and their contraries, without case.
    package init?(stored: String) {
        switch stored.folded {
        case "true", "1", "yes", "oui", "vrai": self = true
        case "false", "0", "no", "non", "faux": self = false
        default: return nil
        }
    }
}
