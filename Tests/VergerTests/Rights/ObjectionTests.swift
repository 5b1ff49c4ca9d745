import TestSupport
import Testing
import Verger

@Suite struct `Whoever objects to being scored` {
    let facts = ["company.industry=industrie", "2026-02-20 pricing_requested", "2026-02-21 page_viewed"]

    func standing(_ more: String..., at instant: Instant = Cast.now) throws -> Standing {
        let evaluator = Evaluator(try Cast.rules())
        return try #require(evaluator.evaluate(Cast.dossier(facts + more), at: instant)).standing
    }

    @Test(arguments: ["profile", "processing"])
    func `has no score and no temperature, and keeps the stage`(channel: String) throws {
        let scored = try standing()
        let unscored = try standing("2026-02-25 consent_withdrawn channel=\(channel)")

        #expect(scored.score.engagement > 0)
        #expect(scored.temperature == .hot)
        #expect(unscored.score == Score.Totals())
        #expect(unscored.temperature == nil)
        #expect(unscored.stage == scored.stage)
    }

    @Test func `was scored before, and is again once the objection is withdrawn`() throws {
        let objection = "2026-02-25 consent_withdrawn channel=profile message_id=o"
        let before = try standing(objection, at: Instant(iso8601: "2026-02-24", in: .paris)!)

        #expect(before.score.engagement > 0)
        #expect(try standing(objection, "2026-02-26 consent_granted channel=profile").score == standing().score)
        #expect(try standing(objection, "2026-02-26 note_added voids=o").score == standing().score)
    }

    @Test func `is not somebody who refuses messages`() throws {
        #expect(try standing("2026-02-25 consent_withdrawn channel=phone").score == standing().score)
    }

    @Test func `is said so in the report`() throws {
        let dossier = Cast.dossier(facts + ["2026-02-25 consent_withdrawn channel=profile"])
        let report = try #require(ContactReport(dossier, at: Cast.now, by: Evaluator(Cast.rules())))

        #expect(report.isUnscored)
        #expect(report.lines.isEmpty)
    }
}
