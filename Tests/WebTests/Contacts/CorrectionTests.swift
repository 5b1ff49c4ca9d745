import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `A fact that was recorded by mistake` {
    @Test(arguments: Engine.available)
    func `counts no longer once it is taken back, nor does what takes it back`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.contact([.email: "a@b.fr", .jobTitle: "CEO"])
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let page = "/w/borie/contacts/\(contact.id.value)"
        let calls = try world.rules().resolve(parsing: "did call_held")
        let form = try #require(PageForm(try await boss.get(page).text, action: page + "/activities"))

        _ = try await boss.ask(
            .post, page + "/activities",
            String(Fields(form.with([("kind", "call_held"), ("text", "Par erreur")])).query.dropFirst()))
        try world.refresh()
        #expect(try world.query(calls) == [contact.id])
        let fact = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: contact.id).last { $0.kind == "call_held" }
        }
        let void = "\(page)/activities/\(try #require(fact).id)/voids"
        for _ in 1...2 {
            _ = try await boss.ask(.post, void, String(Fields(form.with([])).query.dropFirst()))
        }
        try world.refresh()

        #expect(try world.query(calls) == [])
        #expect(try !(await boss.get(page).text.contains("Par erreur")))
        let timeline = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: contact.id)
        }
        #expect(timeline.count { $0.voids != nil } == 1, "what happened is still told, and taken back once")
    }
}
