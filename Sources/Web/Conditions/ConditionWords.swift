import Verger

/// How the choices of a condition builder are called.
enum ConditionWords {
    static func label(_ comparator: ValueTest.Operator, of sort: ValueSort) -> Sentence {
        switch sort {
        case .number: number(comparator)
        case .date: date(comparator)
        case .choice(isOrdered: true): ordered(comparator)
        default: text(comparator)
        }
    }

    private static func text(_ comparator: ValueTest.Operator) -> Sentence {
        switch comparator {
        case .equal: Sentence(fr: "est", en: "is")
        case .notEqual: Sentence(fr: "n’est pas", en: "is not")
        case .less: Sentence(fr: "est avant", en: "is before")
        case .atMost: Sentence(fr: "est au plus", en: "is at most")
        case .more: Sentence(fr: "est après", en: "is after")
        case .atLeast: Sentence(fr: "est au moins", en: "is at least")
        case .oneOf: Sentence(fr: "est parmi", en: "is one of")
        case .noneOf: Sentence(fr: "n’est pas parmi", en: "is none of")
        case .inList: Sentence(fr: "est dans la liste", en: "is in the list")
        case .notInList: Sentence(fr: "n’est pas dans la liste", en: "is not in the list")
        case .contains: Sentence(fr: "contient", en: "contains")
        case .notContains: Sentence(fr: "ne contient pas", en: "does not contain")
        case .starts: Sentence(fr: "commence par", en: "starts with")
        case .notStarts: Sentence(fr: "ne commence pas par", en: "does not start with")
        case .ends: Sentence(fr: "finit par", en: "ends with")
        case .notEnds: Sentence(fr: "ne finit pas par", en: "does not end with")
        case .between: Sentence(fr: "est entre", en: "is between")
        case .notBetween: Sentence(fr: "n’est pas entre", en: "is not between")
        case .empty: Sentence(fr: "est vide", en: "is empty")
        case .filled: Sentence(fr: "est rempli", en: "is filled")
        }
    }

    private static func number(_ comparator: ValueTest.Operator) -> Sentence {
        switch comparator {
        case .equal: Sentence(fr: "est égal à", en: "equals")
        case .notEqual: Sentence(fr: "est différent de", en: "differs from")
        case .less: Sentence(fr: "est moins de", en: "is less than")
        case .more: Sentence(fr: "est plus de", en: "is more than")
        default: text(comparator)
        }
    }

    private static func date(_ comparator: ValueTest.Operator) -> Sentence {
        switch comparator {
        case .equal: Sentence(fr: "est le", en: "is on")
        case .notEqual: Sentence(fr: "n’est pas le", en: "is not on")
        case .less: Sentence(fr: "est avant le", en: "is before")
        case .atMost: Sentence(fr: "est au plus tard le", en: "is on or before")
        case .more: Sentence(fr: "est après le", en: "is after")
        case .atLeast: Sentence(fr: "est à partir du", en: "is on or after")
        default: text(comparator)
        }
    }

    private static func ordered(_ comparator: ValueTest.Operator) -> Sentence {
        switch comparator {
        case .less: Sentence(fr: "est avant", en: "is before")
        case .more: Sentence(fr: "est après", en: "is after")
        default: text(comparator)
        }
    }

    static func label(_ times: FactTest.Times) -> Sentence {
        switch times {
        case .ever: Sentence(fr: "au moins une fois", en: "at least once")
        case .atLeast: Sentence(fr: "au moins", en: "at least")
        case .atMost: Sentence(fr: "au plus", en: "at most")
        case .exactly: Sentence(fr: "exactement", en: "exactly")
        }
    }

    static func label(_ window: FactTest.Window) -> Sentence {
        switch window {
        case .ever: Sentence(fr: "à tout moment", en: "at any time")
        case .within: Sentence(fr: "dans les derniers", en: "within the last")
        case .before: Sentence(fr: "avant le", en: "before")
        case .after: Sentence(fr: "après le", en: "after")
        case .between: Sentence(fr: "entre le", en: "between")
        case .sinceLast: Sentence(fr: "depuis le dernier fait", en: "since the last")
        case .sinceFirst: Sentence(fr: "depuis le premier fait", en: "since the first")
        }
    }

    static func label(_ unit: Span.Unit) -> Sentence {
        switch unit {
        case .minute: Sentence(fr: "minutes", en: "minutes")
        case .hour: Sentence(fr: "heures", en: "hours")
        case .day: Sentence(fr: "jours", en: "days")
        case .week: Sentence(fr: "semaines", en: "weeks")
        case .month: Sentence(fr: "mois", en: "months")
        case .year: Sentence(fr: "ans", en: "years")
        }
    }

    static let condition = Sentence(fr: "Condition", en: "Condition")
    static let asText = Sentence(fr: "Condition, forme texte", en: "Condition, as text")
    static let subject = Sentence(fr: "Critère", en: "Criterion")
    static let comparator = Sentence(fr: "Comparaison", en: "Comparison")
    static let value = Sentence(fr: "Valeur", en: "Value")
    static let kind = Sentence(fr: "Fait", en: "Fact")
    static let precision = Sentence(fr: "Précision", en: "Detail")
    static let number = Sentence(fr: "Nombre de fois", en: "Number of times")
    static let window = Sentence(fr: "Période", en: "Period")
    static let unit = Sentence(fr: "Unité", en: "Unit")
    static let whereFirst = Sentence(fr: "où", en: "where")
    static let and = Sentence(fr: "et", en: "and")
    static let or = Sentence(fr: "ou", en: "or")
    static let andDate = Sentence(fr: "et le", en: "and")
    static let times = Sentence(fr: "fois", en: "times")
    static let any = Sentence(fr: "sans précision", en: "no detail")
    static let did = Sentence(fr: "a fait", en: "did")
    static let didNot = Sentence(fr: "n’a pas fait", en: "did not")
    static let isTrue = Sentence(fr: "est", en: "is")
    static let isNot = Sentence(fr: "n’est pas", en: "is not")
    static let carries = Sentence(fr: "porte", en: "has")
    static let carriesNot = Sentence(fr: "ne porte pas", en: "does not have")
    static let anyPersona = Sentence(fr: "un persona quelconque", en: "any persona")
    static let tag = Sentence(fr: "Étiquette", en: "Tag")
    static let persona = Sentence(fr: "Persona", en: "Persona")
    static let segment = Sentence(fr: "Segment", en: "Segment")
    static let text = Sentence(fr: "Condition écrite", en: "Written condition")
    static let facts = Sentence(fr: "Faits et groupes", en: "Facts and groups")
    static let groups = Sentence(fr: "Groupes", en: "Groups")
    static let kinds = Sentence(fr: "Faits", en: "Facts")
    static let what = Sentence(fr: "Ce qui s’est passé", en: "What happened")
    static let remove = Sentence(fr: "Retirer ce critère", en: "Remove this criterion")
    static let add = Sentence(fr: "Critère", en: "Criterion")
    static let addGroup = Sentence(fr: "Groupe «\u{A0}ou\u{A0}»", en: "“Or” group")
    static let addAlternative = Sentence(fr: "Ou un autre critère", en: "Or another criterion")
    static let apply = Sentence(fr: "Appliquer", en: "Apply")
    static let valid = Sentence(fr: "Condition valide", en: "Valid condition")
    static let everyone = Sentence(fr: "Sans condition\u{A0}: tout le monde", en: "No condition: everyone")
    static let unreadable = Sentence(
        fr: "Le texte ne se lit pas encore. Corrigez-le\u{A0}: les lignes reviendront.",
        en: "The text can’t be read yet. Correct it: the lines will come back.")
    static let hint = Sentence(
        fr: "Par exemple\u{A0}: stage >= prospect and did any exchange within 30 days",
        en: "For example: stage >= prospect and did any exchange within 30 days")
}
