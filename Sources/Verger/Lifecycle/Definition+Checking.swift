extension Definition {
    /// Reads a definition; throws all its problems at once.
    package init(_ document: Document) throws(Problems) {
        var reader = DefinitionReader()
        reader.read(document)
        guard reader.problems.isEmpty else { throw Problems(reader.problems) }
        self = reader.definition
    }

    /// Reads a definition and checks it as a whole. The list holds everything that is wrong with it, warnings last.
    /// `segments`: those of the workspace, beside its own.
    package static func check(_ document: Document, zone: Zone = .paris, segments: [String: Condition] = [:]) -> (
        definition: Definition, problems: [Problem]
    ) {
        var reader = DefinitionReader()
        reader.read(document)
        let (_, problems) = reader.definition.checked(
            reader.definition.catalogue(zone: zone, segments: segments))
        let all = reader.problems + problems
        return (reader.definition, all.filter { $0.severity == .error } + all.filter { $0.severity == .warning })
    }

    /// The rules ready to evaluate; throws all problems, and passes warnings over.
    package func rules(in catalogue: Catalogue) throws(Problems) -> Rules {
        let (rules, problems) = checked(catalogue)
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Problems(errors) }
        return rules
    }

    private func checked(_ catalogue: Catalogue) -> (Rules, [Problem]) {
        var checker = Checker(Rules(catalogue: catalogue))
        for (index, persona) in personas.enumerated() {
            checker.path = "personas[\(index)].when"
            let criterion = checker.remembered(checker.check(persona.when, in: .persona))
            checker.rules.personas.append((id: persona.id, part: .init(name: persona.name, criterion: criterion)))
        }
        checkScoring(&checker)
        for (index, stage) in stages.enumerated() {
            checker.path = "stages[\(index)].when"
            let criterion = checker.check(stage.when, in: .stage)
            checker.rules.stages.append(.init(id: stage.id, name: stage.name, criterion: criterion))
        }
        checker.rules.noteKindsOfStages()
        if let hot {
            checker.path = "temperature.hot"
            checker.rules.hot = checker.check(hot, in: .temperature)
        }
        if let exclusion {
            checker.path = "exclude"
            checker.rules.exclusion = checker.check(exclusion, in: .exclusion)
        }
        checker.rules.grades = grades
        checkHandover(&checker)
        checkSegments(&checker)
        return (checker.rules, checker.problems)
    }

    private func checkScoring(_ checker: inout Checker) {
        for (index, rule) in fitRules.enumerated() {
            checker.path = "scoring.fit[\(index)].when"
            let criterion = checker.remembered(checker.check(rule.when, in: .scoring))
            checker.rules.scoring.fit.append(.init(id: rule.id, tenths: rule.points.tenths, criterion: criterion))
        }
        for (index, rule) in engagementRules.enumerated() {
            checker.path = "scoring.engagement[\(index)]"
            let kinds = checker.kinds(rule.kinds)
            if kinds.contains(where: { $0.direction == .outbound }) {
                checker.report(
                    fr:
                        "ce que nous envoyons et les ouvertures ne disent rien de l’intérêt\u{A0}: mieux vaut ne pas les compter",
                    en: "what we send, and opens, say nothing of interest: better not to score them", at: nil,
                    severity: .warning)
            }
            let selector = checker.selector(kinds, rule.filter, .init(setting: .scoring, kinds: nil))
            checker.rules.scoring.engagement.append(
                .init(
                    id: rule.id, selector: selector,
                    decay: Decay(points: rule.points, halfLife: rule.halfLife?.exactMicroseconds),
                    cap: rule.cap?.tenths, atMost: rule.atMost))
        }
    }

    private func checkHandover(_ checker: inout Checker) {
        guard let handover, let stage = stages.firstIndex(where: { $0.id == handover.stage }) else { return }
        var routes: [Verger.Handover.Route] = []
        for (index, route) in handover.routes.enumerated() {
            checker.path = "handover.routing[\(index)].when"
            routes.append(.init(criterion: checker.check(route.when, in: .segment), owners: route.owners))
        }
        let end = stages.firstIndex { $0.id == "client" }
        checker.rules.handover = Verger.Handover.Rule(
            stage: stage, end: end.flatMap { $0 > stage ? $0 : nil }, answerWithin: handover.answerWithin,
            routes: routes)
    }

    /// Checks every segment, on a copy: rules hold only what stages and scores need.
    private func checkSegments(_ checker: inout Checker) {
        var trial = Checker(checker.rules)
        for (name, condition) in segments.sorted(by: { $0.key < $1.key }) {
            trial.path = "segments.\(name)"
            _ = trial.check(segment: name, condition)
        }
        var seen: Set<Problem> = []
        checker.problems += trial.problems.filter { seen.insert($0).inserted }
    }
}

extension Rules {
    /// The same rules, in conditions where `me` is `user`.
    package func asked(by user: String?) -> Rules {
        var copy = self
        copy.catalogue.user = user
        return copy
    }

    /// A condition checked under these rules, with the rules that it needs. Throws all its problems.
    package func resolve(_ condition: Condition, in setting: Setting = .segment) throws(Problems) -> ResolvedCondition {
        var checker = Checker(self)
        let criterion = checker.check(condition, in: setting)
        let errors = checker.problems.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Problems(errors) }
        return ResolvedCondition(
            rules: checker.rules, criterion: criterion, text: condition.description, warnings: checker.problems,
            readsStanding: checker.readsStanding, depth: checker.depthReached)
    }

    /// The same, from the text form.
    package func resolve(parsing text: String) throws(Problems) -> ResolvedCondition {
        do {
            return try resolve(Condition(parsing: text))
        } catch let problem as Problem {
            throw Problems([problem])
        } catch let problems as Problems {
            throw problems
        } catch {
            throw Problems([])
        }
    }
}
