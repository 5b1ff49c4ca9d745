import Testing
import Verger

@Suite struct `A request of the tracking specification` {
    private let reader = TrackingReader(receivedAt: Instant(iso8601: "2026-11-22T10:00:00Z", in: .utc)!)

    private func call(_ body: String, to name: String = "track") throws -> TrackingCall {
        try reader.delivery(body, to: #require(TrackingReader.Endpoint(name))).calls[0]
    }

    private func problem(_ body: String, to name: String) -> Problem? {
        #expect(throws: Problem.self) { try reader.delivery(body, to: #require(TrackingReader.Endpoint(name))) }
    }

    @Test func `says who did what and when`() throws {
        let call = try call(
            """
            {"userId": "u7", "anonymousId": "a1", "event": " Order Completed ", "messageId": "m1",
             "timestamp": "2026-11-22T09:00:00.250+00:00",
             "properties": {"orderId": 12, "Ship To": {"City": "Lyon"}, "gift": true, "none": null, "skus": ["a", 1]},
             "context": {"ip": "1.2.3.4", "userAgent": "Firefox", "locale": "fr-FR",
                "page": {"url": "https://b.example/p?x=1", "path": "/p"},
                "campaign": {"name": "Printemps", "medium": "email", "source": "lettre", "term": "cidre"}}}
            """)

        #expect(call.kind == .track && call.userID == "u7" && call.anonymousID == "a1" && call.messageID == "m1")
        #expect(call.name == "Order Completed")
        #expect(call.at == Instant(iso8601: "2026-11-22T09:00:00.25Z", in: .utc))
        #expect(call.campaign == "Printemps" && call.channel == "email" && call.language == "fr")
        #expect(
            call.properties == [
                "order_id": "12", "ship_to_city": "Lyon", "gift": "true", "skus": #"["a",1]"#,
                "url": "https://b.example/p?x=1", "path": "/p", "utm_source": "lettre", "utm_medium": "email",
                "utm_term": "cidre",
            ])
    }

    @Test(arguments: [
        // The sender's clock is an hour late: what it says went by since is right.
        (#""timestamp": "2026-11-22T08:58:00Z", "sentAt": "2026-11-22T09:00:00Z""#, "09:58:00"),
        (#""timestamp": "2026-11-22T11:58:00Z", "sentAt": "2026-11-22T12:00:00Z""#, "09:58:00"),
        (#""timestamp": "2026-11-22T09:58:00Z""#, "09:58:00"),
        (#""originalTimestamp": "2026-11-22T08:58:00Z", "sentAt": "2026-11-22T09:00:00Z""#, "09:58:00"),
        // Corrected before.
        (
            #""timestamp": "2026-11-22T09:58:00Z", "originalTimestamp": "2026-11-22T07:00:00Z", "sentAt": "2026-11-22T09:00:00Z""#,
            "09:58:00"
        ),
        // Nothing happens in the future.
        (#""timestamp": "2026-11-22T10:58:00Z""#, "10:00:00"),
        (#""timestamp": "2026-11-22T09:58:00Z", "sentAt": "2026-11-22T09:50:00Z""#, "10:00:00"),
        (#""timestamp": 1795341480"#, "09:58:00"), (#""timestamp": 1795341480000"#, "09:58:00"),
        (#""sentAt": "2026-11-22T09:00:00Z""#, "10:00:00"), (#""timestamp": null"#, "10:00:00"),
    ])
    func `tells the time by this server's clock`(times: String, expected: String) throws {
        let call = try call(#"{"userId": "u", "event": "e", \#(times)}"#)

        #expect(call.at.iso8601 == "2026-11-22T\(expected)Z")
    }

    @Test func `of the past is right as it is`() throws {
        let body = """
            {"sentAt": "2026-11-22T09:00:00Z", "batch": [
             {"type": "track", "userId": "u", "event": "e", "timestamp": "2020-01-01T00:00:00Z"}]}
            """

        #expect(try call(body, to: "import").at.iso8601 == "2020-01-01T00:00:00Z")
        #expect(try call(body, to: "batch").at.iso8601 == "2020-01-01T01:00:00Z")
    }

    @Test func `takes what is right of a batch and tells what is wrong with the rest`() throws {
        let delivery = try reader.delivery(
            """
            {"writeKey": "k", "context": {"campaign": {"name": "C"}}, "batch": [
             {"type": "page", "anonymousId": "a", "name": "Tarifs", "category": "Docs"}, {"type": "track", "userId": "u"},
             {"type": "trak", "userId": "u"}, 7, {"type": "alias", "userId": "u"}, {"type": "group", "userId": "u"},
             {"type": "track", "event": "e"}, {"type": "screen", "userId": "u", "timestamp": "yesterday"},
             {"type": "track", "userId": {"id": 1}, "event": "e"},
             {"type": "track", "userId": "u", "event": "e", "properties": []},
             {"type": "track", "userId": "u", "event": "e", "integrations": {"Verger": false}}]}
            """, to: .batch)

        #expect(delivery.writeKey == "k")
        #expect(delivery.calls.map(\.kind) == [.page] && delivery.calls[0].campaign == "C")
        #expect(delivery.calls[0].properties == ["name": "Tarifs", "category": "Docs"])
        #expect(
            delivery.problems.map(\.path) == [
                "batch[1].event", "batch[2].type", "batch[3]", "batch[4].previousId", "batch[5].groupId",
                "batch[6].userId", "batch[7].timestamp", "batch[8].userId", "batch[9].properties",
            ])
    }

    @Test(arguments: ["undefined", "null", "NaN", "[object Object]", "anonymous", "0", " "])
    func `never makes one person of all who send the same mistake`(id: String) throws {
        #expect(try call(#"{"userId": "\#(id)", "anonymousId": "a", "event": "e"}"#).userID == nil)
        #expect(problem(#"{"userId": "\#(id)", "event": "e"}"#, to: "track")?.path == "userId")
    }

    @Test func `takes numbers for ids`() throws {
        #expect(try call(#"{"userId": 42, "anonymousId": 7.5, "event": "e"}"#).userID == "42")
    }

    @Test func `is refused beyond its limits`() throws {
        let long = String(repeating: "x", count: 33_000)
        let id = String(repeating: "é", count: 256)
        let large = #"{"type": "track", "userId": "u", "event": "e", "properties": {"text": "\#(long)"}}"#
        let many = Array(repeating: #"{"type": "page", "userId": "u"}"#, count: 2501).joined(separator: ",")

        #expect(problem(large, to: "track")?.sentence.en == "more than 32 KB; send less at a time")
        #expect(problem(#"{"batch": [\#(many)]}"#, to: "batch")?.path == "batch")
        #expect(
            problem(#"{"batch": [\#(String(repeating: large + ",", count: 16)) {}]}"#, to: "batch")?.sentence.en
                == "more than 500 KB; send less at a time")
        #expect(problem(#"{"userId": "\#(id)", "event": "e"}"#, to: "track")?.path == "userId")
        #expect(try reader.delivery(#"{"batch": [\#(large)]}"#, to: .batch).problems.map(\.path) == ["batch[0]"])
        let properties = (0..<201).map { #""p\#($0)": 1"# }.joined(separator: ",")
        #expect(
            problem(#"{"userId": "u", "event": "e", "properties": {\#(properties)}}"#, to: "track")?.path
                == "properties")
    }

    @Test(arguments: ["", "[]", "7", #"{"userId": "u""#, #"{"batch": {}}"#, #"{"userId": "u"}"#])
    func `is refused when it is no batch`(body: String) throws {
        #expect(problem(body, to: "batch") != nil)
    }

    @Test func `holds no character that a database can't keep`() throws {
        let call = try call(#"{"userId": "u\u0000v", "event": "e\u0000", "properties": {"k\u0000": "\u0000"}}"#)

        #expect(call.userID == "u\u{FFFD}v" && call.name == "e\u{FFFD}" && call.properties == ["k": "\u{FFFD}"])
    }

    @Test(arguments: [
        ("orderId", "order_id"), ("Order ID", "order_id"), ("order-id", "order_id"), ("ORDER", "order"),
        ("Prénom", "prenom"), ("utm.source", "utm_source"), ("2fa", "_2fa"), ("productSKU", "product_sku"),
        ("", "_"), ("日本", "_"), ("__a__", "__a__"), ("a  b", "a_b"),
    ])
    func `names properties as conditions do`(sent: String, name: String) throws {
        let call = try call(#"{"userId": "u", "event": "e", "properties": {"\#(sent)": "v"}}"#)

        #expect(call.properties == [name: "v"])
    }
}
