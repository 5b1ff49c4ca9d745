import Exchange
import HTML
import Storage
import Verger

/// Where one condition is changed, in its place in the page.
struct ConditionEditor {
    private let visit: Visit
    private let edit: ConditionEdit
    private let part: DefinitionPart

    init(_ visit: Visit, _ edit: ConditionEdit, in part: DefinitionPart) {
        self.visit = visit
        self.edit = edit
        self.part = part
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        visit.postForm(
            visit.links.definition("drafts"), .class("condition-form"), .id("condition-form"), .data("guards-text")
        ) {
            input(.type("hidden"), .name("path"), .value(edit.path))
            input(.type("hidden"), .name("was"), .value(edit.was))
            label(.class("sr"), .for("condition")) { notation.text("Condition", "Condition") }
            textarea(
                .class("input cond"), .id("condition"), .name("condition"), Attribute("rows", String(rows)),
                Attribute("spellcheck", "false"), .autofocus(), .autocomplete("off"), Attribute("autocapitalize", "off"),
                .aria("describedby", "condition-check"), .aria("invalid", edit.problems.isEmpty ? nil : "true"),
                .hx("post", visit.links.definition("checks")), .hx("trigger", "input changed delay:400ms"),
                .hx("target", "#condition-check"), .hx("sync", "this:replace"), .hx("include", "closest form")
            ) { edit.text }
            conflict
            div(.id("condition-check"), .aria("live", "polite")) { ConditionCheck.problems(edit.problems, visit) }
            div(.class("row-actions")) {
                button(.class("btn primary")) { notation.text("Enregistrer dans le brouillon", "Save in the draft") }
                a(.class("btn quiet"), .href(visit.links.definition(part))) { notation.text("Annuler", "Cancel") }
            }
        }
    }

    private var rows: Int { min(14, max(2, edit.text.count / 60 + edit.text.count { $0 == "\n" } + 1)) }

    @MarkupBuilder private var conflict: Markup {
        if let theirs = edit.theirs {
            div(.class("banner warn"), .role("alert")) {
                Icon.warn.markup
                div {
                    b {
                        notation.text(
                            "Quelqu’un d’autre a changé cette condition entre-temps", "Somebody else changed this condition meanwhile")
                    }
                    code(.class("cond")) { theirs }
                    span {
                        notation.text(
                            "Rien n’a été enregistré\u{202F}; votre texte est encore là. Enregistrer de nouveau remplace le leur.",
                            "Nothing was saved; your text is still there. Saving again replaces theirs.")
                    }
                }
            }
        }
    }
}

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
