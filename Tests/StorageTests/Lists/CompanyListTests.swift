import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A list of companies` {
    @Test(arguments: Engine.available)
    func `holds each once, in every order, with its contacts, stage and last evidence`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let names: [String?] = ["Zig", "Borie", nil, "Écluse", "borie"]
        let companies = try names.map { try world.company($0.map { [.name: $0] } ?? [:]).id }
        let ada = try world.contact([.firstName: "Ada", .email: "ada@zig.example"], company: companies[0])
        try world.contact([.firstName: "Bob"], company: companies[0])
        try world.contact([.firstName: "Cid"], company: companies[3])
        try world.append(Activities.New(contact: ada.id, at: world.now - Instant.day, kind: "demo_requested"))
        try world.refresh()

        for key in CompanyOrder.Key.allCases {
            for isDescending in [true, false] {
                let order = CompanyOrder(key, isDescending: isDescending)
                let rows = try world.walk(order)
                #expect(rows.map(\.id).sorted { $0.value < $1.value } == companies, "\(order.description)")
            }
        }
        let byName = try world.walk(CompanyOrder(.name))
        #expect(byName.map(\.id) == [1, 4, 3, 0, 2].map { companies[$0] })
        let zig = try #require(byName.first { $0.id == companies[0] })
        #expect(zig.contacts == 2 && zig.furthestStage == 3)
        #expect(zig.evidence?.contact == ada.id && zig.evidence?.activity.kind == "demo_requested")
        #expect(try world.walk(CompanyOrder(.contacts)).map(\.contacts) == [2, 1, 0, 0, 0])
        #expect(try world.walk(CompanyOrder(.evidence)).first?.id == companies[0])
    }

    /// Three companies: of Ada's two contacts one is seen by Paul; of Bob's none; nobody follows the third's.
    private func peopled(_ engine: Engine) throws -> (world: World, companies: [Company.ID]) {
        let world = try World(in: engine.migratedDatabase())
        let companies = try ["Ada", "Bob", "Cid", "Lone"].map { try world.company([.name: $0]).id }
        let people = try [("paul@b.fr", 0), ("anne@b.fr", 0), ("anne@b.fr", 1), (nil, 2)].map { owner, company in
            try world.contact(
                owner.map { [.owner: $0, .email: "x\(company)\($0)"] } ?? [.email: "lone@b.fr"],
                company: companies[company])
        }
        try world.append(
            .init(contact: people[0].id, at: world.now - 9 * Instant.day, kind: "page_viewed"),
            .init(contact: people[1].id, at: world.now - Instant.day, kind: "demo_requested"),
            .init(contact: people[2].id, at: world.now - 2 * Instant.day, kind: "webinar_attended"))
        try world.refresh()
        return (world, companies)
    }

    @Test(arguments: Engine.available)
    func `says nothing of contacts that its reader does not see`(engine: Engine) throws {
        let (world, companies) = try peopled(engine)
        let paul = CompanyFilter(seenBy: .ownedBy("paul@b.fr", unassignedToo: false))

        for key in CompanyOrder.Key.allCases {
            let rows = try world.walk(CompanyOrder(key), paul)
            #expect(rows.map(\.id) == [companies[0]], "\(key)")
            #expect(rows[0].contacts == 1 && rows[0].furthestStage == 0, "\(key)")
            #expect(rows[0].evidence?.activity.kind == "page_viewed", "\(key)")
        }
        let everything = try world.walk(CompanyOrder(.evidence))
        #expect(everything.map(\.id) == [0, 1, 3, 2].map { companies[$0] }, "those without a fact last")
        #expect(everything[0].contacts == 2 && everything[0].evidence?.activity.kind == "demo_requested")
    }

    @Test(arguments: Engine.available)
    func `is sorted by what its reader sees, and holds what nobody follows where they see that`(engine: Engine) throws {
        let (world, companies) = try peopled(engine)
        func seen(_ email: String, _ unassignedToo: Bool, _ key: CompanyOrder.Key) throws -> [Company.ID] {
            let filter = CompanyFilter(seenBy: .ownedBy(email, unassignedToo: unassignedToo))
            return try world.walk(CompanyOrder(key), filter).map(\.id)
        }

        #expect(try seen("anne@b.fr", false, .stage) == [companies[0], companies[1]])
        #expect(try seen("paul@b.fr", true, .evidence) == [companies[0], companies[3], companies[2]])
        #expect(try seen("paul@b.fr", true, .contacts).last == companies[3])
        for visibility in [
            Visibility.everyone, .ownedBy("paul@b.fr", unassignedToo: true),
            .ownedBy("paul@b.fr", unassignedToo: false),
            .broughtBy("nobody"),
        ] {
            let listed = Set(try world.walk(CompanyOrder(.name), CompanyFilter(seenBy: visibility)).map(\.id))
            let shown = try world.database.read { connection in
                try companies.filter { try Companies(connection, in: world.workspace).isSeen($0, by: visibility) }
            }
            #expect(listed == Set(shown), "\(visibility)")
        }
    }

    @Test(arguments: Engine.available)
    func `is in the order of the best contact of each, excluded ones aside`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let companies = try ["A", "B", "C", "D"].map { try world.company([.name: $0]).id }
        func person(_ company: Int, _ kinds: String...) throws {
            let contact = try world.contact(
                [.email: "p\(Int.random(in: 1...1_000_000_000))@b.fr"], company: companies[company])
            try world.append(kinds.map { .init(contact: contact.id, at: world.now - Instant.hour, kind: $0) })
        }
        try person(0, "page_viewed")
        try person(0, "demo_requested")
        try person(1, "demo_requested", "demo_requested", "disqualified")
        try person(1, "page_viewed")
        try person(2, "demo_requested", "pricing_requested")
        try world.refresh()

        let rows = try world.walk(CompanyOrder(.score))

        #expect(rows.map(\.id) == [2, 0, 1, 3].map { companies[$0] })
        #expect(
            try world.walk(CompanyOrder(.score, isDescending: false)).map(\.id) == [1, 0, 2, 3].map { companies[$0] })
        #expect(rows[0].best.map { $0.engagement > 500 } == true && rows[3].best == nil)
        let neighbours = try world.database.read {
            let list = CompanyList($0, in: world.workspace, order: CompanyOrder(.score), at: world.now)
            return try companies.map { try list.neighbours(of: $0) }
        }
        #expect(neighbours.map(\.previous) == [companies[2], companies[0], nil, companies[1]])
        #expect(neighbours.map(\.next) == [companies[1], companies[3], companies[0], nil])
    }

    @Test(arguments: Engine.available, ["stage >= lead", deep])
    func `holds those of which a contact that is seen meets the condition`(engine: Engine, text: String) throws {
        let (world, companies) = try peopled(engine)
        let condition = try world.rules().resolve(parsing: text)

        for key in CompanyOrder.Key.allCases {
            let all = try world.walk(CompanyOrder(key), CompanyFilter(condition: condition)).map(\.id)
            #expect(Set(all) == Set(companies.prefix(2)) && all.count == 2, "\(key)")
            let paul = CompanyFilter(condition: condition, seenBy: .ownedBy("paul@b.fr", unassignedToo: true))
            #expect(try world.walk(CompanyOrder(key), paul).isEmpty, "\(key)")
            let counted = try world.database.read {
                try CompanyList(
                    $0, in: world.workspace, filter: CompanyFilter(condition: condition, search: SearchQuery("bob")),
                    order: CompanyOrder(key), at: world.now
                ).count()
            }
            #expect(counted == 1)
        }
    }

    /// The same, deeper than an engine can read.
    private static let deep =
        String(repeating: "not (not (", count: 20) + "stage >= lead" + String(repeating: "))", count: 20)

    @Test(arguments: Engine.available)
    func `that is searched, or of which not all is to be seen, holds the others no more`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let companies = try ["Borie SA", "Bories & Fils", "Zig"].map { try world.company([.name: $0]).id }
        try world.contact([.owner: "me@y.fr"], company: companies[1])

        let found = try world.database.read { connection in
            try CompanyOrder.Key.allCases.flatMap { key in
                let order = CompanyOrder(key)
                let search = SearchQuery("bori")
                return try [Visibility.everyone, .ownedBy("me@y.fr", unassignedToo: false)].map { visibility in
                    let list = CompanyList(
                        connection, in: world.workspace, filter: CompanyFilter(search: search, seenBy: visibility),
                        order: order, at: world.now)
                    return Set(try list.page(limit: 9).rows.map(\.id))
                }
            }
        }

        #expect(found == CompanyOrder.Key.allCases.flatMap { _ in [Set(companies.prefix(2)), [companies[1]]] })
    }
}

extension World {
    fileprivate func walk(
        _ order: CompanyOrder, _ filter: CompanyFilter = CompanyFilter()
    ) throws -> [CompanyList.Row] {
        try database.read { connection in
            let list = CompanyList(connection, in: workspace, filter: filter, order: order, at: now)
            var page = try list.page(limit: 2)
            var rows = page.rows
            while let next = page.next {
                page = try list.page(.after(next), limit: 2)
                rows += page.rows
            }
            var back = page.rows
            while let previous = page.previous {
                page = try list.page(.before(previous), limit: 2)
                back = page.rows + back
            }
            #expect(back.map(\.id) == rows.map(\.id), "\(order.description)")
            return rows
        }
    }
}
