/// A figure taken from the timeline: `count`, `sum`, `max`, `min`, `latest`.
struct Figure: Sendable {
    let function: Aggregate.Function
    let selector: Int
    let window: ResolvedWindow
    /// Nil for `count`.
    let field: ActivityField?
    let text: String

    func value(from vantage: Vantage, until: inout Instant) -> Value? {
        let matches = vantage.matches(of: selector)
        let part = window.part(of: matches, from: vantage)
        if let change = window.nextChange(of: part, leaving: 0, among: matches, from: vantage) {
            until = min(until, change)
        }
        guard let field else { return .number(Number(part.count)) }
        let current = vantage.activity
        defer { vantage.activity = current }
        if function == .latest {
            for position in part.reversed() {
                vantage.activity = Int(position)
                if let value = field.value(from: vantage) { return value }
            }
            return nil
        }
        var result: Value? = function == .sum ? .number(.zero) : nil
        for position in part {
            vantage.activity = Int(position)
            guard let value = field.value(from: vantage) else { continue }
            result = function.combining(result, value)
        }
        return result
    }

    /// The activities that make the figure.
    func contributions(from vantage: Vantage) -> [Activity] {
        window.part(of: vantage.matches(of: selector), from: vantage).map { vantage.dossier.activities[Int($0)] }
    }
}

extension Aggregate.Function {
    fileprivate func combining(_ result: Value?, _ value: Value) -> Value? {
        switch (self, result, value) {
        case (.sum, .number(let total)?, .number(let next)): .number(total + next)
        case (.max, .number(let best)?, .number(let next)): .number(Swift.max(best, next))
        case (.min, .number(let best)?, .number(let next)): .number(Swift.min(best, next))
        case (.max, .date(let best)?, .date(let next)): .date(Swift.max(best, next))
        case (.min, .date(let best)?, .date(let next)): .date(Swift.min(best, next))
        case (.max, nil, _), (.min, nil, _): value
        default: result
        }
    }
}

extension Figure {
    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Chiffres tirés des faits", en: "Figures taken from activities"),
        syntax:
            "count KINDS …    sum|max|min|latest KIND.PROPERTY [where FILTER] [WINDOW]    TERM + TERM    TERM - TERM",
        meaning: Sentence(
            fr: """
                «\u{A0}count\u{A0}» et «\u{A0}sum\u{A0}» de rien valent 0\u{202F}; «\u{A0}max\u{A0}», «\u{A0}min\u{A0}» et \
                «\u{A0}latest\u{A0}» de rien manquent. Un fait sans la propriété est sauté.
                """,
            en: """
                “count” and “sum” of nothing are 0; “max”, “min” and “latest” of nothing are missing. An activity without \
                the property is skipped.
                """),
        examples: [
            .init(
                "sum payment_received.amount - sum payment_refunded.amount > 0", false,
                "2026-01-10 payment_received amount=120", "2026-01-20 payment_refunded amount=120"),
            .init("count any exchange within 30 days >= 2", true, "2026-02-10 call_held", "2026-02-20 meeting_held"),
            .init("max survey_answered.score >= 9", true, "2026-01-10 survey_answered score=9.5"),
            .init("max survey_answered.score < 9", false),
            .init(
                "latest qualification_recorded.answer where (key = budget) = \"Confirmé\"", true,
                "2026-01-10 qualification_recorded key=budget answer=non",
                "2026-01-12 qualification_recorded key=budget answer=confirmé"),
            .init("min decision_date_given.date < 2026-06-01", true, "2026-01-10 decision_date_given date=2026-05-31"),
        ])
}
