package import Verger

/// A campaign of the sample company, and what it costs.
package struct Spending: Sendable {
    package struct Bill: Sendable {
        package let kind: Cost.Kind
        package let days: DaySpan
        /// Euros.
        package let amount: Int
        package let note: String

        package init(kind: Cost.Kind, days: DaySpan, amount: Int, note: String) {
            self.kind = kind
            self.days = days
            self.amount = amount
            self.note = note
        }
    }

    package let name: String
    package let channel: String
    package let days: DaySpan
    package let budget: Int
    /// Of an event.
    package let place: String?
    package let bills: [Bill]
}

extension SampleCompany {
    /// The campaigns that the activities name, over the last year, and what they have cost.
    package static func spending(at now: Instant, in zone: Zone) -> [Spending] {
        let today = zone.day(at: now)
        let year = Day(number: today.number - 364)
        let months = stride(from: 11, through: 0, by: -1).compactMap { back -> DaySpan? in
            let (year, month) = (today.year, today.month - back)
            return Day(year: month < 1 ? year - 1 : year, month: month < 1 ? month + 12 : month, day: 1).map {
                .month(of: $0)
            }
        }
        func monthly(_ kind: Cost.Kind, _ amounts: [Int], _ note: String) -> [Spending.Bill] {
            months.enumerated().map { index, month in
                Spending.Bill(kind: kind, days: month, amount: amounts[index % amounts.count], note: note)
            }
        }
        let whole = DaySpan(year, DaySpan.month(of: today).last) ?? DaySpan(today)
        return [
            Spending(
                name: "Four mixte collectif", channel: "sea", days: whole, budget: 16_000, place: nil,
                bills: monthly(.media, [980, 1_040, 860, 1_120], "Google Ads")
                    + monthly(.people, [150], "réglage des enchères")),
            Spending(
                name: "Basse température", channel: "email", days: whole, budget: 3_000, place: nil,
                bills: monthly(.tools, [89], "outil d’envoi") + monthly(.people, [120], "rédaction")),
            Spending(
                name: "Rénover sa cuisine", channel: "social_ads", days: whole, budget: 6_500, place: nil,
                bills: monthly(.media, [410, 520], "LinkedIn")),
            Spending(
                name: "Parrainage", channel: "referral", days: whole, budget: 2_000, place: nil,
                bills: monthly(.other, [95], "cadeaux aux parrains")),
        ] + fairs(today) + webinars(whole)
    }

    private static func fairs(_ today: Day) -> [Spending] {
        let dated = (Fair.all(in: today.year - 1) + Fair.all(in: today.year)).filter { fair in
            fair.lastDay.number > today.number - 365 && fair.firstDay <= today
        }
        return dated.compactMap { fair in
            guard let days = DaySpan(fair.firstDay, fair.lastDay) else { return nil }
            let before = DaySpan(Day(number: fair.firstDay.number - 45), fair.lastDay) ?? days
            let town = fair.name.split(separator: " ").dropFirst(2).first.map(String.init) ?? fair.name
            return Spending(
                name: fair.name, channel: "event", days: days, budget: 9_000, place: town,
                bills: [
                    .init(kind: .media, days: before, amount: 5_400, note: "emplacement et stand"),
                    .init(kind: .people, days: days, amount: 2_150, note: "équipe, trajets, nuits"),
                    .init(kind: .other, days: DaySpan(days.first), amount: 640, note: "dégustations"),
                ])
        }
    }

    private static func webinars(_ year: DaySpan) -> [Spending] {
        Catalogue.webinars.map { title in
            Spending(
                name: "Webinaire « \(title) »", channel: "event", days: year, budget: 900, place: "en ligne",
                bills: [.init(kind: .tools, days: year, amount: 348, note: "salle en ligne")])
        }
    }
}
