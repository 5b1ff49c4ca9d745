import TestSupport
import Testing
import Verger

@Suite struct `A definition` {
    /// Ten mistakes, one a line from line 2 on.
    private static let tenMistakes = """
        {"name": "Ten mistakes",
         "stagse": [],
         "groups": {"intent": ["demo_requested"], "serious": [
                     "webinar_atended"]},
         "personas": [{"id": "pme", "when": "company.size between 10 et 249"},
                      {"id": "pme", "when": "always"}],
         "scoring": {"engagement": [
             {"id": "pages", "per": "page_viewed", "points": 1, "cap": -10},
             {"id": "demo", "per": "demo_requested", "points": 10, "half_life": "2 months"}],
           "grades": {"fit": [20, 40, 60]}},
         "stages": [{"id": "suspect", "when": "always"},
                    {"id": "lead", "when": "did any respnse"},
                    {"id": "prospect", "when": "stage >= lead"}]}
        """

    private func check(_ text: String) throws -> [Problem] {
        Definition.check(try Document(json: text)).problems
    }

    private func stages(_ more: String) -> String {
        "{\(more)\"stages\": [{\"id\": \"suspect\", \"when\": \"always\"}]}"
    }

    @Test func `says how its fields are called and what is offered for them`() throws {
        let text = stages(
            #""fields": {"a": "number", "b": {"type": "text", "name": {"fr": "Origine", "en": "Origin"}, "values": ["x", "y"]}}, "#
        )
        let (definition, problems) = Definition.check(try Document(json: text))

        #expect(problems.isEmpty)
        #expect(definition.fields == ["a": .number, "b": .text])
        #expect(definition.fieldLabels == ["b": Sentence(fr: "Origine", en: "Origin")])
        #expect(definition.fieldValues == ["b": ["x", "y"]])
        let wrong = stages(#""fields": {"a": {"type": "number", "values": ["1"], "nmae": "A"}}, "#)
        #expect(try check(wrong).map(\.path) == ["fields.a.nmae (l. 1)", "fields.a.values (l. 1)"])
    }

    @Test func `with ten mistakes is told all ten, with their paths and lines`() throws {
        let problems = try check(Self.tenMistakes)

        #expect(
            problems.map { "\($0.path): \($0.sentence.en)" } == [
                "stagse (l. 2): unknown key: “stagse”; did you mean “stages”?",
                "groups.intent (l. 3): “intent” is a built-in group; choose another name",
                "groups.serious (l. 3): unknown activity kind: “webinar_atended”; did you mean “webinar_attended”?",
                "personas[0].when (l. 5): unexpected “et”, expected “and”",
                "personas[1].id (l. 6): “pme” is used twice",
                "scoring.engagement[0].cap (l. 8): the cap must have the sign of the points",
                "scoring.engagement[1].half_life (l. 9): a half-life is given in minutes, hours, days or weeks",
                "scoring.grades.fit (l. 10): expected three falling thresholds, such as [60, 40, 20]",
                "stages[1].when: unknown activity kind or group: “respnse”; did you mean “response”?",
                "stages[2].when: “stage” is refused in a stage, on which it depends",
            ])
    }

    @Test(arguments: [
        (
            #""personas": [{"id": "p", "wen": "always"}],"#, "personas[0].wen (l. 1)",
            "unknown key: “wen”; did you mean “when”?"
        ),
        (#""scoring": {"fits": []},"#, "scoring.fits (l. 1)", "unknown key: “fits”; did you mean “fit”?"),
        (
            #""scoring": {"engagement": [{"id": "a", "per": "intent", "point": 3}]},"#,
            "scoring.engagement[0].point (l. 1)", "unknown key: “point”; did you mean “points”?"
        ),
        (#""fields": {"email": "text"},"#, "fields.email (l. 1)", "this field exists already"),
        (
            #""fields": {"budget": "money"},"#, "fields.budget (l. 1)",
            "the type of a field is text, number, date or boolean"
        ),
        (
            #""fields": {"Le Budget": "number"},"#, "fields.Le Budget (l. 1)",
            "a name is written in lower case, digits and _, and is not a word of the language"
        ),
        (
            #""fields": {"count": "number"},"#, "fields.count (l. 1)",
            "a name is written in lower case, digits and _, and is not a word of the language"
        ),
        (#""kinds": {"call_held": {"group": "exchange"}},"#, "kinds.call_held (l. 1)", "this name is taken already"),
        (
            #""kinds": {"visite": {"group": "exchanges"}},"#, "kinds.visite.group (l. 1)",
            "unknown group: “exchanges”; did you mean “exchange”?"
        ),
        (
            #""kinds": {"visite": {"group": "exchange", "direction": "both"}},"#, "kinds.visite.direction (l. 1)",
            "the direction is inbound, outbound, two-way or internal"
        ),
        (
            #""groups": {"call_held": ["chat_held"]},"#, "groups.call_held (l. 1)",
            "“call_held” is an activity kind already"
        ),
        (
            #""temperature": {"hot": "temperature = hot"},"#, "temperature.hot",
            "“temperature” is refused in the temperature, on which it depends"
        ),
        (#""exclude": "excluded = true","#, "exclude", "“excluded” is refused in the exclusion, on which it depends"),
        (
            #""handover": {"stage": "suspekt", "answer_within": "4 working hours"},"#, "handover.stage (l. 1)",
            "unknown stage: “suspekt”; did you mean “suspect”?"
        ),
        (
            #""handover": {"stage": "suspect", "answer_within": "4 hours"},"#, "handover.answer_within (l. 1)",
            "expected “4 working hours”"
        ),
        (#""messages": {"cap": -1},"#, "messages.cap (l. 1)", "expected a whole number from 0 to 1000"),
        (#""retention": {"months": 1.5},"#, "retention.months (l. 1)", "expected a whole number from 1 to 1200"),
        (
            #""scoring": {"engagement": [{"id": "a", "per": "intent", "points": -3, "cap": 5}]},"#,
            "scoring.engagement[0].cap (l. 1)", "the cap must have the sign of the points"
        ),
        (
            #""scoring": {"engagement": [{"id": "a", "per": "intent", "points": 3, "half_life": "1 year"}]},"#,
            "scoring.engagement[0].half_life (l. 1)", "a half-life is given in minutes, hours, days or weeks"
        ),
        (
            #""scoring": {"engagement": [{"id": "a", "points": 3}]},"#, "scoring.engagement[0].per (l. 1)",
            "“per” is missing: a kind or a group"
        ),
        (
            #""scoring": {"fit": [{"id": "a", "points": "beaucoup", "when": "always"}]},"#,
            "scoring.fit[0].points (l. 1)", "expected a number, such as 15 or -10"
        ),
        (
            #""scoring": {"fit": [{"id": "a", "points": 3, "when": "score.fit > 3"}]},"#, "scoring.fit[0].when",
            "“score.fit” is refused in a scoring rule, on which it depends"
        ),
        (
            #""personas": [{"id": "p", "when": "fits any persona"}],"#, "personas[0].when",
            "“fits” is refused inside a persona"
        ),
        (
            #""segments": {"A": "in segment \"B\"", "B": "always and in segment \"C\""},"#, "segments.A",
            "unknown segment: “C”"
        ),
        (#""lists": {"l": "x"},"#, "lists.l (l. 1)", "expected a list, such as [a, b]"),
    ])
    func `is refused for`(mistake: String, path: String, sentence: String) throws {
        let problem = try #require(try check(stages(mistake)).first)

        #expect(problem.path == path)
        #expect(problem.sentence.en == sentence)
        #expect(problem.severity == .error)
    }

    @Test(arguments: ["[]", "\"b2b\"", "3"])
    func `is an object`(text: String) throws {
        #expect(try check(text).first?.sentence.en == "a definition is an object with at least “stages”")
    }

    @Test(arguments: ["{}", #"{"stages": []}"#, #"{"stages": {}}"#])
    func `has at least one stage`(text: String) throws {
        #expect(try !check(text).filter { $0.path.hasPrefix("stages") }.isEmpty)
    }

    @Test func `names both circles of segments that name each other`() throws {
        let problems = try check(stages(#""segments": {"A": "in segment \"B\"", "B": "in segment \"A\""},"#))

        #expect(
            problems.map { "\($0.path): \($0.sentence.en)" } == [
                "segments.A: segments that name each other in a circle: “A” → “B” → “A”",
                "segments.B: segments that name each other in a circle: “B” → “A” → “B”",
            ])
    }

    @Test func `has at most 255 kinds, built-in ones included`() throws {
        let kinds = (1...300).map { "\"kind_\($0)\": {\"group\": \"visit\"}" }.joined(separator: ",")

        #expect(
            try check(stages("\"kinds\": {\(kinds)},")).first?.sentence.en
                == "at most 255 kinds of activity, built-in ones included")
    }

    @Test func `of the cast is right`() throws {
        #expect(try check(Cast.definitionText).isEmpty)
    }

    @Test func `has the default grades, messages and name where it says nothing`() throws {
        let definition = try Definition(Document(json: stages("")))

        #expect(definition.grades == Grades())
        #expect(definition.messages.cap == 3 && definition.messages.per == Span(30, .day))
        #expect(definition.retentionMonths == nil && definition.handover == nil)
        #expect(definition.name.fr == "Définition")
    }
}
