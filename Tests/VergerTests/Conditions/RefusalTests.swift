import TestSupport
import Testing
import Verger

@Suite struct `A condition that means nothing` {
    /// What is wrong with a type, and how to write it.
    @Test(arguments: [
        ("email = 5", "this compares text with a number; put the value in quotes"),
        ("email = 2026-01-31", "this compares text with a date; put the value in quotes"),
        ("country in [FR, 33]", "this compares text with a number; put the value in quotes"),
        ("country = true", "this compares text with true or false"),
        ("company.size = \"10\"", "this compares a number with text; write the value without quotes, such as 12.50"),
        (
            "company.size between 10 and many",
            "this compares a number with text; write the value without quotes, such as 12.50"
        ),
        (
            "created_at < \"2026-01-31\"",
            "this compares a date with text; write the value without quotes, such as 2026-01-31"
        ),
        ("created_at > 5", "this compares a date with a number"),
        ("vip = oui", "this compares true or false with text"),
        ("vip > true", "true and false have no order: use = or !="),
        ("vip between false and true", "true and false have no order"),
        ("stage > 3", "this compares a stage with a number"),
        ("city = company.size", "this compares text with a number; put the value in quotes"),
        ("count intent = many", "this compares a number with text; write the value without quotes, such as 12.50"),
        ("latest survey_answered.survey > 3", "this compares text with a number; put the value in quotes"),
        ("company.size contains \"1\"", "“contains” wants text, not a number"),
        ("created_at starts with \"2026\"", "“starts with” wants text, not a date"),
        ("city + 1 > 2", "+ and - want numbers, not text"),
        ("budget = score.fit - city", "+ and - want numbers, not text"),
        ("sum survey_answered.survey > 3", "“sum” does not apply to text: “survey”"),
        ("max content_downloaded.level = x", "“max” does not apply to text: “level”"),
        ("sum decision_date_given.date > 3", "“sum” does not apply to a date: “date”"),
        (
            "did survey_answered where score = \"9\"",
            "this compares a number with text; write the value without quotes, such as 12.50"
        ),
        ("did page_viewed where level = 3", "this compares text with a number; put the value in quotes"),
    ])
    func `is refused for its types, with a hint where one helps`(condition: String, sentence: String) throws {
        #expect(try refusal(of: condition)?.sentence.en == sentence)
    }

    @Test(arguments: [
        ("stage >= lead", [Setting.stage, .persona, .scoring]),
        ("highest_stage >= lead", [.stage, .persona, .scoring]),
        ("temperature = hot", [.stage, .persona, .scoring, .temperature, .exclusion]),
        ("excluded = true", [.stage, .persona, .scoring, .exclusion]),
        ("in segment \"Lyonnais\"", [.stage, .persona, .scoring, .temperature, .exclusion]),
        ("score.fit > 3", [.persona, .scoring]), ("score.engagement > 3", [.persona, .scoring]),
        ("score.total > 3", [.persona, .scoring]), ("fits any persona", [.persona]),
        ("fits persona \"pme\"", [.persona]), ("did intent", []), ("city = Lyon", []), ("tag \"vip\"", []),
    ])
    func `is refused where it would depend on itself, and nowhere else`(condition: String, refusing: [Setting]) throws {
        for setting in [Setting.segment, .stage, .persona, .scoring, .temperature, .exclusion] {
            #expect(try (refusal(of: condition, in: setting) != nil) == refusing.contains(setting), "\(setting)")
        }
    }

    @Test func `is accepted with a warning where no kind declares a property`() throws {
        let resolved = try Cast.rules().resolve(parsing: "did content_downloaded where levle = decision")

        let warning = try #require(resolved.warnings.first)
        #expect(warning.severity == .warning)
        #expect(warning.sentence.en == "undeclared property “levle”, read as text; did you mean “level”?")
        #expect(warning.place == Place(line: 1, column: 30))
    }

    @Test func `is told with all its problems`() throws {
        let problems = #expect(throws: Problems.self) {
            try Cast.rules().resolve(parsing: "contry = FR and did demmo and in segment \"Paris\" and budget = many")
        }

        #expect(problems?.all.count == 4)
    }

    @Test func `names me only where somebody is signed in`() throws {
        #expect(try refusal(of: "owner = me", user: "anne@verger.example") == nil)
        #expect(try refusal(of: "owner = \"me\"") == nil)
    }
}

@Suite struct `Segments that name each other` {
    private func problems(_ segments: [String: String], asking text: String) throws -> [Problem] {
        let conditions = try segments.mapValues { try Condition(parsing: $0) }
        do {
            _ = try Cast.rules(segments: conditions).resolve(parsing: text)
            return []
        } catch let problems as Problems {
            return problems.all
        }
    }

    @Test func `in a circle are refused with the whole circle`() throws {
        let problems = try problems(
            ["A": "city = Lyon and in segment \"B\"", "B": "not in segment \"C\"", "C": "in segment \"A\""],
            asking: "in segment \"A\"")

        #expect(problems.count == 1)
        #expect(problems[0].sentence.en == "segments that name each other in a circle: “A” → “B” → “C” → “A”")
        #expect(
            problems[0].sentence.fr.withPlainSpaces
                == "segments qui se nomment en cercle : « A » → « B » → « C » → « A »")
    }

    @Test func `in a circle of one are refused`() throws {
        let problems = try problems(["A": "in segment \"A\""], asking: "in segment \"A\"")

        #expect(problems.map(\.sentence.en) == ["segments that name each other in a circle: “A” → “A”"])
    }

    @Test func `are accepted when two name the same third`() throws {
        let problems = try problems(
            ["A": "in segment \"C\"", "B": "in segment \"C\"", "C": "city = Lyon"],
            asking: "in segment \"A\" and in segment \"B\"")

        #expect(problems.isEmpty)
    }

    @Test func `are refused beyond a hundred one inside another`() throws {
        var segments = ["0": "always"]
        for number in 1...5000 { segments[String(number)] = "in segment \"\(number - 1)\"" }

        #expect(try problems(segments, asking: "in segment \"90\"").isEmpty)
        #expect(
            try problems(segments, asking: "in segment \"5000\"").first?.sentence.en
                == "more than 100 segments one inside another")
    }
}
