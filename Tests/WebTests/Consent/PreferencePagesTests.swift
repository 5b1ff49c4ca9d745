import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The preference page` {
    @Test func `shows what may be chosen, without an account, in the name of the workspace`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let link = try world.link(.preferences, of: world.visitor())

        let page = try await Browser(world).get(link)
        let french = try await Browser(world).ask(.get, link, headers: [.acceptLanguage: "fr"])

        #expect(page.status == 200)
        #expect(page.text.contains("Atelier Borie") && page.text.contains("Newsletter"))
        #expect(page.text.contains("n•••a@b.fr") && !page.text.contains("nadia@b.fr"))
        #expect(french.text.contains("Vos préférences"))
        #expect(page.headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
    }

    @Test func `changes nothing when it is looked at, by scanners too`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.visitor()
        let links = try [
            world.link(.preferences, of: contact),
            world.link(.unsubscribing(purpose: "newsletter", .email), of: contact),
        ]
        let before = try Snapshot(of: world.database)

        for link in links {
            for method in [HTTPRequest.Method.get, .head] {
                _ = try await Browser(world).ask(method, link + "?act=stopped&done=erasure")
            }
        }

        #expect(try Snapshot(of: world.database).differences(from: before) == [])
    }

    @Test func `keeps choices with their proof, once however often they are sent`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.visitor()
        let link = try world.link(.preferences, of: contact)
        let form = [
            ("act", "saved"), ("shown", "newsletter:email"), ("shown", "profiling:profile"),
            ("wanted", "newsletter:email"),
        ]

        _ = try await Browser(world).post(link, [("act", "stopped")])
        for _ in 0..<2 {
            let reply = try await Browser(world).post(link, form.map { (name: $0.0, value: $0.1) })
            #expect(reply.location == link + "?done=saved")
        }

        let register = try world.register(of: contact)
        #expect(register["newsletter", .email].state == .granted)
        #expect(register["newsletter", .email].history.count == 3)
        let proof = try #require(register["newsletter", .email].entry?.statement.proof)
        #expect(proof.source == "preferences" && proof.actor == nil)
        #expect(proof.text?.description == "newsletter/en/1")
        #expect(register.profilingObjection != nil)
        #expect(
            try world.database.read { try ConsentTexts($0, in: world.workspace.id).find(proof.text!)?.usedAt } != nil)
    }

    @Test func `stops everything by one button, and takes it back as easily`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.visitor()
        let link = try world.link(.preferences, of: contact)

        _ = try await Browser(world).post(link, [("act", "stopped")])
        let stopped = try world.register(of: contact)
        _ = try await Browser(world).post(
            link, [("act", "saved"), ("shown", "newsletter:email"), ("wanted", "newsletter:email")])

        #expect(
            Purpose.shipped.allSatisfy { purpose in
                purpose.channels.allSatisfy { stopped[purpose.id, $0].state == .refused }
            })
        #expect(try world.register(of: contact)["newsletter", .email].state == .granted)
    }

    @Test func `opens requests that count their month, one of each kind`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let link = try world.link(.preferences, of: world.visitor())

        for act in ["access", "erasure", "erasure"] {
            _ = try await Browser(world).post(link, [("act", act), ("note", "S’il vous plaît\0")])
        }

        let requests = try world.database.read { try RightsRequests($0, in: world.workspace).open() }
        #expect(requests.map(\.kind) == [.access, .erasure])
        #expect(requests.allSatisfy { $0.origin == .person && $0.deadline().description == "2026-04-01" })
    }

    @Test func `says so when a link is old, altered or of another workspace`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let other = try World(in: world.database, slug: "other")
        let contact = try world.visitor()
        let good = try world.link(.preferences, of: contact)
        let late = Browser(world, at: world.now + 400 * Instant.day)
        let foreign = good.replacing("/p/p-\(world.workspace.id.value)-", with: "/p/p-\(other.workspace.id.value)-")
        let before = try Snapshot(of: world.database)

        for (browser, link, status) in [
            (late, good, 410), (Browser(world), String(good.dropLast()) + "x", 404), (Browser(world), foreign, 404),
            (Browser(world), "/p/anything", 404), (Browser(world), good.replacing("/p/p-", with: "/p/u-"), 404),
        ] {
            let shown = try await browser.get(link)
            let acted = try await browser.post(link, [("act", "stopped")])
            #expect([shown.status, acted.status] == [status, status], "\(link)")
            #expect(shown.text.contains("Nothing has changed"))
        }
        #expect(try Snapshot(of: world.database).differences(from: before) == [])
    }

    @Test func `has nothing to say of who was erased`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.visitor()
        let links = try [
            world.link(.preferences, of: contact), world.link(.unsubscribing(purpose: nil, .email), of: contact),
        ]
        _ = try world.database.write {
            try Erasure($0, in: world.workspace).erase(contact, by: "anne@b.fr", at: world.now)
        }

        for link in links {
            #expect(try await Browser(world).get(link).text.contains("We have nothing about you"))
            #expect(try await Browser(world).post(link, [("List-Unsubscribe", "One-Click")]).status == 200)
        }
    }
}

@Suite struct `The way out of a mailing` {
    @Test(arguments: ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
    func `is one click for mail programs, as often as they like`(type: String) async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.visitor()
        let link = try world.link(.unsubscribing(purpose: "newsletter", .email), of: contact)
        let body =
            type.hasPrefix("multipart")
            ? "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n"
            : "List-Unsubscribe=One-Click"

        for _ in 0..<3 {
            let reply = try await Browser(world).ask(.post, link, body, headers: [.contentType: type])
            #expect(reply.status == 200)
            #expect(reply.headers[.setCookie] == nil)
        }

        let standing = try world.register(of: contact)["newsletter", .email]
        #expect(standing.state == .refused)
        #expect(standing.entry?.statement.decision == .unsubscribed)
        #expect(standing.history.count == 2)
        #expect(try world.register(of: contact)["offers", .email].state == .unknown)
    }

    @Test func `asks those who look, and does nothing for an empty form`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let contact = try world.visitor()
        let link = try world.link(.unsubscribing(purpose: "newsletter", .email), of: contact)

        let page = try await Browser(world).get(link)
        let empty = try await Browser(world).post(link)

        #expect(page.text.contains("value=\"One-Click\""))
        #expect(empty.status == 400)
        #expect(try world.register(of: contact)["newsletter", .email].state == .granted)
    }
}

extension World {
    /// Somebody who takes the newsletter.
    func visitor() throws -> Contact.ID {
        let contact = try contact([.email: "nadia@b.fr", .firstName: "Nadia"])
        _ = try database.write {
            try ConsentStatements($0, in: workspace).record(
                [
                    ConsentStatement(
                        granting: "newsletter", on: .email,
                        proof: ConsentProof(at: now - Instant.day, source: "form:site"))
                ], of: contact.id, at: now)
        }
        return contact.id
    }

    func link(_ use: ContactLink.Use, of contact: Contact.ID) throws -> String {
        try database.write {
            Links.preferences(
                try InstanceSecret($0, at: now).sealed(ContactLink(use, of: contact, in: workspace.id, at: now)))
        }
    }

    func register(of contact: Contact.ID) throws -> ConsentRegister {
        try database.read { try ConsentStatements($0, in: workspace).register(of: contact, at: now + 1) }
    }
}
