import Testing
import Verger

@Suite struct ImportMapTests {
    @Test func `reads every key`() throws {
        let map = try ImportMap(
            [
                "dates": ["dd/MM/yyyy", "ISO"], "decimal": ",", "time_zone": "America/New_York", "delimiter": "tab",
                "encoding": "latin1", "region": "be",
                "row_dates": ["newest": "2026-06-30T18:00:00Z", "every": "20 minutes"],
                "contact": [
                    "external_id": "Id", "fields": ["origin": "Origin", "company.size": "Size"], "tags": ["A", "B"],
                    "company": ["name": "Firm"], "consent": ["email": "Opt in"],
                ],
                "activities": [
                    [
                        "kind": "form_submitted", "at": ["row_date": true, "plus": "14 days"], "times": "Visits",
                        "where": ["Won": ["1", "yes"], "X": ["not_empty": true]], "properties": ["form": "Form"],
                    ]
                ],
            ], for: .contacts)

        #expect(map.dates.map(\.pattern) == ["dd/MM/yyyy"])
        #expect(map.decimal == .comma)
        #expect(map.zone?.identifier == "America/New_York")
        #expect(map.delimiter == UInt8(ascii: "\t"))
        #expect(map.encoding == .windows1252)
        #expect(map.region == "BE")
        #expect(map.rowDates?.date(ofRow: 4).iso8601 == "2026-06-30T17:00:00Z")
        #expect(map.contact?.fields[.externalID]?.column == "Id")
        #expect(map.contact?.custom["origin"]?.column == "Origin")
        #expect(map.contact?.company.mapValues(\.column) == [.name: "Firm", .size: "Size"])
        #expect(map.contact?.tags.map(\.column) == ["A", "B"])
        #expect(map.contact?.consents["email"]?.column == "Opt in")
        let activity = try #require(map.activities?.first)
        #expect(activity.kind.origin == .constant("form_submitted"))
        #expect(activity.at.origin == .rowDate && activity.at.shift == 14 * Instant.day)
        #expect(Set(activity.conditions.map(\.test)) == [.isOneOf(["1", "yes"]), .isNotEmpty])
        #expect(activity.times?.column == "Visits")
    }

    @Test func `may say where the file comes from, and how people agreed`() throws {
        let map = try ImportMap(
            ["statement": ["origin": "Lyon fair", "proof": "box ticked at the stand"]], for: .contacts)
        let unproven = try #require(throws: Problems.self) {
            try ImportMap(["statement": ["origin": "Lyon fair", "ground": "consent"]], for: .contacts)
        }
        let unknown = try #require(throws: Problems.self) {
            try ImportMap(["statement": ["origin": "Lyon fair", "ground": "whatever"]], for: .activities)
        }

        #expect(map.statement?.ground == .consent && map.statement?.provesConsent == true && map.needsProof)
        #expect(try !ImportMap([:], for: .contacts).needsProof)
        #expect(unproven.all.map(\.path) == ["statement.proof"] && unknown.all.map(\.path) == ["statement.ground"])
    }

    @Test func `counts forward from the oldest row`() throws {
        let map = try ImportMap(["row_dates": ["oldest": "2026-01-01T00:00:00Z", "every": "1 day"]], for: .contacts)

        #expect(map.rowDates?.date(ofRow: 3).iso8601 == "2026-01-03T00:00:00Z")
    }

    @Test func `lists everything that is wrong, with its path`() throws {
        let wrong: Document = [
            "dates": "jj/MM/aaaa", "decimal": "x", "time_zone": "Mars", "delimeter": ";", "encoding": "klingon",
            "region": "France", "row_dates": ["newest": "2026-01-01", "every": "a while"],
            "contact": ["e-mail": "x", "fields": ["stage": "S", "Bad Name": "B"], "company": ["nom": "N"]],
            "activities": [
                ["kind": "page_viewed"], ["kind": "x", "at": "d", "properties": ["amount": "a"], "where": ["A": [:]]],
            ],
        ]

        let problems = try #require(throws: Problems.self) { try ImportMap(wrong, for: .contacts) }

        #expect(
            Set(problems.all.map(\.path)) == [
                "dates", "decimal", "time_zone", "delimeter", "encoding", "region", "row_dates.every", "contact.e-mail",
                "contact.fields.stage", "contact.fields.Bad Name", "contact.company.nom", "activities[0]",
                "activities[1].properties.amount", "activities[1].where.A",
            ])
        #expect(problems.all.first { $0.path == "delimeter" }?.sentence.en.contains("delimiter") == true)
    }

    @Test func `refuses row_date without row_dates`() throws {
        let problems = try #require(throws: Problems.self) {
            try ImportMap(["contact": ["email": "E", "created_at": ["row_date": true]]], for: .contacts)
        }

        #expect(problems.all.map(\.path) == ["row_date"])
    }

    @Test func `gives the line of each problem`() throws {
        let document = try Document(json: "{\n\"region\": \"FR\",\n\"decimal\": 3}")

        let problems = try #require(throws: Problems.self) { try ImportMap(document, for: .payments) }

        #expect(problems.all.map(\.place?.line) == [3])
    }
}
