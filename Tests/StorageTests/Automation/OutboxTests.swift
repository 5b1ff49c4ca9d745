import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A webhook's messages` {
    @Test(arguments: Engine.available)
    func `are queued with the facts they tell of`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let segment = try world.save("did any exchange within 30 days", named: "Suivis")
        let webhook = try world.webhook(Set(Webhook.Event.allCases))
        let contact = try world.contact([.externalID: "c1", .email: "jean@borie.example"])
        try world.append(.init(contact: contact.id, at: world.now + 1, kind: "call_held"))
        try world.refresh(at: world.now + 1)
        try world.refresh(at: world.now + 1 + 30 * Instant.day)

        let messages = try world.deliveries(of: webhook).reversed().map { try Document(json: $0.payload) }
        #expect(
            messages.map { $0["type"]?.text } == [
                "contact.created", "activity.recorded", "contact.stage_changed", "segment.entered", "segment.left",
            ])
        #expect(messages.allSatisfy { $0["data"]?["contact"]?["email"]?.text == "jean@borie.example" })
        #expect(messages.allSatisfy { $0["workspace"]?.text == "borie" })
        #expect(messages[2]["data"]?["from"]?.isNull == true && messages[2]["data"]?["to"]?.text == "lead")
        #expect(messages[3]["data"]?["segment"]?["name"]?.text == segment.name)
    }

    @Test(arguments: Engine.available)
    func `are those it asked for, while it is active`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let moves = try world.webhook([.contactStageChanged])
        var silent = try world.webhook(Set(Webhook.Event.allCases))
        silent.isActive = false
        try world.database.write { [silent] in _ = try Webhooks($0, in: world.workspace.id).update(silent) }
        let contact = try world.contact([.email: "jean@borie.example"])
        try world.append(.init(contact: contact.id, at: world.now, kind: "page_viewed"))
        try world.refresh()
        try world.append(.init(contact: contact.id, at: world.now, kind: "demo_requested"))
        try world.refresh()
        try Evaluation(world.database, in: world.workspace).rebuild(world.rules(), at: world.now)

        let told = try world.deliveries(of: moves).reversed().map { try Document(json: $0.payload)["data"] }
        #expect(told.map { $0?["to"]?.text } == ["suspect", "opportunity"])
        #expect(try world.deliveries(of: silent).isEmpty)
    }

    @Test(arguments: Engine.available)
    func `do not tell of a file row by row, but of those who move later`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let webhook = try world.webhook(Set(Webhook.Event.allCases))
        try world.importing(.contacts, "external_id,email\nc1,a@b.fr\n")
        try world.importing(.activities, "contact,kind,at\nc1,page_viewed,2026-02-01\n")
        try world.refresh()
        #expect(try world.deliveries(of: webhook).isEmpty)

        let id = try world.database.read { try Contacts($0, in: world.workspace).find(named: "c1")!.id }
        try world.append(.init(contact: id, at: world.now, kind: "demo_requested"))
        try world.refresh()

        #expect(try world.deliveries(of: webhook).map(\.event) == ["contact.stage_changed", "activity.recorded"])
    }

    @Test(arguments: Engine.available)
    func `are leased to one sender, tried again later and later, then given up`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let webhook = try world.webhook([.contactCreated])
        try world.contact([.email: "a@b.fr"])
        var now = world.now
        var waits: [Int64] = []
        for number in 1...Delivery.mostAttempts {
            let parcel = try #require(try world.queue { try $0.lease(at: now) })
            #expect(try world.queue { try $0.lease(at: now) } == nil, "leased twice")
            #expect(parcel.attempts == number - 1)
            let attempt = Delivery.Attempt(
                number: number, at: now, milliseconds: 12, code: 503, problem: Sentence(fr: "non", en: "no"))
            try world.queue { try $0.record(attempt, of: parcel, chance: 0.5) }
            guard let next = try world.queue({ try $0.nextDue() }) else { break }
            waits.append(next - now)
            #expect(try world.queue { try $0.lease(at: next - 1) } == nil)
            now = next
        }

        let delivery = try world.deliveries(of: webhook)[0]
        #expect(waits == (1...7).compactMap { Delivery.wait(after: $0) })
        #expect(delivery.status == .failed && delivery.attempts == 8)
        let log = try world.database.read { try Webhooks($0, in: world.workspace.id).attempts(of: delivery.id) }
        #expect(log.map(\.number) == Array(1...8) && log[0].code == 503 && log[0].problem?.en == "no")
        #expect(try world.database.write { try Webhooks($0, in: world.workspace.id).resend(delivery.id, at: now) })
        #expect(try world.queue { try $0.lease(at: now) }?.delivery == delivery.id)
        try world.queue { try $0.prune(before: now + Instant.day) }
        #expect(try world.deliveries(of: webhook).count == 1, "what waits is not forgotten")
    }

    @Test(arguments: Engine.available)
    func `come back when their sender is gone`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.webhook([.contactCreated])
        try world.contact([.email: "a@b.fr"])

        let leases = try [0, 1, 121].map { seconds in
            try world.queue { try $0.lease(at: world.now + seconds * Instant.second) } != nil
        }

        #expect(leases == [true, false, true])
    }

    @Test func `are signed so that anybody can check it`() {
        // RFC 4231, test case 2.
        #expect(
            Signature.hmacSHA256("what do ya want for nothing?", key: "Jefe")
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let header = Signature.header(of: "{}", secret: "s", at: Instant(seconds: 1_700_000_000))
        #expect(header == "t=1700000000,v1=" + Signature.hmacSHA256("1700000000.{}", key: "s"))
    }
}

extension World {
    @discardableResult
    fileprivate func webhook(_ events: Set<Webhook.Event>) throws -> Webhook {
        try database.write { connection in
            try Webhooks(connection, in: workspace.id).add(url: "https://exemple.fr/v", events: events, at: now).webhook
        }
    }

    fileprivate func deliveries(of webhook: Webhook) throws -> [Delivery] {
        try database.read { try Webhooks($0, in: workspace.id).deliveries(of: webhook.id, limit: 100) }
    }

    fileprivate func queue<T>(_ body: (DeliveryQueue) throws -> T) throws -> T {
        try database.write { try body(DeliveryQueue($0)) }
    }
}
