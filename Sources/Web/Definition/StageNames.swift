import HTML
import Verger

/// The names of stages, those of the new definition first.
struct StageNames {
    private let names: [String: Sentence]
    private let notation: Notation

    init(_ new: Definition, _ old: Definition, _ notation: Notation) {
        names = Dictionary((new.stages + old.stages).map { ($0.id, $0.name) }) { first, _ in first }
        self.notation = notation
    }

    func name(_ stage: String?) -> String {
        guard let stage else { return notation.text("Aucune étape", "No stage") }
        return names[stage].map { notation.text($0) } ?? stage
    }
}

/// The glyph of a stage in its own colour.
enum StageGlyph {
    static func markup(_ stage: String?) -> Markup {
        let look = StageLook(stage)
        return span(.class("\(look.name) glyph")) { look.glyph }
    }
}
