import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

/// Whatever makes something, by the form of its own page, sent twice.
@Suite struct `A form that is sent twice` {
    private let world: World
    private let boss: Browser
    private let made: [String: String]

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        boss = try world.browser(of: world.hire("boss@b.fr"))
        made = try DoubleSubmission.furnish(world)
    }

    /// What is in the database but for what every request notes.
    private func state() throws -> Snapshot {
        try Snapshot(of: world.database, without: ["seen_at", "last_workspace"])
    }

    @Test func `makes one thing, whatever it makes`() async throws {
        var ids = made
        for route in Routes.all where route.isCreating {
            let path = String(route.path.dropFirst("/w/{workspace}/".count))
            let sending = try #require(DoubleSubmission.all[path], "\(path): say how its form is filled in")
            let target = "/w/borie/" + DoubleSubmission.filled(path, ids)
            let page = try await boss.get("/w/borie/" + DoubleSubmission.filled(sending.page, ids))
            guard let form = PageForm(page.text, action: target) else {
                Issue.record("\(path): no form on \(sending.page)")
                continue
            }
            #expect(form.fields.contains { $0.name == "once" }, "\(path): its form has no key")
            let fields = form.with(sending.typed)
            let before = try state()

            let first = try await boss.ask(.post, target, String(Fields(fields).query.dropFirst()))
            let between = try state()
            let second = try await boss.ask(.post, target, String(Fields(fields).query.dropFirst()))

            if let name = sending.named {
                ids[name] = first.location?.split(separator: "/").last { Int($0) != nil }.map(String.init)
            }
            #expect(first.status < 400, "\(path): \(first.status)")
            let isMade = !between.differences(from: before).isEmpty
            #expect(isMade, "\(path) makes nothing")
            #expect(try state().differences(from: between) == [], "\(path) is made twice")
            #expect(second.status == first.status && second.location == first.location, "\(path)")
            let isSame = second.text == first.text
            #expect(isSame, "\(path)")
        }
        let actions = try world.database.read { try $0.rows("SELECT DISTINCT action FROM audit") { $0.text(0) } }
        #expect(actions.filter { !AuditWords.knows($0) } == [], "say what these are called")
    }

    @Test func `makes another thing when it says something else`() async throws {
        let path = "/w/borie/contacts/\(made["contact"] ?? "")"
        let form = try #require(PageForm(try await boss.get(path).text, action: path + "/activities"))

        for text in ["One", "Two", "One"] {
            _ = try await boss.ask(
                .post, path + "/activities",
                String(Fields(form.with([("kind", "call_held"), ("text", text)])).query.dropFirst()))
        }

        let timeline = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: Contact.ID(Int64(made["contact"] ?? "") ?? 0))
        }
        #expect(timeline.filter { $0.kind == "call_held" }.compactMap { $0.properties["text"] } == ["One", "Two"])
    }

    @Test(arguments: Engine.available)
    func `makes one thing when both come at the same moment`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let form = try #require(PageForm(try await boss.get("/w/borie/sources").text, action: "/w/borie/sources"))
        let body = String(Fields(form.with([("name", "Fours"), ("channel", "sea")])).query.dropFirst())

        let answers = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for _ in 1...8 {
                group.addTask {
                    let reply = try await boss.ask(.post, "/w/borie/sources", body)
                    return (reply.status, reply.location)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(try world.database.read { try Campaigns($0, in: world.workspace.id).all().count } == 1)
        #expect(Set(answers.map(\.0)) == [303] && Set(answers.compactMap(\.1)).count == 1)
    }

    @Test func `is answered after the memory of the process is gone, and shows no secret`() async throws {
        let page = "/w/borie/settings/tokens"
        let form = try #require(PageForm(try await boss.get(page).text, action: page))
        let body = String(Fields(form.with([("name", "Robot")])).query.dropFirst())
        let first = try await boss.ask(.post, page, body)
        let other = Browser(world)
        other.session = boss.session

        let second = try await other.ask(.post, page, body)

        #expect(first.status == 200 && second.status == 303)
        #expect(second.headers[values: .setCookie].contains { $0.contains("came%20twice") })
        let kept = try world.database.read {
            try $0.rows("SELECT body, headers FROM kept_answer", []) { $0.text(0) + $0.text(1) }
        }
        #expect(kept == ["{}"])
    }

    @Test func `may be sent again when nothing came of it`() async throws {
        let page = "/w/borie/sources"
        let form = try #require(PageForm(try await boss.get(page).text, action: page))

        let wrong = try await boss.ask(.post, page, String(Fields(form.with([("name", "")])).query.dropFirst()))
        let again = try #require(PageForm(wrong.text, action: page))
        let right = try await boss.ask(
            .post, page, String(Fields(again.with([("name", "Lettre"), ("channel", "email")])).query.dropFirst()))

        #expect(wrong.status == 422 && right.status == 303)
    }
}

/// How the form of a route is filled in: the page that it is on, and what is typed.
private struct DoubleSubmission {
    let page: String
    let typed: [(name: String, value: String)]
    /// By what name others ask for what it makes.
    let named: String?

    private init(_ page: String, _ typed: [(name: String, value: String)] = [], named: String? = nil) {
        self.page = page
        self.typed = typed
        self.named = named
    }

    static let all: [String: DoubleSubmission] = [
        "settings/sites": .init("settings/sites", [("name", "Boutique"), ("hosts", "boutique.example")]),
        "settings/consents": .init(
            "settings/consents",
            [("id", "atelier"), ("name_fr", "Atelier"), ("name_en", "Workshop"), ("channel", "email")]),
        "settings/consents/{purpose}/texts": .init(
            "settings/consents/newsletter", [("language", "en"), ("body", "I agree to mail.")]),
        "contacts/{contact}/consents": .init(
            "contacts/{contact}/consents",
            [("cell", "newsletter:email"), ("decision", "refused"), ("source", "phone"), ("note", "By phone")]),
        "introducers": .init(
            "introducers",
            [("name", "Agence"), ("source", "Agence"), ("channel", "partner"), ("pays", "lead"), ("price", "45")]),
        "introducers/{introducer}/statements": .init(
            "introducers/{introducer}", [("from", "2026-02-01"), ("to", "2026-02-28")], named: "statement"),
        "sources/channels": .init("sources/channels", [("id", "radio"), ("name", "Radio")]),
        "sources/channels/costs": .init("sources/channels", [("channel", "sea")] + cost),
        "sources": .init("sources", [("name", "Mixte"), ("channel", "sea")]),
        "campaigns/{campaign}/costs": .init("campaigns/{campaign}", cost),
        "statements/{statement}/disputes": .init("statements/{statement}", [("reason", "Not ours")]),
        "settings/lists": .init("settings/lists", [("name", "cities"), ("entries", "Lyon")]),
        "rights/new": .init("rights/new", [("kind", "access"), ("contact", "jean@borie.fr")], named: "request"),
        "rights/requests/{request}/notes": .init("rights/requests/{request}", [("note", "Asked again")]),
        "contacts/{contact}/activities": .init("contacts/{contact}", [("kind", "call_held"), ("text", "Talked")]),
        "contacts/new": .init("contacts/new", [("last_name", "Sorel"), ("email", "sorel@example.org")]),
        "contacts/views": .init("contacts/views/new?list=q%3Djean", [("name", "Jeans")]),
        "contacts/bulk-actions": .init(
            "contacts", [("action", "add_tag"), ("tag", "vip"), ("contact", "{contact}")]),
        "companies/new": .init("companies/new", [("name", "Hôtel Sorel"), ("domain", "sorel.example")]),
        "companies/views": .init("companies/views/new?list=q%3Dborie", [("name", "Bories")]),
        "companies/bulk-actions": .init(
            "companies", [("action", "add_tag"), ("tag", "salon"), ("company", "{company}")]),
        "forms/new": .init("forms/new", [("name", "Essai"), ("goal", "demo")]),
        "contents/new": .init(
            "contents/new", [("title", "Guide"), ("level", "evaluation"), ("address", "https://b.example/guide")]),
        "landing-pages/new": .init("landing-pages/new", [("name", "Offre")], named: "page"),
        "landing-pages/{page}/copies": .init("landing-pages/{page}"),
        "tasks": .init("today", [("title", "Call Jean")]),
        "contacts/{contact}/tasks": .init("contacts/{contact}", [("title", "Call Jean")]),
        "contacts/{contact}/postponements": .init("today"),
        "settings/webhooks": .init(
            "settings/webhooks", [("url", "https://hooks.example/a"), ("event", "contact.stage_changed")]),
        "settings/webhooks/{webhook}/tests": .init("settings/webhooks/{webhook}"),
        "settings/inbound/mail-keys": .init("settings/inbound"),
        "settings/inbound/sources": .init("settings/inbound", [("name", "Typeform"), ("model", "plain")]),
        "settings/tokens": .init("settings/tokens", [("name", "Robot"), ("scope", "read"), ("role", "reader")]),
        "settings/users": .init("settings/users", [("email", "zoe@b.fr"), ("name", "Zoé"), ("role", "reader")]),
        "settings/users/{user}/links": .init("settings/users/{user}"),
        "segments": .init(
            "segments/new", [("name", "Leads"), ("where", "stage >= lead"), ("save", "1")]),
    ]

    private static let cost = [
        (name: "from", value: "2026-01-01"), (name: "to", value: "2026-01-31"), (name: "kind", value: "media"),
        (name: "amount", value: "310,50"),
    ]

    /// A path with ids for its parameters.
    static func filled(_ path: String, _ ids: [String: String]) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix("{") else { return String(part) }
            return ids[String(part.dropFirst().dropLast())] ?? String(part)
        }.joined(separator: "/")
    }

    static func furnish(_ world: World) throws -> [String: String] {
        try world.importing(
            .contacts, "external_id,email,last_name,source,company\nc1,jean@borie.fr,Jean,Lucas,Borie SA\n")
        try world.importing(.activities, "contact,kind,at,message_id\nc1,demo_requested,2026-02-01,m1\n")
        try world.refresh()
        let target = try world.hire("target@b.fr", .reader)
        return try world.database.write { connection in
            let contact = try Contacts(connection, in: world.workspace).find(named: "c1")!
            let campaigns = Campaigns(connection, in: world.workspace.id)
            let campaign = try Campaign(id: campaigns.newID(), name: "Fours", channel: "sea")
            try campaigns.save(campaign, at: world.now)
            let introducers = Introducers(connection, in: world.workspace.id)
            let introducer = try Introducer.example(introducers.newID())
            try introducers.save(introducer, at: world.now)
            let webhook = try Webhooks(connection, in: world.workspace.id).add(
                url: "https://b.example", events: [.segmentLeft], at: world.now
            ).webhook
            return [
                "contact": "\(contact.id.value)", "campaign": "\(campaign.id)", "introducer": "\(introducer.id)",
                "webhook": "\(webhook.id)", "user": "\(target.id)", "purpose": "newsletter",
            ]
        }
    }
}

/// A form of a page, as a browser would send it.
struct PageForm {
    let fields: [(name: String, value: String)]

    init?(_ page: String, action: String) {
        for form in page.matches(of: /<form method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/.dotMatchesNewlines())
        where form.1 == action {
            fields = PageForm.fields(in: String(form.2))
            return
        }
        return nil
    }

    private static func fields(in form: String) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for tag in form.matches(of: /<(?:input|button)\b([^>]*)>/) {
            let attributes = String(tag.1)
            guard let name = attribute("name", attributes), tag.0.hasPrefix("<input") else { continue }
            let isChoice = ["radio", "checkbox"].contains(attribute("type", attributes) ?? "")
            guard !isChoice || attributes.contains(" checked") else { continue }
            fields.append((name, attribute("value", attributes) ?? ""))
        }
        for list in form.matches(of: /<select\b([^>]*)>(.*?)<\/select>/.dotMatchesNewlines()) {
            let options = list.2.matches(of: /<option\b([^>]*)>/).map { String($0.1) }
            guard let name = attribute("name", String(list.1)),
                let chosen = options.first(where: { $0.contains(" selected") }) ?? options.first
            else { continue }
            fields.append((name, attribute("value", chosen) ?? ""))
        }
        for area in form.matches(of: /<textarea\b([^>]*)>(.*?)<\/textarea>/.dotMatchesNewlines()) {
            if let name = attribute("name", String(area.1)) { fields.append((name, String(area.2))) }
        }
        return fields
    }

    private static func attribute(_ name: String, _ text: String) -> String? {
        guard let start = text.range(of: " \(name)=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" }).replacing("&quot;", with: "\"")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    /// With some fields typed.
    func with(_ typed: [(name: String, value: String)]) -> [(name: String, value: String)] {
        fields.filter { field in !typed.contains { $0.name == field.name } } + typed
    }
}
