import HTML
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `A condition builder` {
    private let world: World
    private let rules: Rules

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        rules = try world.rules(user: "ada@y.fr")
    }

    private func builder(_ draft: ConditionDraft, _ language: Language = .french) -> String {
        ConditionBuilder(.of(world, language: language), draft, named: "where").markup.description
    }

    @Test(arguments: Array(1...150))
    func `sends back the condition that it shows`(seed: Int) throws {
        var random = RandomWorld(seed: UInt64(seed))
        let text = random.condition().description
        let draft = ConditionDraft(text: text, under: rules)
        let sent = Fields.sent(from: builder(draft))

        let fromLines = ConditionDraft(sent.with("where.from", "lines"), named: "where", under: rules)
        let fromText = ConditionDraft(sent.with("where.from", "text"), named: "where", under: rules)

        #expect(draft.problems.filter { $0.severity == .error } == [])
        #expect(fromText.text == draft.text)
        #expect(fromLines.form == draft.form, "\(text)\nbecame\n\(fromLines.text)")
        #expect(fromLines.isValid)
    }

    @Test func `adds, joins and removes lines`() throws {
        var fields = Fields.sent(from: builder(ConditionDraft(text: "", under: rules)))
        func press(_ action: String) -> ConditionDraft {
            let draft = ConditionDraft(fields.with("where.do", action), named: "where", under: rules)
            fields = Fields.sent(from: builder(draft))
            return draft
        }

        #expect(press("add").text == "stage >= suspect")
        #expect(press("or:0").text == "stage >= suspect or stage >= suspect")
        #expect(press("group").form?.groups.map(\.count) == [2, 2])
        #expect(press("remove:0.1").form?.groups.map(\.count) == [1, 2])
        #expect(press("remove:0.0").form?.groups.map(\.count) == [2])
        #expect(press("remove:9.9").form?.groups.map(\.count) == [2])
    }

    @Test func `begins anew with a line whose subject changes`() throws {
        let draft = ConditionDraft(text: "city contains \"yon\"", under: rules)
        let sent = Fields.sent(from: builder(draft)).with("where.0.0.subject", "field:budget").with(
            "where.from", "lines")

        let changed = ConditionDraft(sent, named: "where", under: rules)

        #expect(changed.form?.groups == [[.new(.field("budget"), rules.catalogue)]])
    }

    @Test(arguments: [Language.french, .english])
    func `says what is wrong, where, and keeps the text`(language: Language) throws {
        let draft = ConditionDraft(text: "stage >= lead and cty = Lyon", under: rules)

        let html = builder(draft, language)

        #expect(!draft.isValid)
        #expect(html.contains("cty = Lyon</textarea>"))
        #expect(html.contains(language == .french ? "Ligne 1, colonne 19" : "Line 1, column 19"))
        #expect(html.contains(language == .french ? "vouliez-vous dire" : "did you mean"))
    }

    @Test func `says so when the text can't be read`() throws {
        let draft = ConditionDraft(text: "stage >=", under: rules)

        #expect(draft.form == nil && !draft.isValid)
        #expect(builder(draft).contains("Le texte ne se lit pas encore"))
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"onload=\"x", "' or 1=1 --", "\u{1}"])
    func `shows whatever was typed as a text`(typed: String) throws {
        let draft = ConditionDraft(text: "city = \"\(typed.replacing("\"", with: "\\\""))\"", under: rules)

        let html = builder(draft)

        #expect(!html.contains("<script>"))
        #expect(!html.contains("\"onload=\"x"))
    }

    @Test(arguments: [
        "where.do=add&where.0.0.subject=%00", "where.from=lines&where.0.0.subject=did&where.0.0.was=did",
        "where.do=remove:0.0", "where.from=lines&where.0.0.subject=field:&where.0.0.was=field:",
        "where.from=lines&where.0.0.subject=did&where.0.0.was=did&where.0.0.kind=x&where.0.0.times=exactly&where.0.0.n=99999999999",
    ])
    func `takes whatever fields come without failing`(query: String) throws {
        let draft = ConditionDraft(Fields(urlEncoded: query), named: "where", under: rules)

        _ = builder(draft)
    }
}
