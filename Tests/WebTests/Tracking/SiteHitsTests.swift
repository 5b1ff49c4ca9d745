import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `What pages send` {
    static let visitor = "0123456789abcdef0123456789abcdef"

    @Test func `is counted, and answered with nothing to do`() async throws {
        let shop = try Shop()
        let reply = try await shop.send(#"{"n": "page", "i": "aaaaaaaaaaaaaaaa", "x": "Fours"}"#)

        #expect(reply.status == 200 && reply.text == "{}")
        #expect(reply.headers[.accessControlAllowOrigin] == "https://borie.example")
        #expect(try shop.audience() == 1)
        #expect(
            try shop.world.database.read { try Contacts($0, in: shop.world.workspace).ids(after: nil, limit: 9) } == [])
    }

    @Test func `is recorded after consent, and no longer after it was taken back`() async throws {
        let shop = try Shop()
        let page = #"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#
        let yes = #"{"n": "consent", "i": "bbbbbbbbbbbbbbbb", "p": {"granted": true, "source": "banner"}}"#
        let no = #"{"n": "consent", "i": "cccccccccccccccc", "p": {"granted": false}}"#
        let given = try await shop.send(yes, page, visitor: Self.visitor)
        let taken = try await shop.send(no, visitor: Self.visitor)
        let late = try await shop.send(#"{"n": "page", "i": "dddddddddddddddd"}"#, visitor: Self.visitor)

        #expect(given.text == "{}" && taken.text == #"{"v":""}"# && late.text == #"{"v":""}"#)
        #expect(try shop.activities() == ["consent_granted", "page_viewed", "consent_withdrawn"])
    }

    @Test(arguments: [("DNT", "1"), ("Sec-GPC", "1")])
    func `of a browser that asks for privacy is counted alone`(name: String, value: String) async throws {
        let shop = try Shop()
        let reply = try await shop.send(
            #"{"n": "consent", "i": "bbbbbbbbbbbbbbbb", "p": {"granted": true}}"#,
            #"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#, visitor: Self.visitor, headers: [HTTPField.Name(name)!: value])

        #expect(reply.text == #"{"v":""}"#)
        #expect(try shop.activities().isEmpty)
        #expect(try shop.audience() == 1)
    }

    @Test(arguments: [
        ("https://attacker.example", 403), ("https://borie.example.attacker.example", 403), ("null", 403),
        ("https://www.borie.example", 200), ("http://verger.test", 200),
    ])
    func `comes from the site's own pages`(origin: String, status: Int) async throws {
        let shop = try Shop()
        let reply = try await shop.send(#"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#, headers: [.origin: origin])

        #expect(reply.status == status)
    }

    @Test func `is refused without a known key, or when it can't be read`() async throws {
        let shop = try Shop()

        #expect(try await shop.post(#"{"k": "vs-none", "u": "https://borie.example/", "e": []}"#).status == 403)
        for body in ["", "{", "[]", "\u{0}", #"{"k": "\u0000", "u": "https://borie.example/", "e": []}"#] {
            #expect((400..<404).contains(try await shop.post(body).status), "\(body)")
        }
        #expect((400..<500).contains(try await shop.post(String(repeating: "x", count: 70_000)).status))
    }

    @Test func `of a robot is kept apart`() async throws {
        let shop = try Shop()
        try await shop.send(#"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#, headers: [.userAgent: "Googlebot/2.1"])
        try await shop.send(
            #"{"n": "page", "i": "bbbbbbbbbbbbbbbb"}"#, headers: [HTTPField.Name("Sec-Purpose")!: "prefetch;prerender"])

        #expect(try shop.robots() == [.prefetch, .userAgent])
        #expect(try shop.audience() == 0)
    }

    @Test func `of whoever followed the hidden link is a robot's`() async throws {
        let shop = try Shop()
        _ = try await shop.browser.ask(
            .get, "/verger/hidden/\(shop.site.key)", headers: [.userAgent: Shop.userAgent])
        try await shop.send(#"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#)

        #expect(try shop.robots() == [.honeypot])
    }

    @Test func `at the pace of no reader is a robot's, and what it did before counts no longer`() async throws {
        let shop = try Shop()
        try await shop.send(
            #"{"n": "consent", "i": "bbbbbbbbbbbbbbbb", "p": {"granted": true}}"#, visitor: Self.visitor)
        for number in 10..<25 {
            try await shop.send(#"{"n": "page", "i": "page-number-0000\#(number)"}"#, visitor: Self.visitor)
        }

        #expect(try shop.robots() == [.pace])
        let (contact, timeline) = try shop.world.database.read { connection in
            let contact = try Contacts(connection, in: shop.world.workspace).ids(after: nil, limit: 1)[0]
            return (contact, try Activities(connection, in: shop.world.workspace.id).timeline(of: contact))
        }
        #expect(contact.value > 0)
        let standing = timeline.unvoided(at: shop.world.now).filter { $0.kind != ActivityKind.ofCorrections }
        #expect(standing.map(\.kind) == ["consent_granted"])
    }

    @Test func `in a flood is told to come back, from that address alone`() async throws {
        let shop = try Shop()
        let from = HTTPField.Name("X-Forwarded-For")!
        var statuses: [Int] = []
        for number in 0..<305 {
            let reply = try await shop.send(
                #"{"n": "time", "i": "aaaaaaaaaaaaa\#(1000 + number)"}"#, headers: [from: "203.0.113.9"])
            statuses.append(reply.status)
            if reply.status == 429 { #expect(Int(reply.headers[.retryAfter] ?? "") ?? 0 >= 1) }
        }

        #expect(statuses.prefix(300).allSatisfy { $0 == 200 })
        #expect(statuses.suffix(5).allSatisfy { $0 == 429 })
        #expect(
            try await shop.send(#"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#, headers: [from: "203.0.113.10"]).status
                == 200)
    }

    @Test func `with a sealed link joins whom the mail went to, unless it is forged, old or another's`() async throws {
        let shop = try Shop()
        let ada = try shop.world.contact([.email: "ada@b.fr"]).id
        let workspace = shop.world.workspace.id
        let secret = try shop.world.database.write { try InstanceSecret($0, at: shop.world.now) }
        func link(in workspace: Workspace.ID, until end: Instant) -> String {
            secret.sealed(Ticket(.person, in: workspace, of: [ada.value], expiresAt: end))
        }
        let good = link(in: workspace, until: shop.world.now + Instant.day)
        let old = link(in: workspace, until: shop.world.now - 1)
        let foreign = link(in: .init(99), until: shop.world.now + Instant.day)
        let forged = good.dropLast(2) + "00"

        for (number, token) in [old, foreign, String(forged), "x", good].enumerated() {
            let visitor = "visitor-number-00\(number)"
            try await shop.send(
                #"{"n": "consent", "i": "bbbbbbbbbbbbbbb\#(number)", "p": {"granted": true}}"#,
                #"{"n": "page", "i": "aaaaaaaaaaaaaaa\#(number)"}"#, visitor: visitor, token: token)
        }

        let visitors = try shop.world.database.read {
            try Visitors($0, in: workspace).contacts(of: (0..<5).map { "visitor-number-00\($0)" })
        }
        #expect(visitors.filter { $0.value == ada }.map(\.key) == ["visitor-number-004"])
    }

    @Test func `gives a second person another id`() async throws {
        let shop = try Shop()
        func form(_ email: String, _ id: String) -> String {
            #"{"n": "form", "i": "\#(id)", "x": "Devis", "d": {"email": "\#(email)"}}"#
        }
        try await shop.send(
            #"{"n": "consent", "i": "bbbbbbbbbbbbbbbb", "p": {"granted": true}}"#, form("ada@b.fr", "aaaaaaaaaaaaaaaa"),
            visitor: Self.visitor)
        let reply = try await shop.send(form("jean@b.fr", "cccccccccccccccc"), visitor: Self.visitor)

        let fresh = try Document(json: reply.text)["v"]?.text
        #expect(fresh?.count == 32 && fresh != Self.visitor)
    }
}

/// A site, and a browser on its pages.
struct Shop {
    let world: World
    let site: TrackedSite
    let browser: Browser
    static let userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"

    init() throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        self.world = world
        site = try world.database.write {
            try TrackedSites($0, in: world.workspace.id).add(
                .init(name: "Borie", hosts: "borie.example"), at: world.now)
        }
        browser = Browser(world)
    }

    @discardableResult
    func send(
        _ hits: String..., visitor: String? = nil, token: String? = nil, headers: [HTTPField.Name: String] = [:]
    ) async throws -> Browser.Reply {
        let who = visitor.map { #""v": "\#($0)", "# } ?? ""
        let link = token.map { #""t": "\#($0)", "# } ?? ""
        let host = headers[.origin].flatMap { PageAddress($0)?.host } ?? "borie.example"
        return try await post(
            #"{"k": "\#(site.key)", "u": "https://\#(host)/fours", \#(who)\#(link)"e": [\#(hits.joined(separator: ","))]}"#,
            headers)
    }

    func post(_ body: String, _ headers: [HTTPField.Name: String] = [:]) async throws -> Browser.Reply {
        var all: [HTTPField.Name: String] = [
            .contentType: "text/plain;charset=UTF-8", .origin: "https://borie.example",
            .userAgent: Shop.userAgent,
        ]
        all.merge(headers) { $1 }
        return try await browser.ask(.post, "/verger/hits", body, headers: all)
    }

    func audience() throws -> Int {
        try world.database.read { connection in
            try Audience(connection, in: world.workspace.id)
                .days(of: site.id, from: Day(number: 0), through: Day(number: 99_999)).map(\.count.views).reduce(0, +)
        }
    }

    func activities() throws -> [String] {
        var kinds: [String] = []
        try world.database.read { connection in
            try Activities(connection, in: world.workspace.id).forEach { kinds.append($1.kind) }
        }
        return kinds
    }

    func robots() throws -> [BotVerdict.Reason] {
        try world.database.read { try Robots($0, in: world.workspace).all() }.map(\.reason).sorted {
            $0.rawValue < $1.rawValue
        }
    }
}
