extension Day {
    private static let monthNames: [(fr: String, en: String)] = [
        ("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April"), ("mai", "May"),
        ("juin", "June"), ("juillet", "July"), ("août", "August"), ("septembre", "September"), ("octobre", "October"),
        ("novembre", "November"), ("décembre", "December"),
    ]

    private static let shortMonthNames: [(fr: String, en: String)] = [
        ("janv.", "Jan"), ("févr.", "Feb"), ("mars", "Mar"), ("avr.", "Apr"), ("mai", "May"), ("juin", "June"),
        ("juil.", "July"), ("août", "Aug"), ("sept.", "Sept"), ("oct.", "Oct"), ("nov.", "Nov"), ("déc.", "Dec"),
    ]

    /// `24 nov. 2026`, `1er mars 2026`; `24 Nov 2026`.
    package func text(in language: Language) -> String {
        let names = Day.shortMonthNames[month - 1]
        return switch language {
        case .french: "\(day == 1 ? "1er" : String(day))\u{A0}\(names.fr)\u{A0}\(year)"
        case .english: "\(day)\u{A0}\(names.en)\u{A0}\(year)"
        }
    }

    /// `nov.`; `Nov`.
    package func monthName(in language: Language) -> String {
        let names = Day.shortMonthNames[month - 1]
        return language == .french ? names.fr : names.en
    }

    /// `24 novembre 2026`; `24 November 2026`.
    package func longText(in language: Language) -> String {
        let names = Day.monthNames[month - 1]
        return switch language {
        case .french: "\(day == 1 ? "1er" : String(day)) \(names.fr) \(year)"
        case .english: "\(day) \(names.en) \(year)"
        }
    }
}

extension Zone {
    /// `24 nov. 2026 17:42`.
    package func text(of instant: Instant, in language: Language) -> String {
        "\(day(at: instant).text(in: language)) \(timeText(of: instant))"
    }

    /// `17:42`.
    package func timeText(of instant: Instant) -> String {
        let clock = clock(at: instant)
        let time = clock - clock.floorDivided(by: Instant.day) * Instant.day
        return (time / Instant.hour).padded(to: 2) + ":" + (time / Instant.minute % 60).padded(to: 2)
    }
}

extension Span {
    package func text(in language: Language) -> String {
        switch language {
        case .english: return description
        case .french:
            let word =
                switch unit {
                case .minute: "minute"
                case .hour: "heure"
                case .day: "jour"
                case .week: "semaine"
                case .month: "mois"
                case .year: "an"
                }
            return "\(amount) \(word)\(amount > 1 && unit != .month ? "s" : "")"
        }
    }
}
