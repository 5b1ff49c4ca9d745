import Sample
import Testing
import Verger

@Suite struct CastTests {
    @Test func `Nadia Benali lost a deal in July and asked for a price yesterday`() throws {
        let sample = SampleFiles(contacts: 40)
        let nadia = try #require(
            sample.contacts.rows.first { $0["last_name"] == "Benali" && $0["first_name"] == "Nadia" })
        let facts = sample.activities.rows.filter { $0["contact"] == nadia["external_id"] }
        func instants(_ kind: String) -> [String] { facts.filter { $0["kind"] == kind }.map { $0["at"]! } }

        #expect(nadia["email"] == "n.benali@gh-alpes.example")
        #expect(nadia["created_at"] == "2026-02-03T09:40:00+01:00")
        #expect(instants("opportunity_lost") == ["2026-07-22T10:15:00+02:00"])
        #expect(instants("pricing_requested") == ["2026-11-23T17:42:00+01:00"])
        #expect(instants("quote_sent").last == "2026-11-24T08:55:00+01:00")
        #expect(facts.count == 61)
    }

    @Test(arguments: ["2026-11-24T09:11:00+01:00", "2026-11-29T09:12:00+01:00", "2026-12-01T09:11:00+01:00"])
    func `the written stories end on the last Tuesday morning`(text: String) throws {
        let now = try #require(Instant(iso8601: text, in: .paris))
        let sample = SampleFiles(now: now, contacts: 1)

        let last = try #require(Instant(iso8601: sample.activities.column("at").last!, in: .paris))
        #expect(Zone.paris.day(at: last).weekday == 2)
        #expect(last <= now && now - last < 8 * Instant.day)
    }

    @Test func `Lucie Perrin-Maillot recommended the auberge`() throws {
        let sample = SampleFiles(contacts: 16)
        let auberge = try #require(sample.companies.rows.first { $0["name"] == "Auberge de la Dent" })
        let helene = try #require(sample.contacts.rows.first { $0["company"] == auberge["external_id"] })
        let referral = try #require(sample.activities.rows.first { $0["kind"] == "referral_made" })

        #expect(referral["properties.referred"] == helene["external_id"])
        #expect(sample.payments.column("contact").contains(helene["external_id"]!))
    }
}
