import Verger

extension Schema {
    static func missing(_ path: String) -> Problem {
        Problem(Sentence(fr: "il manque cette valeur", en: "this value is missing"), path: path)
    }

    static func unknown(_ key: String, among names: [String], at path: String) -> Problem {
        let near = suggestion(for: key, among: names)
        return Problem(
            Sentence(
                fr: "nom inconnu" + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
                en: "unknown name" + (near.map { "; did you mean “\($0)”?" } ?? "")), path: path)
    }

    static func givenTwice(_ path: String) -> Problem {
        Problem(Sentence(fr: "ce nom est donné deux fois", en: "this name is given twice"), path: path)
    }

    static func nul(at path: String) -> Problem {
        Problem(
            Sentence(fr: "le caractère U+0000 ne peut pas être gardé", en: "the character U+0000 can’t be kept"),
            path: path)
    }

    static func notAmong(_ values: [String], _ text: String, at path: String) -> Problem {
        let near = suggestion(for: text, among: values)
        let list = values.joined(separator: ", ")
        return Problem(
            Sentence(
                fr: "attendu\u{A0}: \(list)"
                    + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
                en: "expected one of \(list)" + (near.map { "; did you mean “\($0)”?" } ?? "")), path: path)
    }

    static func wrongLength(_ lengths: ClosedRange<Int>, at path: String) -> Problem {
        Problem(
            Sentence(
                fr: "de \(lengths.lowerBound) à \(lengths.upperBound) caractères",
                en: "from \(lengths.lowerBound) to \(lengths.upperBound) characters"), path: path)
    }

    static func wrongCount(_ counts: ClosedRange<Int>, at path: String) -> Problem {
        Problem(
            Sentence(
                fr: "de \(counts.lowerBound) à \(counts.upperBound) éléments",
                en: "from \(counts.lowerBound) to \(counts.upperBound) items"), path: path)
    }

    static func outOf(_ range: ClosedRange<Int>, at path: String) -> Problem {
        guard range.upperBound < .max else {
            return Problem(
                Sentence(fr: "au moins \(range.lowerBound)", en: "at least \(range.lowerBound)"), path: path)
        }
        return Problem(
            Sentence(
                fr: "de \(range.lowerBound) à \(range.upperBound)",
                en: "from \(range.lowerBound) to \(range.upperBound)"),
            path: path)
    }

    static func wrongType(_ schema: Schema, at path: String) -> Problem {
        let type = schema.typeName
        return Problem(Sentence(fr: "attendu\u{A0}: \(type.fr)", en: "expected \(type.en)"), path: path)
    }

    private var typeName: Sentence {
        switch shape {
        case .text, .choice: Sentence(fr: "un texte", en: "a string")
        case .integer: Sentence(fr: "un nombre entier", en: "a whole number")
        case .number: Sentence(fr: "un nombre", en: "a number")
        case .boolean: Sentence(fr: "true ou false", en: "true or false")
        case .list: Sentence(fr: "une liste", en: "an array")
        case .object, .map: Sentence(fr: "un objet", en: "an object")
        case .anything, .either, .reference: Sentence(fr: "une autre valeur", en: "another value")
        }
    }
}
