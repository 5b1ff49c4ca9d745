import Verger

/// A trade fair where the sample company has a stand.
struct Fair: Sendable {
    /// With its year: "Salon de Lyon 2026".
    let name: String
    let firstDay: Day
    let lastDay: Day

    static func all(in year: Int) -> [Fair] {
        [
            fair("Salon de Lyon", year, month: 1, days: 22...26),
            fair("Salon de Rennes", year, month: 4, days: 14...16),
            fair("Salon de Paris", year, month: 10, days: 6...9),
        ].compactMap(\.self)
    }

    private static func fair(_ name: String, _ year: Int, month: Int, days: ClosedRange<Int>) -> Fair? {
        guard let first = Day(year: year, month: month, day: days.lowerBound),
            let last = Day(year: year, month: month, day: days.upperBound)
        else { return nil }
        return Fair(name: "\(name) \(year)", firstDay: first, lastDay: last)
    }
}
