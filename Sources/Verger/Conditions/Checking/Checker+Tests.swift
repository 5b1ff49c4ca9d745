extension Checker {
    /// The type of one side of a test.
    enum TermType: Hashable {
        case value(ValueType)
        case stage

        var name: Sentence {
            switch self {
            case .value(let type): type.name
            case .stage: Sentence(fr: "une étape", en: "a stage")
            }
        }
    }

    mutating func check(_ test: Comparison, _ text: String, _ scope: Scope) -> any Criterion {
        var test = test
        if case .literal = test.left, case .literal = test.right {
        } else if case .literal = test.left {
            test = Comparison(test.right, test.comparator.mirrored, test.left, spot: test.spot)
        }
        guard let (left, type) = term(test.left, scope), let right = operand(test.right, as: type, scope, test.spot)
        else {
            return Junction.Constant(isTrue: false)
        }
        if type == .value(.boolean), ![.equal, .notEqual].contains(test.comparator) {
            report(
                fr: "vrai et faux n’ont pas d’ordre\u{A0}: employez = ou !=",
                en: "true and false have no order: use = or !=",
                at: test.spot)
        }
        return ComparisonCriterion(
            left: left, comparator: test.comparator, right: right, readsContact: readsContact(left, right), text: text,
            phrase: test.phrase(in: catalogue), subject: test.left.text(onTheRight: false),
            isText: type == .value(.text))
    }

    mutating func check(_ test: InRange, _ text: String, _ scope: Scope) -> any Criterion {
        guard let (term, type) = term(test.term, scope) else { return Junction.Constant(isTrue: false) }
        guard let low = operand(test.low, as: type, scope, test.spot),
            let high = operand(test.high, as: type, scope, test.spot)
        else { return Junction.Constant(isTrue: false) }
        if type == .value(.boolean) {
            report(fr: "vrai et faux n’ont pas d’ordre", en: "true and false have no order", at: test.spot)
        }
        return RangeCriterion(
            term: term, isNegated: test.isNegated, low: low, high: high,
            readsContact: readsContact(term, low) || readsContact(term, high), isText: type == .value(.text),
            text: text, phrase: test.phrase(in: catalogue), subject: test.term.text(onTheRight: false))
    }

    mutating func check(_ test: TextMatch, _ text: String, _ scope: Scope) -> any Criterion {
        guard let (term, type) = term(test.term, scope) else { return Junction.Constant(isTrue: false) }
        if type != .value(.text) {
            report(
                fr: "«\u{A0}\(test.match.words)\u{A0}» veut un texte, pas \(type.name.fr)",
                en: "“\(test.match.words)” wants text, not \(type.name.en)", at: test.spot)
        }
        return TextMatchCriterion(
            term: term, isNegated: test.isNegated, match: test.match, part: test.part.folded,
            readsContact: term.readsContact(rules.slots), text: text, phrase: test.phrase(in: catalogue),
            subject: test.term.text(onTheRight: false))
    }

    mutating func check(_ emptiness: Emptiness, _ text: String, _ scope: Scope) -> any Criterion {
        guard let (term, _) = term(.field(emptiness.field), scope) else { return Junction.Constant(isTrue: false) }
        let label = catalogue.label(ofField: emptiness.field.text)
        return EmptinessCriterion(
            term: term, wantsEmpty: !emptiness.isNegated, readsContact: term.readsContact(rules.slots),
            fieldName: emptiness.field.text, text: text,
            phrase: emptiness.isNegated
                ? Sentence(fr: "\(label.fr) renseigné", en: "\(label.en) filled in")
                : Sentence(fr: "\(label.fr) vide", en: "\(label.en) empty"))
    }

    mutating func check(_ test: Inclusion, _ text: String, _ scope: Scope) -> any Criterion {
        guard let (term, type) = term(test.term, scope) else { return Junction.Constant(isTrue: false) }
        var values: Set<Value> = []
        var days: [(start: Instant, end: Instant)] = []
        switch test.collection {
        case .literals(let literals):
            for literal in literals {
                switch operand(.literal(literal), as: type, scope, test.spot) {
                case .term(.constant(let value)): values.insert(value)
                case .day(let start, let end): days.append((start: start, end: end))
                default: break
                }
            }
        case .named(let name):
            guard let list = catalogue.lists[name.text] else {
                unknown(name, fr: "liste inconnue", en: "list", among: catalogue.lists.keys.sorted())
                break
            }
            values = Set(list.compactMap { listed($0, as: type) })
        }
        return InclusionCriterion(
            term: term, isNegated: test.isNegated, values: values, days: days,
            readsContact: term.readsContact(rules.slots), text: text, phrase: test.phrase(in: catalogue),
            subject: test.term.text(onTheRight: false))
    }

    private func listed(_ item: String, as type: TermType) -> Value? {
        switch type {
        case .value(let type): Value(item, as: type, in: catalogue.zone)
        case .stage: stage(named: item)
        }
    }

    // MARK: Operands

    /// The right side of a test, whose left side is of `type`.
    mutating func operand(_ term: Term, as type: TermType, _ scope: Scope, _ spot: Spot) -> Operand? {
        guard case .literal(let literal) = term else {
            guard let (resolved, found) = self.term(term, scope) else { return nil }
            guard found == type else {
                mismatch(expected: type, found: found, spot)
                return nil
            }
            return .term(resolved)
        }
        switch (type, literal) {
        case (.value(.text), .text(let text)): return .term(.constant(.text(text.folded)))
        case (.value(.text), .me): return me(spot)
        case (.value(.number), .number(let number)): return .term(.constant(.number(number)))
        case (.value(.boolean), .boolean(let flag)): return .term(.constant(.boolean(flag)))
        case (.value(.date), .instant(let instant)): return .term(.constant(.date(instant)))
        case (.value(.date), .day(let day)):
            return .day(start: catalogue.zone.start(of: day), end: catalogue.zone.end(of: day))
        case (.stage, .text(let text)):
            if let stage = stage(named: text) { return .term(.constant(stage)) }
            unknown(Name(text, spot), fr: "étape inconnue", en: "stage", among: catalogue.stages)
            return nil
        default:
            mismatch(expected: type, found: literal.type, spot)
            return nil
        }
    }

    private func stage(named text: String) -> Value? {
        let wanted = text.folded
        return catalogue.stages.firstIndex { $0.folded == wanted }.map { .number(Number($0)) }
    }

    private mutating func me(_ spot: Spot) -> Operand? {
        guard let user = catalogue.user else {
            report(
                fr:
                    "«\u{A0}me\u{A0}» ne veut rien dire ici\u{A0}: personne n’est connecté\u{202F}; pour le texte, écrivez \"me\"",
                en: "“me” means nothing here: nobody is signed in; for the text, write \"me\"", at: spot)
            return nil
        }
        return .term(.constant(.text(user.folded)))
    }

    private mutating func mismatch(expected: TermType, found: TermType, _ spot: Spot) {
        var fr = "on compare \(expected.name.fr) avec \(found.name.fr)"
        var en = "this compares \(expected.name.en) with \(found.name.en)"
        switch (expected, found) {
        case (.value(.text), .value(.number)), (.value(.text), .value(.date)):
            fr += "\u{202F}; mettez la valeur entre guillemets"
            en += "; put the value in quotes"
        case (.value(.number), .value(.text)), (.value(.date), .value(.text)):
            fr +=
                "\u{202F}; écrivez la valeur sans guillemets, comme \(expected == .value(.date) ? "2026-01-31" : "12.50")"
            en += "; write the value without quotes, such as \(expected == .value(.date) ? "2026-01-31" : "12.50")"
        default: break
        }
        report(fr: fr, en: en, at: spot)
    }

    private func readsContact(_ left: ResolvedTerm, _ right: Operand) -> Bool {
        if left.readsContact(rules.slots) { return true }
        guard case .term(let term) = right else { return false }
        return term.readsContact(rules.slots)
    }
}

extension Literal {
    var type: Checker.TermType {
        switch self {
        case .number: .value(.number)
        case .text, .me: .value(.text)
        case .day, .instant: .value(.date)
        case .boolean: .value(.boolean)
        }
    }
}
