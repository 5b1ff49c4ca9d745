import HTML
import Verger

/// The questions of a draft, each with its turns and its details.
struct DraftQuestions {
    let visit: Visit
    let document: FormDocument
    let types: [String: ValueType]
    let problems: [Problem]

    private var notation: Notation { visit.notation }
    private var fields: DraftField { DraftField(visit: visit, problems: problems) }

    var markup: Markup {
        section(.aria("labelledby", "questions")) {
            div(.class("head")) {
                h2(.id("questions")) { notation.text("Questions", "Questions") }
                span(.class("count")) { notation.count(document.questions.count) }
            }
            DraftField(visit: visit, problems: problems).note("questions")
            ol(.class("questions")) {
                for (index, question) in document.questions.enumerated() { item(question, index) }
            }
            adding
            div(.class("fields"), .style("padding-top:16px")) {
                fields.line(
                    "ask_at_most", notation.text("Au plus, parmi les progressives", "At most, of the progressive ones"),
                    document.askAtMost.map(String.init) ?? "",
                    hint: notation.text(
                        "On ne redemande pas ce qui est connu, et les suivantes viendront la fois d’après. Vide\u{A0}: toutes.",
                        "What is known is not asked again, and the next ones come another time. Empty: all of them."))
            }
        }
    }

    private func item(_ question: Question, _ index: Int) -> Markup {
        let isWrong = problems.contains { $0.path == question.id || $0.path.hasPrefix(question.id + ".") }
        let isOpen = isWrong || visit.query["open"] == question.id
        return li(.id(question.id)) {
            input(.type("hidden"), .name("question"), .value(question.id))
            div(.class("line")) {
                details(.open(isOpen)) {
                    summary {
                        Icon.right.markup
                        b { question.label.isEmpty ? notation.text("(sans texte)", "(no text)") : question.label }
                        span(.class("faint")) { facts(question) }
                        if isWrong {
                            span(.class("chip bad")) {
                                Icon.warn.markup
                                notation.text("à revoir", "look again")
                            }
                        }
                    }
                    inside(question, index)
                }
                turns(question, index)
            }
        }
    }

    private func facts(_ question: Question) -> String {
        var facts = [name(of: question.target)]
        if question.isRequired { facts.append(notation.text("obligatoire", "required")) }
        if question.isProgressive { facts.append(notation.text("progressive", "progressive")) }
        if question.showing != nil { facts.append(notation.text("sous condition", "conditional")) }
        return facts.joined(separator: ", ")
    }

    private func name(of target: Question.Target) -> String {
        switch target {
        case .contact(let field): visit.say(field.label)
        case .company: notation.text("entreprise", "company")
        case .custom(let name): name
        case .own: notation.text("question libre", "own question")
        }
    }

    private func turns(_ question: Question, _ index: Int) -> Markup {
        let label = question.label
        return div(.class("turns")) {
            turn(
                "up:", .arrowUp, notation.text("Monter «\u{A0}\(label)\u{A0}»", "Move “\(label)” up"), question,
                index > 0)
            turn(
                "down:", .arrowDown, notation.text("Descendre «\u{A0}\(label)\u{A0}»", "Move “\(label)” down"),
                question,
                index < document.questions.count - 1)
            turn("remove:", .x, notation.text("Retirer «\u{A0}\(label)\u{A0}»", "Remove “\(label)”"), question, true)
        }
    }

    private func turn(_ action: String, _ icon: Icon, _ name: String, _ question: Question, _ isPossible: Bool)
        -> Markup
    {
        button(
            .class("btn icon small"), .name("do"), .value(action + question.id), .title(name), .aria("label", name),
            .disabled(!isPossible)
        ) { icon.markup }
    }

    private func inside(_ question: Question, _ index: Int) -> Markup {
        let id = question.id
        return div(.class("inside")) {
            fields.note(id)
            fields.line("\(id).label", notation.text("Question", "Question"), question.label)
            div(.class("pair")) {
                fields.pick(
                    "\(id).style", notation.text("Réponse", "Answer"),
                    Question.Style.allCases.map { ($0.rawValue, visit.say($0.label)) }, question.style.rawValue)
                fields.line("\(id).hint", notation.text("Aide", "Hint"), question.hint)
            }
            fields.note("\(id).target")
            if question.style.hasOptions || !question.options.isEmpty
                || problems.contains(where: { $0.path == "\(id).options" })
            {
                fields.area(
                    "\(id).options", notation.text("Choix", "Options"), question.options.joined(separator: "\n"),
                    rows: 4, hint: notation.text("Un par ligne.", "One to a line."))
            } else {
                input(.type("hidden"), .name("\(id).options"), .value(""))
            }
            div(.class("ticks")) {
                fields.tick("\(id).required", notation.text("Obligatoire", "Required"), question.isRequired)
                if question.target != .own {
                    fields.tick(
                        "\(id).progressive",
                        notation.text("Progressive\u{A0}: pas si on le sait déjà", "Progressive: not if it is known"),
                        question.isProgressive)
                }
            }
            showing(question, index)
        }
    }

    @MarkupBuilder private func showing(_ question: Question, _ index: Int) -> Markup {
        if index > 0 {
            let id = question.id
            let before = document.questions.prefix(index)
            let asked = before.first { $0.id == question.showing?.question }
            div(.class("trio")) {
                fields.pick(
                    "\(id).showing_question", notation.text("Seulement si", "Only if"),
                    [("", notation.text("toujours", "always"))] + before.map { ($0.id, $0.label) },
                    question.showing?.question ?? "", path: "\(id).showing")
                fields.pick(
                    "\(id).showing_test", notation.text("Test", "Test"),
                    [
                        ("answered", notation.text("a une réponse", "has an answer")),
                        ("is", notation.text("est", "is")),
                        ("is_not", notation.text("n’est pas", "is not")),
                    ], question.showing?.test.rawValue ?? "answered")
                fields.line(
                    "\(id).showing_value", notation.text("Valeur", "Value"), question.showing?.value ?? "",
                    choices: asked?.options ?? [])
            }
        }
    }

    private var adding: Markup {
        let taken = Set(document.questions.map(\.target))
        let record = Question.Target.contactFields.map { Question.Target.contact($0) } + [.company]
        return div(.class("add-line")) {
            label(.class("sr"), .for("add_target")) { notation.text("Champ à ajouter", "Field to add") }
            select(.class("input"), .id("add_target"), .name("add_target")) {
                option(.value("own")) { notation.text("Question libre", "Own question") }
                optgroup(Attribute("label", notation.text("Fiche du contact", "Contact’s record"))) {
                    for target in record where !taken.contains(target) {
                        option(.value(target.text)) { name(of: target).capitalizedFirst }
                    }
                }
                if !types.isEmpty {
                    optgroup(Attribute("label", notation.text("Champs de l’espace", "Fields of the workspace"))) {
                        for name in types.keys.sorted() where !taken.contains(.custom(name)) {
                            option(.value("field." + name)) { name }
                        }
                    }
                }
            }
            button(.class("btn"), .name("do"), .value("add")) {
                Icon.plus.markup
                notation.text("Ajouter", "Add")
            }
        }
    }
}
