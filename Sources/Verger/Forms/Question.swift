/// One thing that a form asks.
package struct Question: Hashable, Sendable, Identifiable {
    /// What the answer becomes.
    package enum Target: Hashable, Sendable {
        case contact(ContactField)
        /// The name of the company.
        case company
        /// A field that the workspace defines.
        case custom(String)
        /// Kept with the answers alone.
        case own
    }

    /// How it is answered.
    package enum Style: String, CaseIterable, Sendable {
        case line, paragraph, email, phone, number, date, choice, choices, agreement
    }

    /// Asked only when another question was answered in some way.
    package struct Showing: Hashable, Sendable {
        package enum Test: String, CaseIterable, Sendable {
            case answered, isValue = "is", isNot = "is_not"
        }

        package let question: String
        package let test: Test
        /// One of the options, or a text; empty for `answered`.
        package let value: String

        package init(question: String, test: Test, value: String = "") {
            self.question = question
            self.test = test
            self.value = value
        }
    }

    /// Unique in its form: `q1`.
    package let id: String
    package var target: Target
    package var style: Style
    package var label: String
    package var hint: String
    package var options: [String]
    package var isRequired: Bool
    /// Not asked again when it is known.
    package var isProgressive: Bool
    package var showing: Showing?

    package init(
        id: String, _ target: Target, _ style: Style, label: String, hint: String = "", options: [String] = [],
        isRequired: Bool = false, isProgressive: Bool = false, showing: Showing? = nil
    ) {
        self.id = id
        self.target = target
        self.style = style
        self.label = label
        self.hint = hint
        self.options = options
        self.isRequired = isRequired
        self.isProgressive = isProgressive
        self.showing = showing
    }
}

extension Question.Target {
    /// The fields of a contact that a form may ask for.
    package static let contactFields: [ContactField] = [
        .email, .firstName, .lastName, .phone, .jobTitle, .city, .postalCode, .country,
    ]

    /// `email`, `company`, `field.effectif`, `own`.
    package var text: String {
        switch self {
        case .contact(let field): field.rawValue
        case .company: "company"
        case .custom(let name): "field." + name
        case .own: "own"
        }
    }

    package init?(text: String) {
        if text == "own" {
            self = .own
        } else if text == "company" {
            self = .company
        } else if text.hasPrefix("field."), text.utf8.count > 6 {
            self = .custom(String(text.dropFirst(6)))
        } else if let field = ContactField(rawValue: text), Question.Target.contactFields.contains(field) {
            self = .contact(field)
        } else {
            return nil
        }
    }

    /// How it is answered at first; `types` are the fields that the workspace defines.
    package func usualStyle(_ types: [String: ValueType]) -> Question.Style {
        switch self {
        case .contact(.email): .email
        case .contact(.phone): .phone
        case .contact, .company, .own: .line
        case .custom(let name):
            switch types[name] {
            case .number: .number
            case .date: .date
            case .boolean: .agreement
            case .text, nil: .line
            }
        }
    }

    /// Whether answers of `style` can become this.
    func takes(_ style: Question.Style, _ types: [String: ValueType]) -> Bool {
        switch self {
        case .own: true
        case .contact(.email): style == .email
        case .contact(.phone): style == .phone
        case .contact, .company: style == .line || style == .choice
        case .custom(let name):
            switch types[name] {
            case .number: style == .number
            case .date: style == .date
            case .boolean: style == .agreement
            case .text: [.line, .paragraph, .choice, .choices].contains(style)
            case nil: false
            }
        }
    }
}

extension Question.Style {
    package var label: Sentence {
        switch self {
        case .line: Sentence(fr: "une ligne", en: "one line")
        case .paragraph: Sentence(fr: "un paragraphe", en: "a paragraph")
        case .email: Sentence(fr: "une adresse e-mail", en: "an e-mail address")
        case .phone: Sentence(fr: "un numéro de téléphone", en: "a phone number")
        case .number: Sentence(fr: "un nombre", en: "a number")
        case .date: Sentence(fr: "une date", en: "a date")
        case .choice: Sentence(fr: "un choix", en: "one choice")
        case .choices: Sentence(fr: "plusieurs choix", en: "several choices")
        case .agreement: Sentence(fr: "une case à cocher", en: "a box to tick")
        }
    }

    package var hasOptions: Bool { self == .choice || self == .choices }

    /// The longest answer, in bytes of UTF-8.
    var limit: Int { self == .paragraph ? 8000 : 500 }
}
