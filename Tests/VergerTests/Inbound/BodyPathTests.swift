import Testing
import Verger

@Suite struct `A path in a body` {
    private let body = try! Document(
        json: """
            {"data": {"email": "a@b.example", "n": 12.50, "none": null, "tags": ["x", "y"], "e-mail pro": "p@b.example"},
             "answers": [{"text": "Nadia", "field": {"ref": "nom"}}, {"email": "n@gh.example", "field": {"ref": "mail"}}],
             "live": true, "or": 1}
            """)

    @Test(
        arguments: [
            ("data.email", "a@b.example"), ("data.n", "12.50"), ("answers[0].text", "Nadia"),
            ("answers[-1].email", "n@gh.example"), ("answers[?field.ref == \"mail\"].email", "n@gh.example"),
            ("answers[?email].email", "n@gh.example"), ("answers[?field.ref != 'nom'].email", "n@gh.example"),
            ("data[\"e-mail pro\"]", "p@b.example"), ("data.none ?? data.missing ?? \"FR\"", "FR"), ("\"FR\"", "FR"),
            ("data.tags", "x, y"), ("$.live", "true"), ("data.missing", nil), ("data.none", nil),
            ("answers[9].text", nil),
            ("data.email.deeper", nil), ("answers.text", nil),
            ("answers[?field.ref == \"mail\" and $.live == true].email", "n@gh.example"),
        ] as [(String, String?)])
    func `leads to a value, or to none`(path: String, expected: String?) throws {
        #expect(try BodyPathReader.value(path).text(in: body, root: body) == expected)
    }

    @Test(arguments: [
        ("live == true and data.n == 12.50", true), ("live == false or data.email", true), ("data.none", false),
        ("data.email != \"a@b.example\"", false), ("missing != \"x\"", true),
        ("live == false or live == true and missing", false),
    ])
    func `tells whether a condition holds`(test: String, expected: Bool) throws {
        #expect(try BodyPathReader.test(test).holds(in: body, root: body) == expected)
    }

    @Test(arguments: [
        ("", 1), ("data.", 6), ("data..email", 6), ("answers[", 9), ("answers[x]", 9), ("answers[0", 10),
        ("a b", 3), ("a / x", 5), ("a / 0", 6), ("a ?? ", 6), ("\"open", 6), ("a[?b = 1]", 6), ("a[?b == ]", 9),
    ])
    func `says at which column it can't be read`(text: String, column: Int) {
        let problem = #expect(throws: Problem.self) { try BodyPathReader.value(text) }
        #expect(problem?.place?.column == column)
    }

    @Test func `is bounded, however it is nested`() {
        #expect(throws: Problem.self) { try BodyPathReader.value(String(repeating: "a[?", count: 200)) }
        #expect(throws: Problem.self) { try BodyPathReader.value(String(repeating: "a.", count: 2_000) + "a") }
    }

    @Test func `leads where it says, for every value of a body`() throws {
        let leaves = body.leaves(atMost: 100)

        #expect(leaves.count == 11)
        for (path, value) in leaves {
            #expect(try BodyPathReader.value(path).text(in: body, root: body) == value, "\(path)")
        }
    }
}
