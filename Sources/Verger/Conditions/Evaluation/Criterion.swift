/// A condition checked against a catalogue, ready to be evaluated, explained and compiled to SQL.
protocol Criterion: Sendable {
    /// Whether it holds from `vantage`. Lowers `until` to the earliest later instant at which that may change without a
    /// new fact; it may be too early, never too late.
    func holds(from vantage: Vantage, until: inout Instant) -> Bool

    /// What proves it, or what is missing.
    func explanation(from vantage: Vantage) -> Explanation

    /// The same test as an SQL expression that is true or false, never null.
    func sql(in query: inout SetQuery) -> SQLFragment

    /// How the set of contacts that hold it is made; by testing each, unless it says otherwise.
    func shape(in query: SetQuery) -> SetShape

    /// Adds what the answer depends on.
    func add(to reading: inout Reading)
}

/// A criterion on the fields of one contact or one activity: a company holds it when one of its contacts does.
protocol FieldCriterion: Criterion {
    /// The fields of the contact that it reads: none for a test on the timeline or the company only.
    var readsContact: Bool { get }
    /// Whether the answer for a company is the contrary of "one of its contacts passes the positive test".
    var isNegated: Bool { get }
    /// The positive test on the contact or activity that `vantage` looks at.
    func passes(from vantage: Vantage, until: inout Instant) -> Bool
}

extension FieldCriterion {
    func holds(from vantage: Vantage, until: inout Instant) -> Bool {
        guard readsContact, vantage.memberCount > 1 else { return passes(from: vantage, until: &until) != isNegated }
        let current = vantage.member
        defer { vantage.member = current }
        for member in 0..<vantage.memberCount {
            vantage.member = member
            if passes(from: vantage, until: &until) { return !isNegated }
        }
        return isNegated
    }
}
