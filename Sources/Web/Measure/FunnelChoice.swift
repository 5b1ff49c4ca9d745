import Verger

/// Which funnel somebody asks for: the period, the time given to go on, the day it is seen from, whose definition.
struct FunnelChoice: Sendable {
    enum Length: String, CaseIterable, Sendable {
        case year, quarter, month
        /// From one day to another.
        case days

        var label: Sentence {
            switch self {
            case .year: Sentence(fr: "12 derniers mois", en: "Last 12 months")
            case .quarter: Sentence(fr: "3 derniers mois", en: "Last 3 months")
            case .month: Sentence(fr: "Dernier mois", en: "Last month")
            case .days: Sentence(fr: "D’un jour à l’autre", en: "From one day to another")
            }
        }

        var span: Span {
            switch self {
            case .year, .days: Span(12, .month)
            case .quarter: Span(3, .month)
            case .month: Span(1, .month)
            }
        }
    }

    static let patiences = [30, 90, 180, 365]
    private static let usualPatience = 90

    let length: Length
    let from: Day
    /// Included.
    let to: Day
    /// Days that contacts are given to go on.
    let patience: Int
    /// The day looked at; nil for now.
    let asOf: Instant?
    /// Whether each day is seen by its own definition, and not all by that of today.
    let isThen: Bool
    /// Why what was asked for could not be: then the usual period is shown.
    let problem: Sentence?
    let period: FunnelPeriod

    init(_ visit: Visit) throws {
        let (query, zone) = (visit.query, visit.workspace.zone)
        asOf = try visit.asOf()
        isThen = query.text("definition") == "then"
        let asked = query.integer("within") ?? FunnelChoice.usualPatience
        patience = (1...3650).contains(asked) ? asked : FunnelChoice.usualPatience
        let seen = min(asOf ?? visit.now, visit.now)
        let today = zone.day(at: seen)
        var length = query.text("period").flatMap(Length.init(rawValue:)) ?? .year
        var (from, to, problem) = (today, today, Sentence?.none)
        if length == .days {
            do throws(Refusal) { (from, to) = try FunnelChoice.days(query, today) } catch {
                problem = error.sentence
                length = .year
            }
        }
        if length != .days { from = zone.day(at: length.span.before(zone.end(of: today), in: zone)) }
        (self.length, self.from, self.to, self.problem) = (length, from, to, problem)
        period = FunnelPeriod(
            from: zone.start(of: from), to: zone.end(of: to), patience: Int64(patience) * Instant.day, seen: seen)
    }

    /// Days that nobody chose.
    init(over days: DaySpan, _ visit: Visit) {
        let zone = visit.workspace.zone
        (length, from, to) = (.days, days.first, days.last)
        (patience, asOf, isThen, problem) = (FunnelChoice.usualPatience, nil, false, nil)
        period = FunnelPeriod(
            from: zone.start(of: from), to: zone.end(of: to), patience: Int64(patience) * Instant.day, seen: visit.now)
    }

    /// The days of a free period, which begins before it ends and not after today.
    private static func days(_ query: Fields, _ today: Day) throws(Refusal) -> (Day, Day) {
        guard let from = query.text("from").flatMap(Day.init(written:)),
            let to = query.text("to").flatMap(Day.init(written:))
        else {
            throw .malformed(
                Sentence(
                    fr: "Il faut deux dates, par exemple du 2026-01-01 au 2026-03-31. Voici les 12 derniers mois.",
                    en: "Two dates are needed, such as from 2026-01-01 to 2026-03-31. Here are the last 12 months."))
        }
        guard from <= to, from <= today else {
            throw .malformed(
                Sentence(
                    fr: "La période commence après sa fin ou dans l’avenir. Voici les 12 derniers mois.",
                    en: "The period begins after its end, or in the future. Here are the last 12 months."))
        }
        return (from, to)
    }

    /// What addresses carry to ask for the same.
    var fields: Fields {
        var fields: [(name: String, value: String)] = []
        if length != .year { fields.append(("period", length.rawValue)) }
        if length == .days { fields += [("from", from.description), ("to", to.description)] }
        if patience != FunnelChoice.usualPatience { fields.append(("within", String(patience))) }
        if let asOf { fields.append(("as_of", asOf.iso8601)) }
        if isThen { fields.append(("definition", "then")) }
        return Fields(fields)
    }
}

extension Day {
    /// Reads `2026-01-31`.
    init?(written text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
