import Exchange
import Testing
import Verger

@Suite struct YAMLTests {
    @Test func `keeps order, lines, and numbers as written`() throws {
        let document = try Document(yaml: "b: 1.50\na:\n  - x\n  - {k: 'v'}\n")

        #expect(document.pairs?.map(\.key) == ["b", "a"])
        #expect(document["b"]?.text == "1.50")
        #expect(document["a"]?.items?.map(\.line) == [3, 4])
        #expect(document.json() == #"{"b":1.50,"a":["x",{"k":"v"}]}"#)
    }

    @Test func `resolves plain scalars by the core schema and quoted ones never`() throws {
        let text = """
            [1, -2.5, +3, .5, 1., 1e3, 007, true, False, null, ~, yes, no, on, 2026-01-31, 1_000, 12:30, \
            0x1F, .inf, -, 1.2.3, "1", 'true', "null", !!str 12]
            """

        let document = try Document(yaml: text + " # not JSON")

        let kinds = (document.items ?? []).map { item in
            switch item.content {
            case .number: "n"
            case .boolean: "b"
            case .null: "0"
            case .text: "t"
            case .list, .object: "?"
            }
        }
        #expect(kinds.joined() == "nnnnnnnbb00tttttttttttttt".prefix(kinds.count))
        #expect(kinds.count == 25)
    }

    @Test func `reads JSON with its escapes`() throws {
        let document = try Document(yaml: #" {"a": "\ud83d\ude00\/", "b": [1, 2.50, null, false]}"#)

        #expect(document["a"]?.text == "😀/")
        #expect(document["b"]?.items?[1].text == "2.50")
    }

    @Test(arguments: ["a: 1\nb: 2\na: 3\n", #"{"x": {"a": 1, "a": 2}}"#, "x:\n  - {a: 1, a: 2}\n"])
    func `refuses duplicate keys`(text: String) throws {
        let problems = try #require(throws: Problems.self) { try Document(yaml: text) }

        #expect(problems.all.first?.sentence.en.contains("“a” is given twice") == true)
        #expect(problems.all.first?.place != nil)
    }

    @Test(arguments: [
        ("a: b: c\n", 1, 5), ("a: {b: 1\nc: 2\n", 2, 2), ("a: 'x\n", 2, 1), ("a: *nobody\n", 1, 4),
        ("a:\n\t- b\n", 2, 1),
        ("a: 1\n---\nb: 2\n", 2, 1), ("a: \"\\q\"\n", 1, 5), ("a: @x\n", 1, 4),
    ])
    func `says where the syntax is wrong, in both languages`(text: String, line: Int, column: Int) throws {
        let problems = try #require(throws: Problems.self) { try Document(yaml: text) }

        let problem = try #require(problems.all.first)
        #expect(problem.place == Place(line: line, column: column))
        #expect(!problem.sentence.fr.contains("syntaxe YAML incorrecte"))
        #expect(problem.sentence.fr != problem.sentence.en)
    }

    @Test func `refuses characters that YAML forbids, and says where`() throws {
        let problems = try #require(throws: Problems.self) { try Document(yaml: "a: é\nb: \u{1}\n") }

        #expect(problems.all.first?.place == Place(line: 2, column: 4))
    }

    @Test func `refuses alias bombs`() {
        let levels = (1...9).map {
            "l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 9).joined(separator: ", "))]\n"
        }
        let few = (1...20).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1)]\n" }

        #expect(throws: Problems.self) { try Document(yaml: "l0: &l0 x\n" + levels.joined()) }
        #expect(throws: Problems.self) { try Document(yaml: "l0: &l0 x\n" + few.joined()) }
    }

    @Test func `reads the few aliases of an honest file`() throws {
        let document = try Document(yaml: "a: &x [1, 2]\nb: *x\n")

        #expect(document["b"]?.items?.count == 2)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `refuses documents nested too deeply`(opening: String) {
        #expect(throws: Problems.self) { try Document(yaml: String(repeating: opening, count: 100_000)) }
        #expect(throws: Problems.self) { try Document(yaml: String(repeating: opening, count: 900) + "x") }
    }

    @Test func `reads an empty document as null`() throws {
        #expect(try Document(yaml: "").isNull)
        #expect(try Document(yaml: "\u{FEFF}# nothing\n").isNull)
    }
}
