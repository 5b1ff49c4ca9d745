import HTML
import Verger

/// The cell of a list while it is edited.
struct CellForm {
    let visit: Visit
    /// The address of the cell.
    let target: String
    let cssName: String
    /// Of the record.
    let version: Int64
    let control: Markup
    /// Why what was typed is not recorded.
    var problem: Sentence?
    /// Records that were named as perhaps the same.
    var despite: String?

    private var notation: Notation { visit.notation }

    var markup: Markup {
        td(.class("c-\(cssName) editing")) {
            form(
                .method("post"), .action(target), .hx("post", target), .hx("target", "closest td"),
                .hx("swap", "outerHTML")
            ) {
                visit.formTokenField
                input(.type("hidden"), .name("version"), .value(String(version)))
                if let despite { input(.type("hidden"), .name("despite"), .value(despite)) }
                control
                button(.class("btn icon small"), .aria("label", notation.text("Enregistrer", "Save"))) {
                    Icon.check.markup
                }
                button(
                    .class("btn quiet icon small"), .type("button"), .hx("get", target + "?shown=1"),
                    .hx("target", "closest td"), .hx("swap", "outerHTML"),
                    .aria("label", notation.text("Annuler", "Cancel"))
                ) { Icon.x.markup }
                if let problem { span(.class("error"), .role("alert")) { visit.say(problem).capitalizedFirst + "." } }
            }
        }
    }
}
