/// Why a contact would be at another stage under another definition: the rule that decides, in one sentence.
package struct MoveReason {
    private let old: Evaluator
    private let new: Evaluator
    private let from: String?
    private let to: String?
    private var dossier: (value: Dossier, instant: Instant)?

    package init(old: Rules, new: Rules, from: String?, to: String?) {
        self.old = Evaluator(old)
        self.new = Evaluator(new)
        self.from = from
        self.to = to
    }

    package mutating func sentence(_ dossier: Dossier, at instant: Instant) -> Sentence {
        self.dossier = (dossier, instant)
        guard old.evaluate(dossier, at: instant) != nil, new.evaluate(dossier, at: instant) != nil else {
            return Sentence(fr: "plus aucun fait", en: "no fact any more")
        }
        if let from, let position = position(of: from, new) {
            let now = new.explanation(ofStage: position)
            if !now.holds { return lost(now) }
        } else if from != nil {
            return Sentence(fr: "cette étape n’existe plus", en: "this stage exists no more")
        }
        guard let to, let position = position(of: to, new) else {
            return Sentence(fr: "aucune étape ne tient", en: "no stage holds")
        }
        return gained(new.explanation(ofStage: position), to)
    }

    private func position(of stage: String, _ evaluator: Evaluator) -> Int? {
        evaluator.rules.stages.firstIndex { $0.id == stage }
    }

    /// What failed; of alternatives, the one that held before.
    private func lost(_ explanation: Explanation) -> Sentence {
        var subjects: Set<String> = []
        if let from, let position = position(of: from, old) {
            subjects = Set(old.explanation(ofStage: position).leaves.filter(\.holds).map(\.subject))
        }
        let failing = explanation.decidingLeaves
        guard let leaf = failing.first(where: { subjects.contains($0.subject) }) ?? failing.first else {
            return Sentence(fr: "ne tient plus", en: "holds no more")
        }
        if let short = shortage(leaf) { return short }
        guard let missing = leaf.missing else { return leaf.phrase }
        return Sentence(fr: "\(leaf.phrase.fr)\u{A0}: \(missing.fr)", en: "\(leaf.phrase.en): \(missing.en)")
    }

    /// What a fact lacks, in few words: how many there are of how many, or when the last one was.
    private func shortage(_ leaf: Explanation) -> Sentence? {
        guard case .did(let did)? = try? Condition(parsing: leaf.text),
            case .atLeast(let wanted) = did.times ?? .atLeast(1)
        else { return nil }
        let label = new.rules.catalogue.label(of: did.kinds)
        let count = leaf.count ?? 0
        if count > 0 {
            return Sentence(
                fr: "«\u{A0}\(label.fr)\u{A0}»\u{A0}: \(count) sur \(wanted)",
                en: "“\(label.en)”: \(count) of \(wanted)")
        }
        guard let last = last(did) else {
            return Sentence(fr: "aucun fait «\u{A0}\(label.fr)\u{A0}»", en: "no “\(label.en)”")
        }
        let day = new.rules.zone.day(at: last.at)
        return Sentence(
            fr: "dernier «\u{A0}\(label.fr)\u{A0}» le \(day.text(in: .french))",
            en: "last “\(label.en)” on \(day.text(in: .english))")
    }

    /// The latest fact of a sort, whenever it was, of the dossier looked at.
    private func last(_ did: Did) -> Activity? {
        guard let dossier, let ever = try? new.rules.resolve(.did(Did(did.kinds, where: did.filter)), in: .stage) else {
            return nil
        }
        let evaluator = Evaluator(ever.rules)
        guard evaluator.evaluate(dossier.value, at: dossier.instant) != nil else { return nil }
        for case .activity(let activity) in evaluator.explanation(of: ever).proofs { return activity }
        return nil
    }

    /// What holds that did not hold before.
    private func gained(_ explanation: Explanation, _ stage: String) -> Sentence {
        let held = position(of: stage, old).map { position in
            Set(old.explanation(ofStage: position).leaves.filter(\.holds).map(\.text))
        }
        let holding = explanation.decidingLeaves
        let leaf = holding.first { held?.contains($0.text) != true } ?? holding.first
        guard let leaf else { return Sentence(fr: "tient à présent", en: "holds now") }
        for case .activity(let fact) in leaf.proofs {
            let label = new.rules.catalogue.label(of: Kinds([Name(fact.kind)]))
            let day = new.rules.zone.day(at: fact.at)
            return Sentence(
                fr: "«\u{A0}\(label.fr)\u{A0}» le \(day.text(in: .french))",
                en: "“\(label.en)” on \(day.text(in: .english))")
        }
        return leaf.phrase
    }
}

extension Explanation {
    /// The parts that say enough alone: a test, a negation, a persona or a segment by its name.
    fileprivate var leaves: [Explanation] { isLeaf ? [self] : parts.flatMap(\.leaves) }

    /// Those that make the answer what it is.
    fileprivate var decidingLeaves: [Explanation] {
        isLeaf ? [self] : parts.filter { $0.holds == holds }.flatMap(\.decidingLeaves)
    }

    private var isLeaf: Bool { parts.isEmpty || joint == .not || parts.contains { $0.name != nil } }

    /// What a leaf looks at, whatever its limits.
    fileprivate var subject: String {
        let limits: Set<Substring> = ["where", "within", "at", "since", "before", "after", "between", "exactly"]
        return text.split(separator: " ").prefix { !limits.contains($0) }.joined(separator: " ")
    }
}
