import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The settings` {
    @Test func `invite a person, who chooses a password by the link that is shown once`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))

        let reply = try await boss.post(
            "/w/borie/settings/users",
            [("email", "New@b.fr"), ("name", "Nina"), ("role", "partner"), ("source", "Salon de Lyon")])

        let link = try #require(reply.text.firstMatch(of: /http:\/\/verger\.test(\/password\/[^<]+)</)?.1)
        let browser = Browser(world)
        let words = "une autre pomme verte"
        let chosen = try await browser.post(String(link), [("password", words), ("again", words)])
        #expect(chosen.location == "/w/borie/today")
        let user = try world.database.read { try Users($0, in: world.workspace.id).find(email: "new@b.fr") }
        #expect(user?.role == .partner && user?.partnerSource == "Salon de Lyon")
        #expect(try await boss.get("/w/borie/settings/users").text.contains("Salon de Lyon"))
    }

    @Test func `hand no link to the account of somebody whom another workspace knows`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let other = try World(in: world.database, slug: "other")
        let victim = try world.hire("victim@b.fr")
        _ = try world.setUpSecondFactor(victim)
        let thief = try other.browser(of: other.hire("thief@b.fr"))

        let invited = try await thief.post(
            "/w/other/settings/users", [("email", "victim@b.fr"), ("name", "V"), ("role", "reader")])
        let linked = try await thief.post("/w/other/settings/users/\(victim.id)/links")
        let removed = try await thief.post("/w/other/settings/users/\(victim.id)/second-factor-removals")

        #expect(invited.location == "/w/other/settings/users")
        #expect([linked.status, removed.status] == [422, 422])
        #expect(![linked, removed].contains { $0.text.contains("/password/") })
        #expect(try world.database.read { try People($0).find(victim.id)?.hasSecondFactor } == true)
    }

    @Test func `shut a user out at once, and let them in again by the way back`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let rep = try world.hire("rep@b.fr", .rep)
        let theirs = try world.browser(of: rep)
        #expect(try await theirs.get("/w/borie/settings").status == 303)

        _ = try await boss.post("/w/borie/settings/users/\(rep.id)/access", [("open", "no")])

        #expect(try await theirs.get("/w/borie/settings").status == 404)
        _ = try await boss.post("/w/borie/settings/users/\(rep.id)/access?open=yes")
        #expect(try await theirs.get("/w/borie/settings").status == 303)
    }

    @Test func `keep an administrator`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("boss@b.fr")
        let boss = try world.browser(of: user)

        let replies = try await [
            boss.post("/w/borie/settings/users/\(user.id)/access", [("open", "no")]),
            boss.post("/w/borie/settings/users/\(user.id)", [("role", "rep")]),
            boss.post("/w/borie/settings/users/\(user.id)", [("role", "emperor")]),
        ]

        #expect(replies.map(\.status) == [422, 422, 422])
        #expect(try await boss.get("/w/borie/settings/users").status == 200)
    }

    @Test func `change what a user may do from the next request on`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let user = try world.hire("manager@b.fr", .manager)
        let theirs = try world.browser(of: user)
        #expect(try await theirs.get("/w/borie/settings/audit").status == 200)

        _ = try await boss.post("/w/borie/settings/users/\(user.id)", [("role", "marketer")])

        #expect(try await theirs.get("/w/borie/settings/audit").status == 403)
    }

    @Test func `make a token that opens, show it once, and take it back`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))

        let made = try await boss.post(
            "/w/borie/settings/tokens", [("name", "=cmd<script>"), ("scope", "write_key"), ("role", "reader")])

        let token = try #require(made.text.firstMatch(of: /verger_[0-9a-f]{64}/).map { String($0.0) })
        let opening = try #require(try world.database.read { try Tokens.opening(token, on: $0) })
        #expect(opening.scope == .writeKey && opening.role == .reader)
        let list = try await boss.get("/w/borie/settings/tokens").text
        #expect(list.contains("=cmd&lt;script&gt;") && !list.contains(token))
        _ = try await boss.post("/w/borie/settings/tokens/\(opening.id)/revocations")
        #expect(try world.database.read { try Tokens.opening(token, on: $0) } == nil)
        #expect(try await boss.post("/w/borie/settings/tokens/\(opening.id)/revocations").status == 404)
        #expect(try await boss.post("/w/borie/settings/tokens", [("name", "")]).status == 422)
    }

    @Test func `keep what the workspace decides, and refuse what is no zone, currency or country`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        let form = [
            ("name", "Maison"), ("zone", "America/Montreal"), ("currency", "cad"), ("region", "ca"), ("language", "fr"),
        ]

        let saved = try await boss.post("/w/borie/settings/workspace", form)

        #expect(saved.status == 303)
        let (workspace, settings) = try world.database.read {
            (try Workspaces($0).find(world.workspace.id), try Settings($0, in: world.workspace.id).all())
        }
        #expect(workspace?.zone.identifier == "America/Montreal" && workspace?.currency == "CAD")
        #expect(settings == WorkspaceSettings(repsSeeUnassigned: false, language: .french))
        for (field, value) in [("name", ""), ("zone", "Mars/Olympus"), ("currency", "12"), ("region", "France")] {
            let wrong = form.map { ($0.0, $0.0 == field ? value : $0.1) }
            let reply = try await boss.post("/w/borie/settings/workspace", wrong)
            #expect(reply.status == 422 && reply.text.contains("id=\"field-\(field)-note\""), "\(field)")
        }
    }

    @Test func `show what was done page by page, by whom and since when`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let boss = try world.browser(of: world.hire("boss@b.fr"))
        try world.database.write { connection in
            let log = AuditLog(connection, in: world.workspace.id)
            for number in 0..<120 {
                try log.record("step", by: "<b>robot</b>", [("number", .number(number))], at: world.now)
            }
        }

        let first = try await boss.get("/w/borie/settings/audit?action=step").text
        let link = try #require(first.firstMatch(of: /href="([^"]*before=[^"]*)"/)?.1)
        let second = try await boss.get(String(link).replacing("&amp;", with: "&")).text

        #expect(first.contains("number: 119") && first.contains("number: 70") && !first.contains("number: 69<"))
        #expect(second.contains("number: 69") && second.contains("number: 20") && !second.contains("number: 70<"))
        #expect(!first.contains("<b>robot"))
        #expect(try await boss.get("/w/borie/settings/audit?actor=nobody").text.contains("Nothing of the kind"))
        #expect(try await boss.get("/w/borie/settings/audit?actor=%00&before=x&since=y").status == 200)
    }

    @Test func `lead each role to what it may open`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        var targets: [Role: String] = [:]
        for role in Role.allCases {
            let user = try world.hire("\(role.rawValue)@b.fr", role)
            targets[role] = try await world.browser(of: user).get("/w/borie/settings").location
        }

        #expect(targets[.admin] == "/w/borie/settings/workspace" && targets[.partner] == "/account")
        for role in [Role.manager, .marketer, .rep, .reader] { #expect(targets[role] == "/w/borie/settings/fields") }
    }
}
