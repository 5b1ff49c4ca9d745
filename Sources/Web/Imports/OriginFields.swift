import HTML
import Verger

/// Where a list comes from, and on what ground the people in it may be written to.
struct OriginFields {
    let visit: Visit
    let kind: ImportKind
    let statement: ImportStatement?
    let problems: [Problem]

    private var notation: Notation { visit.notation }

    var markup: Markup {
        fieldset(.class("fieldset"), .id("origin")) {
            legend { notation.text("D’où vient cette liste", "Where this list comes from") }
            if kind == .activities {
                p(.class("muted small")) {
                    notation.text(
                        "À dire quand des lignes parlent d’accords donnés (consent_granted)\u{A0}: sans preuve, elles n’entrent pas.",
                        "To be said when rows tell of consents (consent_granted): without proof they don’t come in.")
                }
            }
            field(
                "origin", notation.text("Provenance", "Origin"), statement?.origin,
                hint: notation.text(
                    "Gardée comme preuve avec l’import. Exemple\u{A0}: visiteurs du salon de Lyon, remise par l’organisateur.",
                    "Kept as proof with the import. Example: visitors of the Lyon fair, given by its organiser."))
            grounds
            field(
                "proof", notation.text("Comment l’accord a été donné", "How they agreed"), statement?.proof,
                hint: notation.text(
                    "Aucun accord n’est inventé\u{A0}: seuls comptent ceux que le fichier porte dans une colonne.",
                    "No consent is invented: only those count that the file holds in a column."))
        }
    }

    private var grounds: Markup {
        var field = FormField(
            "ground",
            notation.text(
                "À quel titre peut-on écrire à ces personnes\u{202F}?",
                "On what ground may these people be written to?"),
            among: ImportStatement.Ground.allCases.map { ($0.rawValue, visit.say($0.label)) },
            value: (statement?.ground ?? .none).rawValue)
        field.error = problems.first { $0.path == "ground" }.map { visit.say($0.sentence) }
        return field.markup
    }

    private func field(_ name: String, _ label: String, _ value: String?, hint: String) -> Markup {
        var field = FormField(name, label, value: value ?? "").optional
        field.hint = hint
        field.error = problems.first { $0.path == name }.map { visit.say($0.sentence) }
        return field.markup
    }
}
