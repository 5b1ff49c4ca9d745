package import HTML

/// One field of a form: its label above, its hint or its error below.
package struct FormField: Sendable {
    private let name: String
    private let label: String
    private let control: Control
    package var value = ""
    package var hint: String?
    package var error: String?
    /// What browsers and password managers fill in: `username`, `current-password`.
    package var autocomplete: String?
    package var isRequired = true
    package var isTall = false
    package var hasFocus = false
    package var inputMode: String?
    /// Whether a password that is given is written into the page: only that of a demonstration.
    package var fillsPassword = false
    /// What may be chosen from while typing.
    package var choices: [String] = []
    /// Beside the label, at the right.
    package var aside: Markup?

    private enum Control: Sendable {
        case input(type: String)
        case choice([(value: String, label: String)])
    }

    package init(_ name: String, _ label: String, type: String = "text", value: String = "") {
        self.name = name
        self.label = label
        self.value = value
        control = .input(type: type)
    }

    /// One of several.
    package init(_ name: String, _ label: String, among choices: [(value: String, label: String)], value: String) {
        self.name = name
        self.label = label
        self.value = value
        control = .choice(choices)
    }

    package var markup: Markup {
        div(.class("field")) {
            if let aside {
                div(.class("with")) {
                    HTML.label(.for(id)) { label }
                    aside
                }
            } else {
                HTML.label(.for(id)) { label }
            }
            switch control {
            case .input(let type): input(type)
            case .choice(let choices): select(choices)
            }
            if let error {
                span(.class("error"), .id(id + "-note")) {
                    Icon.warn.markup
                    error
                }
            } else if let hint {
                span(.class("hint"), .id(id + "-note")) { hint }
            }
        }
    }

    private var id: String { "field-" + name }

    private var shared: [Attribute] {
        [
            .id(id), .name(name), .required(isRequired), .autofocus(hasFocus),
            .aria("invalid", error == nil ? nil : "true"),
            .aria("describedby", error ?? hint == nil ? nil : id + "-note"),
        ]
    }

    /// The same field, which may be left empty.
    package var optional: FormField {
        var copy = self
        copy.isRequired = false
        return copy
    }

    private func input(_ type: String) -> Markup {
        let field = voidElement(
            "input",
            shared + [
                .class(isTall ? "input tall" : "input"), .type(type),
                .value(type == "password" && !fillsPassword ? nil : value),
                Attribute("autocomplete", autocomplete), Attribute("inputmode", inputMode),
                Attribute("list", choices.isEmpty ? nil : id + "-choices"),
            ])
        if choices.isEmpty { return field }
        return field + datalist(.id(id + "-choices")) { for choice in choices { option(.value(choice)) } }
    }

    private func select(_ choices: [(value: String, label: String)]) -> Markup {
        element(
            "select", shared + [.class(isTall ? "input tall" : "input")],
            group {
                for choice in choices {
                    option(.value(choice.value), .selected(choice.value == value)) { choice.label }
                }
            })
    }
}
