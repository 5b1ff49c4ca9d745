import Testing

@testable import Verger

@Suite struct `A search` {
    static let jean = Contact(
        id: .init(1),
        fields: [
            .firstName: "Jean-Noël", .lastName: "L’Écluse", .email: "j.ecluse@hotel-borie.example",
            .phone: "+33612345678", .externalID: "MQL-0042",
        ])

    private func finds(_ text: String, _ contact: Contact = Self.jean, company: String? = "Hôtel Œuvré & Fils") -> Bool
    {
        SearchQuery(text)?.matches(SearchWords.text(of: contact, companyName: company)) ?? false
    }

    @Test(arguments: [
        "jean", "JEAN", "je", "noel", "Noël", "ecluse", "l'écluse", "jean ecl", "ecl jean", "j.ecluse@hotel",
        "hotel-borie", "borie.example", "oeuvre", "œuvré", "mql-0042", "mql 0042", "0042", "fils",
    ])
    func `finds someone by the beginning of words, without case and accents`(text: String) {
        #expect(finds(text))
    }

    @Test(arguments: ["ean", "jean x", "cluse", "jeanne", "mql-43", "noel borie lyon"])
    func `finds nobody by other words, or when one word is missing`(text: String) {
        #expect(!finds(text))
    }

    @Test(arguments: [
        "06 12 34 56 78", "0612", "06.12.34", "06-12", "+33 6 12", "+33612345678", "33612345678", "0033612", "612345",
        "+33 (0)6 12 34 56 78", "5678", "345678", "56 78", "0612345678 jean", "jean 06 12",
    ])
    func `finds a phone number by its beginning or end, as people write it`(text: String) {
        #expect(finds(text))
    }

    @Test(arguments: ["678", "2345", "06 99", "0712"])
    func `does not find a number by its middle, nor by three digits of its end`(text: String) {
        #expect(!finds(text))
    }

    @Test(arguments: ["+14155552671": "415 555", "+352621123456": "621 123", "+3906123456": "06 1234"])
    func `finds numbers of other countries as they are dialled there`(number: String, text: String) {
        #expect(finds(text, Contact(id: .init(1), fields: [.phone: number])))
    }

    @Test(arguments: ["", " ", "?!", "-- ' \" *"])
    func `without a word asks for nothing`(text: String) {
        #expect(SearchQuery(text) == nil)
    }

    @Test func `takes quotes, operators and stars as what stands between words`() throws {
        let query = try #require(SearchQuery("\"jean\" OR * NEAR(ecluse) AND NOT ' : & | ! \\"))

        #expect(query.terms.flatMap { $0.flatMap(\.self) } == ["jean", "or", "near", "ecluse", "and", "not"])
    }

    @Test func `by very long words compares their beginning`() {
        let long = String(repeating: "a", count: 300)

        #expect(finds(long, Contact(id: .init(1), fields: [.lastName: long + "b"])))
    }
}
