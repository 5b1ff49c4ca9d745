/// What is derived about a contact at an instant.
package struct Standing: Hashable, Sendable {
    /// Position in the definition; nil when no stage holds.
    package var stage: Int?
    /// Start of the present uninterrupted time at this stage.
    package var since: Instant = .distantPast
    /// The furthest stage ever held.
    package var highest: Int?
    package var isExcluded = false
    /// Only from prospect to opportunity.
    package var temperature: Temperature?
    package var score = Score.Totals()
    /// The earliest later instant at which stage, score, temperature or exclusion change with no new fact.
    package var validUntil: Instant?

    package init() {}

    /// The same answer, whatever its dates.
    func sameAnswer(as other: Standing) -> Bool {
        stage == other.stage && isExcluded == other.isExcluded && temperature == other.temperature
            && score.fit == other.score.fit && score.engagement == other.score.engagement
    }
}

/// Whether a prospect wants to buy soon.
package enum Temperature: String, CaseIterable, Sendable {
    case hot, cold
}

/// A change of stage. The first one is the arrival.
package struct Transition: Hashable, Sendable {
    package let at: Instant
    /// Position in the definition; nil when no stage holds from then on.
    package let stage: Int?

    package init(at: Instant, stage: Int?) {
        self.at = at
        self.stage = stage
    }
}
