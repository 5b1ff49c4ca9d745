import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

/// Every address of the server, asked by everyone.
@Suite struct `Every route` {
    @Test func `sends strangers to the door, and programs away`() async throws {
        let orchard = try Orchard()

        for route in Routes.all {
            let reply = try await Browser(orchard.world).ask(route.method, orchard.path(route))
            switch route.access {
            case .anyone: #expect(reply.status < 500, "\(route.name)")
            case .person, .member:
                #expect(reply.status == 303 && reply.location?.hasPrefix("/sign-in") ?? false, "\(route.name)")
            case .token: #expect(reply.status == 401, "\(route.name)")
            }
        }
    }

    @Test(arguments: Role.allCases)
    func `answers each role as it declares`(role: Role) async throws {
        let orchard = try Orchard()
        let user = try orchard.world.hire("\(role.rawValue)@b.fr", role)

        for route in Routes.all {
            guard case .member(let permission) = route.access else { continue }
            // A session of its own, since some routes end the one that asks.
            let reply = try await orchard.world.browser(of: user).send(route.method, orchard.path(route))
            if role.may(permission) {
                // What was put in force is taken up again by those who may put it in force.
                if route.path.hasSuffix("/resumptions"), !role.may(.activateDefinition) { continue }
                #expect(reply.status != 403 && reply.status < 500, "\(route.name): \(reply.status)")
            } else {
                #expect(reply.status == 403, "\(route.name): \(reply.status)")
            }
        }
    }

    @Test(arguments: Role.allCases)
    func `is not there for people of another workspace`(role: Role) async throws {
        let orchard = try Orchard()
        let outsider = try orchard.theirs.hire("outsider@b.fr", role)
        let before = try Snapshot(of: orchard.world.database, in: orchard.world.workspace)

        for route in Routes.all {
            guard case .member = route.access else { continue }
            let reply = try await orchard.theirs.browser(of: outsider).send(route.method, orchard.path(route))
            #expect(reply.status == 404, "\(route.name): \(reply.status)")
        }

        let after = try Snapshot(of: orchard.world.database, in: orchard.world.workspace)
        #expect(after.differences(from: before) == [])
    }

    @Test func `finds nothing under another workspace's ids`() async throws {
        let orchard = try Orchard()
        let user = try orchard.world.hire("admin@b.fr")
        let before = try Snapshot(of: orchard.world.database, in: orchard.theirs.workspace)

        for route in Routes.all {
            guard case .member = route.access, !route.parameters.isEmpty else { continue }
            let replies = try await [orchard.theirIDs, orchard.noIDs].asyncMap { ids in
                try await orchard.world.browser(of: user).send(route.method, orchard.path(route, ids: ids))
            }
            #expect(replies[0].status == replies[1].status, "\(route.name)")
            #expect((400..<500).contains(replies[0].status), "\(route.name): \(replies[0].status)")
        }

        let after = try Snapshot(of: orchard.world.database, in: orchard.theirs.workspace)
        #expect(after.differences(from: before) == [])
    }

    @Test func `takes a form from its own pages only`() async throws {
        let orchard = try Orchard()
        let user = try orchard.world.hire("admin@b.fr")
        let before = try Snapshot(of: orchard.world.database, without: ["seen_at", "last_workspace"])

        for route in Routes.all where route.method != .get {
            let isForPeople =
                switch route.access {
                case .person, .member: true
                case .anyone, .token: false
                }
            guard isForPeople else { continue }
            let browser = try orchard.world.browser(of: user)
            for token in ["", "form_token=0000", "form_token=" + Secret.formToken(ofSession: "another")] {
                let reply = try await browser.ask(route.method, orchard.path(route), token)
                #expect(reply.status == 403, "\(route.name): \(reply.status)")
            }
            _ = try await browser.post("/sign-out")
        }

        let after = try Snapshot(of: orchard.world.database, without: ["seen_at", "last_workspace"])
        #expect(after.differences(from: before) == [])
    }

    @Test(arguments: TokenScope.allCases, Tokens.roles)
    func `answers each token as it declares`(scope: TokenScope, role: Role) async throws {
        let orchard = try Orchard()
        let token = try orchard.world.database.write {
            try Tokens($0, in: orchard.world.workspace.id)
                .add(name: "test", scope: scope, role: role, by: "test", at: orchard.world.now).token
        }

        for route in Routes.all {
            guard case .token(let permission) = route.access else { continue }
            let reply = try await Browser(orchard.world).ask(
                route.method, orchard.path(route), headers: [.authorization: "Bearer " + token])
            if scope.permissions(of: role).contains(permission) {
                #expect(![401, 403].contains(reply.status) && reply.status < 500, "\(route.name): \(reply.status)")
            } else {
                #expect(reply.status == 403, "\(route.name): \(reply.status)")
            }
        }
    }
}

/// Two workspaces with a contact, a company, a user and a token each, to ask about.
private struct Orchard {
    let world: World
    let theirs: World
    let ids: [String: String]
    let theirIDs: [String: String]
    let noIDs: [String: String] = [:]

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        theirs = try World(in: world.database, slug: "theirs")
        ids = try Orchard.furnish(world)
        // Versions are counted from 1 in each workspace.
        theirIDs = try Orchard.furnish(theirs).filter { $0.key != "version" }
    }

    private static func furnish(_ world: World) throws -> [String: String] {
        try world.importing(.contacts, "external_id,email,company\nc1,jean@\(world.workspace.slug).fr,Borie SA\n")
        try world.importing(.activities, "contact,kind,at,message_id\nc1,demo_requested,2026-02-01,m1\n")
        try world.refresh()
        let target = try world.hire("target@\(world.workspace.slug).fr", .reader)
        return try world.database.write { connection in
            let contacts = Contacts(connection, in: world.workspace)
            let contact = try contacts.find(named: "c1")!
            let token = try Tokens(connection, in: world.workspace.id).add(name: "t", by: "test", at: world.now)
            let site = try TrackedSites(connection, in: world.workspace.id).add(
                .init(name: "s", hosts: "borie.example"), at: world.now)
            let webhooks = Webhooks(connection, in: world.workspace.id)
            let webhook = try webhooks.add(url: "https://b.example", events: [.segmentLeft], at: world.now).webhook
            let delivery = try webhooks.sendTest(to: webhook, at: world.now)
            let activity = try Activities(connection, in: world.workspace.id).timeline(of: contact.id).first?.id
            let mail = try Mails(connection, in: world.workspace.id).queue(
                .example("Merci", html: "<p>Merci</p>"), because: "thanks", at: world.now)
            let campaigns = Campaigns(connection, in: world.workspace.id)
            let campaign = try Campaign(id: campaigns.newID(), name: "Fours", channel: "sea", place: "Lyon")
            try campaigns.save(campaign, at: world.now)
            let costs = Costs(connection, in: world.workspace.id)
            let cost = try Cost.example(costs.newID(), of: .campaign(campaign.id))
            try costs.add(cost, by: "test", at: world.now)
            let introducers = Introducers(connection, in: world.workspace.id)
            let introducer = try Introducer.example(introducers.newID())
            try introducers.save(introducer, at: world.now)
            let statement = try Statements(connection, in: world.workspace).draw(
                introducer, over: .month(of: Day(year: 2026, month: 2, day: 1)!), [], at: world.now)
            let page = try LandingPages(connection, in: world.workspace.id).add(
                "Four", Landing.document(form: nil), at: world.now)
            let picture = try Pictures(connection, in: world.workspace.id).add(
                PictureFile(Landing.png(), named: "a.png"), named: "a.png", at: world.now)
            return [
                "page": "\(page.id)", "picture": "\(picture.id)",
                "mail": "\(mail ?? 0)", "campaign": "\(campaign.id)", "cost": "\(cost.id)",
                "introducer": "\(introducer.id)", "statement": "\(statement.id)",
                "contact": "\(contact.id.value)", "company": "\(contact.company?.value ?? 0)",
                "user": "\(target.id)", "token": "\(token.id)", "activity": "\(activity ?? 0)", "version": "1",
                "site": "\(site.id)",
                "webhook": "\(webhook.id)", "delivery": "\(delivery)",
            ]
        }
    }

    /// The address of a route with ids in the place of its parameters: a number that nothing has, where there is none.
    func path(_ route: Route, ids: [String: String]? = nil) -> String {
        "/"
            + route.path.split(separator: "/").map { part in
                guard part.hasPrefix("{") else { return String(part) }
                let name = part.dropFirst().prefix { $0 != "}" }
                return name == "workspace" ? world.workspace.slug : (ids ?? self.ids)[String(name)] ?? "987654321"
            }.joined(separator: "/")
    }
}

extension Route {
    fileprivate var name: String { "\(method) \(path)" }

    /// Names of the ids in the address.
    fileprivate var parameters: [Substring] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0 != "{workspace}" }
    }
}

extension Browser {
    /// An empty form of this session, or a question.
    fileprivate func send(_ method: HTTPRequest.Method, _ path: String) async throws -> Reply {
        let token = Secret.formToken(ofSession: session ?? "")
        return try await ask(method, path, method == .get ? "" : "form_token=\(token)")
    }
}

extension Array {
    fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async throws -> [T] {
        var result: [T] = []
        for element in self { result.append(try await body(element)) }
        return result
    }
}
