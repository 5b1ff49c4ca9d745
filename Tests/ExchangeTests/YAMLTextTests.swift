import Exchange
import Testing
import Verger

@Suite struct `A YAML text that is changed in one place` {
    private static let text = """
        # Our rules
        name: Test # in short
        stages:
          # The first
          - id: suspect
            when: always
          - id: lead
            when: 'did any response' # answered
          - id: prospect
            when: >-
              fits any persona
              and did any exchange

          - {id: client, when: "sum a.b > 0", name: 'L''été'}
        exclude: did
          disqualified
        segments:
          to call. back: |-
            stage = lead
            and tag "x"
        """

    private func value(_ path: String, in text: String = text) -> String? {
        DocumentPath(path).flatMap { YAMLText(text)?.value(at: $0) }
    }

    private func replacing(_ path: String, with value: String, in text: String = text) -> String? {
        DocumentPath(path).flatMap { YAMLText(text)?.replacing($0, with: value) }
    }

    @Test(arguments: [
        ("stages[0].when", "always"), ("stages[1].when", "did any response"),
        ("stages[2].when", "fits any persona and did any exchange"), ("stages[3].when", "sum a.b > 0"),
        ("stages[3].name", "L'été"), ("exclude", "did disqualified"),
        ("segments.to call. back", "stage = lead\nand tag \"x\""),
    ])
    func `gives the value at a path`(path: String, expected: String) {
        #expect(value(path) == expected)
    }

    @Test(arguments: [
        "stages[0].when", "stages[1].when", "stages[2].when", "stages[3].when", "stages[3].name", "exclude",
        "segments.to call. back", "name",
    ])
    func `keeps every other value and every comment`(path: String) throws {
        for new in [
            "never", "it's: {odd} # not a comment", "a\nb -- c",
            String(repeating: "city = Lyon or ", count: 20) + "never",
        ] {
            let changed = try #require(replacing(path, with: new))

            #expect(value(path, in: changed) == new)
            #expect(changed.contains("# Our rules") && changed.contains("# The first"))
            #expect(changed.contains("# answered") && changed.contains("# in short"))
            let old = try #require(value(path))
            let back = try #require(replacing(path, with: old, in: changed))
            #expect(try Document(yaml: back).json() == Document(yaml: Self.text).json())
        }
    }

    @Test func `changes the lines of the value alone`() throws {
        let changed = try #require(replacing("stages[1].when", with: "did any intent"))

        #expect(changed == Self.text.replacing("'did any response'", with: "'did any intent'"))
    }

    @Test func `is left alone where there is no text`() {
        for path in ["stages", "stages[9].when", "stages[0]", "nothing", "stages[0].aka", "[0]", "a..b"] {
            #expect(replacing(path, with: "x") == nil, "\(path)")
        }
    }

    @Test func `may be JSON`() throws {
        let text = #"{"stages": [{"id": "lead", "when": "tag \"a\""}], "z": 1}"#

        let changed = try #require(replacing("stages[0].when", with: #"tag "b" and city = Lyon"#, in: text))

        #expect(changed == #"{"stages": [{"id": "lead", "when": "tag \"b\" and city = Lyon"}], "z": 1}"#)
    }

    @Test(arguments: [
        ("stages[0].when", 1, 1, 6, 11), ("stages[1].when", 1, 9, 8, 20), ("stages[2].when", 1, 6, 11, 12),
        ("stages[2].when", 1, 22, 12, 11), ("exclude", 1, 5, 16, 3), ("segments.to call. back", 2, 5, 20, 9),
    ])
    func `says where a place of the value is written`(path: String, line: Int, column: Int, inLine: Int, inColumn: Int)
        throws
    {
        let place = try YAMLText(Self.text)?.place(
            of: #require(DocumentPath(path)), inside: Place(line: line, column: column))

        #expect(place == Place(line: inLine, column: inColumn))
    }

    @Test func `says where something would stand that is missing`() throws {
        let place = try YAMLText(Self.text)?.place(of: #require(DocumentPath("stages[1].points")))

        #expect(place == Place(line: 7, column: 5))
    }
}
