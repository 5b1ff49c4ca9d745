import TestSupport
import Testing
import Verger

@Suite struct ScoreTests {
    /// The report at noon on 1 March 2026 under one engagement rule and some fit rules.
    private func report(
        _ rule: String, fit: String = "", grades: String = #"{}"#, _ facts: [String], at instant: Instant = Cast.now
    ) throws -> ContactReport {
        let text = """
            {"scoring": {"fit": [\(fit)], "engagement": [\(rule)], "grades": \(grades)},
             "stages": [{"id": "suspect", "when": "always"}]}
            """
        let definition = try Definition(Document(json: text))
        let rules = try definition.rules(in: definition.catalogue(zone: .paris))
        return try #require(ContactReport(Cast.dossier(facts), at: instant, by: Evaluator(rules)))
    }

    private let pages = #"{"id": "pages", "per": "page_viewed", "points": 4, "half_life": "30 days", "cap": 10}"#

    @Test func `is the sum of its contributions, each rounded, the most recent first`() throws {
        let rule = #"{"id": "r", "per": "intent", "points": 50, "half_life": "30 days"}"#

        let report = try report(rule, ["2026-01-15T12:00:00 demo_requested", "2025-12-01T12:00:00 trial_started"])

        #expect(report.lines.map(\.tenths) == [177, 63])
        #expect(report.lines.map { $0.activity?.kind } == ["demo_requested", "trial_started"])
        #expect(report.standing.score.engagement == 240)
    }

    @Test func `trims the contribution that crosses the cap, and lists older ones with nothing`() throws {
        let facts = ["2026-03-01T12:00:00", "2026-02-28T12:00:00", "2026-02-27T12:00:00", "2026-02-26T12:00:00"]

        let report = try report(pages, facts.map { $0 + " page_viewed" })

        #expect(report.lines.map(\.tenths) == [40, 39, 21, 0])
        #expect(report.standing.score.engagement == 100)
    }

    @Test func `takes the cap of negative points for a lower bound`() throws {
        let rule = #"{"id": "r", "per": "unsubscribed", "points": -8, "cap": -20}"#

        let report = try report(rule, (1...4).map { "2026-02-0\($0) unsubscribed" })

        #expect(report.lines.map(\.tenths) == [-80, -80, -40, 0])
        #expect(report.standing.score.engagement == -200)
    }

    @Test func `keeps the most recent of at most so many`() throws {
        let rule = #"{"id": "r", "per": "response", "points": 5, "at_most": 2}"#

        let report = try report(
            rule, ["2026-02-01 form_submitted", "2026-02-03 email_clicked", "2026-02-02 webinar_attended"])

        #expect(report.lines.map { $0.activity?.kind } == ["email_clicked", "webinar_attended"])
        #expect(report.standing.score.engagement == 100)
    }

    @Test func `counts at most so many of those that pass the filter and are not void`() throws {
        let rule =
            #"{"id": "r", "per": "content_downloaded", "where": "level = decision or level = evaluation", "points": 5, "at_most": 2}"#

        let report = try report(
            rule,
            [
                "2026-02-01 content_downloaded level=decision",
                "2026-02-02 content_downloaded level=decision message_id=v",
                "2026-02-03 content_downloaded level=discovery", "2026-02-04 content_downloaded level=evaluation",
                "2026-02-05 call_held voids=v",
            ])

        #expect(report.lines.map { $0.activity?.id } == [4, 1])
    }

    @Test func `rounds the points of fit too`() throws {
        let fit =
            #"{"id": "a", "points": 12.25, "when": "always"}, {"id": "b", "points": -0.05, "when": "city = Lyon"}"#

        let report = try report("", fit: fit, ["city=Lyon"])

        #expect(report.lines.map(\.rule) == ["a", "b"])
        #expect(report.lines.map(\.tenths) == [123, -1])
        #expect(report.standing.score.fit == 122)
    }

    @Test(arguments: [
        (60, 60, "A1"), (59.9, 59.9, "B2"), (40, 30, "B2"), (39.9, 29.9, "C3"), (20, 10, "C3"), (19.9, 9.9, "D4"),
        (0, 0, "D4"), (100, 0, "A4"), (0, 100, "D1"), (-5, 10, "D3"), (1000, 30, "A2"),
    ])
    func `has a grade from A1 to D4`(fit: Double, engagement: Double, grade: String) throws {
        let fitRule = #"{"id": "f", "points": \#(fit), "when": "always"}"#
        let rule = #"{"id": "e", "per": "intent", "points": \#(engagement)}"#

        #expect(try report(rule, fit: fitRule, ["2026-02-01 demo_requested"]).grade == grade)
    }

    @Test func `has the grades that the definition sets`() throws {
        let grades = #"{"fit": [3, 2, 1], "engagement": [9, 8, 7]}"#
        let fit = #"{"id": "f", "points": 2, "when": "always"}"#

        #expect(try report(pages, fit: fit, grades: grades, ["2026-03-01T12:00:00 page_viewed"]).grade == "B4")
    }

    @Test func `is looked at again when it next changes, not before`() throws {
        let facts = ["2026-03-01T12:00:00 page_viewed", "2026-02-20T12:00:00 page_viewed"]
        let first = try report(pages, facts)

        let next = try #require(first.standing.validUntil)

        #expect(try report(pages, facts, at: next - 1).standing.score.engagement == first.standing.score.engagement)
        #expect(try report(pages, facts, at: next).standing.score.engagement != first.standing.score.engagement)
    }

    @Test func `stays at its cap until what lies under it has faded`() throws {
        let facts = (1...6).map { _ in "2026-03-01T12:00:00 page_viewed" }
        // 6 × 4 × 2^(−Δ/30) reaches 10 − 6 × 0.05 near 37.6 days.
        let next = try #require(try report(pages, facts).standing.validUntil)

        #expect((36...39).contains((next - Cast.now) / Instant.day))
        #expect(try report(pages, facts, at: next - 1).standing.score.engagement == 100)
        #expect(try report(pages, facts, at: next).standing.score.engagement < 100)
    }

    @Test(arguments: ["email_opened", "email_sent", "outbound", "quote_sent"])
    func `warns when opens or what we send would score`(kind: String) throws {
        let text = """
            {"scoring": {"engagement": [{"id": "r", "per": "\(kind)", "points": 1}]},
             "stages": [{"id": "suspect", "when": "always"}]}
            """

        let problems = Definition.check(try Document(json: text)).problems

        #expect(problems.map(\.severity) == [.warning])
        #expect(problems[0].path == "scoring.engagement[0]")
        #expect(problems[0].sentence.en.contains("opens"))
    }
}
