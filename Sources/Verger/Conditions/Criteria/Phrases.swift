/// Conditions as a person says them.
extension Catalogue {
    package func label(ofField name: String) -> Sentence {
        switch name {
        case "stage": return Sentence(fr: "étape", en: "stage")
        case "highest_stage": return Sentence(fr: "plus haute étape", en: "highest stage")
        case "temperature": return Sentence(fr: "température", en: "temperature")
        case "excluded": return Sentence(fr: "écarté", en: "excluded")
        case "score.fit": return Sentence(fr: "score d’adéquation", en: "fit score")
        case "score.engagement": return Sentence(fr: "score d’engagement", en: "engagement score")
        case "score.total": return Sentence(fr: "score total", en: "total score")
        case "email.domain": return Sentence(fr: "domaine de l’e-mail", en: "e-mail domain")
        default: break
        }
        if name.hasPrefix("consent.") {
            let channel = name.dropFirst(8)
            return Sentence(fr: "consentement (\(channel))", en: "consent (\(channel))")
        }
        if name.hasPrefix("company."), let field = CompanyField(rawValue: String(name.dropFirst(8))) {
            return field.label
        }
        return ContactField(rawValue: name)?.label ?? fieldLabels[name] ?? Sentence(verbatim: name)
    }

    func label(ofProperty name: String) -> Sentence {
        switch name {
        case "amount": Sentence(fr: "montant", en: "amount")
        case "score": Sentence(fr: "score", en: "score")
        case "level": Sentence(fr: "niveau", en: "level")
        case "content": Sentence(fr: "contenu", en: "content")
        case "reason": Sentence(fr: "motif", en: "reason")
        case "answer": Sentence(fr: "réponse", en: "answer")
        case "at": Sentence(fr: "date", en: "date")
        case "key": Sentence(fr: "question", en: "question")
        case "event": Sentence(fr: "événement", en: "event")
        case "form": Sentence(fr: "formulaire", en: "form")
        case "channel": Sentence(fr: "canal", en: "channel")
        case "campaign": Sentence(fr: "campagne", en: "campaign")
        case "currency": Sentence(fr: "devise", en: "currency")
        default: Sentence(verbatim: name)
        }
    }

    func label(of kinds: Kinds) -> Sentence {
        let labels = kinds.names.map { name in
            self.kinds.first { $0.name == name.text }?.label ?? label(ofGroup: name.text)
        }
        return Sentence(
            fr: labels.map(\.fr).joined(separator: " ou "), en: labels.map(\.en).joined(separator: " or "))
    }

    func phrase(of filter: Condition?) -> Sentence {
        guard let filter else { return Sentence(verbatim: "") }
        let text = filter.description
        return Sentence(fr: " (où \(text))", en: " (where \(text))")
    }

    func phrase(of window: Window?) -> Sentence {
        switch window {
        case nil: Sentence(verbatim: "")
        case .within(let span):
            Sentence(
                fr: " depuis moins de \(span.text(in: .french))", en: " within the last \(span.text(in: .english))")
        case .before(let when):
            Sentence(fr: " avant le \(when.text(in: .french))", en: " before \(when.text(in: .english))")
        case .after(let when):
            Sentence(fr: " après le \(when.text(in: .french))", en: " after \(when.text(in: .english))")
        case .between(let start, .now):
            Sentence(fr: " depuis le \(start.text(in: .french))", en: " since \(start.text(in: .english))")
        case .between(let start, let end):
            Sentence(
                fr: " du \(start.text(in: .french)) au \(end.text(in: .french))",
                en: " from \(start.text(in: .english)) to \(end.text(in: .english))")
        case .since(let edge, let kinds):
            Sentence(
                fr: " depuis \(edge == .last ? "le dernier" : "le premier") «\u{A0}\(label(of: kinds).fr)\u{A0}»",
                en: " since the \(edge.rawValue) “\(label(of: kinds).en)”")
        }
    }

    func phrase(of term: Term) -> Sentence {
        switch term {
        case .literal(let literal):
            return literal.phrase
        case .field(let name): return label(ofField: name.text)
        case .aggregate(let aggregate):
            let subject = label(of: aggregate.kinds)
            let suffix = phrase(of: aggregate.filter)
            let window = phrase(of: aggregate.window)
            let property = label(ofProperty: aggregate.property?.text ?? "")
            let (fr, en) =
                switch aggregate.function {
                case .count: ("nombre de", "number of")
                case .sum: ("\(property.fr) total", "total \(property.en)")
                case .max: ("plus grand \(property.fr)", "largest \(property.en)")
                case .min: ("plus petit \(property.fr)", "smallest \(property.en)")
                case .latest: ("dernier \(property.fr)", "latest \(property.en)")
                }
            return Sentence(
                fr: "\(fr) «\u{A0}\(subject.fr)\u{A0}»\(suffix.fr)\(window.fr)",
                en: "\(en) “\(subject.en)”\(suffix.en)\(window.en)")
        case .sum(let left, let right):
            let (a, b) = (phrase(of: left), phrase(of: right))
            return Sentence(fr: "\(a.fr) plus \(b.fr)", en: "\(a.en) plus \(b.en)")
        case .difference(let left, let right):
            let (a, b) = (phrase(of: left), phrase(of: right))
            return Sentence(fr: "\(a.fr) moins \(b.fr)", en: "\(a.en) minus \(b.en)")
        }
    }
}

extension Did {
    func phrase(in catalogue: Catalogue) -> Sentence {
        let subject = catalogue.label(of: kinds)
        let filter = catalogue.phrase(of: filter)
        let window = catalogue.phrase(of: window)
        let (fr, en) =
            switch times ?? .atLeast(1) {
            case .atLeast(1): ("Au moins un fait «\u{A0}\(subject.fr)\u{A0}»", "At least one “\(subject.en)”")
            case .atLeast(let n): ("Au moins \(n) faits «\u{A0}\(subject.fr)\u{A0}»", "At least \(n) “\(subject.en)”")
            case .atMost(let n): ("Au plus \(n) faits «\u{A0}\(subject.fr)\u{A0}»", "At most \(n) “\(subject.en)”")
            case .exactly(0): ("Aucun fait «\u{A0}\(subject.fr)\u{A0}»", "No “\(subject.en)”")
            case .exactly(let n): ("Exactement \(n) faits «\u{A0}\(subject.fr)\u{A0}»", "Exactly \(n) “\(subject.en)”")
            }
        return Sentence(fr: fr + filter.fr + window.fr, en: en + filter.en + window.en)
    }
}

extension Moment {
    func phrase(in catalogue: Catalogue) -> Sentence {
        let subject = catalogue.label(of: kinds)
        let filter = catalogue.phrase(of: filter)
        let window = catalogue.phrase(of: window)
        let (fr, en) = edge == .first ? ("Le tout premier", "The very first") : ("Le tout dernier", "The very last")
        return Sentence(
            fr: "\(fr) «\u{A0}\(subject.fr)\u{A0}»\(filter.fr)\(window.fr)",
            en: "\(en) “\(subject.en)”\(filter.en)\(window.en)")
    }
}

extension Comparison {
    func phrase(in catalogue: Catalogue) -> Sentence {
        let (a, b) = (catalogue.phrase(of: left), catalogue.phrase(of: right))
        let (fr, en) =
            switch comparator {
            case .equal: ("est", "is")
            case .notEqual: ("n’est pas", "is not")
            case .less: ("inférieur à", "below")
            case .atMost: ("au plus", "at most")
            case .more: ("supérieur à", "above")
            case .atLeast: ("au moins", "at least")
            }
        return Sentence(fr: "\(a.fr.capitalisedFirst) \(fr) \(b.fr)", en: "\(a.en.capitalisedFirst) \(en) \(b.en)")
    }
}

extension Inclusion {
    func phrase(in catalogue: Catalogue) -> Sentence {
        let subject = catalogue.phrase(of: term)
        let (fr, en): (String, String)
        switch collection {
        case .named(let name): (fr, en) = ("la liste «\u{A0}\(name.text)\u{A0}»", "the list “\(name.text)”")
        case .literals(let literals):
            fr = literals.map(\.phrase.fr).joined(separator: ", ")
            en = literals.map(\.phrase.en).joined(separator: ", ")
        }
        return Sentence(
            fr: "\(subject.fr.capitalisedFirst) \(isNegated ? "hors de" : "parmi") \(fr)",
            en: "\(subject.en.capitalisedFirst) \(isNegated ? "not in" : "in") \(en)")
    }
}

extension InRange {
    func phrase(in catalogue: Catalogue) -> Sentence {
        let (a, b, c) = (catalogue.phrase(of: term), catalogue.phrase(of: low), catalogue.phrase(of: high))
        return Sentence(
            fr: "\(a.fr.capitalisedFirst) \(isNegated ? "hors de l’intervalle" : "entre") \(b.fr) et \(c.fr)",
            en: "\(a.en.capitalisedFirst) \(isNegated ? "not between" : "between") \(b.en) and \(c.en)")
    }
}

extension TextMatch {
    func phrase(in catalogue: Catalogue) -> Sentence {
        let subject = catalogue.phrase(of: term)
        let (fr, en) =
            switch match {
            case .contains: (isNegated ? "ne contient pas" : "contient", isNegated ? "does not contain" : "contains")
            case .starts:
                (isNegated ? "ne commence pas par" : "commence par", isNegated ? "does not start with" : "starts with")
            case .ends:
                (isNegated ? "ne finit pas par" : "finit par", isNegated ? "does not end with" : "ends with")
            }
        return Sentence(
            fr: "\(subject.fr.capitalisedFirst) \(fr) «\u{A0}\(part)\u{A0}»",
            en: "\(subject.en.capitalisedFirst) \(en) “\(part)”")
    }
}

extension Literal {
    var phrase: Sentence {
        switch self {
        case .text(let text): Sentence(fr: "«\u{A0}\(text)\u{A0}»", en: "“\(text)”")
        case .number(let number): Sentence(verbatim: number.description)
        case .boolean(true): Sentence(fr: "vrai", en: "true")
        case .boolean(false): Sentence(fr: "faux", en: "false")
        case .day(let day): Sentence(fr: "le \(day.text(in: .french))", en: day.text(in: .english))
        case .instant(let instant): Sentence(verbatim: instant.iso8601)
        case .me: Sentence(fr: "moi", en: "me")
        }
    }
}

extension When {
    func text(in language: Language) -> String {
        switch self {
        case .day(let day): day.text(in: language)
        case .instant(let instant): instant.iso8601
        case .now: language == .french ? "maintenant" : "now"
        }
    }
}

extension String {
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
