import HTML
import Verger

/// The definitions that come with the program, to begin from.
struct StartingPoints {
    private let visit: Visit
    private let mark: DraftMark

    init(_ visit: Visit, mark: DraftMark) {
        self.visit = visit
        self.mark = mark
    }

    @MarkupBuilder var markup: Markup {
        if visit.may(.draftDefinition), !visit.site.startingPoints.isEmpty {
            section(.class("section"), .aria("labelledby", "starts-title")) {
                div(.class("head")) {
                    h2(.id("starts-title")) { visit.notation.text("Partir d’un modèle", "Begin from a model") }
                    span(.class("muted small")) {
                        visit.notation.text(
                            "Commentés ligne à ligne, à changer librement.", "Commented line by line, to change freely."
                        )
                    }
                }
                ul(.class("ways")) {
                    for (position, source) in visit.site.startingPoints.enumerated() { way(position, source) }
                }
            }
        }
    }

    private func way(_ position: Int, _ source: String) -> Markup {
        let definition = DraftSaving.check(source, visit.workspace.zone, [:]).document.flatMap { try? Definition($0) }
        let name = definition.map { visit.notation.text($0.name) } ?? "\(position + 1)"
        let stages = definition?.stages.map { visit.notation.text($0.name) }.joined(separator: ", ") ?? ""
        return li {
            span(.class("ic")) { Icon.rules.markup }
            div {
                b { name }
                p { stages }
            }
            visit.postForm(visit.links.definition("drafts")) {
                input(.type("hidden"), .name("seen"), .value(mark.text))
                input(.type("hidden"), .name("starting_point"), .value(String(position)))
                button(
                    .class("btn"),
                    .aria(
                        "label", visit.notation.text("En faire un brouillon\u{A0}: \(name)", "Make a draft of \(name)"))
                ) { visit.notation.text("En faire un brouillon", "Make it a draft") }
            }
        }
    }
}
