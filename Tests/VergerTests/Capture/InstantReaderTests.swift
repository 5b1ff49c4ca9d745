import Testing
import Verger

@Suite struct InstantReaderTests {
    @Test(arguments: [
        ("dd-MM-yyyy", "31-12-2025", "2025-12-30T23:00:00Z"),
        ("dd/MM/yyyy HH:mm", "01/07/2026 09:05", "2026-07-01T07:05:00Z"),
        ("M/d/yyyy h:mm a", "1/31/2026 3:05 PM", "2026-01-31T14:05:00Z"),
        ("M/d/yy hh:mm:ss a", "1/31/26 12:05:09 am", "2026-01-30T23:05:09Z"),
        ("yyyy-MM-dd'T'HH:mm:ss.SSS", "2026-01-31T10:00:00.250", "2026-01-31T09:00:00.25Z"),
    ])
    func `reads dates in the format of the file, in the zone`(format: String, text: String, instant: String) throws {
        let reader = try InstantReader(formats: [#require(DateFormat(format))], zone: .paris)

        #expect(try reader.instant(text).iso8601 == instant)
    }

    @Test func `reads ISO 8601 besides the formats given`() throws {
        let reader = try InstantReader(formats: [#require(DateFormat("dd/MM/yyyy"))], zone: .paris)

        #expect(try reader.instant("2026-01-31").iso8601 == "2026-01-30T23:00:00Z")
        #expect(try reader.instant("2026-01-31T10:00:00+02:00").iso8601 == "2026-01-31T08:00:00Z")
    }

    @Test(arguments: ["31/02/2026", "2026-02-31", "2026-02-31T10:00:00Z", "2026-13-01"])
    func `says that there is no such day`(text: String) throws {
        let reader = try InstantReader(formats: [#require(DateFormat("dd/MM/yyyy"))], zone: .paris)

        #expect(throws: InstantReader.Failure.noSuchDay) { try reader.instant(text) }
    }

    @Test func `does not guess the format of a date`() {
        let reader = InstantReader(formats: [], zone: .paris)

        #expect(throws: InstantReader.Failure.unreadable) { try reader.instant("31/12/2025") }
        #expect(throws: InstantReader.Failure.noSuchDay) { try reader.instant("31/02/2025") }
        #expect(reader.sentence(for: .unreadable, "").en.contains("dates: dd/MM/yyyy"))
    }

    @Test(arguments: ["dd/MM", "yyyy", "dd/MM/yyyy Q", "jj/MM/yyyy", "dd/MM/yyyyé", "dd 'de MM yyyy"])
    func `refuses formats that are none`(format: String) {
        #expect(DateFormat(format) == nil)
    }
}
