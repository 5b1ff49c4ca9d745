extension ConditionSentence {
    func clause(_ fits: Fits, isNegated: Bool) -> String {
        guard let id = fits.persona?.text else {
            return isNegated
                ? say("ne correspond à aucun persona", "fits no persona")
                : say("correspond à un persona", "fits a persona")
        }
        let name = catalogue.personas.first { $0.id == id }?.name.text(in: language) ?? id
        return isNegated
            ? say("ne correspond pas au persona «\u{A0}\(name)\u{A0}»", "does not fit the persona “\(name)”")
            : say("correspond au persona «\u{A0}\(name)\u{A0}»", "fits the persona “\(name)”")
    }

    func clause(_ member: InSegment, isNegated: Bool) -> String {
        let name = member.segment.text
        return isNegated
            ? say("n’est pas dans le segment «\u{A0}\(name)\u{A0}»", "is not in the segment “\(name)”")
            : say("est dans le segment «\u{A0}\(name)\u{A0}»", "is in the segment “\(name)”")
    }

    func clause(_ tagged: Tagged, isNegated: Bool) -> String {
        let name = tagged.tag.text
        return isNegated
            ? say("n’a pas l’étiquette «\u{A0}\(name)\u{A0}»", "does not have the tag “\(name)”")
            : say("a l’étiquette «\u{A0}\(name)\u{A0}»", "has the tag “\(name)”")
    }

    func clause(_ emptiness: Emptiness, isNegated: Bool) -> String {
        let label = catalogue.label(ofField: emptiness.field.text).text(in: language).decapitalised
        return emptiness.isNegated != isNegated
            ? say("\(label) renseigné", "\(label) filled in") : say("\(label) vide", "\(label) empty")
    }

    func clause(_ test: Inclusion, isNegated: Bool) -> String {
        let subject = subject(test.term)
        switch test.collection {
        case .named(let name):
            return isNegated
                ? say(
                    "\(subject) hors de la liste «\u{A0}\(name.text)\u{A0}»",
                    "\(subject) not in the list “\(name.text)”")
                : say("\(subject) dans la liste «\u{A0}\(name.text)\u{A0}»", "\(subject) in the list “\(name.text)”")
        case .literals(let literals):
            let values = literals.map { value(of: $0, test.term) }
            guard values.count > 1 else {
                return isNegated
                    ? say("\(subject) autre que \(values[0])", "\(subject) other than \(values[0])")
                    : "\(subject) \(values[0])"
            }
            let last = values[values.count - 1]
            let others = values.dropLast().joined(separator: ", ")
            return isNegated
                ? say("\(subject) autre que \(others) et \(last)", "\(subject) other than \(others) and \(last)")
                : say("\(subject) \(others) ou \(last)", "\(subject) \(others) or \(last)")
        }
    }

    func clause(_ test: Comparison) -> String {
        if test.isOfPayments { return say("a payé plus qu’il n’a été remboursé", "has paid more than was refunded") }
        if case .field(let name) = test.left, case .literal(let literal) = test.right {
            if ["stage", "highest_stage"].contains(name.text) { return stageClause(test, name.text, literal) }
            if name.text == "excluded", case .boolean(let flag) = literal {
                let isExcluded = flag == (test.comparator == .equal)
                return isExcluded ? say("est écarté", "is excluded") : say("n’est pas écarté", "is not excluded")
            }
        }
        if isOfFact, case .literal(.text) = test.right, test.comparator == .equal,
            case .literal(let literal) = test.right
        {
            return "\(subject(test.left)) \(value(of: literal, test.left))"
        }
        return phrase(test.phrase(in: catalogue), of: test.left)
    }

    private func stageClause(_ test: Comparison, _ field: String, _ literal: Literal) -> String {
        let subject = catalogue.label(ofField: field).text(in: language)
        let name = value(of: literal, test.left)
        switch test.comparator {
        case .equal: return "\(subject) \(name)"
        case .notEqual: return say("\(subject) autre que \(name)", "\(subject) other than \(name)")
        case .less: return say("\(subject) avant \(name)", "\(subject) before \(name)")
        case .atMost: return say("\(subject) \(name) ou avant", "\(subject) \(name) or before")
        case .more: return say("\(subject) après \(name)", "\(subject) after \(name)")
        case .atLeast: return say("\(subject) \(name) ou au-delà", "\(subject) \(name) or further")
        }
    }

    /// Stages by their names.
    private func value(of literal: Literal, _ term: Term) -> String {
        if case .field(let field) = term, ["stage", "highest_stage"].contains(field.text), case .text(let id) = literal,
            let index = catalogue.stages.firstIndex(where: { $0.folded == id.folded }),
            catalogue.stageNames.indices.contains(index)
        {
            return catalogue.stageNames[index].text(in: language)
        }
        if case .text(let text) = literal, let level = ConditionSentence.levels[text.folded] {
            let word = level.text(in: language)
            return say("«\u{A0}\(word)\u{A0}»", "“\(word)”")
        }
        return literal.phrase.text(in: language)
    }

    /// What contents are for, by the words that conditions use.
    private static let levels = [
        "discovery": Sentence(fr: "découverte", en: "discovery"),
        "evaluation": Sentence(fr: "évaluation", en: "evaluation"),
        "decision": Sentence(fr: "décision", en: "decision"),
    ]
}

extension Comparison {
    /// `sum payment_received.amount - sum payment_refunded.amount > 0`, as stages have it.
    fileprivate var isOfPayments: Bool {
        guard comparator == .more, case .literal(.number(.zero)) = right,
            case .difference(.aggregate(let paid), .aggregate(let refunded)) = left
        else { return false }
        func isWhole(_ aggregate: Aggregate, _ kind: String) -> Bool {
            aggregate.function == .sum && aggregate.kinds.names.map(\.text) == [kind]
                && aggregate.property?.text == "amount" && aggregate.filter == nil && aggregate.window == nil
        }
        return isWhole(paid, "payment_received") && isWhole(refunded, "payment_refunded")
    }
}
