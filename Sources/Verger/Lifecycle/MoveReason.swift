/// Why a contact would be at another stage under another definition: the rule that decides, in one sentence.
package struct MoveReason {
    private let old: Evaluator
    private let new: Evaluator
    private let from: String?
    private let to: String?

    package init(old: Rules, new: Rules, from: String?, to: String?) {
        self.old = Evaluator(old)
        self.new = Evaluator(new)
        self.from = from
        self.to = to
    }

    package func sentence(_ dossier: Dossier, at instant: Instant) -> Sentence {
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
        guard let missing = leaf.missing else { return leaf.phrase }
        return Sentence(fr: "\(leaf.phrase.fr)\u{A0}: \(missing.fr)", en: "\(leaf.phrase.en): \(missing.en)")
    }

    /// What holds that did not hold before.
    private func gained(_ explanation: Explanation, _ stage: String) -> Sentence {
        let held = position(of: stage, old).map { position in
            Set(old.explanation(ofStage: position).leaves.filter(\.holds).map(\.text))
        }
        let holding = explanation.decidingLeaves
        let leaf = holding.first { held?.contains($0.text) != true } ?? holding.first
        return leaf?.phrase ?? Sentence(fr: "tient à présent", en: "holds now")
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
