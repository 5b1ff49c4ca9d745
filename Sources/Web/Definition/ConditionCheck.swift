import Exchange
import HTML
import Storage
import Verger

/// What a text is found to be while it is typed.
enum ConditionCheck {
    /// Each problem, with its place in the text.
    static func problems(_ problems: [PlacedProblem], _ visit: Visit) -> Markup {
        guard !problems.isEmpty else { return Markup() }
        return ul(.class("problems")) {
            for placed in problems {
                li(.class(placed.problem.severity == .error ? "bad" : "warn")) {
                    Icon.warn.markup
                    span {
                        b { heading(placed, visit) }
                        placed.problem.sentence.text(in: visit.language).capitalizedFirst
                    }
                }
            }
        }
    }

    private static func heading(_ placed: PlacedProblem, _ visit: Visit) -> String {
        guard let place = placed.problem.place else { return "" }
        return place.text(in: visit.language).capitalizedFirst + visit.notation.text("\u{A0}: ", ": ")
    }

    /// The whole definition with this condition in it, and what it would say.
    static func answer(_ visit: Visit) throws -> Markup {
        let form = visit.form
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        guard let shown = reading.shown, let text = form["condition"]?.withUnixLines.trimmed,
            let path = form["path"].flatMap({ DocumentPath($0) }), let yaml = YAMLText(shown.source)
        else { throw Refusal.notFound }
        guard let source = yaml.replacing(path, with: text) else { return Markup() }
        let (document, found) = DraftSaving.check(source, visit.workspace.zone, reading.segments)
        let own = found.filter { $0.path == form["path"] || $0.problem.severity == .error }
        guard let document, let definition = try? Definition(document),
            !own.contains(where: { $0.problem.severity == .error })
        else { return problems(own, visit) }
        return group {
            p(.class("ok")) {
                Icon.check.markup
                sentence(text, form["path"] ?? "", reading.catalogue(of: definition), visit)
            }
            problems(own, visit)
        }
    }

    private static func sentence(_ text: String, _ path: String, _ catalogue: Catalogue, _ visit: Visit) -> String {
        let condition = path.hasSuffix(".where") ? try? Condition(parsingFilter: text) : try? Condition(parsing: text)
        return condition.map { ConditionSentence(catalogue, visit.language).text(of: $0) }
            ?? visit.notation.text("Condition valide", "Valid condition")
    }
}

extension String {
    /// As browsers send it, `\r\n` after each line; as we keep it, `\n`.
    var withUnixLines: String { replacing("\r\n", with: "\n").replacing("\r", with: "\n") }
}
