import Testing
import Verger

@Suite struct MappedRowTests {
    private let map: Document = [
        "dates": "dd-MM-yyyy", "decimal": ",", "time_zone": "UTC",
        "row_dates": ["newest": "2026-06-30T18:00:00Z", "every": "20 minutes"],
        "contact": [
            "external_id": "Lead", "created_at": ["row_date": true],
            "city": ["column": "City", "map": ["Select": .null, "thane": "Thane"]],
            "source": ["column": "Source", "default": "web"],
        ],
        "activities": [
            [
                "kind": [
                    "column": "Last", "map": ["Opened": "email_opened", "Called": "call_held"], "default": .null,
                ],
                "at": ["row_date": true, "plus": "2 days"],
            ],
            ["kind": "page_viewed", "at": ["row_date": true], "times": "Visits", "apart": "1 hour"],
            [
                "kind": "payment_received", "at": "Paid on", "amount": "Total", "currency": ["value": "EUR"],
                "where": ["Won": "1"],
            ],
        ],
    ]
    private let header = "Lead;City;Source;Last;Visits;Paid on;Total;Won;Tags\n"

    @Test func `takes what the map names and nothing else`() throws {
        let reading = try Reading(
            .contacts, header + "a;select;;Opened;0;;;0;x\nb;Thane;ads;Odd;;15-07-2026;1.234,5;1;y\n", map: map)

        let fields = [
            ["external_id": "a", "created_at": "2026-06-30T18:00:00Z", "source": "web"],
            ["external_id": "b", "created_at": "2026-06-30T17:40:00Z", "source": "ads", "city": "Thane"],
        ]
        #expect(reading.rows.map(\.contact?.fields) == fields)
        #expect(reading.rows.map(\.contact?.tags) == [[], []])
        #expect(reading.problems.isEmpty && reading.notices.map(\.severity) == [.warning])
        #expect(
            reading.rows.map { $0.activities.map { "\($0.kind) \($0.at.iso8601)" } } == [
                ["email_opened 2026-07-02T18:00:00Z"], ["payment_received 2026-07-15T00:00:00Z"],
            ])
        #expect(reading.rows[1].activities[0].amount == Number("1234.5"))
    }

    @Test func `repeats an activity before its date, at most a hundred times`() throws {
        let reading = try Reading(.contacts, header + "a;;;;3;;;;\nb;;;;250;;;;\n", map: map)

        #expect(
            reading.rows[0].activities.map(\.at.iso8601) == [
                "2026-06-30T16:00:00Z", "2026-06-30T17:00:00Z", "2026-06-30T18:00:00Z",
            ])
        #expect(reading.rows[1].activities.count == 100)
        #expect(reading.warnings.map(\.column) == ["Visits"])
    }

    @Test func `reports the columns that the file lacks, with a suggestion`() throws {
        let text = "Lead;City;Sources;Last;Visits;Paid on;Total;Won\n"

        let problems = try #require(throws: Problems.self) { try Reading(.contacts, text, map: map) }

        #expect(problems.errors.map(\.path) == ["contact.source"])
        #expect(problems.errors.first?.sentence.en.contains("“Sources”") == true)
    }

    @Test func `refuses kinds that do not exist before any row is read`() throws {
        let map: Document = ["activities": [["kind": "form_submited", "at": "d"]]]

        let problems = try #require(throws: Problems.self) { try Reading(.contacts, "email,d\n", map: map) }

        #expect(problems.errors.map(\.path) == ["activities[0].kind"])
        #expect(problems.errors.first?.sentence.en.contains("form_submitted") == true)
    }

    @Test func `recognises columns by their names where the map does not speak of the contact`() throws {
        let reading = try Reading(
            .contacts, "Courriel;Créé le\na@x.fr;31/12/2025\n", map: ["dates": "dd/MM/yyyy"])

        #expect(
            reading.rows.map(\.contact?.fields) == [["email": "a@x.fr", "created_at": "2025-12-30T23:00:00Z"]])
    }

    @Test func `maps files of activities to the contact they name`() throws {
        let map: Document = [
            "contact": ["email": "Who"], "activities": [["kind": "demo_requested", "at": "When"]],
        ]

        let reading = try Reading(
            .activities, "Who,When\na@x.fr,2026-01-01T00:00:00Z\n,2026-01-01\nb@x.fr,\n", map: map)

        #expect(reading.rows.flatMap(\.activities).map(\.contact) == ["a@x.fr"])
        #expect(reading.errors.map(\.column) == ["Who", "When"])
    }

    @Test func `warns of fields that the definition does not declare and keeps them`() throws {
        let map: Document = ["contact": ["email": "E", "fields": ["origin": "O"]]]

        let reading = try Reading(.contacts, "E,O\na@x.fr,web\n", map: map)

        #expect(reading.rows.map(\.contact?.fields) == [["email": "a@x.fr", "origin": "web"]])
        #expect(reading.notices.map(\.path) == ["contact.fields.origin"])
        #expect(reading.notices.map(\.severity) == [.warning])
    }
}
