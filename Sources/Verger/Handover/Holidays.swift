/// The public holidays of a country.
package enum Holidays: String, CaseIterable, Sendable {
    case none
    /// The eleven of article L3133-1 of the French labour code.
    case french = "FR"

    package func contains(_ day: Day) -> Bool {
        switch self {
        case .none: false
        case .french: Holidays.isFrench(day)
        }
    }

    private static let fixedFrench: Set<[Int]> = [
        [1, 1], [5, 1], [5, 8], [7, 14], [8, 15], [11, 1], [11, 11], [12, 25],
    ]

    private static func isFrench(_ day: Day) -> Bool {
        if fixedFrench.contains([day.month, day.day]) { return true }
        // Easter Monday, Ascension, Whit Monday.
        return [1, 39, 50].contains(day.number - Day.easter(of: day.year).number)
    }
}

extension Day {
    /// Easter Sunday of the Gregorian calendar.
    /// Source: J. Meeus, "Astronomical Algorithms", chapter 8 (anonymous algorithm of 1876).
    package static func easter(of year: Int) -> Day {
        let golden = year % 19
        let (century, yearOfCentury) = (year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let shift = (golden + 11 * epact + 22 * weekday) / 451
        let march = epact + weekday - 7 * shift + 114
        return Day(year: year, month: march / 31, day: march % 31 + 1) ?? Day(number: 0)
    }
}
