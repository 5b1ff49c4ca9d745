/// A definition checked against its own catalogue, ready to evaluate. Conditions can be added to it: segments, filters.
package struct Rules: Sendable {
    package struct Stage: Sendable {
        package let id: String
        package let name: Sentence
        let criterion: any Criterion
    }

    package internal(set) var catalogue: Catalogue
    package internal(set) var stages: [Stage] = []
    var scoring = ScoringRules()
    package internal(set) var grades = Grades()
    var hot: (any Criterion)?
    var exclusion: (any Criterion)?
    /// Named conditions, for the criteria that refer to them.
    var personas: [(id: String, part: NamedCriterion.Part)] = []

    private(set) var selectors: [Selector] = []
    /// The numbers of the selectors that may select a kind, by the number of the kind.
    private(set) var selectorsByKind: [[Int]] = Array(repeating: [], count: Int(KindSet.unknown) + 1)
    /// The kinds that can change a stage by happening.
    var kindsOfStages = KindSet()
    /// The segments whose members are followed.
    var watched: [WatchedSegment] = []
    /// The kinds that can move someone into a watched segment, or out of it, by happening.
    var kindsOfSegments = KindSet()
    package internal(set) var handover: Handover.Rule?
    /// The kinds in which the contact takes part, inbound or two-way: those that prove something about it.
    let kindsOfEvidence: KindSet
    /// The kinds that say something about consent.
    let kindsOfConsent: KindSet
    /// Whether a condition asks for a tag.
    package internal(set) var readsTags = false
    /// How many criteria are `Remembered`.
    var rememberedCount = 0
    var slots: [Slot] = []
    let kindNumbers: [String: UInt8]
    let directions: [String: ActivityKind.Direction]

    init(catalogue: Catalogue) {
        self.catalogue = catalogue
        var numbers: [String: UInt8] = [:]
        var evidence = KindSet()
        var consent = KindSet()
        for (index, kind) in catalogue.kinds.prefix(KindSet.capacity).enumerated() {
            numbers[kind.name] = UInt8(index)
            if kind.direction == .inbound || kind.direction == .twoWay { evidence.insert(UInt8(index)) }
            if ConsentStatement.Decision(rawValue: kind.name) != nil { consent.insert(UInt8(index)) }
        }
        kindNumbers = numbers
        kindsOfEvidence = evidence
        kindsOfConsent = consent
        directions = Dictionary(catalogue.kinds.map { ($0.name, $0.direction) }) { first, _ in first }
    }

    /// Adds a selector; returns its number.
    mutating func add(_ selector: Selector) -> Int {
        selectors.append(selector)
        for kind in selectorsByKind.indices where selector.kinds.contains(UInt8(kind)) {
            selectorsByKind[kind].append(selectors.count - 1)
        }
        return selectors.count - 1
    }

    package var zone: Zone { catalogue.zone }
    var kinds: [ActivityKind] { catalogue.kinds }

    /// The fields of the profile that the conditions read.
    package var fieldsRead: Set<FieldKey> { Set(slots.map(\.field)) }

    /// The positions of the stages between which contacts have a temperature.
    var temperatureStages: ClosedRange<Int>? {
        guard let first = stages.firstIndex(where: { $0.id == "prospect" }),
            let last = stages.firstIndex(where: { $0.id == "opportunity" }), first <= last
        else { return nil }
        return first...last
    }

    /// The kinds of which conditions read more than that they happened: the others need not be loaded whole.
    package var kindsReadInDetail: Set<String> {
        var read = KindSet()
        for selector in selectors where selector.filter != nil || selector.key.hasPrefix("detail") {
            read.formUnion(selector.kinds)
        }
        return Set(kinds.map(\.name).filter { read.contains(kindNumbers[$0] ?? KindSet.unknown) })
    }
}

extension Rules {
    /// Finds the kinds that the stages look at.
    mutating func noteKindsOfStages() {
        var reading = Reading()
        for stage in stages { stage.criterion.add(to: &reading) }
        if reading.isOfStanding {
            // Stages may ask for the score, and then for all that makes it.
            for rule in scoring.fit { rule.criterion.add(to: &reading) }
            for rule in scoring.engagement { reading.selectors.insert(rule.selector) }
        }
        for selector in reading.selectors { kindsOfStages.formUnion(selectors[selector].kinds) }
    }
}

/// A condition checked, with the rules that it is evaluated under.
package struct ResolvedCondition: Sendable {
    package let rules: Rules
    let criterion: any Criterion
    package let text: String
    package let warnings: [Problem]
    /// Whether the answer depends on what is derived: stage, score, temperature, exclusion.
    package let readsStanding: Bool
    /// How deep the criteria are nested; engines have a limit, memory has not.
    package let depth: Int
}

extension ResolvedCondition {
    /// The kinds of activities that it looks at, and the windows out of which they fall as time goes by.
    package var clock: (kinds: [String], spans: Set<Span>) {
        var reading = Reading()
        criterion.add(to: &reading)
        var kinds = KindSet()
        for selector in reading.selectors { kinds.formUnion(rules.selectors[selector].kinds) }
        return (
            rules.kinds.map(\.name).filter { kinds.contains(rules.kindNumbers[$0] ?? KindSet.unknown) }, reading.spans
        )
    }
}

/// The letters and numbers of the two halves of a score, from their thresholds.
package struct Grades: Hashable, Sendable {
    package var fit: [Number]
    package var engagement: [Number]

    package init(
        fit: [Number] = [Number(60), Number(40), Number(20)],
        engagement: [Number] = [Number(60), Number(30), Number(10)]
    ) {
        self.fit = fit
        self.engagement = engagement
    }

    /// `A1` … `D4`.
    package func grade(of score: Score.Totals) -> String {
        let fit = Number(tenths: score.fit)
        let engagement = Number(tenths: score.engagement)
        let letter = self.fit.firstIndex { fit >= $0 } ?? 3
        let number = self.engagement.firstIndex { engagement >= $0 } ?? 3
        return ["A", "B", "C", "D"][min(letter, 3)] + String(min(number, 3) + 1)
    }

    /// The place of a grade and the engagement behind it in the order of scores: the higher, the sooner to be called.
    package static func rank(of grade: String, engagement: Int64) -> Int64 {
        let letter = grade.utf8.first.map { Int64($0) - 65 } ?? 3
        let number = grade.utf8.last.map { Int64($0) - 49 } ?? 3
        let room: Int64 = 1_000_000_000
        return ((3 - letter) * 4 + 3 - number) * room + min(max(engagement, 1 - room / 2), room / 2 - 1)
    }
}
