extension Evaluator {
    /// What became of the dossier evaluated last, at `instant` with `standing` and `history`, in the segments that the
    /// rules watch; and the earliest later instant at which that may change with no new fact and no change of the standing.
    package func memberships(
        _ standing: Standing, _ history: [Transition], at instant: Instant
    ) -> (all: [Membership], until: Instant?) {
        guard rules.isWatchingSegments else { return ([], nil) }
        var all: [Membership] = []
        var until = Instant.distantFuture
        for segment in rules.watched {
            let crossings = crossings(of: segment, history, upTo: instant)
            if !crossings.isEmpty { all.append(Membership(segment: segment.id, crossings: crossings)) }
            vantage.move(to: instant)
            vantage.standing = standing
            until = min(until, nextCrossing(of: segment, after: instant, before: standing.validUntil))
        }
        vantage.move(to: instant)
        vantage.standing = standing
        return (all, until.orNil)
    }

    /// Goes through the instants at which the answer may change, as for stages. After many at which it did not, once a day.
    private func crossings(
        of segment: WatchedSegment, _ history: [Transition], upTo instant: Instant
    ) -> [Membership.Crossing] {
        var crossings: [Membership.Crossing] = []
        var step = max(segment.since, vantage.dossier.firstFact)
        var looks = 0
        while step <= instant {
            var until = Instant.distantFuture
            let holds = holds(segment, history, at: step, until: &until)
            if holds != (crossings.last?.isEntry ?? false) { crossings.append(.init(at: step, isEntry: holds)) }
            let turn = vantage.nextTurn(after: step, ofSegments: true) ?? .distantFuture
            looks += 1
            step = min(looks < Evaluator.patience ? until : max(until, step + Instant.day), turn)
            if step == .distantFuture { break }
        }
        return crossings
    }

    private func holds(
        _ segment: WatchedSegment, _ history: [Transition], at step: Instant, until: inout Instant
    ) -> Bool {
        vantage.move(to: step)
        if segment.readsStanding { vantage.standing = standing(history, at: step, until: &until) }
        return segment.criterion.holds(from: vantage, until: &until)
    }

    /// What segments can ask for, at an instant of the past. The score is asked for by itself.
    private func standing(_ history: [Transition], at step: Instant, until: inout Instant) -> Standing {
        var standing = Standing()
        for transition in history {
            guard transition.at <= step else {
                until = min(until, transition.at)
                break
            }
            standing.stage = transition.stage
            standing.since = transition.at
            standing.highest = [standing.highest, transition.stage].compactMap(\.self).max()
        }
        vantage.standing = standing
        if let exclusion = rules.exclusion { standing.isExcluded = exclusion.holds(from: vantage, until: &until) }
        vantage.standing = standing
        if let hot = rules.hot, let stage = standing.stage, rules.temperatureStages?.contains(stage) == true {
            standing.temperature = hot.holds(from: vantage, until: &until) ? .hot : .cold
        }
        return standing
    }

    /// When the answer, as it is now, first changes with no fact beyond now; what comes at or after `end` does not matter.
    private func nextCrossing(of segment: WatchedSegment, after instant: Instant, before end: Instant?) -> Instant {
        vantage.freeze()
        defer { vantage.thaw() }
        var candidate = Instant.distantFuture
        let now = segment.criterion.holds(from: vantage, until: &candidate)
        for _ in 0..<Evaluator.patience {
            guard candidate < end ?? .distantFuture else { return .distantFuture }
            vantage.move(to: candidate)
            var later = Instant.distantFuture
            guard segment.criterion.holds(from: vantage, until: &later) == now else { return candidate }
            candidate = later
        }
        return candidate
    }
}
