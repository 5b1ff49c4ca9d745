import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `A form on a browser that is followed` {
    private static let visitor = "0123456789abcdef0123456789abcdef"
    private static let pass = visitor + "~1~utm_source%3Dgoogle%26utm_medium%3Dcpc%26utm_campaign%3DFours~"

    private let shop: Shop
    private let form: Form
    private var world: World { shop.world }

    init() throws {
        shop = try Shop()
        form = try shop.world.publish(Forming.document(.demo) { $0.sites = ["https://borie.example"] }, named: "Demo")
    }

    private func follow() async throws {
        try await shop.send(
            #"{"n": "consent", "i": "bbbbbbbbbbbbbbbb", "p": {"granted": true, "source": "banner"}}"#,
            #"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#, visitor: Self.visitor)
    }

    /// What is known of whoever sent the form by `way`.
    private func sent(
        _ way: String, pass: String = FormPassTests.pass, headers: [HTTPField.Name: String] = [:]
    ) async throws -> [Activity] {
        let page = PublicReply(try await Browser(world).get("/f/borie/demo" + way))
        let later = Browser(world, at: world.now + 10 * Instant.second)
        let fields = page.carried + [("q3", "ada@b.fr"), ("pass", pass)]
        let reply = try await later.ask(
            .post, "/f/borie/demo" + way, String(Fields(fields).query.dropFirst()), headers: headers)
        #expect(reply.status < 400)
        return try world.database.read { connection in
            let contact = try Contacts(connection, in: world.workspace).find(named: "ada@b.fr")
            return try contact.map { try Activities(connection, in: world.workspace.id).timeline(of: $0.id) } ?? []
        }
    }

    @Test(arguments: ["", "/frame", "/embed"])
    func `brings its history, by each way`(way: String) async throws {
        try await follow()

        let timeline = try await sent(way)

        #expect(timeline.map(\.kind) == ["consent_granted", "page_viewed", "form_submitted", "demo_requested"])
        #expect(timeline[2].channel == "sea" && timeline[2].campaign == "Fours")
    }

    @Test func `brings its history by the cookie of a page of ours`() async throws {
        try await follow()

        let timeline = try await sent("", pass: "", headers: [.cookie: "verger_id=\(Self.visitor)"])

        #expect(timeline.map(\.kind) == ["consent_granted", "page_viewed", "form_submitted", "demo_requested"])
    }

    @Test(arguments: ["", "/frame", "/embed"])
    func `brings the campaign alone without a consent`(way: String) async throws {
        let timeline = try await sent(way)

        #expect(timeline.map(\.kind) == ["form_submitted", "demo_requested"])
        #expect(timeline[0].campaign == "Fours")
    }

    @Test(arguments: ["DNT", "Sec-GPC"])
    func `brings nothing of a browser that asks for privacy`(header: String) async throws {
        try await follow()

        let timeline = try await sent("", headers: [HTTPField.Name(header)!: "1"])

        #expect(timeline.map(\.kind) == ["form_submitted", "demo_requested"])
    }

    @Test(arguments: ["~~~~", "<script>alert(1)</script>~1~", String(repeating: "%", count: 5000), "\u{0}~\u{0}~\u{0}"])
    func `takes no harm of what is handed on`(pass: String) async throws {
        #expect(try await sent("", pass: pass).map(\.kind) == ["form_submitted", "demo_requested"])
    }
}

private typealias FormPassTests = `A form on a browser that is followed`
