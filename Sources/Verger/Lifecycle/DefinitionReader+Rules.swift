extension DefinitionReader {
    // MARK: Personas, scoring, stages

    mutating func readPersonas(_ document: Document?) {
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

    mutating func readScoring(_ document: Document?) {
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

    mutating func readEngagementRule(_ item: Document, _ path: String, _ ids: inout Set<String>) {
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

    mutating func readStages(_ document: Document) {
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

    /// `routing: [{when: 'city = Lyon', to: [lea@borie.example]}]`.
    private mutating func routes(_ handover: Document) -> [Definition.Route] {
        var routes: [Definition.Route] = []
        for (index, item) in list(handover["routing"], "handover.routing").enumerated() {
            let path = "handover.routing[\(index)]"
            guard let route = object(item, path, ["when", "to"]) else { continue }
            let when = condition(route["when"], in: route, path + ".when")
            let owners = route["to"].map { $0.items?.compactMap(\.text) ?? [$0.text].compactMap(\.self) } ?? []
            guard !owners.isEmpty, owners.allSatisfy({ $0.contains("@") }) else {
                report(
                    route, path + ".to", fr: "il faut au moins une adresse e-mail, comme [lea@borie.example]",
                    en: "at least one e-mail address is needed, such as [lea@borie.example]")
                continue
            }
            if let when { routes.append(.init(when: when, owners: owners)) }
        }
        return routes
    }

    mutating func readPolicies(_ document: Document) {
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
                definition.handover = .init(stage: stage, answerWithin: hours, routes: routes(handover))
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
}
