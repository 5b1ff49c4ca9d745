extension Checker {
    /// A term with its names found, and its type; nil after a problem.
    mutating func term(_ term: Term, _ scope: Scope) -> (ResolvedTerm, TermType)? {
        switch term {
        case .literal(let literal): return constant(literal)
        case .field(let name):
            if let kinds = scope.kinds {
                return activityField(name, kinds).map { (.activity($0.field), .value($0.type)) }
            }
            return field(name, scope)
        case .aggregate(let aggregate):
            if scope.kinds != nil { reportInFilter(aggregate.description) }
            return figure(aggregate, scope)
        case .sum(let left, let right):
            guard let left = number(left, scope), let right = number(right, scope) else { return nil }
            return (.sum(left, right), .value(.number))
        case .difference(let left, let right):
            guard let left = number(left, scope), let right = number(right, scope) else { return nil }
            return (.difference(left, right), .value(.number))
        }
    }

    private func constant(_ literal: Literal) -> (ResolvedTerm, TermType) {
        switch literal {
        case .number(let number): (.constant(.number(number)), .value(.number))
        case .text(let text): (.constant(.text(text.folded)), .value(.text))
        case .me: (.constant(.text(catalogue.user?.folded ?? "me")), .value(.text))
        case .day(let day): (.constant(.date(catalogue.zone.start(of: day))), .value(.date))
        case .instant(let instant): (.constant(.date(instant)), .value(.date))
        case .boolean(let flag): (.constant(.boolean(flag)), .value(.boolean))
        }
    }

    /// One side of + or -.
    private mutating func number(_ term: Term, _ scope: Scope) -> ResolvedTerm? {
        guard let (resolved, type) = self.term(term, scope) else { return nil }
        guard type == .value(.number) else {
            report(
                fr: "+ et - veulent des nombres, pas \(type.name.fr)", en: "+ and - want numbers, not \(type.name.en)",
                at: term.spot)
            return nil
        }
        return resolved
    }

    // MARK: Fields of a contact

    private mutating func field(_ name: Name, _ scope: Scope) -> (ResolvedTerm, TermType)? {
        if let derived = derivedField(name, scope) { return derived }
        if name.text.hasPrefix("consent.") {
            return (.consent(selector: consentSelector(String(name.text.dropFirst(8)))), .value(.text))
        }
        guard let found = slot(named: name.text) else {
            unknown(
                name, fr: "champ inconnu", en: "field", among: catalogue.fieldNames,
                hint: name.text.contains(".")
                    ? Sentence(
                        fr: "\u{202F}; si c’est un texte, mettez-le entre guillemets",
                        en: "; if it is text, put it in quotes")
                    : nil)
            return nil
        }
        return (.slot(slot(found)), .value(found.type))
    }

    private func slot(named name: String) -> Slot? {
        if name == "email.domain" { return Slot(source: .emailDomain, type: .text) }
        if let field = ContactField(rawValue: name) { return Slot(source: .field(.contact(field)), type: field.type) }
        if name.hasPrefix("company."), let field = CompanyField(rawValue: String(name.dropFirst(8))),
            field != .externalID
        {
            return Slot(source: .field(.company(field)), type: field.type)
        }
        return catalogue.fields[name].map { Slot(source: .field(.custom(name)), type: $0) }
    }

    /// A field that is derived, unless it can't be asked in `scope` because it is derived from it.
    private mutating func derivedField(_ name: Name, _ scope: Scope) -> (ResolvedTerm, TermType)? {
        let resolved: (ResolvedTerm, TermType)
        let refusals: [Setting]
        switch name.text {
        case "stage":
            resolved = (.stage(highest: false), .stage)
            refusals = [.stage, .persona, .scoring]
        case "highest_stage":
            resolved = (.stage(highest: true), .stage)
            refusals = [.stage, .persona, .scoring]
        case "temperature":
            resolved = (.temperature, .value(.text))
            refusals = [.stage, .persona, .scoring, .temperature, .exclusion]
        case "excluded":
            resolved = (.excluded, .value(.boolean))
            refusals = [.stage, .persona, .scoring, .exclusion]
        case "score.fit", "score.engagement", "score.total":
            let axis = Score.Axis(rawValue: String(name.text.dropFirst(6))) ?? .total
            resolved = (.score(axis), .value(.number))
            refusals = [.persona, .scoring]
        default: return nil
        }
        if refusals.contains(where: { $0 == scope.setting }) {
            report(
                fr: "«\u{A0}\(name.text)\u{A0}» est refusé dans \(scope.setting.name.fr), dont il dépend",
                en: "“\(name.text)” is refused in \(scope.setting.name.en), on which it depends", at: name.spot)
        }
        noteStandingIsRead()
        return resolved
    }

    private mutating func consentSelector(_ channel: String) -> Int {
        let names: Set = ["consent_granted", "consent_withdrawn", "unsubscribed", "email_complained"]
        let kinds = catalogue.kinds.filter { names.contains($0.name) }
        return add(
            Selector(kinds: set(kinds), filter: .consent(channel: channel.folded), key: "consent \(channel.folded)"))
    }

    // MARK: Fields of an activity

    /// A field of an activity of one of `kinds`; nil after a problem.
    mutating func activityField(
        _ name: Name, _ kinds: [ActivityKind]
    ) -> (field: ActivityField, type: ValueType)? {
        if let own = ActivityField.own[name.text] { return own }
        let declaring = kinds.filter { $0.properties[name.text] != nil }
        let types = Set(declaring.compactMap { $0.properties[name.text] })
        guard types.count <= 1 else {
            report(
                fr: "les genres nommés ne donnent pas le même type à «\u{A0}\(name.text)\u{A0}»\u{202F}; séparez-les",
                en: "the kinds named do not give “\(name.text)” the same type; separate them", at: name.spot)
            return nil
        }
        guard let type = types.first else {
            warnUndeclared(name, kinds)
            return (.property(name.text, .text, declaredBy: KindSet()), .text)
        }
        return (.property(name.text, type, declaredBy: set(declaring)), type)
    }

    private func declares(_ property: Name, _ kinds: [ActivityKind]) -> Bool {
        ActivityField.own[property.text] != nil || kinds.contains { $0.properties[property.text] != nil }
    }

    private mutating func warnUndeclared(_ name: Name, _ kinds: [ActivityKind]) {
        let known = Set(kinds.flatMap(\.properties.keys)).union(ActivityField.own.keys).sorted()
        let near = suggestion(for: name.text, among: known)
        report(
            fr: "propriété non déclarée «\u{A0}\(name.text)\u{A0}», lue comme un texte"
                + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
            en: "undeclared property “\(name.text)”, read as text" + (near.map { "; did you mean “\($0)”?" } ?? ""),
            at: name.spot, severity: .warning)
    }

    // MARK: Figures

    private mutating func figure(_ aggregate: Aggregate, _ scope: Scope) -> (ResolvedTerm, TermType)? {
        let kinds = kinds(aggregate.kinds)
        let spot = aggregate.kinds.names[0].spot
        let window = check(aggregate.window, at: spot)
        let selector = selector(kinds, aggregate.filter, scope, isReadInDetail: aggregate.property != nil)
        guard let property = aggregate.property else {
            let figure = Figure(
                function: .count, selector: selector, window: window, field: nil, text: aggregate.description)
            return (.figure(figure), .value(.number))
        }
        guard let (field, type) = activityField(property, kinds) else { return nil }
        let isRight =
            switch aggregate.function {
            case .sum: type == .number
            case .max, .min: type == .number || type == .date
            case .count, .latest: true
            }
        guard isRight || type != .text || declares(property, kinds) else {
            unknown(
                property, fr: "propriété", en: "property",
                among: Set(kinds.flatMap(\.properties.keys)).union(["amount", "at"]).sorted())
            return nil
        }
        guard isRight else {
            report(
                fr:
                    "«\u{A0}\(aggregate.function.rawValue)\u{A0}» ne s’applique pas à \(type.name.fr)\u{A0}: «\u{A0}\(property.text)\u{A0}»",
                en: "“\(aggregate.function.rawValue)” does not apply to \(type.name.en): “\(property.text)”", at: spot)
            return nil
        }
        let figure = Figure(
            function: aggregate.function, selector: selector, window: window, field: field, text: aggregate.description)
        return (.figure(figure), .value(type))
    }
}

extension Catalogue {
    /// Every field that a condition may name.
    package var fieldNames: [String] {
        ContactField.allCases.map(\.rawValue) + ["email.domain"]
            + CompanyField.allCases.filter { $0 != .externalID }.map { "company." + $0.rawValue }
            + [
                "stage", "highest_stage", "temperature", "excluded", "score.fit", "score.engagement", "score.total",
                "consent.email", "consent.phone", "consent.sms",
            ] + fields.keys.sorted()
    }
}

extension Term {
    /// Where it was written, as far as it is known.
    var spot: Spot {
        switch self {
        case .literal: Spot()
        case .field(let name): name.spot
        case .aggregate(let aggregate): aggregate.kinds.names[0].spot
        case .sum(let left, _), .difference(let left, _): left.spot
        }
    }
}
