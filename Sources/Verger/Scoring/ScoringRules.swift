/// The scoring of a definition, ready to be computed.
struct ScoringRules: Sendable {
    struct Fit: Sendable {
        let id: String
        let tenths: Int64
        let criterion: any Criterion
    }

    struct Engagement: Sendable {
        let id: String
        let selector: Int
        let decay: Decay
        /// In tenths; of the sign of the points.
        let cap: Int64?
        let atMost: Int?
    }

    var fit: [Fit] = []
    var engagement: [Engagement] = []

    /// Whether time alone can only lower the engagement: no rule takes points away.
    var onlyFades: Bool { engagement.allSatisfy { $0.decay.points >= .zero } }
}

extension ScoringRules.Engagement {
    /// Hands over each contribution, from the most recent: the position of its activity, its age and its tenths.
    /// Returns whether the cap cut something.
    @discardableResult
    func forEachContribution(
        from vantage: Vantage, _ body: (_ position: Int, _ age: Int64, _ tenths: Int64) -> Void
    ) -> Bool {
        var total: Int64 = 0
        var isCut = false
        for position in vantage.matches(of: selector).suffix(atMost ?? .max).reversed() {
            let position = Int(position)
            let age = vantage.now.microseconds - vantage.instants[position]
            var worth = decay.tenths(after: age)
            if let cap {
                let room = cap - total
                if room.magnitude < worth.magnitude || room == 0 {
                    isCut = isCut || room != worth
                    worth = room
                }
            }
            total += worth
            body(position, age, worth)
        }
        return isCut
    }

    /// The sum, in tenths, and when it may change by itself.
    func total(from vantage: Vantage, until: inout Instant) -> Int64 {
        var total: Int64 = 0
        var next = Instant.distantFuture
        let isCut = forEachContribution(from: vantage) { position, age, worth in
            total += worth
            if worth != 0, let change = decay.nextChange(after: age) {
                next = min(next, Instant(microseconds: vantage.instants[position]) + change)
            }
        }
        // What the cap hides may fade for long before the sum does.
        if isCut, let fall = fallBelowCap(from: vantage) { next = fall }
        until = min(until, next)
        return total
    }

    /// When the sum of all that is uncut falls below the cap, found by bisection: each contribution only fades.
    private func fallBelowCap(from vantage: Vantage) -> Instant? {
        guard let cap, let halfLife = decay.halfLife else { return nil }
        let instants = vantage.matches(of: selector).suffix(atMost ?? .max).map { vantage.instants[Int($0)] }
        func sum(at microseconds: Int64) -> Int64 {
            instants.reduce(0) { $0 + decay.tenths(after: microseconds - $1) }
        }
        var low = vantage.now.microseconds
        guard sum(at: low).magnitude >= cap.magnitude else { return nil }
        var high = low + halfLife * 64
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if sum(at: middle).magnitude >= cap.magnitude { low = middle } else { high = middle }
        }
        return Instant(microseconds: high)
    }
}

extension Rules {
    /// The score from `vantage`, computed once for each instant.
    func score(from vantage: Vantage) -> Score.Totals {
        if let known = vantage.cachedScore { return known }
        var totals = Score.Totals()
        guard !vantage.isUnscored else { return totals }
        for rule in scoring.fit where rule.criterion.holds(from: vantage, until: &totals.until) {
            totals.fit += rule.tenths
        }
        for rule in scoring.engagement {
            totals.engagement += rule.total(from: vantage, until: &totals.until)
        }
        vantage.cachedScore = totals
        return totals
    }

    /// The lines of the score, fit rules first, then each engagement rule from its most recent activity.
    func contributions(from vantage: Vantage) -> [Score.Contribution] {
        var lines: [Score.Contribution] = []
        guard !vantage.isUnscored else { return lines }
        for rule in scoring.fit {
            var until = Instant.distantFuture
            guard rule.criterion.holds(from: vantage, until: &until) else { continue }
            lines.append(Score.Contribution(rule: rule.id, axis: .fit, tenths: rule.tenths, activity: nil))
        }
        for rule in scoring.engagement {
            rule.forEachContribution(from: vantage) { position, _, tenths in
                lines.append(
                    Score.Contribution(rule: rule.id, axis: .engagement, tenths: tenths, activity: position))
            }
        }
        return lines
    }

    /// When `isOther` first becomes true of the score of `axis` as time passes with no new fact. Where points may come
    /// back (a negative rule that fades) or rules of fit may change, the next change of the score: early, never late.
    func scoreCrossing(of axis: Score.Axis, from vantage: Vantage, isOther: (Number) -> Bool) -> Instant {
        let now = score(from: vantage)
        guard now.until != .distantFuture else { return .distantFuture }
        guard axis == .engagement, scoring.onlyFades else { return now.until }
        let lives = scoring.engagement.compactMap(\.decay.halfLife)
        var low = vantage.now.microseconds
        var high = low + (lives.max() ?? 0) * 64
        func isCrossed(at microseconds: Int64) -> Bool {
            var tenths: Int64 = 0
            for rule in scoring.engagement {
                var total: Int64 = 0
                let positions = vantage.matches(of: rule.selector).suffix(rule.atMost ?? .max)
                for position in positions {
                    total += rule.decay.tenths(after: microseconds - vantage.instants[Int(position)])
                }
                tenths += min(total, rule.cap ?? total)
            }
            return isOther(Number(tenths: tenths))
        }
        guard isCrossed(at: high) else { return .distantFuture }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if isCrossed(at: middle) { high = middle } else { low = middle }
        }
        return Instant(microseconds: high)
    }
}
