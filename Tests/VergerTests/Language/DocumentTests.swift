import Testing
import Verger

@Suite struct DocumentTests {
    @Test(arguments: [
        #"{"a":1,"b":[true,false,null],"c":{"d":"é\n\"\\"}}"#, #"[]"#, #"{}"#, #""seul""#, "12.50", "-0.1", "1e5", "0",
        "[[[]]]", #"{"":""}"#, #"["😀"]"#,
    ])
    func `reads JSON and writes the same`(text: String) throws {
        #expect(try Document(json: text).json() == text)
    }

    @Test func `is the same after pretty printing`() throws {
        let text = #"{"a":[1,{"b":"c"},[]],"d":{}}"#

        let pretty = try Document(json: text).json(pretty: true)

        #expect(pretty.contains("\n  \"a\": [\n    1,\n"))
        #expect(try Document(json: pretty).json() == text)
    }

    @Test func `reads escapes, surrogate pairs included`() throws {
        #expect(try Document(json: #""\u00e9\t\/\ud83d\ude00\b\f\r""#).text == "é\t/😀\u{8}\u{C}\r")
        #expect(Document.text("\u{1}\u{1F}").json() == #""\u0001\u001f""#)
    }

    @Test func `keeps numbers as they were written`() throws {
        let document = try Document(json: "[12.50, 9007199254740993, 0.1]")

        #expect(document.items?.compactMap(\.text) == ["12.50", "9007199254740993", "0.1"])
        #expect(document.items?.map(\.number) == [Number(millionths: 12_500_000), nil, Number(millionths: 100_000)])
    }

    @Test func `knows the line of each node`() throws {
        let document = try Document(json: "{\n\"a\": 1,\n\n\"b\": [\n2, 3]}")

        #expect(document.line == 1)
        #expect(document["a"]?.line == 2)
        #expect(document["b"]?.line == 4)
        #expect(document["b"]?.items?.map(\.line) == [5, 5])
    }

    @Test(arguments: [
        ("", 1, 1, "unexpected end"), ("{", 1, 2, "expected a key in quotes"), ("{\n \"a\" 1}", 2, 6, "expected “:”"),
        ("{\"a\":1,}", 1, 8, "expected a key in quotes"), ("{\"a\":1 \"b\":2}", 1, 8, "expected “}”"),
        ("[1,]", 1, 4, "expected a value"), ("[1\n2]", 2, 1, "expected “]”"), ("[1", 1, 3, "expected “]”"),
        ("\"abc", 1, 5, "string without a closing quote"), ("\"a\tb\"", 1, 4, "control character in a string"),
        (#""\x""#, 1, 4, "unknown escape"), (#""\u12"#, 1, 4, "expected four hexadecimal digits"),
        (#""\u+123""#, 1, 4, "expected four hexadecimal digits"),
        (#""\ud800""#, 1, 8, "impossible Unicode character"),
        (#""\ud800\u0041""#, 1, 14, "impossible Unicode character"),
        (#""\udc00""#, 1, 8, "impossible Unicode character"), ("tru", 1, 1, "expected a value"),
        ("01", 1, 2, "text after the end"), ("+1", 1, 1, "expected a value"), ("1.", 1, 3, "expected a value"),
        ("-", 1, 2, "expected a value"), ("1e", 1, 3, "expected a value"), ("[] []", 1, 4, "text after the end"),
    ])
    func `refuses what is not JSON, with its line and column`(text: String, line: Int, column: Int, sentence: String) {
        let problem = #expect(throws: Problem.self) { try Document(json: text) }

        #expect(problem?.place == Place(line: line, column: column))
        #expect(problem?.sentence.en == "unreadable JSON, " + sentence)
        #expect(
            problem?.text(in: .french).hasPrefix("ligne \(line), colonne \(column)\u{A0}: JSON illisible, ") == true)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `refuses JSON that is nested beyond measure`(opening: String) {
        let bomb = String(repeating: opening, count: 100_000)

        let problem = #expect(throws: Problem.self) { try Document(json: bomb) }

        #expect(problem?.sentence.en == "unreadable JSON, nested too deeply")
    }

    @Test func `reads a hundred thousand lines without counting each again`() throws {
        let text = "[" + String(repeating: "1,\n", count: 100_000) + "2]"

        let document = try Document(json: text)

        #expect(document.items?.last?.line == 100_001)
    }

    @Test func `finds keys, items and texts, or nothing`() throws {
        let document: Document = ["a": ["x", 2, true], "b": "y"]

        #expect(document["a"]?.items?.compactMap(\.text) == ["x", "2", "true"])
        #expect(document["c"] == nil)
        #expect(document["b"]?.items == nil)
        #expect(document["b"]?["a"] == nil)
        #expect(Document.null.isNull && Document.null.text == nil)
    }
}
