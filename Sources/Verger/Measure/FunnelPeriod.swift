/// What a funnel is counted over, and how long contacts are given to go on.
///
/// The words of every figure of a funnel:
/// - A contact **arrives** at a stage at an instant at which it comes to it, or beyond it, from below. Who skips a stage
///   arrives there all the same, so that a later stage never counts more people than the one before it.
/// - It **entered** the stage when it arrived there in the period. It counts once, by its first arrival in the period.
/// - It **went on** when it arrived at the next stage less than `patience` after that arrival, whatever was in between.
/// - An entry is **mature** once its patience has run out at the instant the funnel is seen from. Before that, not having
///   gone on says nothing yet: the entry is **recent**, and no conversion counts it.
/// - **Conversion** is: of the mature entries, the share that went on. It follows the same people (a cohort), so it
///   never exceeds 100 % and does not move because volume grows.
/// - It **fell back** when it entered the stage and is below it at the instant the funnel is seen from.
/// - It is **present** when it is at this very stage at that instant.
package struct FunnelPeriod: Hashable, Sendable {
    package let start: Instant
    /// Excluded.
    package let end: Instant
    /// In microseconds.
    package let patience: Int64
    /// The last instant that is known.
    package let seen: Instant

    package init(from start: Instant, to end: Instant, patience: Int64, seen: Instant) {
        self.start = start
        self.end = min(end, seen + 1)
        self.patience = patience
        self.seen = seen
    }

    /// The period of the same length that ends where this one begins.
    package var before: FunnelPeriod {
        FunnelPeriod(from: start - (end - start), to: start, patience: patience, seen: seen)
    }

    /// Whether all that may happen within the patience of an entry is known.
    package func isMature(_ arrival: Instant) -> Bool { arrival + patience <= seen + 1 }
}

extension [Transition] {
    /// The first arrival at `stage` in [start, end): the first instant there or beyond, right after one below.
    package func arrival(at stage: Int, from start: Instant, before end: Instant) -> Instant? {
        var wasThere = false
        for step in self {
            guard step.at < end else { return nil }
            let isThere = (step.stage ?? -1) >= stage
            if isThere, !wasThere, step.at >= start { return step.at }
            wasThere = isThere
        }
        return nil
    }
}
