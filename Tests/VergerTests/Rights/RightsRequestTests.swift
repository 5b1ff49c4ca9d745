import TestSupport
import Testing
import Verger

@Suite struct `A rights request` {
    func request(_ day: String, extended: String? = nil) -> RightsRequest {
        RightsRequest(
            id: 1, contact: .init(2), kind: .access, origin: .person, receivedOn: Day(iso8601: day)!,
            extensionReason: extended)
    }

    @Test(arguments: [
        ("2026-03-02", "2026-04-02"), ("2026-01-31", "2026-03-02"), ("2026-03-05", "2026-04-07"),
        ("2025-12-31", "2026-02-02"), ("2026-04-14", "2026-05-15"),
    ])
    func `is answered within a month, on a working day`(received: String, deadline: String) {
        #expect(request(received).deadline().description == deadline)
    }

    @Test func `has three months once extended, with a reason, in time, once`() throws {
        var request = request("2026-03-02")
        #expect(throws: RightsRequest.Problem.reasonMissing) {
            try request.extend(because: " ", on: Day(iso8601: "2026-03-03")!)
        }
        #expect(throws: RightsRequest.Problem.tooLateToExtend) {
            try request.extend(because: "Archives", on: Day(iso8601: "2026-04-03")!)
        }
        try request.extend(because: "Archives", on: Day(iso8601: "2026-04-02")!)

        #expect(request.deadline().description == "2026-06-02")
        #expect(throws: RightsRequest.Problem.extendedAlready) {
            try request.extend(because: "Encore", on: Day(iso8601: "2026-04-02")!)
        }
    }

    @Test func `is refused with a reason, and closed once`() throws {
        var request = request("2026-03-02")
        #expect(throws: RightsRequest.Problem.reasonMissing) {
            try request.close(.refused, because: nil, by: "a@b.fr", at: Cast.now)
        }
        try request.close(.granted, because: nil, by: "a@b.fr", at: Cast.now)

        #expect(request.handler == "a@b.fr")
        #expect(throws: RightsRequest.Problem.closed) { try request.take(by: "c@d.fr") }
        #expect(throws: RightsRequest.Problem.closed) {
            try request.close(.granted, because: nil, by: "a@b.fr", at: Cast.now)
        }
    }
}

@Suite struct `The time that people are kept` {
    let retention = Retention(months: 36, zone: .paris)

    func finding(_ facts: String...) -> Retention.Finding {
        let dossier = Cast.dossier(facts)
        return retention.finding(dossier.activities, firstFact: dossier.firstFact, at: Cast.now)
    }

    func day(_ instant: Instant) -> String { Zone.paris.day(at: instant).description }

    @Test(arguments: [
        "email_clicked", "email_replied", "form_submitted", "order_placed", "call_held", "payment_received",
    ])
    func `runs from what the person does`(kind: String) {
        let finding = finding("2022-01-10 page_viewed", "2024-05-31 \(kind)")

        #expect(finding.activity?.kind == kind)
        #expect(day(finding.dueAt) == "2027-05-31")
    }

    @Test(arguments: [
        "email_opened", "email_sent", "page_viewed", "call_attempted", "note_added", "consent_granted", "unsubscribed",
        "email_clicked verdict=bot",
    ])
    func `does not run again from what the person does not do`(kind: String) {
        let finding = finding("2022-02-28 form_submitted", "2024-05-31 \(kind)")

        #expect(finding.activity?.kind == "form_submitted")
        #expect(day(finding.dueAt) == "2025-02-28")
    }

    @Test func `runs again from a choice on the preference page`() {
        let finding = finding(
            "2022-02-28 form_submitted",
            "2025-05-31 consent_granted purpose=newsletter channel=email source=preferences")

        #expect(day(finding.dueAt) == "2028-05-31")
    }

    @Test func `runs from the first fact where the person never did anything`() {
        #expect(day(finding("created_at=2023-01-15", "2023-02-01 email_sent").dueAt) == "2026-01-15")
    }

    @Test func `keeps clients three years at least after the last sign`() {
        let short = Retention(months: 12, zone: .paris)
        let dossier = Cast.dossier(["2024-01-10 payment_received amount=100"])

        let finding = short.finding(dossier.activities, firstFact: dossier.firstFact, at: Cast.now)

        #expect(finding.isClient)
        #expect(day(finding.dueAt) == "2027-01-10")
    }

    @Test func `asks once, waits, then lets go; an act in between keeps`() {
        let old = finding("2022-01-10 form_submitted")
        let asked = Cast.now - 40 * Instant.day

        #expect(retention.state(of: old, askedAt: nil, canBeAsked: true, at: Cast.now) == .toAsk)
        #expect(retention.state(of: old, askedAt: nil, canBeAsked: false, at: Cast.now) == .toPurge)
        #expect(retention.state(of: old, askedAt: asked, canBeAsked: true, at: Cast.now) == .toPurge)
        #expect(
            retention.state(of: old, askedAt: Cast.now - Instant.day, canBeAsked: true, at: Cast.now)
                == .waiting(until: Cast.now + 29 * Instant.day))
        let back = finding("2022-01-10 form_submitted", "2026-02-01 email_replied")
        #expect(retention.state(of: back, askedAt: asked, canBeAsked: true, at: Cast.now) == .kept)
    }
}
