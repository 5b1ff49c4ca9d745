extension Rules {
    /// These rules, with segments whose members are followed. One that can't be asked for any more is left out.
    package func watching(_ segments: [Segment]) -> Rules {
        var checker = Checker(self)
        for segment in segments {
            guard let condition = try? Condition(parsing: segment.condition) else { continue }
            var trial = checker
            let criterion = trial.check(segment: segment.name, condition)
            guard !trial.problems.contains(where: { $0.severity == .error }) else { continue }
            checker = trial
            var reading = Reading()
            criterion.add(to: &reading)
            checker.rules.watched.append(
                WatchedSegment(
                    id: segment.id, since: segment.since, criterion: criterion, readsStanding: reading.isOfStanding))
        }
        checker.rules.noteKindsOfSegments()
        return checker.rules
    }

    package var isWatchingSegments: Bool { !watched.isEmpty }

    /// Whether the contact is in since the segment is followed: it was there before, and never entered.
    package func isFromBeginning(_ membership: Membership) -> Bool {
        watched.contains { $0.id == membership.segment && $0.since == membership.since }
    }

    /// Finds the kinds that the segments look at.
    private mutating func noteKindsOfSegments() {
        var reading = Reading()
        for segment in watched { segment.criterion.add(to: &reading) }
        if reading.isOfStanding {
            for rule in scoring.fit { rule.criterion.add(to: &reading) }
            for rule in scoring.engagement { reading.selectors.insert(rule.selector) }
            hot?.add(to: &reading)
            exclusion?.add(to: &reading)
        }
        for selector in reading.selectors { kindsOfSegments.formUnion(selectors[selector].kinds) }
    }
}
