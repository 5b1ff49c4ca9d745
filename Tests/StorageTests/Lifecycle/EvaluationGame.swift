import Storage
import TestSupport
import Verger

/// A year in a workspace: time goes on, activities come in, some of them of another day; people and companies change.
struct EvaluationGame {
    let world: World
    private var random: RandomWorld
    private var now: Instant
    private var contacts: [Contact.ID]
    private var companies: [Company.ID]

    init(in database: any SQLDatabase, seed: UInt64) throws {
        let start = Instant(iso8601: "2025-03-01", in: .paris)!
        let world = try World(in: database, at: start)
        var random = RandomWorld(seed: seed)
        for index in 0..<3 {
            let condition = random.condition()
            _ = try world.database.write {
                try Segments($0, in: world.workspace.id).save(condition, named: "Tirage \(index)", at: start)
            }
        }
        let contacts = try world.record((0..<8).map { random.dossier(firstID: Int64($0) * 100 + 1) })
        let implicit = try (0..<6).map { try world.company([.name: "Implicit \($0)"], isImplicit: true).id }
        let told = try world.database.read {
            try Contacts($0, in: world.workspace).find(contacts).compactMap(\.company)
        }
        (self.world, self.random, self.contacts, now) = (world, random, contacts, start)
        companies = implicit + told.prefix(1)
    }

    /// Lets some time go by and something happen; returns what, in a word.
    mutating func move() throws -> String {
        now = now + Int64(random.random.int(0...3_000)) * 1_000_000_000
        switch random.random.int(0...5) {
        case 0: return "nothing"
        case 1, 2:
            try append()
            return "activities"
        case 3:
            try changeCompany()
            return "company"
        default:
            try changeContact()
            return "contact"
        }
    }

    private mutating func append() throws {
        let (contact, number) = (random.random.pick(contacts), Int64(random.random.next() >> 2))
        try world.append(
            random.dossier(firstID: number).activities.prefix(3).map { activity in
                Activities.New(
                    contact: contact, at: activity.at, kind: activity.kind, channel: activity.channel,
                    campaign: activity.campaign, amount: activity.amount, currency: activity.currency,
                    messageID: activity.messageID, voids: activity.voids, properties: activity.properties)
            })
    }

    private mutating func changeCompany() throws {
        let id = random.random.pick(companies)
        try world.database.write { connection in
            let companies = Companies(connection, in: world.workspace)
            let old = try companies.find([id])[0]
            var new = old
            new.fields[.size] = random.random.pick([nil, "5", "25", "100", "500"])
            if random.random.chance(50) { new.fields[.industry] = random.random.pick([nil, "Industrie", "hôtel"]) }
            try companies.update(new, from: old, at: now)
        }
    }

    private mutating func changeContact() throws {
        let id = random.random.pick(contacts)
        try world.database.write { connection in
            let contacts = Contacts(connection, in: world.workspace)
            let old = try contacts.find(id)!
            var new = old
            if random.random.chance(60) { new.company = random.random.pick(companies + [nil]) }
            if random.random.chance(30) { new.fields[.phone] = random.random.pick([nil, "+33199000000"]) }
            if random.random.chance(30) { new.fields[.jobTitle] = random.random.pick([nil, "DG", "stagiaire"]) }
            if random.random.chance(20) { new.fields[.email] = random.random.pick([nil, "\(id.value)@gmail.com"]) }
            if random.random.chance(10) { new.fields[.createdAt] = random.random.pick([nil, "2025-01-01T00:00:00Z"]) }
            try contacts.update(new, from: old, at: now)
        }
    }

    func refreshed() throws -> Snapshot {
        try world.refresh(at: now)
        return try derived()
    }

    func rebuild() throws { try Evaluation(world.database, in: world.workspace).rebuild(world.rules(), at: now) }

    func derived() throws -> Snapshot { try Snapshot(of: world.database, Snapshot.derived) }

    func due() throws -> [Contact.ID] {
        try world.database.read { try News($0, in: world.workspace.id).due(at: now, limit: 100) }
    }
}
