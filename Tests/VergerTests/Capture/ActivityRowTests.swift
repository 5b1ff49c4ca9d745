import Testing
import Verger

@Suite struct ActivityRowTests {
    @Test func `reads activities with typed properties`() throws {
        let text = """
            contact,kind,at,channel,campaign,amount,currency,message_id,voids,properties.minutes,properties.outcome
            a@x.fr,call_held,2026-01-31T10:00:00,phone,,,,m1,,12.0,ok
            7,payment_received,2026-02-01,,c1,"1 234,56 €",eur,,m0,,
            """

        let reading = try Reading(.activities, text)

        let expected = [
            ImportedActivity(
                contact: "a@x.fr", at: Instant(iso8601: "2026-01-31T09:00:00Z", in: .utc)!, kind: "call_held",
                channel: "phone", messageID: "m1", properties: ["minutes": "12", "outcome": "ok"]),
            ImportedActivity(
                contact: "7", at: Instant(iso8601: "2026-01-31T23:00:00Z", in: .utc)!, kind: "payment_received",
                campaign: "c1", amount: Number("1234.56"), currency: "EUR", voids: "m0"),
        ]
        #expect(reading.rows.flatMap(\.activities) == expected)
        #expect(reading.problems.isEmpty)
    }

    @Test(arguments: [
        (",page_viewed,2026-01-01,", "contact"), ("a,page_vewed,2026-01-01,", "kind"), ("a,,2026-01-01,", "kind"),
        ("a,page_viewed,,", "at"), ("a,page_viewed,31/02,", "at"),
        ("a,call_held,2026-01-01,long", "properties.minutes"),
    ])
    func `refuses the row whole and names the column`(row: String, column: String) throws {
        let reading = try Reading(.activities, "contact,kind,at,properties.minutes\n\(row)\n")

        #expect(reading.rows.isEmpty)
        #expect(reading.errors.map(\.column) == [column])
    }

    @Test func `suggests the kind that was meant`() throws {
        let reading = try Reading(.activities, "contact,kind,at\na,page_vewed,2026-01-01\n")

        #expect(reading.errors.first?.sentence.en.contains("page_viewed") == true)
    }

    @Test func `accepts undeclared properties as text and says so once`() throws {
        let text = "contact,kind,at,properties.minute\na,call_held,2026-01-01,3\nb,call_held,2026-01-01,4\n"

        let reading = try Reading(.activities, text)

        #expect(reading.rows.flatMap(\.activities).map(\.properties) == [["minute": "3"], ["minute": "4"]])
        #expect(reading.problems.map(\.severity) == [.warning])
        #expect(reading.problems.first?.sentence.en.contains("did you mean minutes") == true)
    }

    @Test func `refuses another currency than the workspace's`() throws {
        let text = "contact,at,amount,currency\na,2026-01-01,12,USD\nb,2026-01-01,$12,\nc,2026-01-01,12 €,€\n"

        let reading = try Reading(.payments, text)

        #expect(reading.rows.map(\.row) == [3])
        #expect(reading.errors.map(\.column) == ["currency", "amount"])
    }

    @Test func `reads payments, and negative ones as refunds`() throws {
        let reading = try Reading(
            .payments,
            "contact,at,amount,currency,reference\na,2026-01-01,100,EUR,F1\na,2026-01-02,-30,,F1\na,2026-01-03,,,\n")

        let activities = reading.rows.flatMap(\.activities)
        #expect(activities.map(\.kind) == ["payment_received", "payment_refunded"])
        #expect(activities.map(\.amount) == [Number(100), Number(30)])
        #expect(activities.map(\.properties) == [["reference": "F1"], ["reference": "F1"]])
        #expect(activities.map(\.messageID) == [nil, nil])
        #expect(reading.errors.map(\.row) == [3])
        #expect(reading.warnings.isEmpty)
    }

    @Test func `names every column that a file of payments lacks`() throws {
        let problems = try #require(throws: Problems.self) { try Reading(.payments, "client,reference\na,F1\n") }

        #expect(problems.errors.map(\.sentence.en) == ["the column at is missing", "the column amount is missing"])
    }

    @Test func `reads companies`() throws {
        let reading = try Reading(.companies, "Nom,SIREN,Secteur,Effectif,Pays\nAcme,732829320,BTP,12,FR\n,,BTP,,\n")

        #expect(
            reading.rows.map(\.company?.fields) == [
                ["name": "Acme", "siren": "732829320", "industry": "BTP", "size": "12", "country": "FR"]
            ])
        #expect(reading.errors.map(\.row) == [2])
    }
}
