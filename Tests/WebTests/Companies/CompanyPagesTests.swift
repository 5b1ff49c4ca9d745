import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The page of a company` {
    private static let paul = "paul@borie.example"

    /// Of Nora, whom Anne follows, a demo; of Max, whom Paul follows, a page and a call; Paul sees Max alone.
    private func world(_ engine: Engine = .sqlite) throws -> (world: World, company: Company.ID) {
        let world = try World(in: engine.migratedDatabase())
        let company = try world.company([.name: "Hôtel <Cimes>", .siren: "732829320"])
        let people = try [("Nora", "anne@borie.example"), ("Max", Self.paul)].map { name, owner in
            try world.contact([.firstName: name, .email: "\(name)@cimes.example", .owner: owner], company: company.id)
        }
        try world.append(
            .init(contact: people[0].id, at: world.now - Instant.day, kind: "demo_requested"),
            .init(contact: people[1].id, at: world.now - 2 * Instant.day, kind: "call_held"))
        try world.refresh()
        return (world, company.id)
    }

    @Test(arguments: Engine.available)
    func `brings together the evidence of those that one sees, and of nobody else`(engine: Engine) throws {
        let (world, company) = try world(engine)
        // The first of its contacts is not Paul's, and another of his comes after.
        let zoe = try world.contact([.firstName: "Zoé", .owner: Self.paul], company: company)
        try world.append(.init(contact: zoe.id, at: world.now - Instant.hour, kind: "pricing_requested"))
        try world.refresh()

        let whole = try Asking(world).get("companies/\(company.value)").text
        let part = try Asking(world, as: .rep, email: Self.paul).get("companies/\(company.value)").text

        #expect(whole.contains("Nora") && whole.contains("from the evidence of all its contacts together"))
        #expect(whole.contains("<span class=\"count\">3</span>"))
        #expect(!part.contains("Nora") && !part.contains("Demo requested"))
        #expect(part.contains("from the evidence of those of its contacts that you see, together"))
        #expect(part.contains("Opportunity") && part.contains("<span class=\"count\">2</span>"))
        #expect(part.contains("Zoé") && part.contains("Call held"))
    }

    @Test func `shows two hundred people, and says how many there are`() throws {
        let (world, company) = try world()
        for number in 0..<203 { try world.contact([.firstName: "P\(number)"], company: company) }
        try world.refresh()

        let page = try Asking(world).get("companies/\(company.value)").text

        #expect(page.contains("<span class=\"count\">205</span>") && page.contains("The 200 furthest"))
        #expect(page.matches(of: #/<form[^>]*class="parts"/#).count == 200)
        #expect(page.contains("Nora") && page.contains("Max"), "the furthest are among them")
    }

    @Test func `is edited by those who may, today`() throws {
        let (world, company) = try world()
        let link = "companies/\(company.value)/edit"

        #expect(try Asking(world).get("companies/\(company.value)").text.contains(link))
        #expect(try !Asking(world).get("companies/\(company.value)?as_of=2026-02-28").text.contains(link))
        #expect(try !Asking(world, as: .reader).get("companies/\(company.value)").text.contains(link))
    }

    // MARK: The form

    @Test(arguments: Engine.available)
    func `begins with a form, whose mistakes are told beside what was typed`(engine: Engine) throws {
        let (world, _) = try world(engine)
        let asking = Asking(world)

        let wrong = try asking.post("companies/new", [("name", "<b>Neuve"), ("siren", "123"), ("domain", "x")])
        let right = try asking.post(
            "companies/new",
            [("name", "Neuve"), ("siren", "552 100 554"), ("domain", "HTTPS://www.Neuve.example/a"), ("size", "40")])
        let page = try asking.get(Reply.path(right.location)).text

        #expect(wrong.status == 422 && wrong.text.contains("&lt;b&gt;Neuve") && wrong.text.contains("value=\"123\""))
        #expect(wrong.text.matches(of: #/aria-invalid="true"/#).count == 2)
        #expect(right.status == 303 && right.toast == "Record of Neuve saved.")
        #expect(
            page.contains("552100554") && page.contains("neuve.example") && page.contains("No fact about this company"))
    }

    @Test func `says which company has that SIREN or domain already, once, with the way to it`() throws {
        let (world, company) = try world()
        let asking = Asking(world)
        let typed = [("siren", "732 829 320"), ("city", "Lyon")]

        let told = try asking.post("companies/new", typed + [("name", "Cimes Groupe")])
        let despite = try #require(told.field("despite"))
        let saved = try asking.post("companies/new", typed + [("name", "Cimes Groupe"), ("despite", despite)])

        #expect(told.status == 422 && told.text.contains("companies/\(company.value)\""))
        #expect(told.text.contains("has the same SIREN") && told.text.contains("value=\"Lyon\""))
        #expect(saved.status == 303)
        let again = try asking.post(Reply.path(saved.location) + "/edit", [("city", "Nice"), ("version", "1")])
        #expect(again.status == 303, "what did not change is not told again")
        // Who does not see the others is told nothing of them.
        let narrow = WorkspaceSettings(repsSeeUnassigned: false)
        let stranger = Asking(world, as: .rep, email: "zoe@borie.example", settings: narrow)
        #expect(try stranger.post("companies/new", typed + [("name", "Cimes Annexe")]).status == 303)
    }

    @Test(arguments: Engine.available)
    func `tells whoever is second what the first one wrote, and keeps what was typed`(engine: Engine) throws {
        let (world, company) = try world(engine)
        let asking = Asking(world)
        let path = "companies/\(company.value)/edit"
        let version = try #require(try asking.get(path).field("version"))

        _ = try asking.post(path, [("city", "Lyon"), ("version", version)])
        let second = try asking.post(path, [("city", "Nice"), ("industry", "hôtels"), ("version", version)])
        let third = try asking.post(
            path, [("city", "Nice"), ("industry", "hôtels"), ("version", second.field("version") ?? "")])

        #expect(second.status == 409 && second.text.contains("Somebody changed this record meanwhile"))
        #expect(second.text.contains("City «\u{A0}Lyon\u{A0}»") && second.text.contains("value=\"Nice\""))
        let found = try world.database.read { try Companies($0, in: world.workspace).find([company]).first }
        #expect(third.status == 303 && found?.fields[.city] == "Nice" && found?.fields[.industry] == "hôtels")
        #expect(found?.fields[.siren] == "732829320", "what the form did not send stays")
    }

    @Test func `is found again by the rep who made it`() throws {
        let (world, _) = try world()
        let sees = Asking(world, as: .rep, email: Self.paul)
        let made = try sees.post("companies/new", [("name", "Lone")])

        try world.database.write {
            try Settings($0, in: world.workspace.id).save(WorkspaceSettings(repsSeeUnassigned: false))
        }
        let narrow = Asking(world, as: .rep, email: Self.paul, settings: WorkspaceSettings(repsSeeUnassigned: false))
        let led = try narrow.post("companies/new", [("name", "Seule")])

        #expect(try sees.get(Reply.path(made.location)).text.contains("Lone"))
        #expect(
            led.location?.hasSuffix("contacts/new?company=Seule") == true
                && led.toast?.contains("Add a contact") == true)
        #expect(try narrow.get("contacts/new?company=Seule").field("company") == "Seule")
        #expect(throws: Refusal.self) { try narrow.get(Reply.path(made.location)) }
    }

    @Test func `is nobody's to write who may not edit contacts`() throws {
        let (world, company) = try world()

        for role in [Role.partner, .reader] {
            let asking = Asking(world, as: role, email: Self.paul)
            for path in ["companies/new", "companies/\(company.value)/edit", "companies/\(company.value)/cells/city"] {
                #expect(throws: Refusal.self) { try asking.get(path) }
                #expect(throws: Refusal.self) { try asking.post(path, [("name", "X"), ("value", "X")]) }
            }
        }
        #expect(try !Asking(world, as: .reader).get("palette?q=company").text.contains("companies/new"))
        #expect(try Asking(world).get("palette?q=add+company").text.contains("companies/new"))
    }
}
