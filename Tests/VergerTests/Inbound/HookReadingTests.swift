import Testing
import Verger

@Suite struct `A body under a map` {
    private static let kinds = Dictionary(uniqueKeysWithValues: ActivityKind.catalogue.map { ($0.name, $0) })
    private let now = Instant(iso8601: "2026-11-22T09:00:00Z", in: .utc)!

    private func reading(_ json: String, _ draft: HookMapDraft, isSound: Bool = true) throws -> HookReading {
        let (map, problems) = draft.compiled(types: ["effectif": .number], kinds: Self.kinds)
        #expect(problems.isEmpty == isSound, "\(problems)")
        return HookReading(
            of: try Document(json: json), by: map,
            .init(
                zone: .paris, currency: "EUR", receivedAt: now,
                reader: ProfileReader(zone: .paris, region: "FR", fields: ["effectif": .number]) { text, _ in
                    text.hasPrefix("+") ? text : text.hasPrefix("0") ? "+33" + text.dropFirst() : nil
                }))
    }

    @Test(arguments: HookModel.all.map(\.id))
    func `is read by the map that comes for its program`(model: String) throws {
        let model = try #require(HookModel.all.first { $0.id == model })
        let item = try #require(try reading(model.example, model.map).items.first)

        guard case .read(let contact, let activity) = item.state else {
            Issue.record("\(item)")
            return
        }
        #expect(contact.fields["email"]?.contains("@") == true && contact.fields["last_name"] != nil)
        #expect(activity?.kind == model.map.kind && activity?.messageID != nil)
        #expect(item.problems.isEmpty)
    }

    @Test func `takes amounts in cents and instants in seconds`() throws {
        let stripe = HookModel.all.first { $0.id == "stripe" }!
        let item = try reading(stripe.example, stripe.map).items[0]

        guard case .read(_, let activity?) = item.state else { throw Missing() }
        #expect(activity.amount == Number("1290") && activity.at == now || activity.at < now)
        #expect(activity.properties["order"] == "C-2031")
    }

    @Test func `is cut into its items, some of which are not meant`() throws {
        let items = try reading(
            #"{"at": "x", "events": [{"t": "a", "m": "a@b.example"}, {"t": "z"}, {"t": "a", "m": "no"}, 7]}"#,
            HookMapDraft([.each: "events", .only: "t == \"a\"", .email: "m", .messageID: "$.at"])
        ).items

        #expect(items.map(\.number) == [1, 2, 3, 4])
        #expect(items.map(\.word) == ["read", "ignored", "refused", "refused"])
        #expect(items[2].problems.map(\.path) == ["email"] && items[2].problems[0].severity == .error)
    }

    @Test func `leaves out with a warning what can't be read, and keeps the rest`() throws {
        let item = try reading(
            #"{"m": "a@b.example", "p": "12", "d": "hier", "v": "abc", "f": {"x": 1}, "s": "many"}"#,
            HookMapDraft(
                [.email: "m", .phone: "p", .at: "d", .amount: "v", .lastName: "f"], kind: "form_submitted",
                fields: "effectif = s")
        ).items[0]

        guard case .read(let contact, let activity?) = item.state else { throw Missing() }
        #expect(contact.fields == ["email": "a@b.example"] && activity.at == now && activity.amount == nil)
        #expect(Set(item.problems.map(\.path)) == ["phone", "at", "amount", "last_name", "effectif"])
        #expect(item.problems.allSatisfy { $0.severity == .warning })
    }

    @Test func `keeps an amount in another currency as a property`() throws {
        let item = try reading(
            #"{"m": "a@b.example", "v": 12, "c": "usd"}"#,
            HookMapDraft([.email: "m", .amount: "v", .currency: "c"], kind: "payment_received")
        ).items[0]

        guard case .read(_, let activity?) = item.state else { throw Missing() }
        #expect(activity.amount == nil && activity.properties == ["amount": "12", "currency": "USD"])
    }

    @Test func `tells where a map is wrong, field by field`() {
        let draft = HookMapDraft(
            [.email: "a..b", .only: "x =", .at: "a["], kind: "note_added",
            fields: "# rien\nville = x\nemail = y\nabc", properties: "a = b\nc = d[")
        let problems = draft.compiled(types: [:], kinds: Self.kinds).problems

        #expect(
            problems.map { "\($0.path) \($0.place.map { "\($0.line):\($0.column)" } ?? "")" }.sorted()
                == [
                    "at 1:3", "email 1:3", "fields 2:1", "fields 3:1", "fields 4:1", "kind ", "only 1:3",
                    "properties 2:7",
                ].sorted())
    }

    @Test func `never takes a consent, nor what only people know, from a program`() {
        #expect(!HookMap.isAllowed(Self.kinds["consent_granted"]!) && !HookMap.isAllowed(Self.kinds["stage_asserted"]!))
        #expect(HookMap.isAllowed(Self.kinds["payment_received"]!) && HookMap.isAllowed(Self.kinds["unsubscribed"]!))
    }

    @Test func `is refused as a whole when it holds too much, or no list where one is said to be`() throws {
        let many = "[" + Array(repeating: "{}", count: 501).joined(separator: ",") + "]"
        #expect(try reading(many, HookMapDraft([.email: "m"])).problem != nil)
        #expect(try reading(#"{"e": 3}"#, HookMapDraft([.each: "e", .email: "m"])).problem?.path == "each")
    }

    @Test func `is kept with its map as it was written`() {
        for model in HookModel.all {
            #expect(HookMapDraft(model.map.document) == model.map)
            #expect(HookSource.Signing(model.signing.document) == model.signing)
        }
    }

    private struct Missing: Error {}
}

extension HookReading.Item {
    fileprivate var word: String {
        switch state {
        case .ignored: "ignored"
        case .read: "read"
        case .refused: "refused"
        }
    }
}

@Suite struct `A claim of a signature` {
    private let now = Instant(seconds: 1_800_000_000)

    @Test func `is a code after a prefix`() {
        let signing = HookSource.Signing.digest(header: "X", prefix: "sha256=")
        #expect(signing.claim("sha256=abc", at: now)?.codes == ["abc"])
        #expect(signing.claim("sha1=abc", at: now) == nil)
    }

    @Test func `is dated, and not for long`() {
        let signing = HookSource.Signing.timestamped(header: "X")
        #expect(signing.claim("t=1800000000,v1=abc,v1=def,v0=x", at: now)?.codes == ["abc", "def"])
        #expect(signing.claim("t=1800000000,v1=abc", at: now)?.prefix == "1800000000.")
        for value in [
            "t=1799999000,v1=abc", "t=1800001000,v1=abc", "v1=abc", "t=x,v1=a", "t=1800000000", "", "t=-1,v1=a",
        ] {
            #expect(signing.claim(value, at: now) == nil, "\(value)")
        }
    }
}
