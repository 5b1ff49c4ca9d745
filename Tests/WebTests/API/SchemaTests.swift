import Testing
import Verger
import Web

@Suite struct `A schema` {
    private let schema = Schema.input(
        [
            "name": .text(1...5), "size": .integer(1...10).orNull, "tags": .list(of: .text, 0...2),
            "kind": .choice(["call", "meeting"]), "of": .either(.id, .text(1...9)),
            "inner": .input(["on": .boolean]),
        ], required: ["name"])

    private func paths(_ text: String) throws -> [String] {
        schema.problems(in: try Document(json: text)).map(\.path)
    }

    @Test(arguments: [
        #"{"name": "Anne"}"#, #"{"name": "Zoé", "size": 10.0, "tags": [], "kind": "call", "of": 3}"#,
        #"{"name": "a", "size": null, "of": "C-1", "inner": {"on": true}}"#, #"{"name": "👩‍👩‍👧"}"#,
    ])
    func `lets pass what it describes`(text: String) throws {
        #expect(try paths(text) == [])
    }

    @Test func `finds everything else at once, each with its path`() throws {
        #expect(try paths("{}") == ["name"])
        #expect(
            try paths(#"{"name": "", "size": 11, "tags": ["a", 1], "kind": "walk", "of": 1.5}"#)
                == ["name", "size", "tags[1]", "kind", "of"])
        #expect(try paths(#"{"name": "a", "inner": {"on": 1, "of": 2}}"#) == ["inner.on", "inner.of"])
        #expect(try paths(#"{"name": "a", "name": "b"}"#) == ["name"])
        #expect(try paths(#"{"name": "a\u0000"}"#) == ["name"])
        #expect(try paths(#"{"name": "a", "tags": ["a", "b", "c"]}"#) == ["tags"])
        #expect(try paths("[]") == [""])
    }

    @Test func `suggests the name that was meant`() throws {
        let problems = schema.problems(in: try Document(json: #"{"name": "a", "sise": 2}"#))
        #expect(problems.first?.sentence.en == "unknown name; did you mean “size”?")
    }
}
