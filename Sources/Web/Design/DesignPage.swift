import HTML
import Verger

/// The kit: one section for each family of parts.
struct DesignPage {
    let call: Call
    let marks: StageMarks
    let stages: [Rules.Stage]

    init(_ call: Call, _ rules: Rules) {
        self.call = call
        stages = rules.stages
        marks = StageMarks(rules, call.language)
    }

    func say(_ fr: String, _ en: String) -> String { call.language == .french ? fr : en }

    /// The position of a stage; the first one where the definition has none of that name.
    func stage(_ id: String) -> Int { stages.firstIndex { $0.id == id } ?? 0 }

    var answer: Answer {
        .fragment(
            HTMLDocument.markup(call, title: say("Les pièces — Verger", "The parts — Verger")) {
                main(.class("kit"), .id("content")) {
                    h1 { say("Les pièces", "The parts") }
                    p {
                        say(
                            "Chaque pièce et ses états, telles que les pages les dessinent. La couleur appartient aux étapes\u{202F}; le reste est encre, un bleu, et quelques sens rares.",
                            "Each part and its states, as the pages draw them. Colour belongs to stages; the rest is ink, one blue, and a few rare meanings."
                        )
                    }
                    block(say("Étapes", "Stages"), stageCards)
                    block(say("Boutons", "Buttons"), buttons)
                    block(say("Champs", "Fields"), fields)
                    block(say("Étiquettes", "Chips"), chips)
                    block(say("Preuves", "Evidence"), evidence)
                    block(say("Ligne, fait", "Row, fact"), rows)
                    block(say("Condition, erreur", "Condition, error"), conditions)
                    block(say("Retour, dialogue", "Feedback, dialog"), feedback)
                    block(say("Palette, vide, panne", "Palette, empty, failure"), overlays)
                    block(say("Icônes", "Icons"), icons)
                }
            })
    }

    private func block(_ title: String, _ content: Markup) -> Markup {
        section {
            h2 { title }
            // On narrow screens it scrolls sideways: keys must be able to.
            div(.tabindex(0), .role("group"), .aria("label", title)) { content }
        }
    }

    // MARK: Stages

    private var stageCards: Markup {
        div(.class("six")) {
            for (index, stage) in stages.enumerated() {
                div(.class("stagecard \(marks.look(index).name)")) {
                    marks.look(index).glyph
                    b { marks.name(index) }
                    i()
                    small { DesignPage.fruits[marks.look(index).name].map { call.say($0) } ?? stage.id }
                }
            }
        }
    }

    private static let fruits: [String: Sentence] = [
        "suspect": Sentence(fr: "bourgeon", en: "bud"), "lead": Sentence(fr: "feuille", en: "leaf"),
        "prospect": Sentence(fr: "fleur", en: "blossom"), "opportunity": Sentence(fr: "fruit", en: "fruit"),
        "client": Sentence(fr: "récolte", en: "harvest"),
        "ambassador": Sentence(fr: "nouvelle pousse", en: "new shoot"),
    ]

    private var icons: Markup {
        div(.class("row icon-row")) {
            for icon in Icon.allCases {
                span(.class("icon-cell")) {
                    icon.markup
                    small { icon.rawValue }
                }
            }
        }
    }
}
