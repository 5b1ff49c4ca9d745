import Testing
import Verger

@Suite struct `A reader of profiles` {
    private func reader() -> ProfileReader {
        ProfileReader(zone: .paris, region: "FR", fields: ["budget": .number, "vip": .boolean, "renewal": .date]) {
            text, region in
            text == "06 12 34 56 78" && region == "FR"
                ? "+33612345678" : text == "022 730 51 11" && region == "CH" ? "+41227305111" : nil
        }
    }

    @Test func `keeps values as files do`() {
        var reader = reader()

        #expect(reader.value(" Anne@ÉLÉPHANT.fr ", of: .email, at: "email") == "Anne@xn--lphant-9uab.fr")
        #expect(reader.value("06 12 34 56 78", of: .phone, at: "phone") == "+33612345678")
        #expect(reader.value("022 730 51 11", of: .phone, country: "ch", at: "phone") == "+41227305111")
        #expect(reader.value("2026-02-01", of: .createdAt, at: "createdAt") == "2026-01-31T23:00:00Z")
        #expect(reader.value("https://www.Borie.fr/contact", of: .domain, at: "domain") == "borie.fr")
        #expect(reader.value("12.50", ofCustom: "budget", at: "b") == "12.5")
        #expect(reader.value("oui", ofCustom: "vip", at: "v") == "true")
        #expect(reader.value("  ", of: .city, at: "city") == nil)
    }

    @Test func `refuses what a file would keep as it was typed`() {
        var reader = reader()

        #expect(reader.value("nobody", of: .email, at: "email") == nil)
        #expect(reader.value("12", of: .phone, at: "phone") == nil)
        #expect(reader.value("123456789", of: .siren, at: "siren") == nil)
        #expect(reader.value("no domain", of: .domain, at: "domain") == nil)
        #expect(reader.value("-3", of: .size, at: "size") == nil)
        #expect(reader.value("soon", ofCustom: "renewal", at: "r") == nil)
        #expect(reader.value("1", ofCustom: "budgt", at: "b") == nil)

        #expect(reader.problems.map(\.path) == ["email", "phone", "siren", "domain", "size", "r", "b"])
        #expect(reader.problems.last?.sentence.en.contains("did you mean “budget”") == true)
    }
}
