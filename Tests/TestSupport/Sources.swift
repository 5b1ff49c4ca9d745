package import Verger

extension Cost {
    /// 300 € in March 2026.
    package static func example(
        _ id: Int64, of target: Target, amount: String = "300", days: DaySpan? = nil
    ) throws -> Cost {
        try Cost(
            id: id, target: target, kind: .media, days: days ?? .month(of: Day(year: 2026, month: 3, day: 1)!),
            amount: Number(amount)!)
    }
}

extension Introducer {
    /// 45 € for each lead within 90 days.
    package static func example(
        _ id: Int64, source: String = "Lucas", price: Price = .perLead(Number(45)), stage: String = "lead"
    ) throws -> Introducer {
        try Introducer(
            id: id, name: "Agence \(source)", email: "lucas@agence.example", source: source, channel: "partner",
            terms: .init(price: price, stage: stage))
    }
}
