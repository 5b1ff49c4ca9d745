/// Everything that is derived of one contact at an instant, with its reasons: what `explain` shows.
package struct ContactReport: Sendable {
    /// One line of the score, with the activity that earns it.
    package struct Line: Sendable {
        package let rule: String
        package let axis: Score.Axis
        package let tenths: Int64
        package let activity: Activity?
    }

    package let asOf: Instant
    package let zone: Zone
    package let stages: [Rules.Stage]
    package let standing: Standing
    package let history: [Transition]
    package let grade: String
    package let lines: [Line]
    /// Why the stage is held; nil when none is.
    package let because: Explanation?
    /// What the next stage wants; nil at the last one.
    package let missing: Explanation?
    /// Why the contact is hot or not; nil when it has no temperature.
    package let heat: Explanation?
    /// Why the contact is set aside; nil when it is not.
    package let exclusion: Explanation?
    /// Whether the person objects to being scored: score and temperature are withheld.
    package let isUnscored: Bool

    /// The engagement a day later, in tenths of a point, if nothing happens.
    package let engagementTomorrow: Int64

    /// Nil before the contact's first fact.
    package init?(_ dossier: Dossier, at instant: Instant, by evaluator: Evaluator) {
        guard let (standing, history) = evaluator.evaluate(dossier, at: instant) else { return nil }
        let rules = evaluator.rules
        asOf = instant
        zone = rules.zone
        stages = rules.stages
        self.standing = standing
        self.history = history
        grade = rules.grades.grade(of: standing.score)
        lines = evaluator.contributions().map { line in
            Line(
                rule: line.rule, axis: line.axis, tenths: line.tenths,
                activity: line.activity.map { dossier.activities[$0] })
        }
        because = standing.stage.map { evaluator.explanation(ofStage: $0) }
        let next = standing.stage.map { $0 + 1 } ?? 0
        missing = next < rules.stages.count ? evaluator.explanation(ofStage: next) : nil
        heat = evaluator.explanationOfTemperature()
        exclusion = standing.isExcluded ? evaluator.explanationOfExclusion() : nil
        isUnscored = evaluator.isUnscored
        engagementTomorrow = evaluator.engagement(at: instant + Instant.day)
    }

    /// How often the stage held was reached: 2 after a fall.
    package var arrivals: Int { history.count { $0.stage == standing.stage } }
}
