extension RowReading {
    /// `activity` with what proves it, where it is a word about consent; nil, refused, for a consent that has to be proven and
    /// that nothing proves. A refusal needs no proof.
    mutating func proven(_ activity: ImportedActivity, _ source: RowPlan.Source) -> ImportedActivity? {
        guard let decision = ConsentStatement.Decision(rawValue: activity.kind) else { return activity }
        if decision == .granted, rules.needsProof, rules.statement?.provesConsent != true {
            refuse(RowSentences.unproven, source, value: text(source))
            return nil
        }
        guard let statement = rules.statement else { return activity }
        var copy = activity
        copy.evidence["source"] = statement.origin
        if decision == .granted, statement.ground == .consent { copy.evidence["note"] = statement.proof }
        return copy
    }
}
