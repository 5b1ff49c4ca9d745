import Testing
import Verger

struct CompanyDraftTests {
    private func draft(
        _ values: [(String, String)], over company: Company = Company(id: .init(1))
    ) -> CompanyDraft {
        CompanyDraft(values.map { (name: $0.0, value: $0.1) }, over: company)
    }

    @Test func `keeps what was not typed, takes away what is empty, and writes the rest as it is compared`() {
        let known = Company(id: .init(1), fields: [.name: "Borie SA", .city: "Lyon", .industry: "fours"])

        let draft = draft(
            [
                ("city", ""), ("siren", "732 829 320"), ("domain", "https://www.Borie.example/fours?x=1"),
                ("size", "1 250"), ("form_token", "x"),
            ], over: known)

        #expect(draft.problems.isEmpty)
        #expect(
            draft.company.fields == [
                .name: "Borie SA", .industry: "fours", .siren: "732829320", .domain: "borie.example", .size: "1250",
            ])
    }

    @Test func `finds all that is wrong at once, field by field`() {
        let draft = draft([
            ("name", "Borie\0"), ("siren", "732829321"), ("domain", "pas un domaine"), ("size", "beaucoup"),
            ("city", String(repeating: "x", count: 501)),
        ])

        #expect(draft.problems.map(\.path) == ["name", "siren", "domain", "size", "city"])
    }

    @Test func `needs a name, or the id of another program`() {
        #expect(draft([("name", "  "), ("city", "Lyon")]).problems.map(\.path) == ["name"])
        #expect(draft([("external_id", "C-1")]).problems.isEmpty)
    }

    @Test func `does not find fault with what a file brought and nobody touched`() {
        let known = Company(id: .init(1), fields: [.name: "Borie", .siren: "12", .size: "une dizaine"])

        let same = draft([("siren", "12"), ("size", "une dizaine"), ("city", "Lyon")], over: known)

        #expect(same.problems.isEmpty && same.company.fields[.siren] == "12")
        #expect(draft([("siren", "13")], over: known).problems.map(\.path) == ["siren"])
    }
}
