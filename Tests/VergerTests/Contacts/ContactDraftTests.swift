import Testing
import Verger

struct ContactDraftTests {
    private func draft(
        _ values: [(String, String)], over contact: Contact = Contact(id: .init(1)), fields: [String: ValueType] = [:]
    ) -> ContactDraft {
        ContactDraft(values.map { (name: $0.0, value: $0.1) }, over: contact, fields: fields, region: "FR") {
            text, region in
            text == "04 76 00 14 22" && region == "FR" ? "+33476001422" : nil
        }
    }

    @Test func `keeps what was not written and takes away what is empty`() {
        let known = Contact(id: .init(1), fields: [.firstName: "Nadia", .city: "Grenoble"], tags: ["vip"])

        let draft = draft([("city", ""), ("phone", " 04 76 00 14 22 ")], over: known)

        #expect(draft.problems.isEmpty)
        #expect(draft.contact.fields == [.firstName: "Nadia", .phone: "+33476001422"])
        #expect(draft.contact.tags == ["vip"])
        #expect(draft.companyName == nil)
    }

    @Test func `finds all that is wrong at once, field by field`() {
        let draft = draft(
            [
                ("email", "anne.example.org"), ("phone", "12"), ("budget", "beaucoup"), ("budgte", "3"),
                ("created_at", "2026-01-01"),
            ], fields: ["budget": .number])

        #expect(draft.problems.map(\.path) == ["email", "phone", "budget", "budgte", "created_at"])
        #expect(draft.problems[3].sentence.en == "unknown field; did you mean “budget”?")
    }

    @Test func `wants something by which the contact can be found again`() {
        #expect(draft([("city", "Lyon")]).problems.map(\.path) == ["email"])
        #expect(draft([("last_name", "Benali")]).problems.isEmpty)
    }

    @Test func `reads tags once each, whatever separates them`() {
        #expect(
            draft([("last_name", "B"), ("tags", "vip, Salon; VIP ,, lyon")]).contact.tags == ["vip", "Salon", "lyon"])
    }
}
