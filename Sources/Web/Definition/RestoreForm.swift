import HTML
import Verger

/// Makes a draft of an old version.
struct RestoreForm {
    private let visit: Visit
    private let version: Int
    private let mark: DraftMark

    init(_ visit: Visit, _ version: Int, mark: DraftMark) {
        self.visit = visit
        self.version = version
        self.mark = mark
    }

    var markup: Markup {
        visit.postForm(visit.links.definition("drafts")) {
            input(.type("hidden"), .name("seen"), .value(mark.text))
            input(.type("hidden"), .name("version"), .value(String(version)))
            button(
                .class("btn small"), .aria("label", visit.notation.text("Restaurer v\(version)", "Restore v\(version)"))
            ) { visit.notation.text("Restaurer", "Restore") }
        }
    }
}
