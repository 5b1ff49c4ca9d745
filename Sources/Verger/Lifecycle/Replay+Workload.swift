extension Replay {
    /// Arrivals at the judged stage, for each person who follows contacts and each week.
    package struct Pace: Hashable, Sendable {
        package let old: Double
        package let new: Double
        /// Over so many weeks.
        package let weeks: Int
        package let people: Int
    }

    /// Over the latest `weeks` weeks, or as many as there are arrivals in; nil without any. Contacts that nobody follows
    /// make work for somebody too.
    package func pace(over weeks: Int) -> Pace? {
        guard let first = workload.keys.map(\.monday).min() else { return nil }
        let thisMonday = monday(of: now)
        let start = max(first.number, thisMonday.number - Int64(7 * (weeks - 1)))
        let recent = workload.filter { $0.key.monday.number >= start }
        let count = max(1, Int((thisMonday.number - start) / 7) + 1)
        let people = max(1, Set(recent.keys.map(\.owner)).subtracting([""]).count)
        let share = Double(count * people)
        return Pace(
            old: Double(recent.values.reduce(0) { $0 + $1.old }) / share,
            new: Double(recent.values.reduce(0) { $0 + $1.new }) / share, weeks: count, people: people)
    }

    /// What a contact has paid, less what was refunded; corrections applied.
    package static func paid(in dossier: Dossier, upTo now: Instant) -> Number {
        let voided = voidedActivities(in: dossier, at: now)
        return dossier.activities.filter { $0.at <= now && !voided.contains($0.id) }.reduce(Number.zero) { sum, fact in
            switch fact.kind {
            case "payment_received": sum + (fact.amount ?? .zero)
            case "payment_refunded": sum - (fact.amount ?? .zero)
            default: sum
            }
        }
    }

    static func voidedActivities(in dossier: Dossier, at now: Instant) -> Set<Int64> {
        let periods = VoidPeriod.periods(in: dossier.activities)
        return Set(periods.filter { $0.since <= now && ($0.until.map { $0 > now } ?? true) }.map(\.activity))
    }
}
