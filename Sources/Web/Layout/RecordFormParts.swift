import HTML
import Verger

/// The fields of the form of a record, and what is said above them when it can't be saved.
struct RecordFormParts {
    let visit: Visit
    /// What was typed, when it was refused.
    let typed: Fields?
    let problems: [Problem]

    private var notation: Notation { visit.notation }

    func value(_ name: String, _ recorded: String?) -> String? { typed.map { $0[name] ?? "" } ?? recorded }

    func text(
        _ name: String, _ title: String, _ recorded: String?, kind: String = "text", hint: String? = nil,
        choices: [String] = [], isNumber: Bool = false
    ) -> Markup {
        let problem = problems.first { $0.path == name }
        return div(.class("field")) {
            label(.for("f-" + name)) { title }
            input(
                .class("input"), .type(kind), .id("f-" + name), .name(name), .value(value(name, recorded)),
                .autocomplete("off"), Attribute("inputmode", isNumber ? "numeric" : nil),
                Attribute("list", choices.isEmpty ? nil : "c-" + name), .aria("invalid", problem == nil ? nil : "true"),
                .aria("describedby", problem == nil && hint == nil ? nil : "n-" + name))
            if !choices.isEmpty { datalist(.id("c-" + name)) { for choice in choices { option(.value(choice)) } } }
            if let problem {
                span(.class("error"), .id("n-" + name)) {
                    Icon.warn.markup
                    visit.say(problem.sentence).capitalizedFirst + "."
                }
            } else if let hint {
                span(.class("hint"), .id("n-" + name)) { hint }
            }
        }
    }

    /// Somebody was faster; `differences`: what is recorded now and differs from what was typed.
    func conflict(_ differences: [String]) -> Markup {
        div(.class("banner warn"), .role("alert")) {
            Icon.warn.markup
            div {
                b {
                    notation.text(
                        "Quelqu’un a changé cette fiche entre-temps", "Somebody changed this record meanwhile")
                }
                span(.class("muted")) {
                    notation.text(
                        "Ce que vous avez saisi est encore là. Différences\u{A0}: ",
                        "What you typed is still here. Differences: ")
                    differences.joined(separator: ", ")
                    notation.text(
                        ". Enregistrez de nouveau pour garder votre version.", ". Save again to keep yours.")
                }
            }
        }
    }

    /// A field as it is recorded now, beside what was typed; nil where they agree, or it was not asked for.
    func difference(_ name: String, _ label: Sentence, _ recorded: String?) -> String? {
        guard let text = typed?[name], recorded != (text.isEmpty ? nil : text) else { return nil }
        return visit.say(label) + " «\u{A0}" + (recorded ?? "") + "\u{A0}»"
    }

    /// Another record has what must be one's own.
    func taken(_ title: String, _ link: String, _ name: String, _ rest: String) -> Markup {
        div(.class("banner bad"), .role("alert")) {
            Icon.warn.markup
            div {
                b { title }
                span {
                    a(.class("link"), .href(link)) { name }
                    rest
                }
            }
        }
    }

    var refused: Markup {
        div(.class("banner bad"), .role("alert")) {
            Icon.warn.markup
            div {
                b { notation.text("Rien n’a été enregistré", "Nothing was saved") }
                span { notation.text("Corrigez les champs marqués.", "Correct the fields that are marked.") }
            }
        }
    }

    func actions(cancel: String) -> Markup {
        div(.class("actions")) {
            button(.class("btn primary")) { notation.text("Enregistrer", "Save") }
            a(.class("btn quiet"), .href(cancel)) { notation.text("Annuler", "Cancel") }
        }
    }
}
