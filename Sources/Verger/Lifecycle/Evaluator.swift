/// Derives what a definition says about contacts, one dossier after another. Not shared between threads.
package final class Evaluator {
    package let rules: Rules
    let vantage: Vantage
    /// After so many instants at which the answer could change and did not, the next one is taken as it is.
    static let patience = 4096

    package init(_ rules: Rules) {
        self.rules = rules
        vantage = Vantage(rules)
    }

    /// The standing at `instant`, and every change of stage up to it; nil before the contact's first fact.
    package func evaluate(_ dossier: Dossier, at instant: Instant) -> (standing: Standing, history: [Transition])? {
        guard dossier.firstFact <= instant else { return nil }
        vantage.open(dossier)
        let history = transitions(upTo: instant)
        var standing = Standing()
        standing.since = history.last?.at ?? dossier.firstFact
        standing.stage = history.last?.stage
        standing.highest = history.compactMap(\.stage).max()
        let derived = derive(from: standing, at: instant)
        standing = derived.standing
        standing.validUntil = validUntil(of: standing, next: derived.until)
        // Leaves the vantage where explanations are asked from.
        vantage.move(to: instant)
        vantage.standing = standing
        return (standing, history)
    }

    /// Every change of stage from the first fact to the last instant at which something may change, evaluated no later
    /// than `instant`.
    package func history(of dossier: Dossier, upTo instant: Instant) -> [Transition] {
        guard dossier.firstFact <= instant else { return [] }
        vantage.open(dossier)
        return transitions(upTo: instant)
    }

    /// Every change of stage up to `instant`, and what holds then, whatever its end.
    func outcome(of dossier: Dossier, at instant: Instant) -> (history: [Transition], standing: Standing)? {
        guard dossier.firstFact <= instant else { return nil }
        vantage.open(dossier)
        let history = transitions(upTo: instant)
        var standing = Standing()
        standing.stage = history.last?.stage
        standing.highest = history.compactMap(\.stage).max()
        return (history, derive(from: standing, at: instant).standing)
    }

    /// Whether `condition`, checked under the rules of this evaluator, holds of the dossier evaluated last.
    package func holds(_ condition: ResolvedCondition) -> Bool {
        var until = Instant.distantFuture
        return condition.criterion.holds(from: vantage, until: &until)
    }

    /// The same, and the earliest later instant at which that may change with no new fact.
    package func answer(_ condition: ResolvedCondition) -> (holds: Bool, validUntil: Instant?) {
        var until = Instant.distantFuture
        let holds = condition.criterion.holds(from: vantage, until: &until)
        if condition.readsStanding, let validUntil = vantage.standing.validUntil { until = min(until, validUntil) }
        return (holds, until.orNil)
    }

    package func explanation(of condition: ResolvedCondition) -> Explanation {
        condition.criterion.explanation(from: vantage)
    }

    /// Why the dossier evaluated last is, or is not, at the stage `index`.
    package func explanation(ofStage index: Int) -> Explanation {
        rules.stages[index].criterion.explanation(from: vantage).named(rules.stages[index].name)
    }

    package func explanationOfTemperature() -> Explanation? {
        vantage.standing.temperature == nil ? nil : rules.hot?.explanation(from: vantage)
    }

    package func explanationOfExclusion() -> Explanation? {
        rules.exclusion?.explanation(from: vantage)
    }

    /// The latest activity, up to the instant of the evaluation, in which the contact took part and that nothing voids.
    package func lastEvidence() -> Activity? { vantage.lastActivity(of: rules.kindsOfEvidence) }

    /// Whether the person of the dossier evaluated last objects to being scored.
    package var isUnscored: Bool { vantage.isUnscored }

    /// The lines of the score of the dossier evaluated last.
    package func contributions() -> [Score.Contribution] {
        rules.contributions(from: vantage)
    }

    /// The engagement of the dossier evaluated last at a later instant, in tenths, if nothing happens until then.
    func engagement(at later: Instant) -> Int64 {
        let now = vantage.now
        vantage.freeze()
        vantage.move(to: later)
        let engagement = rules.score(from: vantage).engagement
        vantage.thaw()
        vantage.move(to: now)
        return engagement
    }

    // MARK: Walking the timeline

    private func transitions(upTo instant: Instant) -> [Transition] {
        var result: [Transition] = []
        var step = vantage.dossier.firstFact
        while step <= instant {
            vantage.move(to: step)
            var until = Instant.distantFuture
            let stage = stage(until: &until)
            if result.isEmpty || result[result.count - 1].stage != stage {
                result.append(Transition(at: step, stage: stage))
            }
            let next = min(until, vantage.nextTurn(after: step) ?? .distantFuture)
            guard next != .distantFuture else { break }
            step = next
        }
        return result
    }

    /// The last stage whose condition holds. Those below it do not matter, nor does their clock.
    private func stage(until: inout Instant) -> Int? {
        for index in rules.stages.indices.reversed()
        where rules.stages[index].criterion.holds(from: vantage, until: &until) {
            return index
        }
        return nil
    }

    private func derive(from base: Standing, at instant: Instant) -> (standing: Standing, until: Instant) {
        var standing = base
        var until = Instant.distantFuture
        vantage.move(to: instant)
        standing.stage = stage(until: &until)
        if let stage = standing.stage { standing.highest = max(standing.highest ?? stage, stage) }
        standing.score = rules.score(from: vantage)
        until = min(until, standing.score.until)
        standing.score.until = .distantFuture
        vantage.standing = standing
        if let exclusion = rules.exclusion {
            standing.isExcluded = exclusion.holds(from: vantage, until: &until)
            vantage.standing = standing
        }
        standing.temperature = nil
        if !vantage.isUnscored, let hot = rules.hot, let stage = standing.stage,
            rules.temperatureStages?.contains(stage) == true
        {
            standing.temperature = hot.holds(from: vantage, until: &until) ? .hot : .cold
        }
        vantage.standing = standing
        return (standing, until)
    }

    /// Follows the instants at which the answer may change, with no fact beyond now, to the first at which it does.
    private func validUntil(of standing: Standing, next: Instant) -> Instant? {
        vantage.freeze()
        defer { vantage.thaw() }
        var candidate = next
        for _ in 0..<Evaluator.patience {
            guard candidate != .distantFuture else { return nil }
            let later = derive(from: standing, at: candidate)
            guard later.standing.sameAnswer(as: standing) else { return candidate }
            candidate = later.until
        }
        return candidate.orNil
    }
}
