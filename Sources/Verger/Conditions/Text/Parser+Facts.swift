extension Parser {
    // MARK: Facts

    mutating func did(_ spot: Spot) throws(Problem) -> Did {
        let kinds = try kinds()
        let filter = try optionalFilter()
        let times = try times()
        return Did(kinds, where: filter, times: times, window: try window(), spot: spot)
    }

    mutating func moment(_ spot: Spot) throws(Problem) -> Moment {
        let edge: Window.Edge = token.keyword == .first ? .first : .last
        advance()
        let kinds = try kinds()
        let filter = try optionalFilter()
        let place = token.place
        guard let window = try window() else {
            throw unexpected(
                fr: "«\u{A0}within\u{A0}», «\u{A0}before\u{A0}», «\u{A0}after\u{A0}» ou «\u{A0}between\u{A0}»",
                en: "“within”, “before”, “after” or “between”")
        }
        if case .since = window {
            throw Problem(
                Sentence(
                    fr: "«\u{A0}since\u{A0}» ne s’emploie pas après «\u{A0}\(edge.rawValue)\u{A0}»",
                    en: "“since” can't follow “\(edge.rawValue)”"), place: place)
        }
        return Moment(edge, kinds, where: filter, window: window, spot: spot)
    }

    mutating func fits() throws(Problem) -> Fits {
        if take(.any) {
            try expect(.persona)
            return Fits(persona: nil)
        }
        try expect(.persona)
        return Fits(persona: try string())
    }

    mutating func kinds() throws(Problem) -> Kinds {
        let any = take(.any)
        guard token.content == .symbol("[") else { return Kinds(any: any, [try name()]) }
        advance()
        var names = [try name()]
        while take(",") { names.append(try name()) }
        try expect("]")
        return Kinds(any: any, names)
    }

    mutating func name() throws(Problem) -> Name {
        guard case .word(let text) = token.content, token.keyword == nil, !text.contains(".") else {
            throw unexpected(fr: "un genre d’activité ou un groupe", en: "an activity kind or a group")
        }
        let spot = Spot(token.place)
        advance()
        return Name(text, spot)
    }

    mutating func optionalFilter() throws(Problem) -> Condition? {
        guard take(.where) else { return nil }
        isInFilter = true
        defer { isInFilter = false }
        return try negation()
    }

    mutating func times() throws(Problem) -> Times? {
        if take(.exactly) { return .exactly(try count()) }
        guard case .word(let word) = token.content, word.lowercased() == "at" else { return nil }
        advance()
        if take(.least) { return .atLeast(try count()) }
        if take(.most) { return .atMost(try count()) }
        throw unexpected(fr: "«\u{A0}least\u{A0}» ou «\u{A0}most\u{A0}»", en: "“least” or “most”")
    }

    mutating func count() throws(Problem) -> Int {
        let count = try integer()
        guard take(.times) || take(.time) else { throw unexpected(fr: "«\u{A0}times\u{A0}»", en: "“times”") }
        return count
    }

    mutating func integer() throws(Problem) -> Int {
        guard case .number(let number) = token.content, number.millionths % Number.unit == 0,
            number.millionths <= 1_000_000 * Number.unit
        else { throw unexpected(fr: "un nombre entier", en: "a whole number") }
        advance()
        return Int(number.millionths / Number.unit)
    }

    // MARK: Windows

    mutating func window() throws(Problem) -> Window? {
        switch token.keyword {
        case .within:
            advance()
            return .within(try span())
        case .before:
            advance()
            return .before(try when())
        case .after:
            advance()
            return .after(try when())
        case .between:
            advance()
            let start = try when()
            try expect(.and)
            return .between(start, try when())
        case .since:
            advance()
            if take(.last) { return .since(.last, try kinds()) }
            guard take(.first) else {
                throw unexpected(fr: "«\u{A0}last\u{A0}» ou «\u{A0}first\u{A0}»", en: "“last” or “first”")
            }
            return .since(.first, try kinds())
        default: return nil
        }
    }

    mutating func span() throws(Problem) -> Span {
        let amount = try integer()
        guard case .word(let word) = token.content, let unit = Span.Unit(word: word) else {
            throw unexpected(fr: "une durée comme «\u{A0}30 days\u{A0}»", en: "a duration such as “30 days”")
        }
        advance()
        return Span(amount, unit)
    }

    mutating func when() throws(Problem) -> When {
        switch token.content {
        case .day(let day):
            advance()
            return .day(day)
        case .instant(let instant):
            advance()
            return .instant(instant)
        case .word where token.keyword == .now:
            advance()
            return .now
        default: throw unexpected(fr: "une date comme 2026-01-31", en: "a date such as 2026-01-31")
        }
    }
}
