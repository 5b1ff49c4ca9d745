import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The profile of a contact` {
    @Test(arguments: Engine.available, [1, 2, 3, 4] as [UInt64])
    func `shows on each day what was known on that day`(engine: Engine, seed: UInt64) throws {
        var game = try ProfileGame(World(in: engine.migratedDatabase()), seed: seed)
        for _ in 0..<40 { try game.move() }

        for (index, profile) in try game.profiles().enumerated() {
            for seen in game.seen {
                let version = profile.versions.last { $0.from <= seen.at } ?? profile.versions[0]
                #expect(version.values == seen.values[index], "seed \(seed), contact \(index), at \(seen.at.iso8601)")
                #expect(version.tags == seen.tags[index], "seed \(seed), contact \(index), at \(seen.at.iso8601)")
            }
            #expect(profile.versions.map(\.from) == profile.versions.map(\.from).sorted())
        }
        #expect(Set(game.seen.map { $0.values[0] }).count > 5)
    }
}

/// Contacts that change and move between companies that change, and what one knew of them after each step.
struct ProfileGame {
    let world: World
    var random: RandomSource
    var now: Instant
    var contacts: [Contact]
    var companies: [Company]
    var seen: [(at: Instant, values: [[FieldKey: String]], tags: [Set<String>])] = []

    init(_ world: World, seed: UInt64) throws {
        self.world = world
        random = RandomSource(seed: seed)
        now = world.now
        companies = try (0..<3).map { try world.company([.name: "Company \($0)", .externalID: "e\($0)"]) }
        contacts = try [companies[0].id, companies[0].id, nil].map { try world.contact([:], company: $0) }
        see()
    }

    /// One random change, sometimes at the same instant as the one before.
    mutating func move() throws {
        if random.chance(85) { now = now + Int64(random.int(1...3_000_000)) }
        if random.chance(35) {
            let index = random.int(0...2)
            let old = companies[index]
            companies[index].fields[random.pick([.city, .industry, .size])] = random.pick([nil, "10", "20", "30"])
            try world.database.write {
                try Companies($0, in: world.workspace).update(companies[index], from: old, at: now)
            }
        } else {
            let index = random.int(0...2)
            let old = contacts[index]
            contacts[index] = changed(old)
            try world.database.write {
                try Contacts($0, in: world.workspace).update(contacts[index], from: old, at: now)
            }
        }
        see()
    }

    private mutating func changed(_ old: Contact) -> Contact {
        var contact = old
        if random.chance(40) { contact.company = random.pick(companies.map(\.id) + [nil]) }
        if random.chance(40) { contact.fields[random.pick([.city, .phone])] = random.pick([nil, "Lyon", "Nice", ""]) }
        if random.chance(30) { contact.custom["budget"] = random.pick([nil, "1", "2.5"]) }
        if random.chance(30) { contact.tags = random.pick([[], ["VIP"], ["vip", "Été"], ["presse"]]) }
        return contact
    }

    /// What is known now; of one instant, what was known at its end.
    private mutating func see() {
        if seen.last?.at == now { seen.removeLast() }
        let values = contacts.map { contact in
            var values: [FieldKey: String] = [:]
            for (field, text) in contact.fields { values[.contact(field)] = text }
            for (name, text) in contact.custom { values[.custom(name)] = text }
            let company = companies.first { $0.id == contact.company }
            for (field, text) in company?.fields ?? [:] where field != .externalID { values[.company(field)] = text }
            return values
        }
        seen.append((at: now, values: values, tags: contacts.map { Set($0.tags.map(\.folded)) }))
    }

    func profiles() throws -> [Profile] {
        try world.database.read { connection in
            try Dossiers(connection, in: world.workspace).load(contacts.map(\.id)).map { $0.dossier.members[0] }
        }
    }
}
