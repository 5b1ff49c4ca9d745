/// A whole condition as one sentence, for one reader: "Correspond à un persona, et a échangé avec nous depuis moins de
/// 12 mois". It says the same as the text form, less exactly.
package struct ConditionSentence {
    let catalogue: Catalogue
    let language: Language
    /// Whether it is about one fact: its fields are those of the fact.
    var isOfFact = false

    package init(_ catalogue: Catalogue, _ language: Language) {
        self.catalogue = catalogue
        self.language = language
    }

    package func text(of condition: Condition) -> String { clause(condition, level: 0).capitalisedFirst }

    // MARK: Joining

    /// Two levels are told apart by the comma; deeper ones by parentheses.
    func clause(_ condition: Condition, level: Int) -> String {
        switch condition {
        case .all(let parts): joined(parts, say("et", "and"), level)
        case .any(let parts): joined(parts, say("ou", "or"), level)
        case .not(let part): negated(part, level: level)
        case .always: say("toujours", "always")
        case .never: say("jamais", "never")
        case .did(let did): clause(did, isNegated: false)
        case .moment(let moment): moment.phrase(in: catalogue).text(in: language).decapitalised
        case .fits(let fits): clause(fits, isNegated: false)
        case .member(let member): clause(member, isNegated: false)
        case .tag(let tagged): clause(tagged, isNegated: false)
        case .emptiness(let emptiness): clause(emptiness, isNegated: false)
        case .comparison(let test): clause(test)
        case .inclusion(let test): clause(test, isNegated: test.isNegated)
        case .textMatch(let test): phrase(test.phrase(in: catalogue), of: test.term)
        case .range(let test): phrase(test.phrase(in: catalogue), of: test.term)
        }
    }

    /// What a test looks at.
    func subject(_ term: Term) -> String {
        let label =
            if isOfFact, case .field(let name) = term {
                catalogue.label(ofProperty: name.text)
            } else {
                catalogue.phrase(of: term)
            }
        return label.text(in: language).decapitalised
    }

    /// A phrase that begins with what it looks at.
    func phrase(_ phrase: Sentence, of term: Term) -> String {
        let text = phrase.text(in: language).decapitalised
        let usual = catalogue.phrase(of: term).text(in: language).decapitalised
        guard isOfFact, text.hasPrefix(usual) else { return text }
        return subject(term) + text.dropFirst(usual.count)
    }

    private func joined(_ parts: [Condition], _ word: String, _ level: Int) -> String {
        let clauses = parts.map { clause($0, level: level + 1) }
        let isDeep = parts.contains(where: \.isJunction)
        let text: String
        if isDeep {
            text = clauses.joined(separator: ", \(word) ")
        } else {
            text =
                clauses.dropLast().joined(separator: ", ") + (clauses.count > 1 ? " \(word) " : "")
                + (clauses.last ?? "")
        }
        return level > (isDeep ? 0 : 1) ? "(\(text))" : text
    }

    private func negated(_ part: Condition, level: Int) -> String {
        switch part {
        case .did(let did): clause(did, isNegated: true)
        case .fits(let fits): clause(fits, isNegated: true)
        case .member(let member): clause(member, isNegated: true)
        case .tag(let tagged): clause(tagged, isNegated: true)
        case .emptiness(let emptiness): clause(emptiness, isNegated: true)
        case .inclusion(let test): clause(test, isNegated: !test.isNegated)
        case .not(let inner): clause(inner, level: level)
        default:
            say("il est faux que\u{A0}: (", "it is not the case that (") + clause(part, level: 0) + ")"
        }
    }

    func say(_ fr: String, _ en: String) -> String { language == .french ? fr : en }
}

extension Condition {
    fileprivate var isJunction: Bool {
        switch self {
        case .all, .any: true
        default: false
        }
    }
}

extension String {
    /// `Au moins un` → `au moins un`; acronyms stay.
    var decapitalised: String {
        guard dropFirst().first?.isUppercase != true else { return self }
        return prefix(1).lowercased() + dropFirst()
    }
}
