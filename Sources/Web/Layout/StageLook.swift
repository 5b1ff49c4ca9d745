package import HTML
package import Verger

/// How a stage is drawn: one of six looks, by its id; a stage that the workspace added looks like a bud.
package struct StageLook: Sendable {
    private static let looks: Set<String> = ["suspect", "lead", "prospect", "opportunity", "client", "ambassador"]

    /// The class of the look: its colours and its glyph.
    package let name: String

    package init(_ stage: String?) {
        name = stage.flatMap { StageLook.looks.contains($0) ? $0 : nil } ?? "suspect"
    }

    package var glyph: Markup { Icon.symbol("g-" + name, class: "g") }
}

/// Marks of a stage, for one reader.
package struct StageMarks: Sendable {
    private let stages: [Rules.Stage]
    private let language: Language

    package init(_ rules: Rules, _ language: Language) {
        stages = rules.stages
        self.language = language
    }

    package func name(_ index: Int?) -> String {
        guard let index, stages.indices.contains(index) else {
            return Sentence(fr: "Aucune étape", en: "No stage").text(in: language)
        }
        return stages[index].name.text(in: language)
    }

    package func look(_ index: Int?) -> StageLook {
        StageLook(index.flatMap { stages.indices.contains($0) ? stages[$0].id : nil })
    }

    /// Glyph and name on the tint of the stage.
    package func badge(_ index: Int?, isBare: Bool = false) -> Markup {
        let look = look(index)
        return span(.class("badge \(look.name)\(isBare ? " bare" : "")")) {
            look.glyph
            name(index)
        }
    }

    /// The glyph in a round, its name for those who do not see it.
    package func disc(_ index: Int?) -> Markup {
        let look = look(index)
        return span(.class("disc \(look.name)"), .title(name(index))) {
            look.glyph
            span(.class("sr")) { name(index) }
        }
    }

    /// From one to another: two glyphs and an arrow.
    package func move(from: Int?, to: Int?) -> Markup {
        span(.class("move")) {
            span(.class(look(from).name), .title(name(from))) { look(from).glyph }
            Icon.arrow.markup
            span(.class(look(to).name), .title(name(to))) { look(to).glyph }
            span(.class("sr")) {
                Sentence(fr: "De \(name(from)) à \(name(to))", en: "From \(name(from)) to \(name(to))").text(
                    in: language)
            }
        }
    }
}
