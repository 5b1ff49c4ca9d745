import Exchange
import Testing
import Verger

@Suite struct `A YAML text that gains and loses entries` {
    private static let text = """
        # Our words
        name: Test # in short

        fields:
          # How soon they buy.
          horizon: number # in months
          budget:
            type: number
            name: Budget

        # Who writes from where.
        lists:
          freemail:
            - gmail.com # most of them
            - gmx.fr
          # Not theirs
          rivals: [a.example, b.example]
        personas:
          # The first
          - id: owner
            name: {fr: Patron, en: Owner}
            when: >-
              job_title contains "dirigeant"
              or company.size < 10
          - {id: buyer, name: Acheteur, when: 'job_title contains "achat"'}
        stages:
        - id: suspect
          when: always
        """

    private func edited(_ change: (YAMLText) -> String?) throws -> (text: String, document: Document) {
        let old = try #require(YAMLText(Self.text))
        let text = try #require(change(old))
        return (text, try Document(yaml: text))
    }

    @Test func `adds one, and keeps all the rest to the letter`() throws {
        let (text, document) = try edited {
            $0.setting("origin", in: "fields", to: ["type": "text", "name": ["fr": "Origine", "en": "Origin"]])
        }

        #expect(document["fields"]?["origin"]?["name"]?["fr"]?.text == "Origine")
        #expect(text.contains("    name: Budget\n  origin: {type: text, name: {fr: Origine, en: Origin}}\n"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == Self.text.split(separator: "\n", omittingEmptySubsequences: false).count + 1)
        #expect(text.contains("# How soon they buy.") && text.contains("# Who writes from where."))
    }

    @Test func `replaces one`() throws {
        let (text, document) = try edited { $0.setting("budget", in: "fields", to: "text") }

        #expect(document["fields"]?["budget"]?.text == "text")
        #expect(text.contains("  budget: text\n\n# Who writes"))
    }

    @Test func `takes one away, and with the last one its section`() throws {
        let (text, document) = try edited { $0.setting("horizon", in: "fields", to: nil) }
        let without = try #require(YAMLText(text)?.setting("budget", in: "fields", to: nil))

        #expect(document["fields"]?["horizon"] == nil && document["fields"]?["budget"] != nil)
        #expect(try Document(yaml: without)["fields"] == nil)
        #expect(without.contains("# Who writes from where."))
    }

    @Test func `writes a section that was not there`() throws {
        let (text, document) = try edited { $0.setting("site_visited", in: "kinds", to: ["group": "exchange"]) }

        #expect(document["kinds"]?["site_visited"]?["group"]?.text == "exchange")
        #expect(text.hasPrefix(Self.text))
    }

    @Test(arguments: ["freemail", "rivals", "new: one", "it's"])
    func `keeps every entry of a list, whatever it is made of`(name: String) throws {
        let entries = [
            "gmail.com", "it's", "- dash", "# no comment", "yes", "1234", "a: b", "é{", "\u{2028}x", "🌱", "",
        ]

        let (_, document) = try edited { $0.setting(name, in: "lists", to: .list(entries.map { .text($0) })) }

        #expect(document["lists"]?[name]?.items?.map(\.text) == entries)
    }

    @Test func `writes a long list one a line`() throws {
        let entries = (1...200).map { Document.text("domain-\($0).example") }

        let (text, document) = try edited { $0.setting("freemail", in: "lists", to: .list(entries)) }

        #expect(document["lists"]?["freemail"]?.items?.count == 200)
        #expect(text.contains("\n    - domain-7.example\n"))
        #expect(text.contains("  # Not theirs\n  rivals: [a.example, b.example]"))
    }

    @Test func `appends an item and takes one away`() throws {
        let item = Document.object([
            ("id", "far"), ("name", ["fr": "Loin", "en": "Far"]), ("when", "city = \"Ploërmel\""),
        ])

        let (text, document) = try edited { $0.appending(item, to: "personas") }
        let shorter = try #require(YAMLText(text)?.removingItem(0, of: "personas"))

        #expect(document["personas"]?.items?.last?["when"]?.text == "city = \"Ploërmel\"")
        #expect(text.contains("\n  - id: far\n    name: {fr: Loin, en: Far}\n    when: 'city = \"Ploërmel\"'\nstages:"))
        #expect(try Document(yaml: shorter)["personas"]?.items?.map { $0["id"]?.text } == ["buyer", "far"])
    }

    @Test func `changes a JSON text too`() throws {
        let json = #"{"name": "x", "fields": {"a": "text"}, "stages": []}"#

        let changed = try #require(YAMLText(json)?.setting("b", in: "fields", to: "number"))

        #expect(try Document(json: changed)["fields"]?["b"]?.text == "number")
    }

    @Test func `gives up where it can’t be sure`() {
        #expect(YAMLText("fields: &a {x: text}\nother: *a\n")?.setting("y", in: "fields", to: "text") == nil)
        #expect(YAMLText(Self.text)?.setting("nothing", in: "fields", to: nil) == nil)
        #expect(YAMLText(Self.text)?.removingItem(9, of: "personas") == nil)
    }
}
