import HTML
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The list of contacts as a page` {
    private let world: World

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
    }

    private func reading(_ query: String, role: Role = .admin) throws -> (Visit, ContactsReading) {
        let visit = Visit.of(world, query: Fields(urlEncoded: query), role: role)
        return (visit, try visit.read { try ContactsReading(visit, $0) })
    }

    private func html(_ query: String, role: Role = .admin) throws -> String {
        let (visit, reading) = try reading(query, role: role)
        return ContactsPage(visit: visit, reading: reading).listing.description
    }

    @Test(arguments: [
        "", "view=12", "where=stage%20%3E%3D%20lead", "q=jean", "sort=-name", "columns=stage,field.budget,email",
        "after=12i5", "before=9tab%C3%A9", "where=&filter=1",
        "view=3&where=always&q=a&sort=fit&columns=tags&after=7&filter=1",
    ])
    func `is an address that reads back the same`(query: String) {
        let address = ContactsAddress(Fields(urlEncoded: query))

        let again = ContactsAddress(Fields(urlEncoded: address.fields.query.dropFirst()))

        #expect(again.fields.query == address.fields.query)
        #expect(query.isEmpty == address.fields.all.isEmpty)
    }

    @Test func `shows everyone, then those that one looks for`() throws {
        try world.contact([.firstName: "Jean", .lastName: "Borie"], tags: ["vip"])
        try world.contact([.firstName: "Ada", .email: "ada@zig.example"])
        try world.refresh()

        #expect(try reading("").1.page?.rows.count == 2)
        #expect(try reading("q=bor").1.page?.rows.map(\.contact.displayName) == ["Jean Borie"])
        #expect(try reading("where=tag%20%22vip%22").1.page?.rows.count == 1)
        #expect(try reading("where=stage%20%3E%3D").1.page == nil)
        #expect(try html("q=zzz").contains("Personne pour"))
        #expect(try html("where=never").contains("Personne ici"))
    }

    @Test func `escapes what is recorded`() throws {
        try world.contact(
            [.firstName: "<script>alert(1)</script>", .owner: "\"><img src=x>", .email: "a@b.fr"], tags: ["<b>"])
        try world.refresh()

        let html = try html("columns=tags,owner,email")

        #expect(!html.contains("<script>") && !html.contains("<img") && !html.contains("<b>&lt;b"))
        #expect(html.contains("&lt;script&gt;"))
    }

    @Test func `shows a rep their own contacts and nobody else's`() throws {
        try world.contact([.firstName: "Mine", .owner: "ada@y.fr"])
        try world.contact([.firstName: "Theirs", .owner: "bob@y.fr"])
        try world.refresh()

        let names = try reading("q=&sort=name", role: .rep).1.page?.rows.map(\.contact.displayName)

        #expect(names == ["Mine"])
        #expect(try reading("q=theirs", role: .rep).1.page?.rows.isEmpty == true)
    }

    @Test func `opens a saved view, whose condition an address may change`() throws {
        try world.contact([.firstName: "Jean", .city: "Lyon"])
        try world.contact([.firstName: "Ada", .city: "Nice"])
        try world.refresh()
        let view = try world.database.write { connection in
            try SavedViews(connection, in: world.workspace.id).add(
                .contacts, name: "Lyonnais", owner: nil, condition: "city = Lyon", columns: ["stage"], sort: "name",
                at: world.now)
        }

        let (_, saved) = try reading("view=\(view.id)")
        let (_, changed) = try reading("view=\(view.id)&where=city%20%3D%20Nice")

        #expect(saved.page?.rows.map(\.contact.displayName) == ["Jean"])
        #expect(saved.state.columns == [.stage] && saved.state.order == ContactOrder(.name) && !saved.state.isChanged)
        #expect(changed.page?.rows.map(\.contact.displayName) == ["Ada"])
        #expect(changed.state.isChanged && changed.address.list.contains("where="))
    }

    @Test func `tells every change, though rows that have not changed are not written again`() async throws {
        let jean = try world.contact([.firstName: "Jean", .owner: "boss@b.fr", .city: "Lyon"])
        try world.contact([.firstName: "Ada"])
        try world.refresh()
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let address = "/w/borie/contacts?columns=owner,tags,stage,field.city"
        let first = try await boss.get(address).text
        func change(_ change: (inout Contact) -> Void) async throws -> String {
            try world.database.write { connection in
                let contacts = Contacts(connection, in: world.workspace)
                let old = try #require(try contacts.find(jean.id))
                var new = old
                change(&new)
                try contacts.update(new, from: old, at: world.now)
            }
            try world.refresh()
            return try await boss.get(address).text
        }

        #expect(first.contains("Jean") && first.contains("Ada") && first.contains("Lyon"))
        #expect(try await boss.get(address).text.contains("Lyon"))
        #expect(try await change { $0.fields[.city] = "Brest" }.contains("Brest"))
        #expect(try await change { $0.tags = ["presse"] }.contains("presse"))
        #expect(try await !change { $0.fields[.owner] = nil }.contains("who self"))
        let narrow = try await boss.get("/w/borie/contacts?columns=stage").text
        #expect(narrow.contains("Jean") && !narrow.contains("Brest"))
        let shut = try await boss.get("/w/borie/contacts?columns=field.city&sort=name").text
        #expect(shut.contains("Brest") && !shut.contains("presse"))
    }

    @Test func `leads to the form of a contact only those who may edit, and on this day`() throws {
        let contact = try world.contact([.firstName: "Jean", .source: "Agence", .owner: "anne@borie.example"])
        try world.refresh()
        let page = "contacts/\(contact.id.value)"
        let roles = try [Role.admin, .rep, .partner, .reader].map { role in
            try Asking(world, as: role, source: "Agence").get(page).text.contains(page + "/edit")
        }

        #expect(roles == [true, true, false, false])
        #expect(try !Asking(world).get(page + "?as_of=2026-02-28").text.contains(page + "/edit"))
    }

    @Test func `gives a file that computes nothing`() throws {
        try world.contact([.firstName: "=HYPERLINK(\"x\")", .lastName: "@sum", .phone: "+33612345678"])
        try world.refresh()
        let visit = Visit.of(world, language: .english)

        let sheet = try visit.read { try ContactSheet(ContactsAddress(Fields()), only: nil, visit, $0) }
        let (bytes, next) = try sheet.part(from: .start)

        let text = String(decoding: bytes, as: UTF8.self)
        #expect(next == nil)
        #expect(text.contains("'=HYPERLINK") && text.contains("'@sum") && text.contains(",+33612345678,"))
        #expect(String(decoding: sheet.head, as: UTF8.self).hasPrefix("\u{FEFF}external_id,email,"))
    }
}
