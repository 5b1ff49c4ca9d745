/// What moved a contact from one stage to another.
package enum ShiftReason: Sendable {
    /// A fact of that very instant.
    case activity(Activity)
    /// Time alone, or another value of the profile: the criterion that holds from then on, or holds no longer.
    case criterion(Sentence, holds: Bool)

    /// Nil when nothing of the dossier tells it.
    package init?(_ dossier: Dossier, from: Int?, to: Int?, at instant: Instant, by evaluator: Evaluator) {
        if let activity = dossier.activities.last(where: { $0.at == instant && evaluator.rules.concernsStages($0) }) {
            self = .activity(activity)
            return
        }
        guard evaluator.evaluate(dossier, at: instant) != nil else { return nil }
        let isUp = (to ?? -1) > (from ?? -1)
        guard let stage = isUp ? to : from, evaluator.rules.stages.indices.contains(stage) else { return nil }
        guard let leaf = evaluator.explanation(ofStage: stage).decisiveLeaf(holds: isUp) else { return nil }
        self = .criterion(leaf.phrase, holds: isUp)
    }
}

extension Rules {
    /// Whether an activity may change a stage by happening.
    fileprivate func concernsStages(_ activity: Activity) -> Bool {
        activity.voids != nil || kindNumbers[activity.kind].map(kindsOfStages.contains) ?? false
    }
}

extension Explanation {
    /// The first part without parts of its own that makes the answer what it is; nil when the answer is another one.
    fileprivate func decisiveLeaf(holds wanted: Bool) -> Explanation? {
        guard holds == wanted else { return nil }
        // A persona or a segment says enough by its name.
        if parts.isEmpty || joint == .not || parts.contains(where: { $0.name != nil }) { return self }
        return parts.lazy.compactMap { $0.decisiveLeaf(holds: wanted) }.first ?? self
    }
}
