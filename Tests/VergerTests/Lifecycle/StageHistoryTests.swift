import TestSupport
import Testing
import Verger

/// Someone of a persona who can be reached.
private let reachable = ["email=anne@borie.example", "company.size=20"]

/// Each change of stage up to noon on 1 March 2026, `2026-01-10T10:00:00 lead`, in the clock of Paris.
private func history(_ facts: [String], at instant: Instant = Cast.now) throws -> [String] {
    let rules = try Cast.rules()
    return Evaluator(rules).history(of: Cast.dossier(facts), upTo: instant).map { step in
        "\(Zone.paris.text(of: step.at)) \(step.stage.map { rules.stages[$0].id } ?? "none")"
    }
}

private func standing(_ facts: [String], at instant: Instant = Cast.now) throws -> Standing? {
    Evaluator(try Cast.rules()).evaluate(Cast.dossier(facts), at: instant)?.standing
}

@Suite struct `A stage` {
    @Test func `rises with each fact that earns it, at its instant`() throws {
        let facts = [
            "created_at=2025-12-01T09:00:00+01:00", "2025-12-10 page_viewed", "2026-01-05 form_submitted",
            "2026-01-10 call_held", "2026-01-15 demo_requested", "2026-01-20 payment_received amount=100",
            "2026-02-01 review_published",
        ]

        #expect(
            try history(reachable + facts) == [
                "2025-12-01T09:00:00 suspect", "2026-01-05T10:00:00 lead", "2026-01-10T10:00:00 prospect",
                "2026-01-15T10:00:00 opportunity", "2026-01-20T10:00:00 client", "2026-02-01T10:00:00 ambassador",
            ])
    }

    @Test func `of a client ends with the full refund, at its instant`() throws {
        let facts = [
            "2026-01-10 payment_received amount=100", "2026-01-20 payment_refunded amount=60",
            "2026-02-01T16:45:00 payment_refunded amount=40",
        ]

        #expect(try history(facts) == ["2026-01-10T10:00:00 client", "2026-02-01T16:45:00 suspect"])
    }

    @Test func `falls back when the opportunity is lost, and rises with a new intent`() throws {
        let facts = [
            "2026-01-10 call_held", "2026-01-15 demo_requested", "2026-01-20 opportunity_lost",
            "2026-02-10 quote_requested",
        ]

        #expect(
            try history(reachable + facts) == [
                "2026-01-10T10:00:00 prospect", "2026-01-15T10:00:00 opportunity", "2026-01-20T10:00:00 prospect",
                "2026-02-10T10:00:00 opportunity",
            ])
    }

    @Test(arguments: [
        ("2025-01-15T10:30:00", "2026-01-15T10:30:00"), ("2024-02-29T10:00:00", "2025-03-01T00:00:00"),
        ("2024-03-31T02:30:00", "2025-03-31T03:30:00"), ("2025-02-28T23:59:59", "2026-02-28T23:59:59"),
    ])
    func `falls from prospect after twelve months of silence, by the calendar`(call: String, fall: String) throws {
        let facts = reachable + ["\(call) call_held"]

        #expect(try history(facts).last == "\(fall) lead")
        #expect(try standing(facts, at: paris(fall) - 1)?.stage == 2)
        #expect(try standing(facts, at: paris(fall) - 1)?.validUntil == paris(fall))
    }

    @Test func `loses a payment that is voided, when it is voided`() throws {
        let facts = ["2026-01-10 payment_received amount=100 message_id=p", "2026-02-01T08:00:00 call_held voids=p"]

        #expect(try history(reachable + facts) == ["2026-01-10T10:00:00 client", "2026-02-01T08:00:00 prospect"])
    }

    @Test func `is decided once by two facts of one instant, in the order of recording`() throws {
        let lostLast = reachable + ["2026-01-10 demo_requested", "2026-01-10 opportunity_lost"]
        let lostFirst = reachable + ["2026-01-10 opportunity_lost", "2026-01-10 demo_requested"]

        #expect(try history(lostLast) == ["2026-01-10T10:00:00 lead"])
        #expect(try history(lostFirst) == ["2026-01-10T10:00:00 opportunity"])
    }

    @Test func `begins with the creation where nothing has happened`() throws {
        let facts = ["created_at=2026-01-10T09:00:00+01:00"]

        #expect(try history(facts) == ["2026-01-10T09:00:00 suspect"])
        #expect(try standing(facts, at: paris("2026-01-10T08:59:59")) == nil)
    }

    @Test func `begins with the first fact where it came before the creation`() throws {
        let facts = ["created_at=2026-02-01", "2026-01-10 page_viewed", "2026-02-10 call_held", "phone=+33199000000"]

        #expect(try history(facts) == ["2026-01-10T10:00:00 suspect", "2026-02-10T10:00:00 lead"])
        #expect(try standing(facts, at: paris("2026-01-10T09:59:59")) == nil)
    }
}

@Suite struct `A standing` {
    private let refunded = [
        "2026-01-10 demo_requested", "2026-01-20 payment_received amount=100", "2026-02-01 payment_refunded amount=100",
    ]

    @Test func `keeps the highest stage ever held`() throws {
        let fallen = try #require(try standing(refunded))

        #expect(fallen.stage == 3 && fallen.highest == 4)
        #expect(try standing(refunded, at: paris("2026-01-15"))?.highest == 3)
    }

    @Test func `counts the time at a stage anew after a fall`() throws {
        let again = refunded + ["2026-02-10 payment_received amount=10"]
        let report = try #require(ContactReport(Cast.dossier(again), at: Cast.now, by: Evaluator(Cast.rules())))

        #expect(report.standing.since == paris("2026-02-10T10:00:00"))
        #expect(report.arrivals == 2)
        #expect(try standing(refunded)?.since == paris("2026-02-01T10:00:00"))
    }

    @Test func `keeps its stage when it is excluded`() throws {
        let facts = reachable + ["2026-01-10 call_held", "2026-02-01 disqualified reason=concurrent"]

        #expect(try standing(facts)?.stage == 2)
        #expect(try standing(facts)?.isExcluded == true)
        #expect(try standing(facts, at: paris("2026-02-01T09:59:59"))?.isExcluded == false)
    }

    @Test func `is hot for thirty days after an intent, then cold`() throws {
        let facts = reachable + ["2026-01-10 demo_requested"]
        let end = paris("2026-02-09T10:00:00")

        #expect(try standing(facts, at: end - 1)?.temperature == .hot)
        #expect(try standing(facts, at: end)?.temperature == .cold)
    }

    @Test(arguments: [
        ["2026-02-20 form_submitted"], ["2026-02-20 demo_requested", "2026-02-21 payment_received amount=5"],
    ])
    func `has no temperature before prospect nor after opportunity`(facts: [String]) throws {
        #expect(try standing(["phone=1"] + facts)?.temperature == nil)
    }

    @Test func `is looked at again when the first of its parts changes`() throws {
        let facts = reachable + ["2026-02-20 demo_requested"]
        let before = try #require(try standing(facts))
        let next = try #require(before.validUntil)

        let after = try #require(try standing(facts, at: next))

        #expect(try #require(try standing(facts, at: next - 1)) == before)
        #expect(after.score != before.score && after.stage == before.stage)
    }

    @Test func `is never looked at again where time changes nothing`() throws {
        #expect(try standing(["city=Lyon", "2026-01-10 payment_received amount=5"])?.validUntil == nil)
    }
}
