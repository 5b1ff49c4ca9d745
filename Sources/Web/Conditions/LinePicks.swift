import HTML
import Verger

/// The choices of one line of a condition builder.
struct LinePicks {
    private let visit: Visit
    private let catalogue: Catalogue
    private let fields: ConditionFields
    private let line: ConditionForm.Line
    private let group: Int
    private let index: Int

    init(_ builder: ConditionBuilder, _ line: ConditionForm.Line, _ group: Int, _ index: Int) {
        visit = builder.visit
        catalogue = builder.draft.rules.catalogue
        fields = builder.fields
        self.line = line
        self.group = group
        self.index = index
    }

    @MarkupBuilder var markup: Markup {
        switch line.subject {
        case .did:
            negation(ConditionWords.did, ConditionWords.didNot)
            fact
        case .field(let name):
            subject
            test(line.test, catalogue.sort(ofField: name) ?? .text, catalogue.choices(ofField: name), prefix: "")
        case .tag:
            subject
            negation(ConditionWords.isTrue, ConditionWords.isNot)
            typed("name", line.name, ConditionWords.tag)
        case .persona:
            subject
            negation(ConditionWords.isTrue, ConditionWords.isNot)
            pick(
                "name", line.name,
                [("", visit.say(ConditionWords.anyPersona))] + catalogue.personas.map { ($0.id, visit.say($0.name)) },
                ConditionWords.persona)
        case .segment:
            subject
            negation(ConditionWords.isTrue, ConditionWords.isNot)
            pick("name", line.name, catalogue.segments.keys.sorted().map { ($0, $0) }, ConditionWords.segment)
        case .text:
            subject
            typed("name", line.name, ConditionWords.text, isCode: true)
        }
    }

    // MARK: Subject

    private var subject: Markup {
        let chosen = line.subject.word
        return select(.class("pick"), .id(id("subject")), .name(name("subject")), label(ConditionWords.subject)) {
            for block in catalogue.offeredFields {
                optgroup(Attribute("label", visit.say(block.heading))) {
                    for field in block.names {
                        self.option("field:" + field, visit.say(catalogue.fieldLabel(field)).capitalizedFirst, chosen)
                    }
                }
            }
            if case .field(let field) = line.subject,
                !catalogue.offeredFields.contains(where: { $0.names.contains(field) })
            {
                self.option(chosen, visit.say(catalogue.fieldLabel(field)).capitalizedFirst, chosen)
            }
            optgroup(Attribute("label", visit.say(Sentence(fr: "Autres critères", en: "Other criteria")))) {
                self.option("did", visit.say(ConditionWords.what), chosen)
                self.option("tag", visit.say(ConditionWords.tag), chosen)
                self.option("persona", visit.say(ConditionWords.persona), chosen)
                if !catalogue.segments.isEmpty { self.option("segment", visit.say(ConditionWords.segment), chosen) }
                self.option("text", visit.say(ConditionWords.text), chosen)
            }
        }
    }

    private func negation(_ yes: Sentence, _ no: Sentence) -> Markup {
        pick(
            "not", line.isNegated ? "1" : "0", [("0", visit.say(yes)), ("1", visit.say(no))], ConditionWords.comparator,
            isOperator: true)
    }

    // MARK: Test of a value

    @MarkupBuilder
    private func test(
        _ test: ValueTest, _ sort: ValueSort, _ choices: [(value: String, label: Sentence)]?, prefix: String
    ) -> Markup {
        let operators = sort.operators + (sort.operators.contains(test.comparator) ? [] : [test.comparator])
        pick(
            prefix + "op", test.comparator.rawValue,
            operators.map { ($0.rawValue, visit.say(ConditionWords.label($0, of: sort))) }, ConditionWords.comparator,
            isOperator: true)
        switch test.comparator {
        case .empty, .filled: Markup()
        case .oneOf, .noneOf:
            typed(prefix + "list", ConditionFields.text(ofItems: test.values), ConditionWords.value)
        case .inList, .notInList:
            pick(
                prefix + "v", test.values.first ?? "", catalogue.lists.keys.sorted().map { ($0, $0) },
                ConditionWords.value)
        case .between, .notBetween:
            value(prefix, test.values.first ?? "", sort)
            span(.class("word")) { visit.say(sort == .date ? ConditionWords.andDate : ConditionWords.and) }
            value(prefix, test.values.count > 1 ? test.values[1] : "", sort, number: 1)
        default:
            if let choices {
                choice(prefix, test.values.first ?? "", choices)
            } else {
                value(prefix, test.values.first ?? "", sort)
            }
        }
    }

    private func choice(
        _ prefix: String, _ chosen: String, _ choices: [(value: String, label: Sentence)]
    ) -> Markup {
        pick(
            prefix + "v", chosen, choices.map { ($0.value, visit.say($0.label).capitalizedFirst) }, ConditionWords.value
        )
    }

    private func value(_ prefix: String, _ text: String, _ sort: ValueSort, number: Int = 0) -> Markup {
        switch sort {
        case .date where text.isEmpty || text.utf8.count == 10:
            input(
                .class("pick"), .type("date"), .id(id("\(prefix)v\(number)")), .name(name(prefix + "v")), .value(text),
                label(ConditionWords.value))
        default:
            typed(prefix + "v", text, ConditionWords.value, number: number, isNumber: sort == .number)
        }
    }

    // MARK: Facts

    @MarkupBuilder private var fact: Markup {
        let fact = line.fact
        input(.type("hidden"), .name(name("subject")), .value("did"))
        kinds("kind", fact.kinds)
        properties
        if let property = fact.property {
            test(fact.test, catalogue.sort(ofProperty: property, of: fact.kinds), nil, prefix: "p")
        }
        pick(
            "times", fact.times.rawValue,
            FactTest.Times.allCases.map { ($0.rawValue, visit.say(ConditionWords.label($0))) }, ConditionWords.number,
            isOperator: true)
        if fact.times != .ever {
            typed("n", String(fact.number), ConditionWords.number, isNumber: true)
            span(.class("word")) { visit.say(ConditionWords.times) }
        }
        window
    }

    private var properties: Markup {
        let offered = catalogue.properties(of: line.fact.kinds)
        let others = line.fact.property.map { offered.contains($0) ? [] : [$0] } ?? []
        return pick(
            "prop", line.fact.property ?? "",
            [("", visit.say(ConditionWords.any))]
                + (offered + others).map { name in
                    (name, visit.say(ConditionWords.whereFirst) + " " + visit.say(catalogue.propertyLabel(name)))
                }, ConditionWords.precision, isOperator: line.fact.property == nil)
    }

    @MarkupBuilder private var window: Markup {
        let fact = line.fact
        pick(
            "window", fact.window.rawValue,
            FactTest.Window.allCases.map { ($0.rawValue, visit.say(ConditionWords.label($0))) }, ConditionWords.window,
            isOperator: true)
        switch fact.window {
        case .ever: Markup()
        case .within:
            let words = (fact.bounds.first ?? "30 days").split(separator: " ")
            let unit = words.count > 1 ? String(words[1]) : "day"
            typed("span", words.first.map(String.init) ?? "30", ConditionWords.window, isNumber: true)
            pick(
                "unit", unit.hasSuffix("s") ? String(unit.dropLast()) : unit,
                Span.Unit.allCases.map { ($0.rawValue, visit.say(ConditionWords.label($0))) }, ConditionWords.unit)
        case .before, .after: bound(0)
        case .between:
            bound(0)
            span(.class("word")) { visit.say(ConditionWords.andDate) }
            bound(1)
        case .sinceLast, .sinceFirst: kinds("bkind", fact.bounds)
        }
    }

    private func bound(_ number: Int) -> Markup {
        let bounds = line.fact.bounds
        let text = bounds.indices.contains(number) ? bounds[number] : ""
        let isDay = text.isEmpty || text.utf8.count == 10
        return input(
            .class("pick"), .type(isDay ? "date" : "text"), .id(id("b\(number)")), .name(name("b")), .value(text),
            label(ConditionWords.window))
    }

    private func kinds(_ part: String, _ chosen: [String]) -> Markup {
        let value = chosen.joined(separator: ",")
        return select(.class("pick"), .id(id(part)), .name(name(part)), label(ConditionWords.kind)) {
            if chosen.count != 1 || !isKnown(chosen[0]) {
                self.option(
                    value,
                    chosen.map { visit.say(catalogue.kindLabel($0)) }.joined(
                        separator: " \(visit.say(ConditionWords.or)) "),
                    value)
            }
            optgroup(Attribute("label", visit.say(ConditionWords.groups))) {
                for group in catalogue.offeredGroups {
                    self.option(group, visit.say(catalogue.kindLabel(group)).capitalizedFirst, value)
                }
            }
            optgroup(Attribute("label", visit.say(ConditionWords.kinds))) {
                for kind in catalogue.kinds {
                    self.option(kind.name, visit.say(kind.label).capitalizedFirst, value)
                }
            }
        }
    }

    private func isKnown(_ kind: String) -> Bool {
        catalogue.offeredGroups.contains(kind) || catalogue.kinds.contains { $0.name == kind }
    }

    // MARK: Controls

    private func name(_ part: String) -> String { fields.part(part, group, index) }
    private func id(_ part: String) -> String { fields.id(part, group, index) }
    private func label(_ sentence: Sentence) -> Attribute { .aria("label", visit.say(sentence)) }

    private func option(_ value: String, _ text: String, _ chosen: String) -> Markup {
        HTML.option(.value(value), .selected(value == chosen)) { text }
    }

    private func pick(
        _ part: String, _ chosen: String, _ options: [(value: String, text: String)], _ label: Sentence,
        isOperator: Bool = false
    ) -> Markup {
        select(.class(isOperator ? "pick op" : "pick"), .id(id(part)), .name(name(part)), self.label(label)) {
            if !options.contains(where: { $0.value == chosen }) { self.option(chosen, chosen, chosen) }
            for option in options { self.option(option.value, option.text, chosen) }
        }
    }

    private func typed(
        _ part: String, _ text: String, _ label: Sentence, number: Int = 0, isNumber: Bool = false, isCode: Bool = false
    ) -> Markup {
        input(
            .class("pick\(isNumber ? " number" : "")\(isCode ? " cond" : "")"), .type("text"),
            .id(id("\(part)\(number)")), .name(name(part)), .value(text), .autocomplete("off"),
            Attribute("inputmode", isNumber ? "decimal" : nil), self.label(label))
    }
}
