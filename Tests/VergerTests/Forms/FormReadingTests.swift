import TestSupport
import Testing
import Verger

@Suite struct `The answers to a form` {
    private let form = Forming.document(.demo) { form in
        form.questions.append(
            Question(id: "q7", .own, .choice, label: "When?", options: ["Now", "Later"], isRequired: true))
        form.questions.append(
            Question(
                id: "q8", .own, .line, label: "Why later?", isRequired: true,
                showing: .init(question: "q7", test: .isValue, value: "Later")))
    }

    @Test func `become a contact, each in its normal form`() {
        let reading = Forming.reading(
            ["q1": [" Zoé "], "q3": ["ZOE@Fournil.Example"], "q4": ["Fournil"], "q7": ["Now"]], of: form)

        #expect(reading.problems == [])
        #expect(reading.contact.fields == ["first_name": "Zoé", "email": "ZOE@fournil.example"])
        #expect(reading.contact.company?.fields == ["name": "Fournil"])
        #expect(reading.answers.map(\.question) == ["q1", "q3", "q4", "q7"])
    }

    @Test func `have all their problems told at once, in both languages`() {
        let reading = Forming.reading(
            ["q3": ["not an address"], "q7": ["Never"], "q6": [String(repeating: "é", count: 5000)]], of: form)

        #expect(Set(reading.problems.map(\.path)) == ["q3", "q6", "q7"])
        #expect(reading.problems.allSatisfy { !$0.sentence.fr.isEmpty && !$0.sentence.en.isEmpty })
    }

    @Test func `are asked for only where they are shown`() {
        let hidden = Forming.reading(["q3": ["a@b.fr"], "q7": ["Now"], "q8": ["ignored"]], of: form)
        let shown = Forming.reading(["q3": ["a@b.fr"], "q7": ["Later"]], of: form)

        #expect(hidden.problems == [])
        #expect(!hidden.answers.contains { $0.question == "q8" })
        #expect(shown.problems.map(\.path) == ["q8"])
    }

    @Test func `lose what nobody types, and nothing else`() {
        let reading = Forming.reading(
            ["q3": ["a@b.fr"], "q1": ["<script>\u{0}alert(1)</script>"], "q7": ["Now"], "q6": ["two\nlines"]], of: form)

        #expect(reading.contact.fields["first_name"] == "<script>alert(1)</script>")
        #expect(reading.message(in: form) == "two\nlines")
    }

    @Test func `agree to nothing that was not ticked`() {
        let given = Forming.reading(["q3": ["a@b.fr"], "q7": ["Now"], "c1": ["yes"]], of: form)
        let silent = Forming.reading(["q3": ["a@b.fr"], "q7": ["Now"]], of: form)

        #expect(given.consents == form.consents)
        #expect(silent.consents == [])
    }

    @Test func `leave out progressive questions that were not on the page`() {
        let reader = ProfileReader(zone: .paris, region: "FR", fields: [:], phone: { text, _ in text })
        var strict = form
        strict.questions[3].isRequired = true

        let reading = FormReading(
            ["q3": ["a@b.fr"], "q4": ["Fournil"], "q7": ["Now"]], to: strict, asked: ["q5"], reader: reader)

        #expect(reading.problems == [])
        #expect(reading.contact.company == nil)
    }
}

@Suite struct `A progressive form` {
    private let form = Forming.document(.demo) { $0.askAtMost = 1 }

    @Test func `never asks what is known`() {
        let contact = Contact(id: .init(1), fields: [.phone: "+33612345678"])
        let known = KnownPerson(contact, hasCompany: true)

        #expect(form.asked(of: known).map(\.id) == ["q1", "q2", "q3", "q6"])
    }

    @Test func `asks some now and the next ones next time`() {
        let stranger = form.asked(of: nil)
        let next = form.asked(of: KnownPerson(Contact(id: .init(1)), hasCompany: true))

        #expect(stranger.map(\.id) == ["q1", "q2", "q3", "q4", "q6"])
        #expect(next.map(\.id) == ["q1", "q2", "q3", "q5", "q6"])
    }
}
