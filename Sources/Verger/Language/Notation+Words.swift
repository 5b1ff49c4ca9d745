extension Notation {
    /// A small number in words, as sentences that are read aloud have it: `cinq`, `une`; in digits from 17 on.
    package func words(_ number: Int, isFeminine: Bool = false) -> String {
        let french = [
            "zéro", isFeminine ? "une" : "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
            "onze", "douze", "treize", "quatorze", "quinze", "seize",
        ]
        let english = [
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen",
        ]
        let words = language == .french ? french : english
        return words.indices.contains(number) ? words[number] : count(number)
    }

    /// In rows of things of late: `17:42`, `hier 17:42`, `ven. 20 nov.`.
    package func recently(_ instant: Instant, now: Instant) -> String {
        let days = zone.day(at: now).number - zone.day(at: instant).number
        switch days {
        case 0: return time(instant)
        case 1: return text("hier ", "yesterday ") + time(instant)
        case 2...6:
            let day = weekday(of: zone.day(at: instant))
            return day.prefix(3) + text(".", "") + " " + shortDay(instant, now: now)
        default: return shortDay(instant, now: now)
        }
    }
}
