import Sample
import Testing
import Verger

@Suite struct SampleYearTests {
    private let sample = SampleFiles.medium

    @Test(arguments: ["2026-11-24T09:12:00+01:00", "2026-08-15T03:00:00+02:00", "2027-01-02T12:00:00+01:00"])
    func `every fact lies between the creation of its contact and now`(text: String) throws {
        let now = try #require(Instant(iso8601: text, in: .paris))
        let sample = SampleFiles(now: now, contacts: 600)
        let creations = Dictionary(
            uniqueKeysWithValues: sample.contacts.rows.map {
                ($0["external_id"]!, Instant(iso8601: $0["created_at"]!, in: .paris)!)
            })

        #expect(sample.facts.count > 3000)
        for fact in sample.facts {
            let at = try #require(Instant(iso8601: fact["at"]!, in: .paris))
            let creation = try #require(creations[fact["contact"]!])
            #expect(creation <= at && at <= now, "\(fact)")
        }
    }

    @Test func `kinds and declared properties are those of the catalogue`() throws {
        let catalogue = Dictionary(uniqueKeysWithValues: ActivityKind.catalogue.map { ($0.name, $0) })

        for activity in sample.activities.rows {
            let kind = try #require(catalogue[activity["kind"]!], "\(activity["kind"]!)")
            for (property, type) in kind.properties {
                let value = activity["properties." + property] ?? ""
                #expect(
                    value.isEmpty || Value(value, as: type, in: .paris) != nil, "\(kind.name).\(property) = \(value)")
            }
        }
    }

    @Test func `a large company shows every kind there is`() {
        let kinds = Set(SampleFiles(contacts: 6000).activities.column("kind"))

        // Payments are in a file of their own; notes are written by hand; mails come in as mails.
        let others: Set = ["payment_received", "note_added", "email_received"]
        #expect(Set(ActivityKind.catalogue.map(\.name)).subtracting(kinds) == others)
    }

    @Test func `payments are written once, as payments`() {
        let contacts = Set(sample.contacts.column("external_id"))

        #expect(!sample.payments.rows.isEmpty)
        #expect(!sample.activities.column("kind").contains("payment_received"))
        for payment in sample.payments.rows {
            #expect(contacts.contains(payment["contact"]!))
            #expect(Number(payment["amount"]!)! > .zero && payment["currency"] == "EUR")
        }
        let references = sample.payments.column("reference")
        #expect(Set(references).count == references.count)
    }

    @Test func `nobody is paid back more than they paid`() {
        var balances: [String: Number] = [:]
        for payment in sample.payments.rows {
            balances[payment["contact"]!, default: .zero] =
                balances[payment["contact"]!, default: .zero] + Number(payment["amount"]!)!
        }
        let refunds = sample.activities.rows.filter { $0["kind"] == "payment_refunded" }

        #expect(!refunds.isEmpty)
        for refund in refunds { #expect(balances[refund["contact"]!]! >= Number(refund["amount"]!)!) }
    }

    @Test func `no two activities share a message id, and a correction voids an earlier fact of the same contact`() {
        let identifiers = sample.activities.column("message_id")
        let contacts = Dictionary(
            uniqueKeysWithValues: sample.activities.rows.map { ($0["message_id"]!, $0["contact"]!) })
        let corrections = sample.activities.rows.filter { $0["voids"] != "" }

        #expect(contacts.count == identifiers.count)
        #expect(!corrections.isEmpty)
        for correction in corrections { #expect(contacts[correction["voids"]!] == correction["contact"]) }
    }

    @Test func `salespeople work from Monday to Friday, from 8:00 to 19:00`() throws {
        let kinds: Set = ["call_attempted", "meeting_held", "quote_sent", "opportunity_won", "opportunity_lost"]

        for activity in sample.activities.rows where kinds.contains(activity["kind"]!) {
            let at = try #require(Instant(iso8601: activity["at"]!, in: .paris))
            let hour = Zone.paris.clock(at: at) / Instant.hour % 24
            #expect(Zone.paris.day(at: at).weekday <= 5 && (8..<19).contains(hour), "\(activity)")
        }
    }

    @Test func `nobody gets a fourth message in thirty days, nor any after leaving`() throws {
        for (contact, activities) in Dictionary(grouping: sample.activities.rows, by: { $0["contact"]! }) {
            let sent = try activities.filter { $0["kind"] == "email_sent" }.map { try instant($0) }.sorted()
            let left = try activities.filter { ["unsubscribed", "email_bounced"].contains($0["kind"]!) }.map {
                try instant($0)
            }

            for (first, fourth) in zip(sent, sent.dropFirst(3)) {
                #expect(fourth - first > 30 * Instant.day, "\(contact)")
            }
            if let left = left.min() { #expect(sent.allSatisfy { $0 <= left }, "\(contact)") }
        }
    }

    @Test func `the funnel narrows: one in twenty pays, one in a hundred brings others`() {
        let payers = Set(sample.payments.column("contact"))
        let friends = Set(
            sample.activities.rows.filter {
                ["referral_made", "review_published", "promoter_answered"].contains($0["kind"]!)
            }.map { $0["contact"]! })

        #expect((80...160).contains(payers.count))
        #expect((12...50).contains(friends.count) && friends.isSubset(of: payers))
    }

    private func instant(_ activity: [String: String]) throws -> Instant {
        try #require(Instant(iso8601: activity["at"]!, in: .paris))
    }
}
