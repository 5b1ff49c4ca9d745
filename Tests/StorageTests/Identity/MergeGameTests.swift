import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Undoing merges` {
    @Test(arguments: Engine.available, [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `leaves every row as it was`(engine: Engine, seed: UInt64) throws {
        var game = try MergeGame(World(in: engine.migratedDatabase()), seed: seed)
        let before = try game.snapshot(derivedToo: true)
        var states: [(merge: Int64, before: Snapshot)] = []
        for _ in 0..<4 {
            let state = try game.snapshot()
            if let merge = try game.merge() { states.append((merge, state)) }
        }
        #expect(states.count >= 3)
        #expect(try game.snapshot().differences(from: before) != [])

        for (merge, state) in states.reversed() {
            try game.undo(merge)
            #expect(try game.snapshot().differences(from: state) == [], "seed \(seed)")
        }
        try game.world.refresh()
        #expect(try game.snapshot(derivedToo: true).differences(from: before) == [], "seed \(seed)")
    }

    @Test(arguments: Engine.available, [1, 2, 3, 4] as [UInt64])
    func `leaves later activities with the survivor, later refusals with both, and everything else as it was`(
        engine: Engine, seed: UInt64
    ) throws {
        var game = try MergeGame(World(in: engine.migratedDatabase()), seed: seed)
        var undone: [(merge: Int64, before: Snapshot, added: Int)] = []
        for _ in 0..<3 {
            let state = try game.snapshot()
            guard let merge = try game.merge() else { continue }
            let added = try game.live()
            undone.append((merge, state, added))
            try game.world.refresh(at: game.world.now + Instant.day)
        }

        var expected = 0
        for (merge, state, added) in undone.reversed() {
            let (kept, gone) = try game.pair(of: merge)
            let since = try game.refusals(of: kept, since: merge)
            try game.undo(merge)
            // Exactly: every row as it was, what came since, and of what was refused since a copy for the one that comes back.
            expected += added + since.count
            #expect(try game.refusals(of: gone, since: merge) == since, "seed \(seed)")
            let differences = try game.snapshot(without: ["handover"]).differences(from: state.without("handover"))
            #expect(differences.allSatisfy { $0.hasPrefix("+ activity ") }, "seed \(seed): \(differences)")
            #expect(differences.count == expected, "seed \(seed)")
        }
    }

    @Test(arguments: Engine.available, [1, 2, 3, 4] as [UInt64])
    func `of companies leaves every row as it was, and their people's past`(engine: Engine, seed: UInt64) throws {
        var game = try MergeGame(World(in: engine.migratedDatabase()), seed: seed)
        let before = try game.snapshot(derivedToo: true)
        var states: [(merge: Int64, before: Snapshot)] = []
        for _ in 0..<2 {
            let state = try game.snapshot()
            states.append((try game.mergeCompanies(), state))
        }
        #expect(try game.snapshot().differences(from: before) != [])

        for (merge, state) in states.reversed() {
            try game.undo(merge)
            #expect(try game.snapshot().differences(from: state) == [], "seed \(seed)")
        }
        try game.world.refresh()
        #expect(try game.snapshot(derivedToo: true).differences(from: before) == [], "seed \(seed)")
    }
}

/// A workspace of random contacts with everything that can hang on one, and merges of them.
struct MergeGame {
    let world: World
    private var random: RandomSource
    private var contacts: [Contact.ID] = []
    private var companies: [Company.ID] = []

    private static let facts = [
        "contact", "contact_alias", "contact_address", "contact_change", "contact_tag", "contact_part", "activity",
        "task", "handover", "visitor", "unmapped_call", "bulk_action_contact", "company", "company_change",
        "company_alias",
    ]

    init(_ world: World, seed: UInt64) throws {
        self.world = world
        random = RandomSource(seed: seed)
        for number in 0..<4 {
            var fields: [CompanyField: String] = [.name: "Company \(number)"]
            if random.chance(50) { fields[.externalID] = "e\(number)" }
            if random.chance(50) { fields[.city] = random.pick(["Lyon", "Nantes"]) }
            companies.append(try world.company(fields, isImplicit: random.chance(40)).id)
        }
        for number in 0..<7 { try addContact(number) }
        try world.receiving(
            #"{"type": "page", "userId": "x0", "anonymousId": "a1"}"#,
            #"{"type": "track", "userId": "x1", "anonymousId": "a2", "event": "Odd", "messageId": "t1"}"#)
        contacts = try world.database.read { try Contacts($0, in: world.workspace).ids(after: nil, limit: 99) }
        for contact in contacts { try furnish(contact) }
        try world.refresh()
        try SearchIndex.refresh(world.database, in: world.workspace.id)
    }

    private mutating func addContact(_ number: Int) throws {
        var fields: [ContactField: String] = [.firstName: random.pick(["Anne", "Anna", "Paul"])]
        if random.chance(60) { fields[.email] = "c\(number)@borie.example" }
        if random.chance(60) { fields[.externalID] = "c\(number)" }
        if random.chance(60) { fields[.city] = random.pick(["Lyon", "Nantes"]) }
        if random.chance(40) { fields[.createdAt] = (world.now - Int64(random.int(1...999)) * Instant.day).iso8601 }
        let tags = ["vip", "VIP", "salon", "été"].filter { _ in random.chance(30) }
        var unique: [String] = []
        for tag in tags where !unique.contains(where: { $0.folded == tag.folded }) { unique.append(tag) }
        let custom = random.chance(50) ? ["secteur": random.pick(["a", "b"])] : [:]
        try world.contact(
            fields, custom: custom, tags: unique, company: random.chance(60) ? random.pick(companies) : nil)
    }

    private mutating func furnish(_ contact: Contact.ID) throws {
        let kinds = [
            "page_viewed", "demo_requested", "consent_granted", "unsubscribed", "call_held", "content_downloaded",
        ]
        var activities: [Activities.New] = []
        for index in 0..<random.int(0...5) {
            activities.append(
                .init(
                    contact: contact, at: world.now - Int64(random.int(0...400)) * Instant.hour,
                    kind: random.pick(kinds), messageID: "m\(contact.value)-\(index)",
                    voids: random.chance(20) ? "m\(contact.value)-0" : nil))
        }
        try world.append(activities)
        let city = random.pick([nil, "Lyon", "Dijon"] as [String?])
        let company = random.chance(50) ? random.pick(companies) : nil
        let (part, isBusy) = (random.pick(BuyingPart.allCases), random.chance(50))
        try world.database.write { connection in
            let contacts = Contacts(connection, in: world.workspace)
            guard let old = try contacts.find(contact) else { return }
            var new = old
            new.fields[.city] = city
            if let company { new.company = company }
            try contacts.update(new, from: old, at: world.now - Instant.hour)
            guard isBusy else { return }
            try contacts.addAlias("alias\(contact.value)", to: contact)
            try BuyingParts(connection, in: world.workspace.id).set([part], of: contact, by: "test", at: world.now)
            _ = try SalesTasks(connection, in: world.workspace).add(
                "Rappeler", contact: contact, for: "anne", by: "anne", at: world.now)
            _ = try BulkActions(connection, in: world.workspace, types: [:]).perform(
                .addTag("bulk"), on: [contact], by: "anne", at: world.now)
        }
    }

    /// Merges two of those that are left; nil when there is only one.
    mutating func merge() throws -> Int64? {
        guard contacts.count > 1 else { return nil }
        let gone = contacts.remove(at: random.int(0...(contacts.count - 1)))
        let kept = random.pick(contacts)
        let taken = Set(
            ["first_name", "city", "email", "external_id", "company", "secteur"].filter { _ in random.chance(40) })
        return try world.merging { try $0.merge(gone, into: kept, taking: taken, by: "anne", at: world.now) }.id
    }

    mutating func mergeCompanies() throws -> Int64 {
        let gone = companies.remove(at: random.int(0...(companies.count - 1)))
        let kept = random.pick(companies)
        let taken = Set(["name", "city"].filter { _ in random.chance(50) })
        return try world.merging { try $0.merge(gone, into: kept, taking: taken, by: "anne", at: world.now) }.id
    }

    func undo(_ merge: Int64) throws {
        _ = try world.merging { try $0.undo(merge, by: "anne", at: world.now) }
    }

    /// Something happens to whoever is left; how many activities.
    mutating func live() throws -> Int {
        let count = random.int(0...4)
        let kinds = ["demo_requested", "unsubscribed", "consent_withdrawn", "email_complained", "consent_granted"]
        try world.append(
            (0..<count).map { _ in
                .init(
                    contact: random.pick(contacts),
                    at: world.now + Instant.hour - Int64(random.int(0...9)) * Instant.day,
                    kind: random.pick(kinds), channel: random.pick([nil, "email", "processing", "profile"]),
                    properties: random.chance(50) ? ["purpose": "newsletter"] : [:])
            })
        return count
    }

    func pair(of merge: Int64) throws -> (kept: Contact.ID, gone: Contact.ID) {
        let merge = try #require(try world.merging { try $0.find(merge) })
        return (Contact.ID(merge.kept), Contact.ID(merge.gone))
    }

    /// What a contact refused since a merge, in the order of recording: kind, channel, purpose.
    func refusals(of contact: Contact.ID, since merge: Int64) throws -> [String] {
        let last = try #require(try world.merging { try $0.find(merge) }).lastActivity ?? 0
        return try world.database.read { try Activities($0, in: world.workspace.id).timeline(of: contact) }
            .filter { $0.id > last && ["unsubscribed", "consent_withdrawn", "email_complained"].contains($0.kind) }
            .filter { $0.properties["reason"] != "merge" }.sorted { $0.id < $1.id }
            .map { "\($0.kind) \($0.channel ?? "") \($0.properties["purpose"] ?? "")" }
    }

    func snapshot(derivedToo: Bool = false, without left: Set<String> = []) throws -> Snapshot {
        let tables = MergeGame.facts.filter { !left.contains($0) } + (derivedToo ? Snapshot.derived : [])
        // A version counts the edits, of which the merge and its undoing are two.
        return try Snapshot(of: world.database, tables, without: ["version"])
    }
}
