/// Finds the names of conditions in a catalogue and checks their types; gathers all problems.
struct Checker {
    var rules: Rules
    var problems: [Problem] = []
    /// Put before the path of each problem.
    var path = ""

    private var selectorNumbers: [String: Int] = [:]
    private var slotNumbers: [Slot: Int] = [:]
    /// The segments that are being checked, outermost first.
    private var openSegments: [String] = []
    private var segmentCriteria: [String: any Criterion] = [:]
    private(set) var readsStanding = false
    private(set) var depth = 0
    private var deepest = 0

    init(_ rules: Rules) {
        self.rules = rules
        for (number, selector) in rules.selectors.enumerated() { selectorNumbers[selector.key] = number }
        for (number, slot) in rules.slots.enumerated() { slotNumbers[slot] = number }
    }

    var catalogue: Catalogue { rules.catalogue }
    var depthReached: Int { deepest }

    /// The criterion of `condition`; where there are problems, one that must not be evaluated.
    mutating func check(_ condition: Condition, in setting: Setting) -> any Criterion {
        check(condition, Scope(setting: setting, kinds: nil))
    }

    /// The filter of a rule or of `did … where`.
    mutating func filter(_ condition: Condition?, on kinds: [ActivityKind], in setting: Setting) -> Filter? {
        condition.map { filter($0, Scope(setting: setting, kinds: kinds)) }
    }

    /// Where a condition stands: in which part of the definition, and on which activity, if it is a filter.
    struct Scope {
        let setting: Setting
        /// The kinds that the filtered activity may be of; nil outside filters.
        let kinds: [ActivityKind]?
    }

    mutating func check(_ condition: Condition, _ scope: Scope) -> any Criterion {
        depth += 1
        deepest = max(deepest, depth)
        defer { depth -= 1 }
        if scope.kinds != nil { refuseInFilter(condition) }
        let text = condition.description
        switch condition {
        case .always: return Junction.Constant(isTrue: true)
        case .never: return Junction.Constant(isTrue: false)
        case .all(let parts): return Junction.All(parts: parts.map { check($0, scope) }, text: text)
        case .any(let parts): return Junction.AnyOf(parts: parts.map { check($0, scope) }, text: text)
        case .not(let part): return Junction.Not(part: check(part, scope), text: text)
        case .did(let did): return check(did, text, scope)
        case .moment(let moment): return check(moment, text, scope)
        case .fits(let fits): return check(fits, text, scope)
        case .member(let member): return check(member, text, scope)
        case .tag(let tagged):
            rules.readsTags = true
            return TagCriterion(
                tag: tagged.tag.text.folded, text: text,
                phrase: Sentence(fr: "Étiquette «\u{A0}\(tagged.tag.text)\u{A0}»", en: "Tag “\(tagged.tag.text)”"))
        case .emptiness(let emptiness): return check(emptiness, text, scope)
        case .comparison(let test): return check(test, text, scope)
        case .inclusion(let test): return check(test, text, scope)
        case .textMatch(let test): return check(test, text, scope)
        case .range(let test): return check(test, text, scope)
        }
    }

    private mutating func filter(_ condition: Condition, _ scope: Scope) -> Filter {
        switch condition {
        case .always: .always
        case .never: .never
        case .all(let parts): .all(parts.map { filter($0, scope) })
        case .any(let parts): .any(parts.map { filter($0, scope) })
        case .not(let part): .not(filter(part, scope))
        default: .test(check(condition, scope))
        }
    }

    /// The parser refuses these where they are written; the JSON form can still hold them.
    private mutating func refuseInFilter(_ condition: Condition) {
        switch condition {
        case .did, .moment, .fits, .member, .tag: reportInFilter(condition.description)
        case .always, .never, .all, .any, .not, .emptiness, .comparison, .inclusion, .textMatch, .range: break
        }
    }

    mutating func reportInFilter(_ text: String) {
        report(
            fr: "«\u{A0}\(text)\u{A0}» ne s’emploie pas après «\u{A0}where\u{A0}», qui ne parle que du fait lui-même",
            en: "“\(text)” can't be used after “where”, which is about the activity alone", at: nil)
    }

    // MARK: Facts

    private mutating func check(_ did: Did, _ text: String, _ scope: Scope) -> any Criterion {
        let kinds = kinds(did.kinds)
        let window = check(did.window, at: did.spot)
        return DidCriterion(
            selector: selector(kinds, did.filter, scope), times: did.times ?? .atLeast(1), window: window, text: text,
            phrase: did.phrase(in: catalogue))
    }

    private mutating func check(_ moment: Moment, _ text: String, _ scope: Scope) -> any Criterion {
        let kinds = kinds(moment.kinds)
        return MomentCriterion(
            edge: moment.edge, selector: selector(kinds, moment.filter, scope),
            window: check(moment.window, at: moment.spot), text: text, phrase: moment.phrase(in: catalogue))
    }

    private mutating func check(_ fits: Fits, _ text: String, _ scope: Scope) -> any Criterion {
        if case .persona = scope.setting {
            report(
                fr: "«\u{A0}fits\u{A0}» est refusé dans un persona", en: "“fits” is refused inside a persona",
                at: fits.persona?.spot)
        }
        guard let persona = fits.persona else {
            return NamedCriterion(
                parts: rules.personas.map(\.part), text: text,
                phrase: Sentence(fr: "Correspond à l’un de nos personas", en: "Fits one of our personas"))
        }
        guard let part = rules.personas.first(where: { $0.id == persona.text })?.part else {
            unknown(
                persona, fr: "persona inconnu", en: "persona", among: catalogue.personas.map(\.id))
            return Junction.Constant(isTrue: false)
        }
        return NamedCriterion(
            parts: [part], text: text,
            phrase: Sentence(
                fr: "Correspond au persona «\u{A0}\(part.name.fr)\u{A0}»", en: "Fits the persona “\(part.name.en)”"))
    }

    private mutating func check(_ member: InSegment, _ text: String, _ scope: Scope) -> any Criterion {
        let name = member.segment.text
        if case .segment = scope.setting {
        } else {
            report(
                fr: "«\u{A0}in segment\u{A0}» est refusé dans \(scope.setting.name.fr)",
                en: "“in segment” is refused in \(scope.setting.name.en)", at: member.segment.spot)
        }
        guard let condition = catalogue.segments[name] else {
            unknown(member.segment, fr: "segment inconnu", en: "segment", among: catalogue.segments.keys.sorted())
            return Junction.Constant(isTrue: false)
        }
        if let start = openSegments.firstIndex(of: name) {
            let circle = (openSegments[start...] + [name]).map { "«\u{A0}\($0)\u{A0}»" }.joined(separator: " → ")
            let english = (openSegments[start...] + [name]).map { "“\($0)”" }.joined(separator: " → ")
            report(
                fr: "segments qui se nomment en cercle\u{A0}: \(circle)",
                en: "segments that name each other in a circle: \(english)", at: member.segment.spot)
            return Junction.Constant(isTrue: false)
        }
        guard openSegments.count < Parser.maximumDepth else {
            report(
                fr: "plus de \(Parser.maximumDepth) segments l’un dans l’autre",
                en: "more than \(Parser.maximumDepth) segments one inside another", at: member.segment.spot)
            return Junction.Constant(isTrue: false)
        }
        openSegments.append(name)
        let criterion = segmentCriteria[name] ?? check(condition, in: .segment)
        openSegments.removeLast()
        segmentCriteria[name] = criterion
        return NamedCriterion(
            parts: [.init(name: Sentence(verbatim: name), criterion: criterion)], text: text,
            phrase: Sentence(fr: "Dans le segment «\u{A0}\(name)\u{A0}»", en: "In the segment “\(name)”"))
    }

    /// Checks the condition of the segment `name` itself, so that a circle through it is found.
    mutating func check(segment name: String, _ condition: Condition) -> any Criterion {
        openSegments.append(name)
        defer { openSegments.removeLast() }
        return check(condition, in: .segment)
    }

    // MARK: Kinds and windows

    /// The kinds that `names` stand for, groups opened.
    mutating func kinds(_ names: Kinds) -> [ActivityKind] {
        var result: [ActivityKind] = []
        for name in names.names {
            if let kind = catalogue.kinds.first(where: { $0.name == name.text }) {
                result.append(kind)
            } else if let group = catalogue.kinds(inGroup: name.text) {
                result += group
            } else {
                unknown(
                    name, fr: "genre d’activité ou groupe inconnu", en: "activity kind or group",
                    among: catalogue.kinds.map(\.name) + catalogue.groupNames)
            }
        }
        return result
    }

    /// The number of the selector of `kinds` that pass `filter`.
    mutating func selector(
        _ kinds: [ActivityKind], _ filter: Condition?, _ scope: Scope, isReadInDetail: Bool = false
    ) -> Int {
        let filterText = filter.map { " where " + $0.description } ?? ""
        let key =
            (isReadInDetail ? "detail " : "") + Set(kinds.map(\.name)).sorted().joined(separator: ",") + filterText
        if let known = selectorNumbers[key] { return known }
        let inner = filter.map { self.filter($0, Scope(setting: scope.setting, kinds: kinds)) }
        return add(Selector(kinds: set(kinds), filter: inner, key: key))
    }

    mutating func add(_ selector: Selector) -> Int {
        if let known = selectorNumbers[selector.key] { return known }
        let number = rules.add(selector)
        selectorNumbers[selector.key] = number
        return number
    }

    func set(_ kinds: [ActivityKind]) -> KindSet {
        var set = KindSet()
        for kind in kinds { if let number = rules.kindNumbers[kind.name] { set.insert(number) } }
        return set
    }

    mutating func check(_ window: Window?, at spot: Spot) -> ResolvedWindow {
        switch window {
        case nil: return .everything
        case .within(let span): return .within(span)
        case .before(let when): return .range(low: nil, high: bound(when, end: false, refusingNow: "before", spot))
        case .after(let when): return .range(low: bound(when, end: true, refusingNow: "after", spot), high: nil)
        case .between(let start, let end):
            return .range(
                low: bound(start, end: false, refusingNow: "between", spot),
                high: end == .now ? nil : bound(end, end: true, refusingNow: nil, spot))
        case .since(let edge, let kinds):
            let marks = self.kinds(kinds)
            return .since(edge, selector: selector(marks, nil, Scope(setting: .segment, kinds: nil)))
        }
    }

    /// The first microsecond of a date, or the first after it.
    private mutating func bound(_ when: When, end: Bool, refusingNow word: String?, _ spot: Spot) -> Int64? {
        switch when {
        case .day(let day):
            return (end ? catalogue.zone.end(of: day) : catalogue.zone.start(of: day)).microseconds
        case .instant(let instant): return (end ? instant + 1 : instant).microseconds
        case .now:
            report(
                fr:
                    "«\u{A0}\(word ?? "") now\u{A0}» ne veut rien dire\u{202F}; «\u{A0}now\u{A0}» ne peut que finir «\u{A0}between … and now\u{A0}»",
                en: "“\(word ?? "") now” means nothing; “now” can only end “between … and now”", at: spot)
            return nil
        }
    }

    // MARK: Slots

    mutating func slot(_ slot: Slot) -> Int {
        if let known = slotNumbers[slot] { return known }
        rules.slots.append(slot)
        slotNumbers[slot] = rules.slots.count - 1
        return rules.slots.count - 1
    }

    mutating func noteStandingIsRead() { readsStanding = true }

    // MARK: Problems

    mutating func report(
        fr: String, en: String, at spot: Spot?, severity: Problem.Severity = .error
    ) {
        problems.append(Problem(Sentence(fr: fr, en: en), severity: severity, path: path, place: spot?.place))
    }

    mutating func unknown(_ name: Name, fr: String, en: String, among candidates: [String], hint: Sentence? = nil) {
        let near = suggestion(for: name.text, among: candidates)
        report(
            fr: "\(fr)\u{A0}: «\u{A0}\(name.text)\u{A0}»"
                + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? hint?.fr ?? ""),
            en: "unknown \(en): “\(name.text)”" + (near.map { "; did you mean “\($0)”?" } ?? hint?.en ?? ""),
            at: name.spot)
    }
}
