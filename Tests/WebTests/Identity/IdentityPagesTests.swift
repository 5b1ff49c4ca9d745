import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `Duplicates in the browser` {
    private let world: World
    private let anne: Contact
    private let twin: Contact

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        anne = try world.contact(
            [.firstName: "Anne", .lastName: "Dupont", .phone: "+33612345678", .email: "anne@b.fr", .city: "Lyon"])
        twin = try world.contact(
            [.firstName: "Anne", .lastName: "Dupond", .phone: "+33612345678", .email: "a.dupond@b.fr", .city: "Nantes"])
        try world.append(.init(contact: twin.id, at: world.now - 5, kind: "unsubscribed"))
        try world.refresh()
        try Duplicates.refresh(world.database, in: world.workspace, at: world.now)
    }

    private func browser(_ role: Role = .admin, _ email: String = "marie@b.fr") throws -> Browser {
        try world.browser(of: world.hire(email, role))
    }

    private func path(_ rest: String) -> String { "/w/borie/" + rest }
    private var pair: String { path("contacts/\(anne.id.value)/duplicates/\(twin.id.value)") }

    @Test func `stand beside the record, with why, and in the queue`() async throws {
        let browser = try browser()

        let page = try await browser.get(path("contacts/\(anne.id.value)"))
        #expect(page.text.contains("Anne Dupond") && page.text.contains("Same phone"))
        #expect(page.text.contains(pair))
        let queue = try await browser.get(path("contacts/duplicates"))
        #expect(queue.status == 200)
        #expect(queue.text.contains("To check") && queue.text.contains(pair + "?from=queue"))
    }

    @Test func `are compared field by field, and say what will happen`() async throws {
        let page = try await browser().get(pair)

        #expect(page.status == 200)
        #expect(page.text.contains(#"name="value.city" value="gone""#))
        #expect(!page.text.contains(#"name="value.phone""#), "what is the same is no choice")
        #expect(page.text.contains("1\u{A0}fact goes from Anne Dupond to Anne Dupont"))
        #expect(page.text.contains("Messages by e-mail: refused"))
    }

    @Test func `are merged with the values chosen, and the old address leads to the one that stays`() async throws {
        let browser = try browser()

        let merged = try await browser.post(pair + "/merges", [("value.city", "gone"), ("value.last_name", "kept")])

        #expect(merged.status == 303 && merged.location == path("contacts/\(anne.id.value)"))
        let survivor = try world.database.read { try Contacts($0, in: world.workspace).find(anne.id) }
        #expect(survivor?.fields[.city] == "Nantes" && survivor?.fields[.lastName] == "Dupont")
        let old = try await browser.get(path("contacts/\(twin.id.value)/edit?x=1"))
        #expect(old.status == 307 && old.location == path("contacts/\(anne.id.value)/edit?x=1"))
        #expect(try await browser.get(pair).status == 404)
    }

    @Test func `are two again once the merge is undone`() async throws {
        let browser = try browser()
        _ = try await browser.post(pair + "/merges")
        let merge = try #require(
            try world.database.read { try Merges($0, in: world.workspace).last(of: .contact, anne.id.value) })
        let page = try await browser.get(path("contacts/\(anne.id.value)"))
        let undo = path("contacts/\(anne.id.value)/merges/\(merge.id)/undo")
        #expect(page.text.contains(undo) && page.text.contains("Undo this merge"))

        let undone = try await browser.post(undo)

        #expect(undone.status == 303)
        #expect(try world.database.read { try Contacts($0, in: world.workspace).find(twin.id) } == twin)
        #expect(try await browser.post(undo).status == 409)
        #expect(try await browser.get(path("contacts/\(twin.id.value)")).status == 200)
    }

    @Test func `are asked about no more once somebody said that they are two`() async throws {
        let browser = try browser()

        let parted = try await browser.post(pair + "/parting", [("from", "queue")])

        #expect(parted.location == path("contacts/duplicates"))
        #expect(try await browser.get(path("contacts/duplicates")).text.contains("No duplicate to check"))
        #expect(try await browser.get(pair).text.contains("Somebody said that these are two."))
        _ = try await browser.post(pair + "/reopening")
        #expect(try await browser.get(path("contacts/duplicates")).text.contains(pair))
    }

    @Test func `are shown to a rep who sees both, and to nobody who may not merge`() async throws {
        let rep = try browser(.rep, "rep@b.fr")
        #expect(try await rep.get(pair).status == 200, "nobody follows them")
        try world.database.write { connection in
            let contacts = Contacts(connection, in: world.workspace)
            var other = twin
            other.fields[.owner] = "somebody@b.fr"
            try contacts.update(other, from: twin, at: world.now)
        }
        #expect(try await rep.get(pair).status == 404)
        #expect(try await rep.post(pair + "/merges").status == 404)
        let page = try await rep.get(path("contacts/\(anne.id.value)"))
        #expect(!page.text.contains("Anne Dupond"))
        let reader = try browser(.reader, "reader@b.fr")
        #expect(try await reader.get(pair).status == 403)
        let bare = try await reader.get(path("contacts/\(anne.id.value)"))
        #expect(!bare.text.contains("Duplicates"))
    }

    @Test func `find any other record by its address or number`() async throws {
        let other = try world.contact([.firstName: "Paul", .email: "paul@b.fr"])
        let browser = try browser()
        let search = path("contacts/\(anne.id.value)/duplicates")

        #expect(
            try await browser.get(search + "?with=paul%40b.fr").location
                == path(
                    "contacts/\(anne.id.value)/duplicates/\(other.id.value)"))
        #expect(try await browser.get(search + "?with=nobody").text.contains("No other record of that name."))
    }

    @Test func `are shown while a new contact is typed, and once more before it is recorded`() async throws {
        let browser = try browser()
        let typed = [("first_name", "Anne"), ("last_name", "Dupont"), ("phone", "06 12 34 56 78")]

        let hint = try await browser.post(path("contacts/lookalikes"), typed)
        #expect(hint.text.contains("Maybe here already") && hint.text.contains("Same phone"))
        #expect(!hint.text.contains("<html"))

        let held = try await browser.post(path("contacts/new"), typed)
        #expect(held.status == 422 && held.text.contains("Maybe here already"))
        #expect(held.text.contains(#"value="Dupont""#), "nothing typed is lost")
        let shown = "\(anne.id.value),\(twin.id.value)"
        let saved = try await browser.post(path("contacts/new"), typed + [("despite", shown)])
        #expect(saved.status == 303)
        #expect(try world.database.read { try Contacts($0, in: world.workspace).count() } == 3)
    }

    @Test func `escape what is recorded`() async throws {
        let odd = try world.contact([.firstName: "<script>x</script>", .lastName: "\"><img>", .phone: "+33612345678"])
        let page = try await browser().get(path("contacts/\(anne.id.value)/duplicates/\(odd.id.value)"))

        #expect(page.status == 200)
        #expect(!page.text.contains("<script>x") && !page.text.contains("\"><img"))
    }

    @Test func `of companies are merged and undone`() async throws {
        let one = try world.company([.name: "Borie SA", .siren: "732829320"])
        let other = try world.company([.name: "Atelier Borie", .siren: "732 829 320", .city: "Lyon"])
        let person = try world.contact([.firstName: "Léa"], company: other.id)
        try Duplicates.refresh(world.database, in: world.workspace, at: world.now)
        let browser = try browser()
        let pair = path("companies/\(one.id.value)/duplicates/\(other.id.value)")
        #expect(try await browser.get(path("companies/duplicates")).text.contains(pair))
        #expect(try await browser.get(pair).text.contains("1\u{A0}contact goes from Atelier Borie to Borie SA"))

        _ = try await browser.post(pair + "/merges")

        #expect(try world.database.read { try Contacts($0, in: world.workspace).find(person.id)?.company } == one.id)
        #expect(
            try await browser.get(path("companies/\(other.id.value)")).location == path("companies/\(one.id.value)"))
        let merge = try #require(
            try world.database.read { try Merges($0, in: world.workspace).last(of: .company, one.id.value) })
        #expect(try await browser.post(path("companies/\(one.id.value)/merges/\(merge.id)/undo")).status == 303)
        #expect(try world.database.read { try Contacts($0, in: world.workspace).find(person.id)?.company } == other.id)
    }
}
