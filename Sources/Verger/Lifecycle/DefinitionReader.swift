/// Reads a definition from a document and lists everything that is wrong with it.
struct DefinitionReader {
    private(set) var problems: [Problem] = []
    private(set) var definition = Definition()

    static let keys = [
        "name", "groups", "lists", "fields", "kinds", "segments", "personas", "scoring", "stages", "temperature",
        "exclude", "handover", "messages", "retention",
    ]

    mutating func read(_ document: Document) {
        guard document.pairs != nil else {
            report(
                document, "", fr: "une définition est un objet avec au moins «\u{A0}stages\u{A0}»",
                en: "a definition is an object with at least “stages”")
            return
        }
        checkKeys(of: document, "", DefinitionReader.keys)
        definition.name = document["name"].map { name($0, "name") } ?? Sentence(fr: "Définition", en: "Definition")
        readVocabulary(document)
        readPersonas(document["personas"])
        readScoring(document["scoring"])
        readStages(document)
        if let temperature = object(document["temperature"], "temperature", ["hot"]) {
            definition.hot = condition(temperature["hot"], in: temperature, "temperature.hot")
        }
        if let exclude = document["exclude"] {
            definition.exclusion = condition(exclude, in: document, "exclude")
        }
        readPolicies(document)
    }

    // MARK: Vocabulary

    private mutating func readVocabulary(_ document: Document) {
        for (key, value) in object(document["fields"], "fields", nil)?.pairs ?? [] {
            let path = "fields.\(key)"
            checkName(key, value, path)
            let type = value.text ?? value["type"]?.text
            if ContactField(rawValue: key) != nil
                || ["stage", "highest_stage", "temperature", "excluded"].contains(key)
            {
                report(value, path, fr: "ce champ existe déjà", en: "this field exists already")
            } else if let type = type.flatMap(ValueType.init(rawValue:)) {
                definition.fields[key] = type
            } else {
                report(
                    value, path, fr: "le type d’un champ est text, number, date ou boolean",
                    en: "the type of a field is text, number, date or boolean")
            }
        }
        for (key, value) in object(document["groups"], "groups", nil)?.pairs ?? [] {
            checkName(key, value, "groups.\(key)")
            if ActivityKind.groups.contains(key) {
                report(
                    value, "groups.\(key)",
                    fr: "«\u{A0}\(key)\u{A0}» est un groupe d’origine\u{202F}; choisissez un autre nom",
                    en: "“\(key)” is a built-in group; choose another name")
            } else {
                definition.groups[key] = texts(value, "groups.\(key)")
            }
        }
        for (key, value) in object(document["lists"], "lists", nil)?.pairs ?? [] {
            definition.lists[key] = texts(value, "lists.\(key)")
        }
        for (key, value) in object(document["kinds"], "kinds", nil)?.pairs ?? [] {
            readKind(key, value)
        }
        if let kinds = document["kinds"], ActivityKind.catalogue.count + definition.kinds.count > KindSet.capacity {
            report(
                kinds, "kinds", fr: "au plus \(KindSet.capacity) genres d’activité, ceux d’origine compris",
                en: "at most \(KindSet.capacity) kinds of activity, built-in ones included")
        }
        for (key, value) in object(document["segments"], "segments", nil)?.pairs ?? [] {
            if let condition = condition(value, in: document, "segments.\(key)") {
                definition.segments[key] = condition
            }
        }
        let known = Set((ActivityKind.catalogue + definition.kinds).map(\.name))
        for (group, members) in definition.groups.sorted(by: { $0.key < $1.key }) {
            let node = document["groups"]?[group] ?? document
            if known.contains(group) {
                report(
                    node, "groups.\(group)", fr: "«\u{A0}\(group)\u{A0}» est déjà un genre d’activité",
                    en: "“\(group)” is an activity kind already")
            }
            for member in members where !known.contains(member) {
                reportUnknown(
                    node, "groups.\(group)", member, fr: "genre d’activité inconnu", en: "activity kind",
                    among: known.sorted())
            }
        }
    }

    private mutating func readKind(_ key: String, _ value: Document) {
        let path = "kinds.\(key)"
        checkName(key, value, path)
        guard ActivityKind.catalogue.allSatisfy({ $0.name != key }), !ActivityKind.groups.contains(key) else {
            report(value, path, fr: "ce nom est déjà pris", en: "this name is taken already")
            return
        }
        guard let kind = object(value, path, ["group", "direction", "properties", "name"]) else { return }
        let group = kind["group"]?.text ?? ""
        if !ActivityKind.groups.contains(group), definition.groups[group] == nil {
            reportUnknown(
                kind, path + ".group", group, fr: "groupe inconnu", en: "group",
                among: ActivityKind.groups + definition.groups.keys.sorted())
        }
        let direction = kind["direction"]?.text ?? "inbound"
        if ActivityKind.Direction(rawValue: direction) == nil {
            report(
                kind, path + ".direction", fr: "la direction est inbound, outbound, two-way ou internal",
                en: "the direction is inbound, outbound, two-way or internal")
        }
        var properties: [String: ValueType] = [:]
        for (name, type) in object(kind["properties"], path + ".properties", nil)?.pairs ?? [] {
            checkName(name, type, "\(path).properties.\(name)")
            if let type = type.text.flatMap(ValueType.init(rawValue:)) {
                properties[name] = type
            } else {
                report(
                    type, "\(path).properties.\(name)", fr: "le type d’une propriété est text, number, date ou boolean",
                    en: "the type of a property is text, number, date or boolean")
            }
        }
        definition.kinds.append(
            ActivityKind(
                name: key, group: group, direction: ActivityKind.Direction(rawValue: direction) ?? .inbound,
                properties: properties,
                label: kind["name"].map { name($0, path + ".name") } ?? Sentence(verbatim: key.spaced)))
    }

    // MARK: Personas, scoring, stages

    private mutating func readPersonas(_ document: Document?) {
        var ids: Set<String> = []
        for (index, item) in list(document, "personas").enumerated() {
            let path = "personas[\(index)]"
            guard let persona = object(item, path, ["id", "name", "when"]) else { continue }
            let id = id(persona, path, &ids)
            let when = condition(persona["when"], in: persona, path + ".when")
            guard let id, let when else { continue }
            definition.personas.append(
                .init(
                    id: id, name: persona["name"].map { name($0, path + ".name") } ?? Sentence(verbatim: id), when: when
                ))
        }
    }

    private mutating func readScoring(_ document: Document?) {
        guard let scoring = object(document, "scoring", ["fit", "engagement", "grades"]) else { return }
        var ids: Set<String> = []
        for (index, item) in list(scoring["fit"], "scoring.fit").enumerated() {
            let path = "scoring.fit[\(index)]"
            guard let rule = object(item, path, ["id", "points", "when"]) else { continue }
            let id = id(rule, path, &ids)
            let points = points(rule, path)
            let when = condition(rule["when"], in: rule, path + ".when")
            guard let id, let points, let when else { continue }
            definition.fitRules.append(.init(id: id, points: points, when: when))
        }
        for (index, item) in list(scoring["engagement"], "scoring.engagement").enumerated() {
            readEngagementRule(item, "scoring.engagement[\(index)]", &ids)
        }
        if let grades = object(scoring["grades"], "scoring.grades", ["fit", "engagement"]) {
            if let fit = grades["fit"] { definition.grades.fit = thresholds(fit, "scoring.grades.fit") }
            if let engagement = grades["engagement"] {
                definition.grades.engagement = thresholds(engagement, "scoring.grades.engagement")
            }
        }
    }

    private mutating func readEngagementRule(_ item: Document, _ path: String, _ ids: inout Set<String>) {
        let keys = ["id", "per", "where", "points", "half_life", "cap", "at_most"]
        guard let rule = object(item, path, keys) else { return }
        let id = id(rule, path, &ids)
        let points = points(rule, path)
        var filter: Condition?
        if let text = rule["where"] { filter = condition(text, in: rule, path + ".where", isFilter: true) }
        var halfLife: Span?
        if let value = rule["half_life"] { halfLife = self.halfLife(value, path + ".half_life") }
        var cap: Number?
        if let value = rule["cap"] {
            cap = number(value, path + ".cap")
            if let cap, let points, (cap < .zero) != (points < .zero), cap != .zero, points != .zero {
                report(
                    value, path + ".cap", fr: "le plafond (cap) doit avoir le signe des points",
                    en: "the cap must have the sign of the points")
            }
            if let cap, cap.millionths % (Number.unit / 10) != 0 {
                report(value, path + ".cap", fr: "au plus une décimale", en: "at most one decimal place")
            }
        }
        var atMost: Int?
        if let value = rule["at_most"] { atMost = whole(value, path + ".at_most", 1...1_000_000) }
        guard let per = rule["per"], let names = per.text.map({ [$0] }) ?? per.items?.compactMap(\.text),
            !names.isEmpty
        else {
            report(
                rule, path + ".per", fr: "il manque «\u{A0}per\u{A0}», un genre ou un groupe",
                en: "“per” is missing: a kind or a group")
            return
        }
        guard let id, let points else { return }
        definition.engagementRules.append(
            .init(
                id: id, kinds: Kinds(names.map { Name($0) }), filter: filter, points: points, halfLife: halfLife,
                cap: cap,
                atMost: atMost))
    }

    private mutating func readStages(_ document: Document) {
        var ids: Set<String> = []
        for (index, item) in list(document["stages"], "stages").enumerated() {
            let path = "stages[\(index)]"
            guard let stage = object(item, path, ["id", "name", "aka", "when"]) else { continue }
            let id = id(stage, path, &ids)
            let when = condition(stage["when"], in: stage, path + ".when")
            guard let id, let when else { continue }
            definition.stages.append(
                .init(
                    id: id, name: stage["name"].map { name($0, path + ".name") } ?? Sentence(verbatim: id),
                    aliases: stage["aka"].map { texts($0, path + ".aka") } ?? [], when: when))
        }
        if document["stages"]?.items?.isEmpty ?? true {
            report(document, "stages", fr: "il faut au moins une étape", en: "at least one stage is needed")
        }
    }

    // MARK: Policies

    private mutating func readPolicies(_ document: Document) {
        if let handover = object(document["handover"], "handover", ["stage", "answer_within", "routing"]) {
            let stage = handover["stage"]?.text ?? ""
            if !definition.stages.contains(where: { $0.id == stage }) {
                reportUnknown(
                    handover, "handover.stage", stage, fr: "étape inconnue", en: "stage",
                    among: definition.stages.map(\.id))
            }
            let words = handover["answer_within"]?.text?.split(separator: " ").map(String.init) ?? []
            if words.count == 3, let hours = Int(words[0]), hours > 0, words[1] == "working", words[2].hasPrefix("hour")
            {
                definition.handover = .init(stage: stage, answerWithin: hours)
            } else {
                report(
                    handover, "handover.answer_within", fr: "attendu\u{A0}: «\u{A0}4 working hours\u{A0}»",
                    en: "expected “4 working hours”")
            }
        }
        if let messages = object(document["messages"], "messages", ["cap", "per", "clients", "quiet_hours"]) {
            let cap = messages["cap"].flatMap { whole($0, "messages.cap", 0...1000) } ?? 3
            let per = messages["per"].flatMap { span($0, "messages.per") } ?? Span(30, .day)
            definition.messages = .init(cap: cap, per: per, clients: messages["clients"]?.text ?? "newsletter")
        }
        if let retention = object(document["retention"], "retention", ["months"]),
            let months = retention["months"]
        {
            definition.retentionMonths = whole(months, "retention.months", 1...1200)
        }
    }

    // MARK: Parts

    private mutating func condition(
        _ document: Document?, in parent: Document, _ path: String, isFilter: Bool = false
    ) -> Condition? {
        guard let document, !document.isNull else {
            report(parent, path, fr: "il manque une condition", en: "a condition is missing")
            return nil
        }
        do {
            if case .object = document.content { return try Condition(json: document) }
            guard let text = document.text else {
                report(document, path, fr: "une condition est un texte", en: "a condition is a text")
                return nil
            }
            return isFilter ? try Condition(parsingFilter: text) : try Condition(parsing: text)
        } catch {
            var problem = error
            problem.path = located(document, path)
            problems.append(problem)
            return nil
        }
    }

    private mutating func id(_ document: Document, _ path: String, _ taken: inout Set<String>) -> String? {
        guard let id = document["id"]?.text, !id.isEmpty else {
            report(document, path + ".id", fr: "il manque un identifiant (id)", en: "an id is missing")
            return nil
        }
        guard taken.insert(id).inserted else {
            report(document, path + ".id", fr: "«\u{A0}\(id)\u{A0}» est employé deux fois", en: "“\(id)” is used twice")
            return nil
        }
        return id
    }

    private mutating func points(_ rule: Document, _ path: String) -> Number? {
        guard let value = rule["points"] else {
            report(rule, path + ".points", fr: "il manque les points", en: "the points are missing")
            return nil
        }
        return number(value, path + ".points")
    }

    private mutating func number(_ document: Document, _ path: String) -> Number? {
        guard let number = document.number, abs(number.millionths) <= 1_000_000 * Number.unit else {
            report(
                document, path, fr: "un nombre est attendu, comme 15 ou -10", en: "expected a number, such as 15 or -10"
            )
            return nil
        }
        return number
    }

    private mutating func whole(_ document: Document, _ path: String, _ range: ClosedRange<Int>) -> Int? {
        guard let number = document.number, number.millionths % Number.unit == 0,
            range.contains(Int(number.millionths / Number.unit))
        else {
            report(
                document, path, fr: "un nombre entier de \(range.lowerBound) à \(range.upperBound) est attendu",
                en: "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return Int(number.millionths / Number.unit)
    }

    private mutating func thresholds(_ document: Document, _ path: String) -> [Number] {
        let numbers = document.items?.compactMap(\.number) ?? []
        guard numbers.count == 3, document.items?.count == 3, numbers[0] >= numbers[1], numbers[1] >= numbers[2] else {
            report(
                document, path, fr: "trois seuils décroissants sont attendus, comme [60, 40, 20]",
                en: "expected three falling thresholds, such as [60, 40, 20]")
            return Grades().fit
        }
        return numbers
    }

    private mutating func span(_ document: Document, _ path: String) -> Span? {
        let words = document.text?.split(separator: " ").map(String.init) ?? []
        guard words.count == 2, let amount = Int(words[0]), (1...1_000_000).contains(amount),
            let unit = Span.Unit(word: words[1])
        else {
            report(
                document, path, fr: "une durée est attendue, comme «\u{A0}30 days\u{A0}»",
                en: "expected a duration, such as “30 days”")
            return nil
        }
        return Span(amount, unit)
    }

    private mutating func halfLife(_ document: Document, _ path: String) -> Span? {
        guard let span = span(document, path) else { return nil }
        guard let exact = span.exactMicroseconds else {
            report(
                document, path, fr: "une demi-vie se donne en minutes, heures, jours ou semaines",
                en: "a half-life is given in minutes, hours, days or weeks")
            return nil
        }
        guard exact <= 36_525 * Instant.day else {
            report(document, path, fr: "au plus cent ans", en: "at most a hundred years")
            return nil
        }
        return span
    }

    private mutating func name(_ document: Document, _ path: String) -> Sentence {
        if let text = document.text { return Sentence(verbatim: text) }
        let fr = document["fr"]?.text
        let en = document["en"]?.text
        guard let first = fr ?? en else {
            report(
                document, path, fr: "un nom est un texte, ou {fr: …, en: …}", en: "a name is a text, or {fr: …, en: …}")
            return Sentence(verbatim: "")
        }
        return Sentence(fr: first, en: en ?? first)
    }

    private mutating func texts(_ document: Document, _ path: String) -> [String] {
        guard let items = document.items else {
            report(document, path, fr: "une liste est attendue, comme [a, b]", en: "expected a list, such as [a, b]")
            return []
        }
        return items.compactMap(\.text)
    }

    private mutating func list(_ document: Document?, _ path: String) -> [Document] {
        guard let document, !document.isNull else { return [] }
        guard let items = document.items else {
            report(document, path, fr: "une liste est attendue", en: "expected a list")
            return []
        }
        return items
    }

    /// The document if it is an object whose keys are all known; nil when absent or not an object.
    private mutating func object(_ document: Document?, _ path: String, _ keys: [String]?) -> Document? {
        guard let document, !document.isNull else { return nil }
        guard document.pairs != nil else {
            report(
                document, path, fr: "un objet est attendu, comme {clé: valeur}",
                en: "expected an object, such as {key: value}")
            return nil
        }
        if let keys { checkKeys(of: document, path, keys) }
        return document
    }

    private mutating func checkKeys(of document: Document, _ path: String, _ keys: [String]) {
        for (key, value) in document.pairs ?? [] where !keys.contains(key) {
            reportUnknown(value, path.isEmpty ? key : "\(path).\(key)", key, fr: "clé inconnue", en: "key", among: keys)
        }
    }

    private mutating func checkName(_ name: String, _ document: Document, _ path: String) {
        let isName = name.utf8.enumerated().allSatisfy { index, byte in
            byte == 95 || (97...122).contains(byte) || (index > 0 && (48...57).contains(byte))
        }
        guard !isName || name.isEmpty || Keyword(rawValue: name) != nil else { return }
        report(
            document, path, fr: "un nom s’écrit en minuscules, chiffres et _, et n’est pas un mot du langage",
            en: "a name is written in lower case, digits and _, and is not a word of the language")
    }

    // MARK: Problems

    private func located(_ document: Document, _ path: String) -> String {
        document.line.map { "\(path) (l. \($0))" } ?? path
    }

    private mutating func report(_ document: Document, _ path: String, fr: String, en: String) {
        problems.append(Problem(Sentence(fr: fr, en: en), path: located(document, path)))
    }

    private mutating func reportUnknown(
        _ document: Document, _ path: String, _ word: String, fr: String, en: String, among candidates: [String]
    ) {
        let near = suggestion(for: word, among: candidates)
        report(
            document, path,
            fr: "\(fr)\u{A0}: «\u{A0}\(word)\u{A0}»"
                + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
            en: "unknown \(en): “\(word)”" + (near.map { "; did you mean “\($0)”?" } ?? ""))
    }
}

extension String {
    fileprivate var spaced: String { String(map { $0 == "_" ? " " : $0 }) }
}
