import Exchange
import HTML
import Storage
import Verger

/// The rules of one part of a definition, one a line: name and worth, what it asks, how to change it.
struct RulesView {
    let visit: Visit
    let reading: DefinitionReading
    let part: DefinitionPart
    let title: String
    let purpose: String
    let items: [DefinitionItem]
    let edit: ConditionEdit?

    private var notation: Notation { visit.notation }

    var markup: Markup {
        let id = "rules-\(items.first?.anchor.split(separator: "-").first.map(String.init) ?? part.rawValue)"
        return section(.class("section"), .aria("labelledby", id)) {
            div(.class("head")) {
                h2(.id(id)) { title }
                span(.class("count")) { items.isEmpty ? "" : notation.count(items.count { $0.change != .removed }) }
                span(.class("muted small")) { purpose }
            }
            if items.isEmpty {
                p(.class("muted")) {
                    notation.text("Rien pour l’instant. Ajoutez-en dans ", "Nothing yet. Add some in ")
                    a(.class("link"), .href(visit.links.definition("file"))) {
                        notation.text("le fichier", "the file")
                    }
                    "."
                }
            }
            ul(.class("ruleset")) { for item in items { row(item) } }
        }
    }

    private func row(_ item: DefinitionItem) -> Markup {
        let isEdited = edit.map { $0.path == item.path } ?? false
        return li(
            .id(item.anchor),
            .class([item.change == .none ? "" : "is-new", isEdited ? "is-edited" : ""].joined(separator: " "))
        ) {
            div(.class("st")) {
                b { item.change == .removed ? del { item.title } : Markup(item.title) }
                if !item.terms.isEmpty {
                    span(.class("terms")) { ConditionMarkup.sentence(item.terms, was: item.oldTerms) }
                }
            }
            div(.class("when")) {
                if let edit, edit.path == item.path {
                    ConditionEditor(visit, edit, in: part, under: reading.rulesShown).markup
                } else {
                    ItemText(item).markup
                }
            }
            span(.class("do")) {
                if let path = item.path, visit.may(.draftDefinition), edit?.path != path {
                    a(
                        .class("link small"), .href(visit.links.editing(path, in: part) + "#\(item.anchor)"),
                        .aria("label", notation.text("Modifier \(item.title)", "Edit \(item.title)"))
                    ) { notation.text("Modifier", "Edit") }
                } else if item.path == nil, let line = line(of: item), visit.may(.draftDefinition) {
                    a(
                        .class("link small"), .href(visit.links.definition("file") + "#L\(line)"),
                        .aria(
                            "label",
                            notation.text("Modifier \(item.title) dans le fichier", "Edit \(item.title) in the file"))
                    ) { notation.text("Fichier", "File") }
                }
            }
        }
    }

    private func line(of item: DefinitionItem) -> Int? {
        guard let place = item.place.flatMap({ DocumentPath($0) }), let shown = reading.shown else { return nil }
        return YAMLText(shown.source)?.place(of: place)?.line
    }
}
