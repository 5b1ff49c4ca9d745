import HTML
import Storage
import Verger

/// The stages on one trunk: what each asks, and how many are there before and after a draft.
struct StagesView {
    let visit: Visit
    let reading: DefinitionReading
    let shown: Definitions.Stored
    /// What the draft would make, when it was replayed.
    let outcome: ReplayOutcome?
    let edit: ConditionEdit?

    private var notation: Notation { visit.notation }
    private var hasDraft: Bool { reading.draft != nil && reading.active != nil && reading.asOf == nil }

    var markup: Markup {
        section(.aria("labelledby", "stages")) {
            div(.class("head")) {
                h2(.id("stages")) { notation.text(DefinitionPart.stages.label) }
                span(.class("muted small")) { notation.text(DefinitionPart.stages.purpose) }
                columns
            }
            ol(.class(hasDraft ? "espalier" : "espalier is-plain")) {
                for item in DefinitionItems(reading, shown.definition, notation).stages { row(item) }
            }
            excluded
        }
    }

    @MarkupBuilder private var columns: Markup {
        if hasDraft, let active = reading.active {
            span(.class("end no-small cols")) {
                span { notation.text("sous v\(active.version)", "under v\(active.version)") }
                span { notation.text("sous v\(shown.version)", "under v\(shown.version)") }
                span { notation.text("écart", "change") }
            }
        } else {
            span(.class("end no-small")) {
                reading.asOf.map { notation.text("contacts au \(notation.day($0))", "contacts on \(notation.day($0))") }
                    ?? notation.text("contacts à ce jour", "contacts today")
            }
        }
    }

    private func row(_ item: DefinitionItem) -> Markup {
        let id = item.anchor.split(separator: "-", maxSplits: 1).last.map(String.init) ?? ""
        let look = StageLook(id)
        let isEdited = edit.map { $0.path == item.path } ?? false
        let marks = (item.change == .none ? "" : " is-new") + (isEdited ? " is-edited" : "")
        return li(.class(look.name + marks), .id(item.anchor)) {
            span(.class("node")) { look.glyph }
            b(.class("st")) {
                if item.change == .removed { del { item.title } } else { item.title }
                if !item.terms.isEmpty { small { item.terms } }
                if let path = item.path, visit.may(.draftDefinition), edit?.path != path, reading.asOf == nil {
                    a(
                        .class("link edit"), .href(visit.links.editing(path, in: .stages) + "#\(item.anchor)"),
                        .aria("label", notation.text("Modifier \(item.title)", "Edit \(item.title)"))
                    ) { notation.text("Modifier", "Edit") }
                }
            }
            div(.class("when")) {
                if let edit, edit.path == item.path {
                    ConditionEditor(visit, edit, in: .stages, under: reading.rulesShown).markup
                } else {
                    ItemText(item).markup
                }
            }
            if !isEdited { counts(id) }
        }
    }

    @MarkupBuilder private func counts(_ id: String) -> Markup {
        if hasDraft {
            let old = outcome.map { $0.oldCounts[id] ?? 0 } ?? reading.count(ofStage: id) ?? 0
            let isKnown = reading.active?.definition.stages.contains { $0.id == id } ?? false
            span(.class("n")) { isKnown ? number(old, id) : Markup("·") }
            if let outcome {
                let new = outcome.newCounts[id] ?? 0
                let change = new - old
                span(.class(change == 0 ? "n" : "n chg")) { notation.count(new) }
                span(.class(change == 0 ? "n faint" : "n chg")) { notation.signed(change) }
            } else {
                span(.class("n faint")) { "·" }
                span(.class("n faint")) { "·" }
            }
        } else {
            span(.class("n")) { number(reading.count(ofStage: id) ?? 0, id) }
        }
    }

    /// Opens its contacts; those of a day gone by can't be listed by a condition of today.
    private func number(_ count: Int, _ stage: String) -> Markup {
        guard reading.asOf == nil, visit.may(.viewContacts) else { return Markup(notation.count(count)) }
        return a(.class("link-number"), .href(visit.links.contacts(where: "stage = \(stage.asName)"))) {
            notation.count(count)
        }
    }

    @MarkupBuilder private var excluded: Markup {
        if let excluded = reading.counts.excluded {
            p(.class("small faint espalier-foot")) {
                if let outcome, outcome.newExcluded != outcome.oldExcluded {
                    notation.text(
                        "Écartés, quelle que soit leur étape\u{A0}: \(notation.count(outcome.oldExcluded)) → \(notation.count(outcome.newExcluded)).",
                        "Excluded, whatever their stage: \(notation.count(outcome.oldExcluded)) → \(notation.count(outcome.newExcluded))."
                    )
                } else if excluded > 0 {
                    notation.text("Dont ", "Of whom ")
                    a(.class("link"), .href(visit.links.contacts(where: "excluded = true"))) {
                        notation.plural(
                            excluded, Sentence(fr: "écarté", en: "excluded"), Sentence(fr: "écartés", en: "excluded"))
                    }
                    notation.text(", que l’entonnoir ne compte pas.", ", whom the funnel does not count.")
                } else {
                    notation.text("Personne n’est écarté.", "Nobody is excluded.")
                }
            }
        }
    }
}

extension String {
    /// As a condition names it: bare where it can be.
    var asName: String {
        let isBare = allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && first?.isNumber == false
        return isBare ? self : "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
