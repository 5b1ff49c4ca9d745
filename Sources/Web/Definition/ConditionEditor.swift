import HTML
import Storage
import Verger

/// Where one condition is changed, in its place in the page: by lines and as text, filters as text alone.
struct ConditionEditor {
    private let visit: Visit
    private let edit: ConditionEdit
    private let part: DefinitionPart
    /// Under which the condition is to stand; nil where they can't be made.
    private let rules: Rules?

    init(_ visit: Visit, _ edit: ConditionEdit, in part: DefinitionPart, under rules: Rules?) {
        self.visit = visit
        self.edit = edit
        self.part = part
        self.rules = rules
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        visit.postForm(
            visit.links.definition("drafts"), .class("condition-form"), .id("condition-form")
        ) {
            input(.type("hidden"), .name("path"), .value(edit.path))
            input(.type("hidden"), .name("was"), .value(edit.was))
            if let rules, let setting = edit.setting { builder(rules, setting) } else { text }
            conflict
            div(.id("condition-check"), .aria("live", "polite")) { ConditionCheck.problems(edit.problems, visit) }
            div(.class("row-actions")) {
                button(.class("btn primary"), .name("save"), .value("1"), .id("save-condition")) {
                    notation.text("Enregistrer dans le brouillon", "Save in the draft")
                }
                a(.class("btn quiet"), .href(visit.links.definition(part))) { notation.text("Annuler", "Cancel") }
            }
        }
    }

    private func builder(_ rules: Rules, _ setting: Setting) -> Markup {
        let draft = edit.fields.map { ConditionDraft($0, named: "condition", under: rules, in: setting) }
        return ConditionBuilder(
            visit, draft ?? ConditionDraft(text: edit.text, under: rules, in: setting), named: "condition",
            host: .init(
                link: visit.links.definition("conditions"), target: "#condition-form", swap: "outerHTML",
                include: "closest form", method: "post", extra: [])
        ).markup
    }

    private var text: Markup {
        group {
            label(.class("sr"), .for("condition")) { notation.text("Condition", "Condition") }
            textarea(
                .class("input cond"), .id("condition"), .name("condition"), Attribute("rows", String(rows)),
                Attribute("spellcheck", "false"), .autofocus(), .autocomplete("off"),
                Attribute("autocapitalize", "off"),
                .aria("describedby", "condition-check"), .aria("invalid", edit.problems.isEmpty ? nil : "true"),
                .hx("post", visit.links.definition("checks")), .hx("trigger", "input changed delay:400ms"),
                .hx("target", "#condition-check"), .hx("sync", "this:replace"), .hx("include", "closest form")
            ) { "\n" + edit.text }
        }
    }

    private var rows: Int { min(14, max(2, edit.text.count / 60 + edit.text.count { $0 == "\n" } + 1)) }

    @MarkupBuilder private var conflict: Markup {
        if let theirs = edit.theirs {
            div(.class("banner warn"), .role("alert")) {
                Icon.warn.markup
                div {
                    b {
                        notation.text(
                            "Quelqu’un d’autre a changé cette condition entre-temps",
                            "Somebody else changed this condition meanwhile")
                    }
                    code(.class("cond")) { theirs }
                    span {
                        notation.text(
                            "Rien n’a été enregistré\u{202F}; votre texte est encore là. Enregistrer de nouveau remplace le leur.",
                            "Nothing was saved; your text is still there. Saving again replaces theirs.")
                    }
                }
            }
        }
    }
}
