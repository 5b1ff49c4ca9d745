import Testing
import Verger

@Suite struct `What a page sends` {
    let now = Instant(seconds: 1_800_000_000)

    private func read(_ text: String) throws -> SiteDelivery { try SiteReader(receivedAt: now).delivery(text) }

    @Test func `is read whole`() throws {
        let delivery = try read(
            #"""
            {"k": "vs-1", "u": "https://www.borie.example/fours?utm_source=google&utm_medium=cpc&utm_campaign=Fours",
             "r": "https://www.google.fr/", "v": "0123456789abcdef", "l": "fr-FR",
             "e": [{"n": "page", "i": "aaaaaaaaaaaaaaaa", "a": 1500, "x": "Nos fours"},
                   {"n": "form", "i": "bbbbbbbbbbbbbbbb", "x": "Devis", "d": {"nom": "Benali", "E-mail": "N.Benali@x.example"}}]}
            """#)

        #expect(delivery.visitor == "0123456789abcdef")
        #expect(delivery.language == "fr")
        #expect(delivery.hits.map(\.kind) == [.page, .form])
        #expect(delivery.hits[0].at == now - 1500 * 1000)
        #expect(delivery.hits[1].person?.fields == ["last_name": "Benali", "email": "N.Benali@x.example"])
        #expect(delivery.touch(own: [])?.channel == .sea)
    }

    @Test func `tells what brought the visit, as links carry it`() throws {
        let page = #"{"k": "k", "u": "https://a.example/2", "r": "https://a.example/", "e": [], "f": "CARRIED"}"#
        func touch(_ carried: String) throws -> Touch? {
            try read(page.replacing("CARRIED", with: carried)).touch(own: [])
        }

        #expect(try touch("utm_source%3Dgoogle%26utm_medium%3Dcpc%26utm_campaign%3DA%2520B~")?.campaign == "A B")
        #expect(try touch("~www.google.fr")?.channel == .seo)
        #expect(try touch("%E0%A4%A") == Touch(.direct))
    }

    @Test(arguments: [
        "", "[]", "1", #"{"u": "https://a.example/", "e": []}"#, #"{"k": "k", "u": "file:///etc/passwd", "e": []}"#,
        #"{"k": "k", "u": "https://a.example/"}"#, #"{"k": 7, "u": "https://a.example/", "e": []}"#,
    ])
    func `is refused without a key, a page and hits`(text: String) {
        #expect(throws: Problem.self) { try read(text) }
    }

    @Test func `is refused when it is endless`() {
        let hits = Array(repeating: #"{"n": "page", "i": "aaaaaaaaaaaaaaaa"}"#, count: 51).joined(separator: ",")

        #expect(throws: Problem.self) { try read(#"{"k": "k", "u": "https://a.example/", "e": [\#(hits)]}"#) }
        #expect(throws: Problem.self) { try read(String(repeating: " ", count: 40_000)) }
    }

    @Test func `is left without what is odd`() throws {
        let delivery = try read(
            #"""
            {"k": "k", "u": "https://a.example/", "v": "<script>", "l": "\u0000", "t": "\u0000\u0000",
             "e": [{"n": "nonsense", "i": "aaaaaaaaaaaaaaaa"}, {"n": "page", "i": "x"}, 7,
                   {"n": "time", "i": "aaaaaaaaaaaaaaaa", "a": -5, "p": {"seconds": 999999999}}]}
            """#)

        #expect(delivery.visitor == nil)
        #expect(delivery.language == nil || delivery.language?.isEmpty == false)
        #expect(delivery.hits.map(\.kind) == [.time])
        #expect(delivery.hits[0].at == now)
        #expect(delivery.hits[0].seconds == 3600)
    }
}

@Suite struct `A delivery of a page` {
    let at = Instant(seconds: 1_800_000_000)
    let page = PageAddress("https://borie.example/fours")!

    private func hit(_ kind: SiteHit.Kind, _ name: String? = nil, _ properties: [String: String] = [:]) -> SiteHit {
        SiteHit(kind, id: "hit-of-\(kind.rawValue)-------", at: at, name: name, properties: properties)
    }

    @Test func `counts views, and visits where one begins`() {
        let entry = SiteDelivery(key: "k", page: page, referrer: "https://bing.com/", hits: [hit(.page)])
        let step = SiteDelivery(
            key: "k", page: page, referrer: "https://borie.example/",
            hits: [hit(.page), hit(.time, nil, ["seconds": "20"])])

        let began = entry.audience(own: [], in: .utc).first
        #expect(began?.key.channel == "seo")
        #expect(began?.value == AudienceCount(views: 1, visits: 1))
        let went = step.audience(own: [], in: .utc).first
        #expect(went?.key.channel == "")
        #expect(went?.value == AudienceCount(views: 1, seconds: 20, timed: 1))
    }

    @Test func `keeps nothing in the counter that may name a person`() {
        let page = PageAddress("https://borie.example/u/n.benali@x.example/reset-1234567890abcdef1234/?email=a@b.fr")!
        let keys = SiteDelivery(key: "k", page: page, hits: [hit(.page)]).audience(own: [], in: .utc).keys

        #expect(keys.map(\.path) == ["/u/…/…"])
    }

    @Test func `counts a page once that is told again after its reader agreed`() {
        let again = SiteDelivery(key: "k", page: page, hits: [hit(.page, nil, ["again": "1"])])

        #expect(again.audience(own: [], in: .utc).isEmpty)
    }

    @Test func `becomes calls of whoever agreed, the first with what brought the visit`() {
        let delivery = SiteDelivery(
            key: "k", page: page, referrer: "https://borie.example/",
            landing: PageAddress(
                "https://borie.example/?utm_source=google&utm_medium=cpc&utm_campaign=Fours"),
            visitor: "0123456789abcdef", hits: [hit(.page, "Fours"), hit(.content, "Guide", ["level": "evaluation"])])
        let calls = delivery.calls(own: [])

        #expect(calls.map(\.kind) == [.page, .track])
        #expect(calls[0].channel == "sea")
        #expect(calls[0].campaign == "Fours")
        #expect(calls[0].source == "google")
        #expect(calls[0].properties["utm_medium"] == "cpc")
        #expect(calls[1].name == "Content Viewed")
        #expect(calls[1].properties["content"] == "Guide")
        #expect(calls[1].channel == nil)
        #expect(calls.allSatisfy { $0.anonymousID == "0123456789abcdef" && $0.isFromPage })
    }

    @Test func `says without consent only what a form says of its sender`() {
        var form = hit(.form, "Devis")
        form.person = ImportedContact(fields: ["email": "n.benali@x.example"])
        let delivery = SiteDelivery(
            key: "k", page: page, visitor: "0123456789abcdef",
            hits: [hit(.page), hit(.content, "Guide"), form, hit(.form, "Nobody"), hit(.identify, "7")])
        let calls = delivery.anonymous.calls(own: [])

        #expect(calls.map(\.name) == ["Form Submitted"])
        #expect(calls.allSatisfy { $0.anonymousID == nil && $0.channel == nil })
    }
}

@Suite struct `A site` {
    @Test(arguments: [
        ("borie.example", true), ("www.borie.example", true), ("shop.borie.example", true),
        ("notborie.example", false), ("borie.example.attacker.example", false),
    ])
    func `listens to its own hosts`(host: String, isHeard: Bool) {
        let site = TrackedSite(id: 1, name: "s", key: "k", hosts: ["borie.example"], createdAt: .init(seconds: 0))

        #expect(site.listens(to: host) == isHeard)
    }

    @Test func `is described by a person`() throws {
        let draft = TrackedSite.Draft(name: " Site ", hosts: "https://www.Borie.example/x, shop.borie.example")

        #expect(try draft.checked().hosts == ["borie.example", "shop.borie.example"])
        #expect(try draft.checked().name == "Site")
    }

    @Test(arguments: [
        ("", "a.example", "25", "name"), ("a", "", "25", "hosts"), ("a", "*.x", "25", "hosts"),
        ("a", "a.example", "26", "retention"),
    ])
    func `is refused with the place of what is wrong`(name: String, hosts: String, retention: String, path: String) {
        let draft = TrackedSite.Draft(name: name, hosts: hosts, retention: retention)

        let problem = #expect(throws: Problem.self) { try draft.checked() }
        #expect(problem?.path == path)
    }
}
