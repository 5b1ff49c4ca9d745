import HTML
import Storage
import Verger

/// Who would go from where to where, and the people of the cell that is chosen.
struct MovesView {
    let visit: Visit
    let reading: DefinitionReading
    let outcome: ReplayOutcome
    let active: Definitions.Stored
    let draft: Definitions.Stored

    private var notation: Notation { visit.notation }

    @MarkupBuilder var markup: Markup {
        if outcome.moved > 0 {
            div(.class("moves"), .id("moves")) {
                div {
                    h3 {
                        notation.text("Qui passerait d’une étape à l’autre", "Who would go from one stage to another")
                        span(.class("faint")) { summary }
                    }
                    matrix
                    p(.class("small faint legend")) {
                        span {
                            i(.class("k1")) {}
                            notation.text("redescend", "comes down")
                        }
                        span {
                            i(.class("k2")) {}
                            notation.text("monte", "goes up")
                        }
                        span { notation.text("Sur la diagonale\u{A0}: ne bouge pas", "On the diagonal: stays") }
                    }
                }
                if let chosen {
                    MovedPeople(visit: visit, outcome: outcome, cell: chosen, active: active, draft: draft).markup
                }
            }
        }
    }

    private var summary: String {
        let people = notation.plural(
            outcome.moved, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
        return notation.text(
            "\(people), \(notation.count(outcome.up)) vers le haut, \(notation.count(outcome.down)) vers le bas",
            "\(people), \(notation.count(outcome.up)) up, \(notation.count(outcome.down)) down")
    }

    /// As the address asks, else the fullest.
    private var chosen: ReplayOutcome.Cell? {
        let asked = ReplayOutcome.Cell(from: visit.query.text("from"), to: visit.query.text("to"))
        return outcome.moves[asked] == nil ? outcome.largestCell : asked
    }

    /// Stages of both definitions, in the order of the new one; none where somebody is at none.
    private var stages: [String?] {
        var ids: [String?] = draft.definition.stages.map(\.id)
        for (position, stage) in active.definition.stages.enumerated() where !ids.contains(stage.id) {
            ids.insert(stage.id, at: min(position, ids.count))
        }
        let hasNone = outcome.oldCounts[nil] != nil || outcome.newCounts[nil] != nil
        return hasNone ? [nil] + ids : ids
    }

    // MARK: The matrix

    private var matrix: Markup {
        let stages = stages
        return div(
            .class("matrix"), .role("table"), .style("--columns:\(stages.count)"),
            .aria(
                "label",
                notation.text(
                    "Étape sous v\(active.version) en ligne, sous v\(draft.version) en colonne",
                    "Stage under v\(active.version) by row, under v\(draft.version) by column"))
        ) {
            div(.class("row"), .role("row")) {
                span(.class("corner"), .role("columnheader")) {
                    "v\(active.version) "
                    b { "↓" }
                    " v\(draft.version) "
                    b { "→" }
                }
                for stage in stages {
                    span(.class("hd"), .role("columnheader"), .title(name(stage))) {
                        StageGlyph.markup(stage)
                        span(.class("sr")) { name(stage) }
                    }
                }
            }
            for from in stages {
                div(.class("row"), .role("row")) {
                    span(.class("rh"), .role("rowheader")) {
                        span(.class("badge bare \(StageLook(from).name)")) {
                            StageLook(from).glyph
                            name(from)
                        }
                    }
                    for to in stages { cell(from, to, stages) }
                }
            }
        }
    }

    private func cell(_ from: String?, _ to: String?, _ stages: [String?]) -> Markup {
        if from == to {
            return span(.class("same"), .role("cell")) { notation.count(outcome.staying(at: from)) }
        }
        let cell = ReplayOutcome.Cell(from: from, to: to)
        guard let people = outcome.moves[cell] else { return span(.role("cell")) { "·" } }
        let isDown = (stages.firstIndex(of: to) ?? 0) < (stages.firstIndex(of: from) ?? 0)
        let fields = Fields([("from", from ?? ""), ("to", to ?? "")]).query
        return span(.role("cell"), .class("filled")) {
            a(
                .class(isDown ? "dn \(shade(people.count))" : "upw \(shade(people.count))"),
                .href(visit.links.definition + fields + "#moves"),
                .hx("get", visit.links.definition("replay/moves") + fields), .hx("target", "#moves"),
                .hx("swap", "outerHTML"), .aria("current", cell == chosen ? "true" : nil),
                .aria(
                    "label",
                    notation.text(
                        "\(notation.count(people.count)) de \(name(from)) à \(name(to))",
                        "\(notation.count(people.count)) from \(name(from)) to \(name(to))"))
            ) { notation.count(people.count) }
        }
    }

    private func shade(_ count: Int) -> String {
        let most = outcome.moves.values.map(\.count).max() ?? 1
        let share = Double(count) / Double(most)
        return share > 0.75 ? "h4" : share > 0.35 ? "h3" : share > 0.1 ? "h2" : "h1"
    }

    private func name(_ stage: String?) -> String {
        StageNames(draft.definition, active.definition, notation).name(stage)
    }
}
