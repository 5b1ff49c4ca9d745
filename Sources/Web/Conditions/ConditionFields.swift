import Verger

/// The names of the fields of a condition builder, and the form that they say.
struct ConditionFields {
    /// Of the text; the names of the others begin with it.
    let name: String

    init(_ name: String) { self.name = name }

    /// Which side was changed: `lines` or `text`.
    var from: String { "\(name).from" }
    /// What a button does to the lines: `add`, `group`, `or:0`, `remove:0.1`, `lines`.
    var action: String { "\(name).do" }

    /// A part of a line.
    func part(_ part: String, _ group: Int, _ line: Int) -> String { "\(name).\(group).\(line).\(part)" }

    /// The id of an element.
    func id(_ part: String, _ group: Int, _ line: Int) -> String { "\(name)-\(group)-\(line)-\(part)" }

    /// Whether the lines are to be believed.
    func saysLines(_ fields: Fields) -> Bool { fields[action] != nil || fields[from] == "lines" }

    /// The lines after what the button that was pressed does to them.
    func form(in fields: Fields, _ catalogue: Catalogue) -> ConditionForm {
        var groups: [[ConditionForm.Line]] = []
        var group = 0
        while fields[part("subject", group, 0)] != nil {
            var lines: [ConditionForm.Line] = []
            while let line = line(in: fields, group, lines.count, catalogue) { lines.append(line) }
            groups.append(lines)
            group += 1
        }
        apply(fields[action] ?? "", to: &groups, catalogue)
        return ConditionForm(groups: groups)
    }

    private func apply(_ action: String, to groups: inout [[ConditionForm.Line]], _ catalogue: Catalogue) {
        let parts = action.split(separator: ":")
        let places = parts.count > 1 ? parts[1].split(separator: ".").compactMap { Int($0) } : []
        switch parts.first {
        case "add": groups.append([.new(catalogue)])
        case "group": groups.append([.new(catalogue), .new(catalogue)])
        case "or":
            guard let group = places.first, groups.indices.contains(group) else { return }
            groups[group].append(.new(catalogue))
        case "remove":
            guard places.count == 2, groups.indices.contains(places[0]), groups[places[0]].indices.contains(places[1])
            else { return }
            groups[places[0]].remove(at: places[1])
        default: break
        }
    }

    // MARK: One line

    private func line(in fields: Fields, _ group: Int, _ line: Int, _ catalogue: Catalogue) -> ConditionForm.Line? {
        func value(_ part: String) -> String? { fields[self.part(part, group, line)] }
        func values(_ part: String) -> [String] { fields.values(self.part(part, group, line)) }
        guard let chosen = value("subject"), let subject = ConditionForm.Line.Subject(word: chosen) else { return nil }
        // What was chosen for another subject means nothing for this one.
        guard chosen == value("was") else { return .new(subject, catalogue) }
        var result = ConditionForm.Line(subject)
        result.isNegated = value("not") == "1"
        result.name = value("name") ?? ""
        switch subject {
        case .field(let name):
            result.test = test(
                catalogue.sort(ofField: name) ?? .text, value("op"), values("v"), list: value("list"),
                choices: catalogue.choices(ofField: name))
        case .did: result.fact = fact(catalogue, value, values)
        case .tag, .persona, .segment, .text: break
        }
        return result
    }

    private func test(
        _ sort: ValueSort, _ comparator: String?, _ values: [String], list: String?,
        choices: [(value: String, label: Sentence)]?
    ) -> ValueTest {
        let chosen = comparator.flatMap { ValueTest.Operator(rawValue: $0) }
        var test = ValueTest(chosen ?? sort.operators[0], list.map(ConditionFields.items) ?? values)
        if let count = test.comparator.count { test.values = Array(test.values.prefix(count)) }
        if let choices, test.comparator.count == 1, !choices.contains(where: { $0.value == test.values.first }) {
            test.values = choices.prefix(1).map(\.value)
        }
        return test
    }

    private func fact(
        _ catalogue: Catalogue, _ value: (String) -> String?, _ values: (String) -> [String]
    ) -> FactTest {
        var fact = FactTest(kinds: (value("kind") ?? "").split(separator: ",").map(String.init))
        if let property = value("prop"), !property.isEmpty {
            fact.property = property
            fact.test = test(
                catalogue.sort(ofProperty: property, of: fact.kinds), value("pop"), values("pv"), list: value("plist"),
                choices: nil)
        }
        fact.times = value("times").flatMap { FactTest.Times(rawValue: $0) } ?? .ever
        fact.number = min(max(value("n").flatMap { Int($0) } ?? (fact.times == .ever ? 1 : 2), 0), 1_000_000)
        fact.window = value("window").flatMap { FactTest.Window(rawValue: $0) } ?? .ever
        switch fact.window {
        case .ever: break
        case .within:
            let amount = value("span").flatMap { Int($0) } ?? 30
            let unit = value("unit").flatMap { Span.Unit(rawValue: $0) } ?? .day
            fact.bounds = [Span(max(1, amount), unit).description]
        case .before, .after: fact.bounds = Array(values("b").prefix(1))
        case .between: fact.bounds = Array((values("b") + ["", "now"]).prefix(2))
        case .sinceLast, .sinceFirst: fact.bounds = [value("bkind") ?? "opportunity_lost"]
        }
        return fact
    }

    /// `Lyon, "Saint-Étienne, Loire"`.
    static func items(_ text: String) -> [String] {
        var items = [""]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: items.append("")
            default: items[items.count - 1].append(character)
            }
        }
        return items.map(\.trimmed).filter { !$0.isEmpty }
    }

    static func text(ofItems items: [String]) -> String {
        items.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ", ")
    }
}

extension ConditionForm.Line {
    /// A line that leaves everyone in.
    static func new(_ catalogue: Catalogue) -> Self { new(.field("stage"), catalogue) }

    /// The first that one means by a subject.
    static func new(_ subject: Subject, _ catalogue: Catalogue) -> Self {
        var line = Self(subject)
        switch subject {
        case .field(let name):
            let sort = catalogue.sort(ofField: name) ?? .text
            line.test = ValueTest(sort.operators[0], catalogue.choices(ofField: name)?.first.map { [$0.value] } ?? [""])
        case .did: line.fact = FactTest(kinds: ["exchange"])
        case .persona, .tag: break
        case .segment: line.name = catalogue.segments.keys.sorted().first ?? ""
        case .text: line.name = "always"
        }
        return line
    }
}

extension ConditionForm.Line.Subject {
    /// As a field of a form has it.
    var word: String {
        switch self {
        case .field(let name): "field:" + name
        case .did: "did"
        case .tag: "tag"
        case .persona: "persona"
        case .segment: "segment"
        case .text: "text"
        }
    }

    init?(word: String) {
        switch word {
        case "did": self = .did
        case "tag": self = .tag
        case "persona": self = .persona
        case "segment": self = .segment
        case "text": self = .text
        case let field where field.hasPrefix("field:"): self = .field(String(field.dropFirst(6)))
        default: return nil
        }
    }
}
