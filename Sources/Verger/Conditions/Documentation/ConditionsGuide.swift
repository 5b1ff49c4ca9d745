/// `docs/conditions.md`, written from the criteria themselves so that it can't go stale.
package enum ConditionsGuide {
    package static var text: String {
        [opening, forms, grammar, values, fields, evaluation, definition, kinds, choices].joined(separator: "\n\n")
            + "\n"
    }

    private static let opening = """
        # Conditions and definitions: exact meaning

        <!-- Written by `verger documentation > docs/conditions.md` from Sources/Verger/Conditions: change it there. -->

        One language serves stages, personas, scoring, segments and filters. A condition is typed as text, kept as JSON,
        evaluated in memory with its proofs, and compiled to one SQL for both engines. Memory and SQL are proven equal on
        generated data (`Tests/StorageTests/Segments`), and an evaluator written apart from this page agrees with the
        program (`Tests/Oracle`).

        Each example below is run by the tests, in memory and on both engines, on 1 March 2026 at noon in Paris. ✓: it holds
        of a contact of whom these facts are recorded; ✗: it does not.
        """

    private static var forms: String {
        let sections = CriterionDocumentation.all.map { form in
            let examples = form.examples.map { example in
                let facts = example.facts.isEmpty ? "nothing recorded" : example.facts.joined(separator: "; ")
                return
                    "| \(example.holds ? "✓" : "✗") | `\(example.condition)` | \(facts.replacing("|", with: "\\|")) |"
            }
            return """
                ### \(form.name.en) / \(form.name.fr)

                ```
                \(form.syntax)
                ```

                \(form.meaning.en.flat)

                _\(form.meaning.fr.flat)_

                | | condition | facts |
                |---|---|---|
                \(examples.joined(separator: "\n"))
                """
        }
        return "## 1. The forms\n\n" + sections.joined(separator: "\n\n")
    }

    private static var fields: String {
        let contact = ContactField.allCases.map { "| `\($0.rawValue)` | \($0.type.rawValue) | \($0.label.en) |" }
        let company = CompanyField.allCases.filter { $0 != .externalID }.map {
            "| `company.\($0.rawValue)` | \($0.type.rawValue) | \($0.label.en) |"
        }
        let derived = [
            "| `email.domain` | text | what follows the @ |",
            "| `stage`, `highest_stage` | a stage | by the order of the definition |",
            "| `temperature` | text | `hot` or `cold`, from prospect to opportunity; else missing |",
            "| `excluded` | true or false | |",
            "| `score.fit`, `score.engagement`, `score.total` | number | |",
            "| `consent.CHANNEL` | text | `granted`, `refused` or `unknown` |",
        ]
        return """
            ## 4. Fields of a contact

            | field | type | |
            |---|---|---|
            \((contact + company + derived).joined(separator: "\n"))

            Beside them, every field that the definition adds, by its name. Fields of an activity, after `where`: `channel`,
            `campaign`, `direction`, `amount`, `currency`, `at`, and any property by its name.
            """
    }

    private static var kinds: String {
        let rows = ActivityKind.catalogue.map { kind in
            let properties = kind.properties.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.rawValue)" }
            return
                "| `\(kind.name)` | \(kind.group) | \(kind.direction.rawValue) | \(properties.joined(separator: ", ")) |"
        }
        return """
            ## 7. Kinds of activity

            | kind | group | direction | declared properties |
            |---|---|---|---|
            \(rows.joined(separator: "\n"))
            """
    }
}

extension String {
    fileprivate var flat: String { split(separator: "\n").joined(separator: " ") }
}
