import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The rights desk` {
    @Test func `counts the days of a request and closes it by what it asks`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.contact([.email: "nadia@b.fr", .firstName: "Nadia", .lastName: "Benali"])
        let anne = Asking(world)

        let opened = try anne.post(
            "rights/new",
            [
                ("contact", "nadia@b.fr"), ("kind", "profiling_objection"), ("received_on", "2026-02-27"),
                ("note", "Par téléphone"),
            ])
        let path = Reply.path(opened.location)
        let list = try anne.get("rights")
        try anne.post(path + "/handling")
        let closed = try anne.post(path + "/answer", [("outcome", "granted")])

        #expect(list.text.contains("Nadia Benali") && list.text.contains("27\u{A0}Mar\u{A0}2026"))
        #expect(closed.status == 303)
        #expect(try world.register(of: contact.id).profilingObjection != nil)
        #expect(try anne.post(path + "/answer", [("outcome", "granted")]).status == 422)
        #expect(try anne.get(path).text.contains("Par téléphone"))
    }

    @Test func `erases only whom somebody confirms`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.contact([.email: "nadia@b.fr", .firstName: "Nadia", .lastName: "Benali"])
        let anne = Asking(world)
        let opened = try anne.post("rights/new", [("contact", "nadia@b.fr"), ("kind", "erasure")])
        let path = Reply.path(opened.location)

        let unconfirmed = try anne.post(path + "/answer", [("outcome", "granted")])
        let before = try world.database.read { try Contacts($0, in: world.workspace).find(contact.id) }
        try anne.post(path + "/answer", [("outcome", "granted"), ("confirmed", "yes")])
        let after = try anne.get(path)
        let check = try anne.post("rights/erased", [("address", "NADIA@b.fr")])

        #expect(unconfirmed.status == 422)
        #expect(before != nil)
        #expect(try world.database.read { try Contacts($0, in: world.workspace).find(contact.id) } == nil)
        #expect(after.text.contains("erased person") && !after.text.contains("Benali"))
        #expect(check.text.contains("kept out since"))
        try anne.post("rights/erased/lifting", [("address", "nadia@b.fr")])
        #expect(try anne.post("rights/erased", [("address", "nadia@b.fr")]).text.contains("No erasure"))
    }

    @Test func `refuses with a reason, and bad dates`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let anne = Asking(world)

        let bad = try anne.post(
            "rights/new", [("contact", "Inconnu"), ("kind", "access"), ("received_on", "2031-01-01")])
        let opened = try anne.post("rights/new", [("contact", "Inconnu <b>"), ("kind", "access")])
        let path = Reply.path(opened.location)

        #expect(bad.status == 422 && bad.text.contains("Inconnu"))
        #expect(try anne.post(path + "/answer", [("outcome", "refused")]).status == 422)
        #expect(try anne.post(path + "/extension", [("reason", " ")]).status == 422)
        #expect(
            try anne.post(path + "/answer", [("outcome", "refused"), ("note", "Identité non prouvée")]).status == 303)
        #expect(try anne.get("rights").text.contains("Inconnu &lt;b&gt;"))
    }

    @Test func `shows who is kept too long, and purges nobody unconfirmed`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let ids = try world.record([
            Cast.dossier(["first_name=Muet", "last_name=Vieux", "2020-01-10 booth_visited"]),
            Cast.dossier(["email=old@b.fr", "2020-01-10 form_submitted"]),
        ])
        let anne = Asking(world)

        let page = try anne.get("rights/retention")
        try anne.post("rights/retention/purges", [("contact", "\(ids[0].value)")])
        let none = try world.database.read { try RetentionPurges($0, in: world.workspace).all() }
        try anne.post(
            "rights/retention/purges",
            [("contact", "\(ids[0].value)"), ("contact", "\(ids[1].value)"), ("confirmed", "yes")])
        try anne.post("rights/retention/questions", [("contact", "\(ids[1].value)")])

        #expect(page.text.contains("Muet Vieux") && page.text.contains("old@b.fr"))
        #expect(none == [])
        let purges = try world.database.read { try RetentionPurges($0, in: world.workspace).all() }
        #expect(purges.map(\.people) == [1], "who can still be asked is not purged")
        #expect(try anne.get("rights/retention").text.contains("Asked, waiting"))
        let mails = try world.database.read { try Mails($0, in: world.workspace.id).all(to: ids[1]) }
        #expect(mails.count == 1)
    }

    @Test func `keeps who answers the question`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let id = try world.record(Cast.dossier(["email=old@b.fr", "2020-01-10 form_submitted"]))
        let anne = Asking(world)
        try anne.post("rights/retention/questions", [("contact", "\(id.value)")])
        let link = try world.link(.preferences, of: id)

        let page = try await Browser(world).get(link)
        _ = try await Browser(world).post(link, [("act", "stayed")])

        #expect(page.text.contains("Stay in touch"))
        #expect(try anne.get("rights/retention").text.contains("Nobody is kept too long"))
        #expect(try await !Browser(world).get(link).text.contains("value=\"stayed\""))
    }

    @Test func `gives the personal file to read and to carry away`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let nadia = try world.contact([.email: "nadia@b.fr", .firstName: "Nadia", .lastName: "Benali"])
        let anne = Asking(world)

        let page = try anne.get("contacts/\(nadia.id.value)/personal-file")
        let file = try anne.get("contacts/\(nadia.id.value)/personal-file/download")

        #expect(page.text.contains("nadia@b.fr"))
        #expect(try Document(json: file.text)["contact"]?["email"]?.text == "nadia@b.fr")
        let actions = try world.database.read { try AuditLog($0, in: world.workspace.id).latest(2).map(\.action) }
        #expect(actions == ["personal data exported", "personal data exported"])
    }
}

@Suite struct `The pages of consent` {
    @Test func `record a word with its proof, and refuse a basis that does not hold`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.contact([.email: "contact@b.fr", .jobTitle: "DG"])
        let anne = Asking(world)
        let path = "contacts/\(contact.id.value)/consents"
        let word = [("cell", "newsletter:email"), ("decision", "granted"), ("source", "phone"), ("note", "<i>oui</i>")]

        let refused = try anne.post(path, word + [("basis", "professional_interest")])
        let silent = try anne.post(path, Array(word.dropLast()) + [("basis", "consent")])
        let recorded = try anne.post(path, word + [("basis", "consent")])
        let page = try anne.get(path)

        #expect(refused.status == 422 && refused.text.contains("department"))
        #expect(silent.status == 422)
        #expect(recorded.status == 303)
        #expect(page.text.contains("&lt;i&gt;oui&lt;/i&gt;") && page.text.contains("newsletter/en/1"))
        #expect(page.text.contains("/p/p-"))
    }

    @Test func `make a purpose, and a version of a text that was read`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let anne = Asking(world)

        let bad = try anne.post(
            "settings/consents", [("id", "Mes salons!"), ("name_fr", "Salons"), ("channel", "site")])
        let made = try anne.post(
            "settings/consents",
            [("id", "fairs"), ("name_fr", "Salons"), ("name_en", "Fairs"), ("channel", "email"), ("channel", "letter")])
        try anne.post("settings/consents/fairs/texts", [("language", "fr"), ("body", "Oui aux salons")])
        let empty = try anne.post("settings/consents/fairs/texts", [("language", "fr"), ("body", " ")])
        let page = try anne.get("settings/consents/fairs")

        #expect(bad.status == 422 && bad.text.contains("Mes salons!"))
        #expect(made.location?.hasSuffix("settings/consents/fairs") ?? false)
        #expect(empty.status == 422)
        #expect(page.text.contains("Oui aux salons"))
        #expect(try anne.get("settings/consents").text.contains("Fairs"))
        #expect(throws: (any Error).self) { try anne.get("settings/consents/none") }
    }

    @Test func `say that a score is withheld`() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let id = try world.record(Cast.dossier(["email=a@b.fr", "2026-02-20 pricing_requested"]))
        let anne = Asking(world)
        let before = try anne.get("contacts/\(id.value)")

        try anne.post(
            "contacts/\(id.value)/consents",
            [("cell", "profiling:profile"), ("decision", "refused"), ("source", "phone"), ("note", "Non")])
        let after = try anne.get("contacts/\(id.value)")

        #expect(!before.text.contains("Withheld"))
        #expect(after.text.contains("Withheld") && after.text.contains("Not scored"))
    }
}

@Suite struct `Consents, for programs` {
    @Test func `are listed, recorded once, and refused with a path`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.contact([.email: "nadia@alpes.fr", .jobTitle: "DG"])
        let client = try Client(world)
        let path = "contacts/\(contact.id.value)/consents"
        let grant =
            #"{"purpose": "newsletter", "channel": "email", "state": "granted", "basis": "professional_interest"}"#

        let first = try await client.post(path, grant, headers: ["Idempotency-Key": "k1"])
        let again = try await client.post(path, grant, headers: ["Idempotency-Key": "k1"])
        let wrong = try await client.post(path, #"{"purpose": "newsletter", "channel": "sms", "state": "granted"}"#)
        let basis = try await client.post(
            path, #"{"purpose": "offers", "channel": "email", "state": "granted", "basis": "similar_product"}"#)
        let file = try await client.get("contacts/\(contact.id.value)/personal-file")

        #expect(first.status == 201 && again.text == first.text)
        #expect(try first.json["consents"]?.items?.first?["allowed"]?.text == "true")
        #expect(try wrong.errorPaths == ["channel"])
        #expect(try basis.errorPaths == ["basis"])
        #expect(try world.register(of: contact.id)["newsletter", .email].history.count == 1)
        #expect(try file.json["activities"]?.items?.count == 1)
    }

    @Test func `are no way back for who was erased`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.contact([.email: "nadia@alpes.fr"])
        _ = try world.database.write {
            try Erasure($0, in: world.workspace).erase(contact.id, by: "anne@b.fr", at: world.now)
        }

        let reply = try await Client(world).post("contacts", #"{"email": "nadia@alpes.fr"}"#)

        #expect(reply.status == 422)
        #expect(try reply.errorPaths == ["email"])
        #expect(try world.database.read { try Contacts($0, in: world.workspace).count() } == 0)
    }
}
