import Verger

/// The draft of a form as its page sends it, with the one change that a button made.
struct FormEdit {
    private(set) var document: FormDocument
    /// The question that was added or moved.
    private(set) var focus: String?
    let wantsPublishing: Bool

    init(_ form: Fields, of old: Form, types: [String: ValueType], consents: [FormConsent]) {
        let action = form["do"] ?? "save"
        wantsPublishing = action == "publish"
        document = FormEdit.written(form, old.draft)
        let parts = action.split(separator: ":", maxSplits: 1).map(String.init)
        let subject = parts.count > 1 ? parts[1] : ""
        switch parts.first {
        case "add": add(form.text("add_target") ?? "own", types)
        case "up": move(subject, by: -1)
        case "down": move(subject, by: 1)
        case "remove":
            document.questions.removeAll { $0.id == subject }
            document.consents.removeAll { $0.id == subject }
        case "add_consent":
            let used = Set(document.consents.map(\.purpose))
            if let next = consents.first(where: { !used.contains($0.purpose) }) ?? consents.first {
                document.consents.append(next.named(document.freeConsentID()))
            }
            focus = "consents"
        default: break
        }
    }

    private mutating func add(_ text: String, _ types: [String: ValueType]) {
        guard let target = Question.Target(text: text) else { return }
        let id = document.freeID()
        let label = target.suggestedLabel(document.language)
        document.questions.append(
            Question(id: id, target, target.usualStyle(types), label: label, isRequired: target == .contact(.email)))
        focus = id
    }

    private mutating func move(_ id: String, by step: Int) {
        guard let index = document.questions.firstIndex(where: { $0.id == id }),
            document.questions.indices.contains(index + step)
        else { return }
        document.questions.swapAt(index, index + step)
        focus = id
    }

    // MARK: What was written

    private static func written(_ form: Fields, _ old: FormDocument) -> FormDocument {
        func text(_ name: String) -> String { form[name]?.replacing("\r\n", with: "\n").trimmed.withoutNul ?? "" }
        var result = old
        result.title = text("title")
        result.intro = text("intro")
        result.button = text("button")
        result.notice = text("notice")
        result.thanks = text("thanks")
        result.language = form.text("language").flatMap(Language.init(rawValue:)) ?? old.language
        result.goal = form.text("goal").flatMap(FormGoal.init(rawValue:)) ?? old.goal
        result.askAtMost = form.integer("ask_at_most")
        result.isConfirmedByMail = form["confirmed_by_mail"] != nil
        result.content = form.text("content").flatMap { Int64($0) }
        result.redirect = text("redirect").nonEmpty
        result.notified = text("notified").nonEmpty
        result.source = text("source").nonEmpty
        result.campaign = text("campaign").nonEmpty
        result.event = text("event").nonEmpty
        result.colour = form["own_colour"] == nil ? nil : form.text("colour").flatMap(Accent.init)
        result.sites = text("sites").split(whereSeparator: { $0 == "\n" || $0 == " " || $0 == "," }).map {
            WebAddress.origin(String($0)) ?? String($0)
        }
        let known = Set(old.questions.map(\.id))
        result.questions = form.values("question").filter(known.contains).compactMap { id in
            old.question(id).map { question($0, text, form) }
        }
        result.consents = form.values("consent").compactMap { id in
            old.consents.first { $0.id == id }.map { consent in
                var consent = consent
                consent.text = text("\(id).text")
                consent.purpose = text("\(id).purpose")
                consent.channel =
                    form.text("\(id).channel").flatMap(FormConsent.Channel.init(rawValue:)) ?? consent.channel
                return consent
            }
        }
        return result
    }

    private static func question(_ old: Question, _ text: (String) -> String, _ form: Fields) -> Question {
        var question = old
        let id = old.id
        question.label = text("\(id).label")
        question.hint = text("\(id).hint")
        question.style = form.text("\(id).style").flatMap(Question.Style.init(rawValue:)) ?? old.style
        question.options = text("\(id).options").split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }
        question.isRequired = form["\(id).required"] != nil
        question.isProgressive = form["\(id).progressive"] != nil
        question.showing = form.text("\(id).showing_question").map { other in
            let test = form.text("\(id).showing_test").flatMap(Question.Showing.Test.init(rawValue:)) ?? .answered
            return Question.Showing(
                question: other, test: test, value: test == .answered ? "" : text("\(id).showing_value"))
        }
        return question
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
    fileprivate var withoutNul: String { replacing("\0", with: "") }
}

extension Question.Target {
    /// How the question is put at first.
    func suggestedLabel(_ language: Language) -> String {
        switch self {
        case .contact(let field): field.label.text(in: language).capitalizedFirst
        case .company: Sentence(fr: "Entreprise", en: "Company").text(in: language)
        case .custom(let name): name.replacing("_", with: " ").capitalizedFirst
        case .own: ""
        }
    }
}
