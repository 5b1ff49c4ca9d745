/// The stages of one contact as each day's own definition saw them.
package enum SplicedHistory {
    /// One definition's view: from when it was in force, and all the stages it sees.
    package struct View: Sendable {
        package let from: Instant
        package let history: [Transition]

        package init(from: Instant, history: [Transition]) {
            self.from = from
            self.history = history
        }
    }

    /// `views` by date; the first also holds for the time before it, when nothing else was in force.
    package static func history(of views: [View]) -> [Transition] {
        var result: [Transition] = []
        for (index, view) in views.enumerated() {
            let start = index == 0 ? Instant.distantPast : view.from
            let end = index + 1 < views.count ? views[index + 1].from : Instant.distantFuture
            guard start < end else { continue }
            let stage = view.history.last { $0.at <= start }
            if let stage { result.note(Transition(at: start, stage: stage.stage)) }
            for step in view.history where step.at > start && step.at < end { result.note(step) }
        }
        return result
    }
}

extension [Transition] {
    /// Appends a step, unless it leads to where the last one did.
    fileprivate mutating func note(_ step: Transition) {
        guard isEmpty || self[count - 1].stage != step.stage else { return }
        append(step)
    }
}
