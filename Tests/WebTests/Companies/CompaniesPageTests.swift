import Foundation
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The list of companies as a page` {
    private static let paul = "paul@borie.example"

    private func world(_ engine: Engine = .sqlite) throws -> World {
        let world = try World(in: engine.migratedDatabase())
        for (name, owner, kind) in [
            ("Cimes", "anne@borie.example", "demo_requested"), ("Dune", Self.paul, "webinar_attended"),
            ("Écluse", Self.paul, "page_viewed"),
        ] {
            let company = try world.company([.name: name, .city: "Lyon"])
            let contact = try world.contact(
                [.firstName: "De \(name)", .email: "\(name.folded)@b.example", .owner: owner], company: company.id)
            try world.append(.init(contact: contact.id, at: world.now - Instant.day, kind: kind))
        }
        try world.refresh()
        return world
    }

    private func names(_ reply: Reply) -> [String] {
        reply.text.matches(of: #/<a class="name" href="[^"]*">([^<]*)</#).map { String($0.1) }
    }

    private func id(_ world: World, _ name: String) throws -> Int64 {
        try #require(try world.database.read { try Companies($0, in: world.workspace).find(named: name) }).id.value
    }

    @Test(arguments: [
        "", "view=12", "where=stage%20%3E%3D%20lead", "q=jean", "sort=-score", "columns=stage,siren,city",
        "after=12i5", "before=9tab%C3%A9", "where=&filter=1",
        "view=3&where=always&q=a&sort=evidence&columns=grade&after=7&filter=1",
    ])
    func `is an address that reads back the same`(query: String) {
        let address = CompaniesAddress(Fields(urlEncoded: query))

        let again = CompaniesAddress(Fields(urlEncoded: address.fields.query.dropFirst()))

        #expect(again.fields.query == address.fields.query)
        #expect(query.isEmpty == address.fields.all.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `is filtered by a condition on its contacts, whose mistakes are shown in place`(engine: Engine) throws {
        let asking = Asking(try world(engine))

        let leads = try asking.get("companies?where=stage+%3E%3D+lead&sort=score")
        let wrong = try asking.get("companies?where=citi+%3D+Lyon")

        #expect(names(leads) == ["Cimes", "Dune"])
        #expect(leads.text.contains("of which at least one contact"))
        #expect(names(wrong) == [] && wrong.text.contains("The condition is not right yet"))
        #expect(wrong.text.contains("citi") && wrong.text.contains("aria-invalid=\"true\""))
        #expect(try asking.get("companies/count?where=stage+%3E%3D+lead").text == "2\u{A0}companies")
        #expect(names(try asking.get("companies?where=stage+%3E%3D+lead&q=dun")) == ["Dune"])
    }

    @Test func `shows a rep what they see, and counts it so`() throws {
        let paul = Asking(try world(), as: .rep, email: Self.paul)

        for sort in CompanyOrder.Key.allCases {
            #expect(Set(names(try paul.get("companies?sort=\(sort.rawValue)"))) == ["Dune", "Écluse"])
        }
        #expect(try paul.get("companies/count").text == "2\u{A0}companies")
        #expect(try !paul.get("companies").text.contains("companies/export"))
    }

    @Test func `keeps views of its own, with columns and an order`() throws {
        let world = try world()
        try world.hire("anne@borie.example")
        let asking = Asking(world)
        let list = "where=stage+%3E%3D+lead&sort=-name&columns=city,siren"

        let made = try asking.post("companies/views", [("name", "Mûres"), ("list", list)])
        let shown = try asking.get(Reply.path(made.location))
        let contacts = try asking.get("contacts").text

        #expect(names(shown) == ["Dune", "Cimes"])
        #expect(shown.text.contains(">City</th>") && !shown.text.contains("<th class=\"c-evidence"))
        #expect(!contacts.contains("Mûres"), "a view of companies is none of contacts")
        let id = try #require(made.location?.split(separator: "=").last)
        #expect(throws: Refusal.self) { try asking.get("contacts/views/\(id)") }
        #expect(try asking.post("companies/views/\(id)/removals").location?.hasSuffix("/companies") == true)
        #expect(try !asking.get("companies").text.contains("Mûres"))
    }

    @Test(arguments: Engine.available)
    func `does to the contacts of those that are ticked what is asked, and undoes it`(engine: Engine) throws {
        let world = try world(engine)
        let asking = Asking(world)
        let ticked = try ["Cimes", "Dune"].map { ("company", String(try id(world, $0))) }

        let tagged = try asking.post("companies/bulk-actions", [("action", "add_tag"), ("tag", "salon")] + ticked)
        let given = try asking.post(
            "companies/bulk-actions", [("action", "assign"), ("owner", "zoe@borie.example"), ("everyone", "1")])
        let held = try asking.post(
            "companies/bulk-actions", [("action", "add_segment"), ("segment_name", "Salon de Lyon")] + ticked)

        #expect(tagged.toast == "2\u{A0}contacts of 2\u{A0}companies: tag “salon” added.")
        #expect(given.toast == "3\u{A0}contacts of 3\u{A0}companies: owned by zoe@borie.example.")
        #expect(held.toast == "2\u{A0}contacts of 2\u{A0}companies: in the segment “Salon de Lyon”.")
        try world.refresh()
        #expect(names(try asking.get("contacts?where=tag+%22salon%22")).count == 2)
        let undone = try asking.post(Reply.path(given.undo))
        #expect(undone.location?.hasSuffix("/companies") == true)
        #expect(names(try asking.get("contacts?where=owner+%3D+%22\(Self.paul)%22")).count == 2)
    }

    @Test func `does nothing to contacts that one does not see`() throws {
        let world = try world()
        let paul = Asking(world, as: .rep, email: Self.paul)
        let ticked = try ["Cimes", "Dune"].map { ("company", String(try id(world, $0))) }

        let tagged = try paul.post("companies/bulk-actions", [("action", "add_tag"), ("tag", "salon")] + ticked)
        #expect(tagged.toast?.hasPrefix("1\u{A0}contact of 1\u{A0}company") == true)
        #expect(throws: Refusal.self) {
            try paul.post("companies/bulk-actions", [("action", "assign"), ("owner", Self.paul)] + ticked)
        }
    }

    @Test(arguments: Engine.available)
    func `is edited in place, a conflict and a namesake told there`(engine: Engine) throws {
        let world = try world(engine)
        let asking = Asking(world)
        let dune = try id(world, "Dune")
        let path = "companies/\(dune)/cells/"

        let form = try asking.get(path + "domain", isFragment: true)
        let wrong = try asking.post(path + "siren", [("value", "12"), ("version", "1")], isFragment: true)
        let saved = try asking.post(
            path + "domain", [("value", "WWW.Dune.example"), ("version", "1")], isFragment: true)
        let late = try asking.post(path + "city", [("value", "Nice"), ("version", "1")], isFragment: true)
        let other = "companies/\(try id(world, "Cimes"))/cells/domain"
        let told = try asking.post(other, [("value", "dune.example"), ("version", "1")], isFragment: true)
        let despite = try asking.post(
            other, [("value", "dune.example"), ("version", "1"), ("despite", told.field("despite") ?? "")],
            isFragment: true)

        #expect(
            form.field("version") == "1" && wrong.text.contains("This SIREN is wrong")
                && wrong.text.contains("value=\"12\""))
        #expect(saved.text.contains("dune.example") && !saved.text.contains("<form"))
        #expect(late.text.contains("Changed meanwhile") && late.text.contains("value=\"Nice\""))
        #expect(told.text.contains("Dune has the same domain") && !despite.text.contains("<form"))
        #expect(throws: Refusal.self) { try asking.get(path + "stage") }
    }

    @Test func `is a file that computes nothing`() throws {
        let world = try world()
        try world.company([.name: "=HYPERLINK(\"x\")", .city: "@sum"])
        let visit = Visit.of(world, language: .english)

        let sheet = try visit.read { try CompanySheet(CompaniesAddress(Fields()), only: nil, visit, $0) }
        let (bytes, next) = try sheet.part(from: .start)

        let text = String(decoding: sheet.head + bytes, as: UTF8.self)
        #expect(next == nil && text.contains("'=HYPERLINK") && text.contains("'@sum"))
        #expect(text.hasPrefix("\u{FEFF}external_id,name,domain,") && text.contains("Cimes,"))
        let paul = Visit.of(world, language: .english, role: .rep)
        let all = [Company.ID(try id(world, "Cimes"))]
        let theirs = try paul.read { try CompanySheet(CompaniesAddress(Fields()), only: all, paul, $0) }
        #expect(try theirs.part(from: .start).bytes.isEmpty, "whatever the form says")
    }
}
