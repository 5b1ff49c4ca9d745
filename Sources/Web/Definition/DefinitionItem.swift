import Verger

/// One rule of a definition as its page shows it, beside what it was.
struct DefinitionItem {
    enum Change { case none, added, changed, removed }

    /// In the document: what an edit names. Nil for what is no more.
    let path: String?
    /// Where the whole rule stands in the document.
    let place: String?
    /// The element's id in the page.
    let anchor: String
    let title: String
    /// Points, half-life, limits: what is not the condition.
    let terms: String
    let oldTerms: String?
    let condition: Condition?
    let oldCondition: Condition?
    /// The condition as a sentence, and as it was.
    let sentence: String
    let oldSentence: String?
    let change: Change
}

/// Makes items of the parts of a definition.
struct DefinitionItems {
    private let new: Definition
    private let old: Definition?
    private let notation: Notation
    private let sentences: ConditionSentence
    private let oldSentences: ConditionSentence

    init(_ reading: DefinitionReading, _ shown: Definition, _ notation: Notation) {
        new = shown
        old = reading.compared
        self.notation = notation
        sentences = ConditionSentence(reading.catalogue(of: shown), notation.language)
        oldSentences = old.map { ConditionSentence(reading.catalogue(of: $0), notation.language) } ?? sentences
    }

    // MARK: Parts

    var stages: [DefinitionItem] {
        items(
            new.stages, old?.stages, path: { "stages[\($0)].when" }, anchor: "stage", id: \.id,
            title: { notation.text($0.name) }, terms: { $0.aliases.joined(separator: ", ") }, condition: { $0.when })
    }

    var personas: [DefinitionItem] {
        items(
            new.personas, old?.personas, path: { "personas[\($0)].when" }, anchor: "persona", id: \.id,
            title: { notation.text($0.name) }, terms: { $0.id }, condition: { $0.when })
    }

    var fit: [DefinitionItem] {
        items(
            new.fitRules, old?.fitRules, path: { "scoring.fit[\($0)].when" }, place: { "scoring.fit[\($0)]" },
            anchor: "fit", id: \.id,
            title: { $0.id }, terms: { signed($0.points) }, condition: { $0.when })
    }

    var engagement: [DefinitionItem] {
        items(
            new.engagementRules, old?.engagementRules,
            path: { new.engagementRules[$0].filter == nil ? nil : "scoring.engagement[\($0)].where" },
            place: { "scoring.engagement[\($0)]" },
            anchor: "engagement", id: \.id, title: { $0.id }, terms: terms,
            condition: { rule in
                .did(Did(rule.kinds, where: rule.filter))
            })
    }

    var temperature: [DefinitionItem] { single(new.hot, old?.hot, "temperature.hot", notation.text("Chaud", "Hot")) }

    var exclusion: [DefinitionItem] {
        single(new.exclusion, old?.exclusion, "exclude", notation.text("Écarté", "Excluded"))
    }

    var segments: [DefinitionItem] {
        let sorted = new.segments.sorted { $0.key < $1.key }
        return items(
            sorted, old?.segments.sorted { $0.key < $1.key }, path: { "segments.\(sorted[$0].key)" }, anchor: "segment",
            id: \.key, title: { $0.key }, terms: { _ in "" }, condition: { $0.value })
    }

    // MARK: Making them

    private func single(_ new: Condition?, _ old: Condition?, _ path: String, _ title: String) -> [DefinitionItem] {
        struct One { let when: Condition }
        return items(
            new.map { [One(when: $0)] } ?? [], self.old == nil ? nil : old.map { [One(when: $0)] } ?? [],
            path: { _ in path }, anchor: path.replacing(".", with: "-"), id: { _ in "" }, title: { _ in title },
            terms: { _ in "" }, condition: { $0.when })
    }

    private func items<Rule>(
        _ rules: [Rule], _ oldRules: [Rule]?, path: (Int) -> String?, place: (Int) -> String? = { _ in nil },
        anchor: String, id: (Rule) -> String,
        title: (Rule) -> String, terms: (Rule) -> String, condition: (Rule) -> Condition
    ) -> [DefinitionItem] {
        func anchored(_ rule: Rule) -> String { id(rule).isEmpty ? anchor : "\(anchor)-\(id(rule))" }
        var result = rules.enumerated().map { index, rule in
            let before = oldRules?.first { id($0) == id(rule) }
            let (now, then) = (condition(rule), before.map(condition))
            let isSame = before.map { terms($0) == terms(rule) && then == now && title($0) == title(rule) }
            return DefinitionItem(
                path: path(index), place: place(index), anchor: anchored(rule), title: title(rule), terms: terms(rule),
                oldTerms: before.map(terms), condition: now, oldCondition: then, sentence: sentences.text(of: now),
                oldSentence: then.map(oldSentences.text),
                change: oldRules == nil || isSame == true ? .none : before == nil ? .added : .changed)
        }
        for rule in oldRules ?? [] where !rules.contains(where: { id($0) == id(rule) }) {
            result.append(
                DefinitionItem(
                    path: nil, place: nil, anchor: anchored(rule), title: title(rule), terms: terms(rule),
                    oldTerms: nil,
                    condition: condition(rule), oldCondition: nil,
                    sentence: oldSentences.text(of: condition(rule)), oldSentence: nil, change: .removed))
        }
        return result
    }

    // MARK: Words

    private func signed(_ points: Number) -> String {
        let digits = notation.number(points, places: points.millionths % Number.unit == 0 ? 0 : 2)
        return (points > .zero ? "+" : "") + digits
    }

    /// `+5, moitié après 30 jours, 3 fois au plus`.
    private func terms(_ rule: Definition.EngagementRule) -> String {
        var parts = [signed(rule.points)]
        if let life = rule.halfLife {
            parts.append(
                notation.text(
                    "la moitié après \(life.text(in: .french))", "half after \(life.text(in: .english))"))
        }
        if let cap = rule.cap {
            let limit = signed(cap)
            parts.append(
                cap < .zero
                    ? notation.text("\(limit) au pire", "\(limit) at worst")
                    : notation.text("\(limit) au plus", "\(limit) at most"))
        }
        if let most = rule.atMost {
            parts.append(
                most == 1
                    ? notation.text("le dernier fait seul", "the last one only")
                    : notation.text("les \(most) derniers faits", "the last \(most) only"))
        }
        return parts.joined(separator: ", ")
    }
}
