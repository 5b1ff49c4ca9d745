import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Bodies that programs send` {
    private static let map = HookMapDraft(
        [.email: "mail", .name: "name", .messageID: "id"], kind: "form_submitted", properties: "plan = plan")

    @Test(arguments: Engine.available)
    func `become contacts and activities, each once`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let source = try world.source(Self.map)
        let body = #"{"id": "e1", "mail": "n.benali@gh.example", "name": "Nadia Benali", "plan": "pro"}"#

        let first = try world.receive(body, source)
        let again = try world.receive(body, source)
        let other = try world.receive(#"{"plan": "max", "id": "e1", "mail": "n.benali@gh.example"}"#, source)

        #expect([first.state, again.state, other.state] == [.taken, .taken, .taken])
        #expect([first.isRepeated, again.isRepeated, other.isRepeated] == [false, true, false])
        let items = try world.items(first.delivery) + world.items(other.delivery)
        #expect(items.map(\.state) == [.recorded, .repeated])
        let (contact, timeline) = try world.person(try #require(items[0].contact))
        #expect(contact.fields[.lastName] == "Benali" && contact.fields[.source] == "Typeform")
        #expect(timeline.map(\.properties) == [["plan": "pro"]] && timeline[0].messageID == "hook:\(source.id):e1")
        #expect(try world.delivery(first.delivery)?.times == 2)
    }

    @Test(arguments: Engine.available)
    func `wait where the map does not take them, and are taken by the next one`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var source = try world.source(HookMapDraft([.email: "e.mail"], kind: "form_submitted"))
        let held = try world.receive(#"{"mail": "n.benali@gh.example"}"#, source)
        let broken = try world.receive(#"{"mail": "#, source)

        #expect(held.state == .held && broken.state == .unreadable)
        #expect(try world.contactCount() == 0)
        source.map = Self.map
        try world.save(source)
        let outcome = try world.intake { try $0.replayHeld(of: source) }

        #expect(outcome == (1, 1))
        #expect(try world.contactCount() == 1)
        #expect(try world.delivery(held.delivery)?.state == .taken)
        #expect(try world.intake { try $0.replay(held.delivery) } == .taken)
        #expect(try world.items(held.delivery).map(\.state) == [.repeated])
        #expect(try world.intake { try $0.replay(broken.delivery) } == .unreadable)
    }

    @Test(arguments: Engine.available)
    func `are held while the map itself is wrong`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let source = try world.source(HookMapDraft([.email: "mail", .phone: "a["]))

        let outcome = try world.receive(#"{"mail": "a@b.example"}"#, source)

        #expect(outcome.state == .held)
        let problem = try world.database.read {
            try HookDeliveries($0, in: world.workspace.id).problem(of: outcome.delivery)
        }
        #expect(problem?.path == "phone" && problem?.place?.column == 3)
    }

    @Test(arguments: Engine.available)
    func `of two contacts at once wait for a person`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact([.email: "a@b.example"])
        try world.contact([.externalID: "u1", .email: "c@d.example"])
        let source = try world.source(HookMapDraft([.email: "m", .externalID: "u"]))

        #expect(try world.receive(#"{"m": "a@b.example", "u": "u1"}"#, source).state == .held)
        #expect(try world.receive(#"{"m": "new@b.example", "u": "u1"}"#, source).state == .taken)
        #expect(try world.contactCount() == 2)
    }

    @Test(arguments: Engine.available)
    func `are in the file of the person they tell of, unless they tell of others too`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let source = try world.source(Self.map)
        let own = try world.receive(#"{"id": 1, "mail": "n.benali@gh.example", "note": "Nadia seule"}"#, source)
        _ = try world.receive(
            #"[{"id": 2, "mail": "n.benali@gh.example"}, {"id": 3, "mail": "x@y.example", "note": "un autre"}]"#, source
        )
        let nadia = try #require(try world.items(own.delivery)[0].contact)

        let file = try world.database.read {
            try PersonalFile(of: nadia, $0, in: world.workspace, at: world.now)?.json.json()
        }

        #expect(file?.contains("Nadia seule") == true)
        #expect(file?.contains("un autre") == false)
    }

    @Test(arguments: Engine.available)
    func `go with a person who is erased, and do not bring them back`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let source = try world.source(Self.map)
        let taken = try world.receive(
            #"[{"id": 1, "mail": "n.benali\u0040gh.example", "name": "Nadia Benali"}, {"id": 2, "mail": "x@y.example"}]"#,
            source)
        let held = try world.receive(#"{"other": "N.Benali@gh.example"}"#, source)
        let nadia = try #require(try world.items(taken.delivery)[0].contact)

        try world.erase(nadia)

        #expect(try world.places(of: ["benali"], or: .init(987_654_321)) == [])
        #expect(try [taken, held].map { try world.delivery($0.delivery) == nil } == [true, true])
        let back = try world.receive(
            #"[{"id": 3, "mail": "n.benali@gh.example"}, {"id": 4, "mail": "z@y.example"}]"#, source)
        #expect(try world.items(back.delivery).map(\.state) == [.suppressed, .recorded])
        #expect(try world.delivery(back.delivery)?.body == "")
        #expect(try world.places(of: ["benali"], or: .init(987_654_321)) == [])
    }

    @Test(arguments: Engine.available)
    func `of somebody who was erased are not kept, though an id alone tells it`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let map = HookMapDraft([.externalID: "user", .name: "name", .phone: "tel"], kind: "form_submitted")
        let wrong = try world.source(HookMapDraft([.externalID: "other"], kind: "form_submitted"))
        try world.erase(world.contact([.externalID: "C-10042", .lastName: "Benali"]).id)

        let held = try world.receive(
            #"[{"user": "C-10042", "name": "Nadia Benali", "tel": "benali"}, {"user": "C-7", "name": "Z"}]"#, wrong)
        #expect(held.state == .held)
        var source = wrong
        source.map = map
        try world.save(source)
        let replayed = try world.intake { try $0.replayHeld(of: source) }
        let back = try world.receive(#"{"user": "C-10042", "name": "Nadia Benali"}"#, source)
        let again = try world.receive(#"{"user": "C-10042", "name": "Nadia Benali"}"#, source)

        #expect(replayed.settled == 1)
        #expect(try world.items(held.delivery).map(\.state) == [.suppressed, .recorded])
        #expect(try [held, back, again].map { try world.delivery($0.delivery)?.body } == ["", "", ""])
        #expect(!again.isRepeated, "what would tell the body again is not kept")
        #expect(try world.places(of: ["benali"], or: .init(987_654_321)) == [])
    }

    @Test(
        arguments: Engine.available,
        [
            #"{"note": "Bonjour,\nn.benali@gh.example\tici"}"#, #"{"note": "a\u000an.benali\u0040gh.example"}"#,
            #"{"inner": "{\"a\": \"\\nn.benali@gh.example\"}"}"#, #"{"broken": "\nn.benali@gh.example"#,
        ])
    func `name somebody wherever a line ends, before the erasure and after it`(engine: Engine, body: String) throws {
        let world = try World(in: engine.migratedDatabase())
        let source = try world.source(Self.map)
        let before = try world.receive(body, source)

        try world.erase(world.contact([.email: "n.benali@gh.example"]).id)
        let after = try world.receive(body, source)

        #expect(try world.delivery(before.delivery) == nil)
        #expect(try world.delivery(after.delivery)?.body == "")
        #expect(try world.places(of: ["benali"], or: .init(987_654_321)) == [])
    }

    @Test(arguments: Engine.available)
    func `give each person their own part, and never that of others`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var draft = Self.map
        draft.slots[.each] = "people"
        draft.slots[.only] = "kind == \"lead\""
        var source = try world.source(draft)
        let shared = try world.receive(
            #"{"people": [{"kind": "x", "mail": "skipped@gh.example"}, {"kind": "lead", "mail": "n.benali@gh.example", "note": "la sienne"}, {"kind": "lead", "mail": "x@y.example", "note": "un autre"}]}"#,
            source)
        let nadia = try #require(try world.items(shared.delivery)[1].contact)
        func file() throws -> String? {
            try world.database.read { try PersonalFile(of: nadia, $0, in: world.workspace, at: world.now)?.json.json() }
        }

        let given = try file()
        source.map.slots[.each] = nil
        try world.save(source)

        #expect(given?.contains("la sienne") == true)
        #expect(given?.contains("un autre") == false && given?.contains("skipped") == false)
        #expect(try file()?.contains("un autre") == false, "the map cuts another way by now")
    }

    @Test(arguments: Engine.available)
    func `are proved by signatures, whichever way they are written`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (body, secret) = (Array("{}".utf8), "s3cret")
        let code = Signature.hmacSHA256(body, key: secret)
        let bytes = stride(from: 0, to: 64, by: 2).map { UInt8(code.dropFirst($0).prefix(2), radix: 16)! }
        let digest = HookSource.Signing.digest(header: "X", prefix: "sha256=")
        let dated = HookSource.Signing.timestamped(header: "X")
        let seconds = world.now.microseconds / Instant.second
        let stamp = "t=\(seconds),v1=" + Signature.hmacSHA256("\(seconds).{}", key: secret)
        func holds(_ signing: HookSource.Signing, _ value: String?, _ key: String = "s3cret") -> Bool {
            HookProof.holds(signing, value, body: body, secret: key, at: world.now)
        }

        #expect(holds(digest, "sha256=" + code) && holds(digest, "sha256=" + code.uppercased()))
        #expect(holds(digest, "sha256=" + bytes.base64) && holds(dated, stamp))
        #expect(
            !holds(digest, code) && !holds(digest, nil) && !holds(digest, "sha256=")
                && !holds(digest, "sha256=" + code, "other"))
        #expect(!holds(dated, stamp, "other") && !holds(dated, "t=\(seconds - 600),v1=\(code)"))
    }

    @Test(arguments: Engine.available)
    func `come by an address that leads nowhere once it was changed`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let source = try world.source(Self.map)
        func found(_ secret: String?) throws -> Int64? {
            try world.database.read { try HookSources.source(withSecret: secret ?? "", on: $0)?.source.id }
        }
        func secret() throws -> String? {
            try world.database.read { try HookSources($0, in: world.workspace.id).secret(of: source.id) }
        }
        let first = try secret()
        #expect(try found(first) == source.id)

        _ = try world.database.write { try HookSources($0, in: world.workspace.id).renew(source.id, at: world.now) }

        #expect(try found(first) == nil && found(secret()) == source.id)
        try world.database.write { connection in
            let sources = HookSources(connection, in: world.workspace.id)
            #expect(throws: HookSource.Problem.taken) {
                try sources.add("TYPEFORM", like: HookModel.all[0], at: world.now)
            }
            #expect(throws: HookSource.Problem.noSecret) {
                var signed = source
                signed.signing = .timestamped(header: "X")
                try sources.save(signed, signingSecret: nil, at: world.now)
            }
            try sources.remove(source.id)
        }
    }
}

extension [UInt8] {
    fileprivate var base64: String {
        let letters = [Character]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: count, by: 3) {
            let part = self[start..<Swift.min(start + 3, count)]
            var bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            var four = ""
            for _ in 0..<4 {
                four = String(letters[bits & 63]) + four
                bits >>= 6
            }
            text += four.prefix(part.count + 1) + String(repeating: "=", count: 3 - part.count)
        }
        return text
    }
}

extension World {
    fileprivate func source(_ map: HookMapDraft) throws -> HookSource {
        try database.write { connection in
            let sources = HookSources(connection, in: workspace.id)
            var source = try sources.add("Typeform", like: HookModel.all[0], at: now)
            source.map = map
            try sources.save(source, signingSecret: nil, at: now)
            return source
        }
    }

    fileprivate func save(_ source: HookSource) throws {
        _ = try database.write { try HookSources($0, in: workspace.id).save(source, signingSecret: nil, at: now) }
    }

    fileprivate func intake<T>(_ body: (HookIntake) throws -> T) throws -> T {
        try database.write { try body(HookIntake($0, in: workspace, at: now, phone: { _, _ in nil })) }
    }

    fileprivate func receive(_ body: String, _ source: HookSource) throws -> HookIntake.Outcome {
        try intake { try $0.receive(body, of: source) }
    }

    fileprivate func items(_ delivery: Int64) throws -> [HookDeliveries.Item] {
        try database.read { try HookDeliveries($0, in: workspace.id).items(of: delivery) }
    }

    fileprivate func delivery(_ id: Int64) throws -> HookDelivery? {
        try database.read { try HookDeliveries($0, in: workspace.id).find(id) }
    }
}
