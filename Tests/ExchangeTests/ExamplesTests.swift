import Exchange
import Foundation
import Testing
import Verger

@Suite struct ExamplesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Examples")

    private func document(_ name: String) throws -> Document {
        try Document(yaml: String(contentsOf: ExamplesTests.folder.appending(path: name), encoding: .utf8))
    }

    @Test func `the map of X Education reads its leads`() throws {
        let map = try ImportMap(document("x-education.map.yml"), for: .contacts)
        var settings = ImportSettings(now: Instant(seconds: 0))
        for (name, type) in try document("x-education.definition.yml")["fields"]?.pairs ?? [] {
            settings.fields[name] = type.text.flatMap { ValueType(rawValue: $0) }
        }
        let header = [
            "Prospect ID", "Lead Origin", "Lead Source", "Do Not Email", "Do Not Call", "Converted", "TotalVisits",
            "Total Time Spent on Website", "Page Views Per Visit", "Last Activity", "Country", "Specialization",
            "How did you hear about X Education", "What is your current occupation",
            "What matters most to you in choosing a course", "Tags", "City", "A free copy of Mastering The Interview",
            "",
        ]
        let cells = [
            "7927b2df", "Landing Page Submission", "google", "Yes", "No", "1", "2", "1532", "2.67",
            "Email Link Clicked",
            "unknown", "Select", "Select", "Student", "Better Career Prospects", "Ringing", "Mumbai", "Yes", "",
        ]
        var converter = try RowConverter(
            kind: .contacts, header: header, map: map, settings: settings, phone: { _, _ in nil })

        let position = CSVPosition(offset: 0, line: 3, row: 2)
        let converted = converter.convert(CSVRecord(cells: cells, row: 1, line: 2, end: position))

        #expect(converter.notices.map(\.severity) == [.warning] && converted.problems.isEmpty)
        let contact = try #require(converted.row?.contact)
        #expect(
            contact.fields == [
                "external_id": "7927b2df", "created_at": "2026-06-30T18:00:00Z", "city": "Mumbai", "source": "Google",
                "lead_origin": "Landing Page Submission", "occupation": "Student", "visits": "2",
                "expectation": "Better Career Prospects", "seconds_on_site": "1532", "pages_per_visit": "2.67",
            ])
        #expect(contact.tags.isEmpty)
        #expect(
            converted.row?.activities.map { "\($0.kind) \($0.at.iso8601.prefix(13))" } == [
                "consent_withdrawn 2026-06-30T18", "page_viewed 2026-06-30T17", "page_viewed 2026-06-30T18",
                "form_submitted 2026-06-30T18", "content_downloaded 2026-06-30T18", "email_clicked 2026-07-02T18",
                "payment_received 2026-07-14T18",
            ])
    }

    @Test func `the definition of X Education has every part`() throws {
        let definition = try document("x-education.definition.yml")

        #expect(definition["stages"]?.items?.compactMap { $0["id"]?.text }.last == "ambassador")
        #expect(definition["personas"]?.items?.count == 3)
    }
}
