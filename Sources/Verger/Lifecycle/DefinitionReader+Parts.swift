extension DefinitionReader {
    // MARK: Parts

    mutating func condition(
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

    mutating func id(_ document: Document, _ path: String, _ taken: inout Set<String>) -> String? {
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

    mutating func points(_ rule: Document, _ path: String) -> Number? {
        guard let value = rule["points"] else {
            report(rule, path + ".points", fr: "il manque les points", en: "the points are missing")
            return nil
        }
        return number(value, path + ".points")
    }

    mutating func number(_ document: Document, _ path: String) -> Number? {
        guard let number = document.number, abs(number.millionths) <= 1_000_000 * Number.unit else {
            report(
                document, path, fr: "un nombre est attendu, comme 15 ou -10", en: "expected a number, such as 15 or -10"
            )
            return nil
        }
        return number
    }

    mutating func whole(_ document: Document, _ path: String, _ range: ClosedRange<Int>) -> Int? {
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

    mutating func thresholds(_ document: Document, _ path: String) -> [Number] {
        let numbers = document.items?.compactMap(\.number) ?? []
        guard numbers.count == 3, document.items?.count == 3, numbers[0] >= numbers[1], numbers[1] >= numbers[2] else {
            report(
                document, path, fr: "trois seuils décroissants sont attendus, comme [60, 40, 20]",
                en: "expected three falling thresholds, such as [60, 40, 20]")
            return Grades().fit
        }
        return numbers
    }

    mutating func span(_ document: Document, _ path: String) -> Span? {
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

    mutating func halfLife(_ document: Document, _ path: String) -> Span? {
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

    mutating func name(_ document: Document, _ path: String) -> Sentence {
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

    mutating func texts(_ document: Document, _ path: String) -> [String] {
        guard let items = document.items else {
            report(document, path, fr: "une liste est attendue, comme [a, b]", en: "expected a list, such as [a, b]")
            return []
        }
        return items.compactMap(\.text)
    }

    mutating func list(_ document: Document?, _ path: String) -> [Document] {
        guard let document, !document.isNull else { return [] }
        guard let items = document.items else {
            report(document, path, fr: "une liste est attendue", en: "expected a list")
            return []
        }
        return items
    }

    /// The document if it is an object whose keys are all known; nil when absent or not an object.
    mutating func object(_ document: Document?, _ path: String, _ keys: [String]?) -> Document? {
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

    mutating func checkKeys(of document: Document, _ path: String, _ keys: [String]) {
        for (key, value) in document.pairs ?? [] where !keys.contains(key) {
            reportUnknown(value, path.isEmpty ? key : "\(path).\(key)", key, fr: "clé inconnue", en: "key", among: keys)
        }
    }

    mutating func checkName(_ name: String, _ document: Document, _ path: String) {
        let isName = name.utf8.enumerated().allSatisfy { index, byte in
            byte == 95 || (97...122).contains(byte) || (index > 0 && (48...57).contains(byte))
        }
        guard !isName || name.isEmpty || Keyword(rawValue: name) != nil else { return }
        report(
            document, path, fr: "un nom s’écrit en minuscules, chiffres et _, et n’est pas un mot du langage",
            en: "a name is written in lower case, digits and _, and is not a word of the language")
    }

    // MARK: Problems

    func located(_ document: Document, _ path: String) -> String {
        document.line.map { "\(path) (l. \($0))" } ?? path
    }

    mutating func report(_ document: Document, _ path: String, fr: String, en: String) {
        problems.append(Problem(Sentence(fr: fr, en: en), path: located(document, path)))
    }

    mutating func reportUnknown(
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
