import HTML
import Verger

/// The questions of a form, with what was answered and what is wrong with it.
struct FormView {
    let document: FormDocument
    /// Those that are on the page.
    let questions: [Question]
    /// Where it is sent.
    let target: String
    var typed: [String: [String]] = [:]
    var problems: [Problem] = []
    /// Said above: that nothing was lost, and what to do.
    var notice: Sentence?
    /// Hidden values: stamp, touch, who it is.
    var carried: [(name: String, value: String)] = []
    var attributes: [Attribute] = []
    /// Whether many people use this device: it remembers nothing.
    var isShared = false
    /// Nobody types here: what people would see.
    var isPreview = false

    static let trap = "company_site"

    private func say(_ sentence: Sentence) -> String { sentence.text(in: document.language) }

    var markup: Markup {
        element(
            isPreview ? "div" : "form",
            [.class("vf"), .data("form", "")]
                + (isPreview ? [] : [.method("post"), .action(target), Attribute("accept-charset", "utf-8")])
                + (isShared ? [.autocomplete("off")] : []) + attributes,
            group {
                for field in carried { input(.type("hidden"), .name(field.name), .value(field.value)) }
                alert
                fields
                if !isPreview { trap }
                for consent in document.consents { box(consent) }
                div(.class("send")) {
                    button(.class("go"), .type(isPreview ? "button" : "submit")) { document.button }
                }
                if !document.notice.isEmpty { p(.class("small")) { document.notice } }
            })
    }

    @MarkupBuilder private var alert: Markup {
        if let notice {
            div(.class("alert"), .role("alert"), .tabindex(-1)) { p { say(notice) } }
        } else if !problems.isEmpty {
            div(.class("alert"), .role("alert"), .tabindex(-1)) {
                p {
                    b {
                        say(
                            problems.count == 1
                                ? Sentence(fr: "Une réponse est à revoir.", en: "One answer needs another look.")
                                : Sentence(
                                    fr: "\(problems.count) réponses sont à revoir.",
                                    en: "\(problems.count) answers need another look."))
                    }
                    " "
                    say(Sentence(fr: "Rien n’est perdu.", en: "Nothing is lost."))
                }
                ul {
                    for problem in problems {
                        li {
                            a(.href("#" + problem.path)) { document.question(problem.path)?.label ?? problem.path }
                        }
                    }
                }
            }
        }
    }

    /// People do not see it; programs fill it in.
    private var trap: Markup {
        div(.class("beyond"), .aria("hidden", "true")) {
            label {
                say(Sentence(fr: "Laissez ce champ vide", en: "Leave this field empty"))
                input(
                    .type("text"), .name(FormView.trap), .tabindex(-1), .autocomplete("off"),
                    .value(typed[FormView.trap]?.first))
            }
        }
    }

    private func box(_ consent: FormConsent) -> Markup {
        label(.class("tick")) {
            input(
                .type("checkbox"), .name(consent.id), .value("yes"), .checked(typed[consent.id]?.isEmpty == false))
            span { consent.text }
        }
    }

    // MARK: Questions

    /// First and last name stand side by side, wherever they follow one another.
    private var fields: Markup {
        var parts: [Markup] = []
        var index = 0
        while index < questions.count {
            let pair = questions[index...].prefix(2).map { $0 }
            let isName = Set(pair.map(\.target)) == [.contact(.firstName), .contact(.lastName)]
            if isName, pair.allSatisfy({ $0.showing == nil && !$0.style.hasOptions }) {
                parts.append(div(.class("two")) { for question in pair { field(question) } })
                index += 2
            } else {
                parts.append(field(questions[index]))
                index += 1
            }
        }
        return Markup(parts)
    }

    private func field(_ question: Question) -> Markup {
        let problem = problems.first { $0.path == question.id }
        let isGroup = question.style.hasOptions && (question.style == .choices || question.options.count <= 4)
        let attributes: [Attribute] = [
            .class(problem == nil ? "field" : "field wrong"), .data("question", question.id),
            .data("shown-when", question.showing?.question), .data("test", question.showing?.test.rawValue),
            .data("value", question.showing?.value),
        ]
        let content = group {
            if question.style == .agreement {
                label(.class("tick"), .for(question.id)) {
                    input(
                        .type("checkbox"), .id(question.id), .name(question.id), .value("true"),
                        .checked(typed[question.id]?.isEmpty == false), .required(question.isRequired),
                        .aria("describedby", described(question, problem)))
                    span { title(question) }
                }
            } else if isGroup {
                element("legend", [.id(question.id), .tabindex(-1)], title(question))
                for option in question.options { choice(option, question) }
            } else {
                label(.for(question.id)) { title(question) }
                control(question, problem)
            }
            if let problem {
                p(.class("error"), .id("note-" + question.id)) { say(problem.sentence).capitalizedFirst + "." }
            } else if !question.hint.isEmpty {
                p(.class("hint"), .id("note-" + question.id)) { question.hint }
            }
        }
        return element(isGroup ? "fieldset" : "div", attributes, content)
    }

    private func title(_ question: Question) -> Markup {
        group {
            question.label
            if !question.isRequired, question.style != .agreement {
                span(.class("optional")) { say(Sentence(fr: "facultatif", en: "optional")) }
            }
        }
    }

    private func described(_ question: Question, _ problem: Problem?) -> String? {
        problem == nil && question.hint.isEmpty ? nil : "note-" + question.id
    }

    private func choice(_ option: String, _ question: Question) -> Markup {
        label(.class("tick")) {
            input(
                .type(question.style == .choices ? "checkbox" : "radio"), .name(question.id), .value(option),
                .checked(typed[question.id]?.contains(option) ?? false),
                .required(question.isRequired && question.style == .choice))
            span { option }
        }
    }

    private func control(_ question: Question, _ problem: Problem?) -> Markup {
        let shared: [Attribute] = [
            .id(question.id), .name(question.id), .required(question.isRequired),
            .aria("invalid", problem == nil ? nil : "true"), .aria("describedby", described(question, problem)),
            .autocomplete(isShared ? "off" : question.autocomplete),
        ]
        let value = typed[question.id]?.first
        switch question.style {
        case .paragraph:
            return element(
                "textarea", shared + [Attribute("rows", "5"), Attribute("maxlength", "8000")], Markup(value ?? ""))
        case .choice, .choices:
            return element(
                "select", shared,
                group {
                    option(.value("")) { say(Sentence(fr: "Choisir…", en: "Choose…")) }
                    for one in question.options { option(.value(one), .selected(one == value)) { one } }
                })
        case .line, .email, .phone, .number, .date, .agreement:
            return voidElement(
                "input",
                shared + [
                    .type(question.inputType), .value(value), Attribute("maxlength", "500"),
                    Attribute("inputmode", question.style == .number ? "decimal" : nil),
                ])
        }
    }
}

extension Question {
    fileprivate var inputType: String {
        switch style {
        case .email: "email"
        case .phone: "tel"
        case .date: "date"
        case .line, .paragraph, .number, .choice, .choices, .agreement: "text"
        }
    }

    /// What browsers fill in.
    fileprivate var autocomplete: String {
        switch target {
        case .contact(.email): "email"
        case .contact(.firstName): "given-name"
        case .contact(.lastName): "family-name"
        case .contact(.phone): "tel"
        case .contact(.jobTitle): "organization-title"
        case .contact(.city): "address-level2"
        case .contact(.postalCode): "postal-code"
        case .contact(.country): "country-name"
        case .company: "organization"
        case .contact, .custom, .own: "on"
        }
    }
}
