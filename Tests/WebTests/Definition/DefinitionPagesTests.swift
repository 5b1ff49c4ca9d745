import Foundation
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The pages of the definition` {
    private static let path = "stages[2].when"
    private static let was =
        "fits any persona and (did any exchange within 12 months or did content_downloaded where level in [evaluation, decision] within 12 months)"
    private static let becomes = "fits any persona and did any exchange within 12 months"

    private func world(_ engine: Engine = .sqlite) throws -> World {
        let world = try World(in: engine.migratedDatabase())
        let known = ["phone=1", "company.size=20"]
        try world.record(
            Cast.dossier(known + ["2026-01-15 content_downloaded level=decision"]))
        try world.record(
            Cast.dossier(known + ["2026-01-05 call_held", "2026-02-04 payment_received amount=100"]))
        try world.record(Cast.dossier(["2026-01-30 page_viewed"]))
        try world.refresh()
        return world
    }

    private func edit(_ asking: Asking, _ text: String = becomes, was: String = was) throws -> Reply {
        try asking.post(
            "definition/drafts", [("path", Self.path), ("was", was), ("condition", text), ("save", "1")])
    }

    private func draft(_ world: World) throws -> Definitions.Stored? {
        try world.database.read { try Definitions($0, in: world.workspace).draft() }
    }

    /// Waits for the replay that the page of the stages begins.
    private func replayed(_ asking: Asking) throws -> Reply {
        for _ in 0..<100 {
            let reply = try asking.get("definition")
            if reply.text.contains(#"id="verdict""#) { return reply }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return try asking.get("definition")
    }

    // MARK: Reading

    @Test(arguments: DefinitionPart.tabs)
    func `are all there, in both languages`(part: DefinitionPart) throws {
        let asking = Asking(try world())
        let path = part == .stages ? "definition" : "definition/\(part.rawValue)"

        for language in Language.allCases {
            let reply = try asking.get(path, in: language)
            #expect(reply.status == 200)
            #expect(reply.text.contains(part.label.text(in: language)))
        }
    }

    @Test func `show each stage in a sentence, as text, and with its number of contacts`() throws {
        let reply = try Asking(try world()).get("definition")

        #expect(reply.text.contains("Has paid more than was refunded"))
        #expect(reply.text.contains("stage%20%3D%20prospect"))
        #expect(reply.text.contains(#"id="stage-ambassador""#))
    }

    @Test func `offer nothing to change to who may only look`() throws {
        let world = try world()
        let reader = Asking(world, as: .reader)

        let text = try ["definition", "definition/score", "definition/file", "definition/versions"]
            .map { try reader.get($0).text }.joined()

        #expect(!text.contains("definition/drafts") && !text.contains("textarea"))
        #expect(throws: Refusal.self) { try edit(reader) }
    }

    // MARK: Drafts

    @Test(arguments: Engine.available)
    func `keep a changed condition as a draft, which changes nothing`(engine: Engine) throws {
        let world = try world(engine)
        let asking = Asking(world)

        let reply = try edit(asking)

        #expect(reply.status == 303)
        let draft = try #require(try draft(world))
        #expect(draft.definition.stages[2].when.description == Self.becomes)
        #expect(try world.rules().stages.count == 6)
        #expect(try world.database.read { try Definitions($0, in: world.workspace).active()?.version } == 1)
    }

    @Test func `mark what the draft takes away`() throws {
        let asking = Asking(try world())
        _ = try edit(asking)

        let text = try asking.get("definition").text

        #expect(text.contains("<del>"))
        #expect(text.contains("1\u{A0}changed"))
        #expect(text.contains("draft v2, compared with v1"))
    }

    @Test func `keep what was typed where it is refused, and say all that is wrong in place`() throws {
        let world = try world()
        let asking = Asking(world)

        let reply = try edit(asking, "did any exchnge and company.sise > 3")

        #expect(reply.status == 422)
        #expect(reply.text.contains("did any exchnge and company.sise &gt; 3"))
        #expect(reply.text.contains("did you mean “exchange”") && reply.text.contains("company.size"))
        #expect(try draft(world) == nil)
    }

    @Test func `let two people change two conditions of one draft`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try edit(asking)

        let other = try asking.colleague(.marketer, email: "zoe@borie.example").post(
            "definition/drafts",
            [
                ("path", "exclude"), ("was", "did disqualified or email.domain = \"concurrent.example\""),
                ("condition", "did disqualified"),
            ])

        #expect(other.status == 303)
        let draft = try #require(try draft(world))
        #expect(draft.definition.stages[2].when.description == Self.becomes)
        #expect(draft.definition.exclusion?.description == "did disqualified")
    }

    @Test func `do not let one person write over another's condition`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try edit(asking)

        let second = try edit(asking.colleague(.marketer, email: "zoe@borie.example"), "never")

        #expect(second.status == 409)
        #expect(second.text.contains("Somebody else changed this condition"))
        #expect(second.text.contains(">never<") || second.text.contains("\nnever"))
        #expect(try draft(world)?.definition.stages[2].when.description == Self.becomes)
        let again = try edit(asking, "never", was: #require(second.field("was")))
        #expect(again.status == 303)
    }

    @Test func `do not let one person write over another's file`() throws {
        let world = try world()
        let asking = Asking(world)
        let seen = try #require(try asking.get("definition/file").field("seen"))
        _ = try edit(asking)

        let reply = try asking.post(
            "definition/drafts", [("seen", seen), ("source", Cast.definitionText + "\r\n")])

        #expect(reply.status == 409)
        #expect(reply.text.contains(#"id="conflict""#))
        #expect(try draft(world)?.revision == 1)
    }

    @Test func `say every problem of a file with its line and column`() throws {
        let asking = Asking(try world())
        let seen = try #require(try asking.get("definition/file").field("seen"))
        let source = """
            stages:
              - id: suspect
                when: alwys
              - id: lead
                when: >-
                  did any response
                  and city contians "x"
            handover: {stage: nobody, answer_within: soon}
            """

        let reply = try asking.post(
            "definition/drafts", [("seen", seen), ("source", source.replacing("\n", with: "\r\n"))])

        #expect(reply.status == 422)
        #expect(reply.text.contains("Line 3, column 11") || reply.text.contains("Line 3, column 1"))
        #expect(reply.text.contains("Line 7, column 16"))
        #expect(reply.text.contains("Line 8"))
        #expect(reply.text.contains("city contians &quot;x&quot;"))
    }

    @Test func `set a draft aside, and take it up again`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try edit(asking)

        let reply = try asking.post("definition/drafts/discards", [("revision", "1")])
        #expect(try draft(world) == nil)
        try asking.post(Reply.path(reply.undo))

        #expect(try draft(world)?.definition.stages[2].when.description == Self.becomes)
    }

    @Test func `make a draft of an old version`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try edit(asking)
        try asking.post("definition/activations", [("revision", "1"), ("from", "2026-03-01")])
        let page = try asking.get("definition/versions/1")
        #expect(page.text.contains("did content_downloaded"))

        let seen = try #require(page.field("seen"))
        let reply = try asking.post("definition/drafts", [("seen", seen), ("version", "1")])

        #expect(reply.status == 303)
        #expect(try draft(world)?.source == Cast.definitionText)
    }

    @Test func `begin from a definition that comes with the program`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let source = "name: {fr: Modèle, en: Model}\nstages:\n  - {id: all, when: always}\n"
        let asking = Asking(world, startingPoints: [source])
        let page = try asking.get("definition/versions")
        #expect(page.text.contains("Model"))

        let reply = try asking.post(
            "definition/drafts", [("seen", #require(page.field("seen"))), ("starting_point", "0")])

        #expect(reply.status == 303)
        #expect(try draft(world)?.source == source)
    }

    // MARK: Replay and activation

    @Test func `replay a draft as soon as it is there, with no effect`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try edit(asking)

        let text = try replayed(asking).text

        #expect(text.contains(#"id="verdict""#))
        #expect(text.contains("No effect: nothing was sent or changed"))
        #expect(text.contains("1 from Prospect to Lead"))
        #expect(text.contains(#"<span class="n chg">−1</span>"#) || text.contains("−1"))
        #expect(try world.database.read { try News($0, in: world.workspace.id).noted(after: nil, limit: 9) }.isEmpty)
    }

    @Test func `say of each who moves since when, why, and whether they paid`() throws {
        let asking = Asking(try world())
        _ = try edit(asking)
        _ = try replayed(asking)

        let reply = try asking.get("definition/replay/moves?from=prospect&to=lead", isFragment: true)

        #expect(reply.text.contains("15\u{A0}Jan\u{A0}2026"))
        #expect(reply.text.contains("no “two-way exchange”"))
        #expect(reply.text.contains(">no<"))
        let file = try asking.get("definition/replay/moves.csv?from=prospect&to=lead")
        #expect(file.text.split(separator: "\r\n").count == 2 || file.text.split(separator: "\n").count == 2)
    }

    @Test func `put a draft in force, today or on a day to come`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try edit(asking)
        _ = try replayed(asking)
        let question = try asking.get("definition/activation")
        #expect(question.text.contains("1\u{A0}contact will change stage"))
        #expect(try asking.post("definition/activations", [("revision", "1"), ("from", "2026-02-27")]).status == 422)

        let reply = try asking.post("definition/activations", [("revision", "1"), ("from", "2026-03-03")])

        #expect(reply.toast == "v2 comes into force on 3\u{A0}Mar\u{A0}2026.")
        #expect(try asking.get("definition").text.contains("v2 comes into force on 3\u{A0}Mar\u{A0}2026"))
        try asking.post("definition/drafts/2/resumptions")
        try asking.post("definition/activations", [("revision", "2"), ("from", "2026-03-01")])
        #expect(try world.database.read { try Definitions($0, in: world.workspace).active()?.version } == 2)
    }

    @Test func `let nobody put in force who may only draft`() throws {
        let world = try world()
        let marketer = Asking(world, as: .marketer)
        _ = try edit(marketer)

        #expect(throws: Refusal.self) {
            try marketer.post("definition/activations", [("revision", "1"), ("from", "2026-03-01")])
        }
        #expect(!(try marketer.get("definition").text).contains("definition/activation"))
    }
}
