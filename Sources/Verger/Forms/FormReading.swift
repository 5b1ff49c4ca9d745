/// The answers to a form, checked: what they say of the person, all that is wrong with them at once.
package struct FormReading: Sendable {
    /// An answer as it was given, cleaned.
    package struct Answer: Hashable, Sendable {
        package let question: String
        package let label: String
        package let values: [String]

        package init(question: String, label: String, values: [String]) {
            self.question = question
            self.label = label
            self.values = values
        }
    }

    /// Of the person, in their normal forms.
    package private(set) var contact = ImportedContact()
    /// In the order of the form; what was not asked or left empty is not there.
    package private(set) var answers: [Answer] = []
    package private(set) var consents: [FormConsent] = []
    /// Each under the id of its question.
    package private(set) var problems: [Problem] = []

    /// `given`: what was sent, by id of question and of consent. `asked`: the progressive questions that were on the page.
    package init(
        _ given: [String: [String]], to form: FormDocument, asked: Set<String>, reader: ProfileReader
    ) {
        var reader = reader
        var taken: [String: [String]] = [:]
        for question in form.questions where !question.isProgressive || asked.contains(question.id) {
            guard question.isShown(given: taken) else { continue }
            let values = clean(given[question.id] ?? [], question)
            guard !values.isEmpty else {
                if question.isRequired { refuse(question, FormReading.missing(question)) }
                continue
            }
            taken[question.id] = values
            answers.append(Answer(question: question.id, label: question.label, values: values))
            take(values, question, &reader)
        }
        problems += reader.problems
        consents = form.consents.filter { given[$0.id]?.isEmpty == false }
    }

    /// Texts without the characters that nobody types, cut nowhere: what is too long is refused.
    private mutating func clean(_ values: [String], _ question: Question) -> [String] {
        let texts = values.prefix(question.style == .choices ? 100 : 1).compactMap { value -> String? in
            let scalars = value.unicodeScalars.filter { scalar in
                scalar == "\n" || scalar == "\t" || (scalar.value >= 0x20 && scalar.value != 0x7F)
            }
            let text = String(String.UnicodeScalarView(scalars))
            let single = question.style == .paragraph ? text : text.replacing("\n", with: " ")
            return single.trimmed.isEmpty ? nil : single.trimmed
        }
        if texts.contains(where: { $0.utf8.count > question.style.limit }) {
            refuse(question, FormReading.tooLong(question.style.limit))
            return []
        }
        guard question.style.hasOptions else { return texts }
        let known = texts.filter(question.options.contains)
        if known.count < texts.count { refuse(question, FormReading.noOption) }
        return known
    }

    private mutating func take(_ values: [String], _ question: Question, _ reader: inout ProfileReader) {
        let text = values.joined(separator: ", ")
        switch question.target {
        case .contact(let field):
            contact.fields[field.rawValue] = reader.value(text, of: field, at: question.id)
        case .company: contact.company = ImportedCompany(fields: [CompanyField.name.rawValue: text])
        case .custom(let name):
            let value = question.style == .agreement ? "true" : text
            contact.fields[name] = reader.value(value, ofCustom: name, at: question.id)
        case .own:
            switch question.style {
            case .email: _ = reader.value(text, of: .email, at: question.id)
            case .phone: _ = reader.value(text, of: .phone, at: question.id)
            case .number: _ = reader.value(text, as: .number, at: question.id)
            case .date: _ = reader.value(text, as: .date, at: question.id)
            case .line, .paragraph, .choice, .choices, .agreement: break
            }
        }
    }

    private mutating func refuse(_ question: Question, _ sentence: Sentence) {
        problems.append(Problem(sentence, path: question.id))
    }

    /// The first longer text that was written for us: what a message says.
    package func message(in form: FormDocument) -> String? {
        let paragraphs = Set(form.questions.filter { $0.style == .paragraph }.map(\.id))
        return answers.first { paragraphs.contains($0.question) }?.values.first
    }
}

extension FormReading {
    private static func missing(_ question: Question) -> Sentence {
        switch question.style {
        case .email:
            Sentence(
                fr: "une adresse est nécessaire, par exemple prenom@exemple.fr",
                en: "an address is needed, for example name@example.com")
        case .agreement: Sentence(fr: "cette case est à cocher", en: "this box has to be ticked")
        case .choice, .choices: Sentence(fr: "choisissez une réponse", en: "choose an answer")
        case .line, .paragraph, .phone, .number, .date:
            Sentence(fr: "une réponse est nécessaire", en: "an answer is needed")
        }
    }

    private static func tooLong(_ limit: Int) -> Sentence {
        Sentence(
            fr: "c’est trop long\u{202F}; \(limit) octets au plus", en: "this is too long; \(limit) bytes at most")
    }

    private static let noOption = Sentence(fr: "choisissez dans la liste", en: "choose from the list")
}
