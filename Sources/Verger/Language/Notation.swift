/// How figures, days and hours are written for one reader: language, and the clock of the workspace.
package struct Notation: Sendable {
    package let language: Language
    package let zone: Zone

    package init(_ language: Language, in zone: Zone) {
        self.language = language
        self.zone = zone
    }

    package func text(_ sentence: Sentence) -> String { sentence.text(in: language) }

    package func text(_ fr: String, _ en: String) -> String { language == .french ? fr : en }

    // MARK: Figures

    /// `12 846`; `12,846`. Negative numbers have a true minus sign.
    package func count(_ value: Int) -> String { grouped(String(value.magnitude), negative: value < 0) }

    /// `+421`, `−239`, `0`.
    package func signed(_ value: Int) -> String { (value > 0 ? "+" : "") + count(value) }

    /// A number with at most `places` decimal places, rounded: `1 204,5`; `1,204.5`.
    package func number(_ value: Number, places: Int) -> String {
        var unit: Int64 = 1
        for _ in 0..<places { unit *= 10 }
        let scale = Number.unit / unit
        let rounded = (value.millionths.magnitude + UInt64(scale / 2)) / UInt64(scale)
        let whole = grouped(String(rounded / UInt64(unit)), negative: value.millionths < 0 && rounded > 0)
        guard places > 0 else { return whole }
        return whole + (language == .french ? "," : ".") + (rounded % UInt64(unit)).padded(to: places)
    }

    /// Points of a score, from tenths: `46,5`; `46.5`.
    package func points(_ tenths: Int64) -> String { number(Number(tenths: tenths), places: 1) }

    /// `+19,7`, `−3,0`.
    package func signedPoints(_ tenths: Int64) -> String { (tenths > 0 ? "+" : "") + points(tenths) }

    /// An amount for people who look it over: `1 284 600 €`; `€1,284,600`. Cents are shown when there are some.
    package func money(_ amount: Number, _ currency: String) -> String {
        let hasCents = amount.millionths % Number.unit != 0
        return money(number(amount, places: hasCents ? 2 : 0), currency)
    }

    /// An amount as documents have it: `48 600,00 €`.
    package func exactMoney(_ amount: Number, _ currency: String) -> String {
        money(number(amount, places: 2), currency)
    }

    private func money(_ digits: String, _ currency: String) -> String {
        let symbol = ["EUR": "€", "GBP": "£", "USD": "$"][currency]
        if language == .french { return "\(digits)\u{A0}\(symbol ?? currency)" }
        guard let symbol else { return "\(currency)\u{A0}\(digits)" }
        return digits.hasPrefix("−") ? "−\(symbol)\(digits.dropFirst())" : symbol + digits
    }

    /// A share of one, in per cent: `43,8 %`; `43.8%`.
    package func percent(_ share: Double, places: Int = 1) -> String {
        let digits = number(Number(millionths: Int64((share * 100_000_000).rounded())), places: places)
        return language == .french ? "\(digits)\u{A0}%" : "\(digits)%"
    }

    private func grouped(_ digits: String, negative: Bool) -> String {
        let separator: Character = language == .french ? "\u{202F}" : ","
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(separator) }
            result.append(digit)
        }
        return negative ? "−" + result : result
    }

    // MARK: Days and hours

    package func day(_ instant: Instant) -> String { zone.day(at: instant).text(in: language) }

    /// `24 nov.`; the year only when it is not that of `now`.
    package func shortDay(_ instant: Instant, now: Instant) -> String {
        let day = zone.day(at: instant)
        let text = day.text(in: language)
        return day.year == zone.day(at: now).year ? String(text.dropLast(5)) : text
    }

    /// `17:42`.
    package func time(_ instant: Instant) -> String { zone.timeText(of: instant) }

    /// `24 nov. 2026, 17:42`.
    package func dayAndTime(_ instant: Instant) -> String { "\(day(instant)), \(time(instant))" }

    /// In rows: `17:42` today, `hier 17:42`, `12 nov.`.
    package func when(_ instant: Instant, now: Instant) -> String {
        let days = zone.day(at: now).number - zone.day(at: instant).number
        switch days {
        case 0: return text("aujourd’hui ", "today ") + time(instant)
        case 1: return text("hier ", "yesterday ") + time(instant)
        case -1: return text("demain ", "tomorrow ") + time(instant)
        default: return shortDay(instant, now: now)
        }
    }

    /// In titles: `mardi 24 novembre 2026`; `Tuesday 24 November 2026`.
    package func title(of day: Day) -> String {
        "\(weekday(of: day)) \(day.longText(in: language))"
    }

    /// `mardi 24 novembre`, the year only when it is not that of `now`.
    package func heading(of day: Day, now: Instant) -> String {
        let title = title(of: day)
        return day.year == zone.day(at: now).year ? String(title.dropLast(5)) : title
    }

    package func weekday(of day: Day) -> String {
        switch language {
        case .french: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"][day.weekday - 1]
        case .english:
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.weekday - 1]
        }
    }

    /// A length of time in its two largest units, of minutes, hours and days: `1 h 31`, `3 j`; `1 h 31`, `3 d`.
    package func duration(_ microseconds: Int64) -> String {
        let minutes = max(0, microseconds) / Instant.minute
        switch minutes {
        case ..<60: return "\(minutes)\u{A0}min"
        case ..<1440:
            return minutes % 60 == 0
                ? "\(minutes / 60)\u{A0}h" : "\(minutes / 60)\u{A0}h\u{A0}\((minutes % 60).padded(to: 2))"
        default: return "\(count(Int(minutes / 1440)))\u{A0}" + text("j", "d")
        }
    }

    /// French elides the words and English does not: `1 contact`, `12 contacts`.
    package func plural(_ number: Int, _ one: Sentence, _ many: Sentence) -> String {
        let isOne = language == .french ? number.magnitude < 2 : number.magnitude == 1
        return "\(count(number))\u{A0}" + text(isOne ? one : many)
    }
}
