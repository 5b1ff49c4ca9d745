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
        #expect(zig.contacts == 2 && zig.stage == 3)
        #expect(zig.evidence?.contact == ada.id && zig.evidence?.activity.kind == "demo_requested")
        #expect(try world.walk(CompanyOrder(.contacts)).map(\.contacts) == [2, 1, 0, 0, 0])
        #expect(try world.walk(CompanyOrder(.evidence)).first?.id == companies[0])
    }

    @Test(arguments: Engine.available)
    func `that is searched, or of which not all is to be seen, holds the others no more`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let companies = try ["Borie SA", "Bories & Fils", "Zig"].map { try world.company([.name: $0]).id }
        try world.contact([.owner: "me@y.fr"], company: companies[1])

        let found = try world.database.read { connection in
            try CompanyOrder.Key.allCases.flatMap { key in
                let order = CompanyOrder(key)
                let search = SearchQuery("bori")
                return [
                    try CompanyList(connection, in: world.workspace, search: search, order: order).page(limit: 9),
                    try CompanyList(
                        connection, in: world.workspace, search: search, visible: "c.owner_key = \("me@y.fr")",
                        order: order
                    ).page(limit: 9),
                ].map { Set($0.rows.map(\.id)) }
            }
        }

        #expect(found == CompanyOrder.Key.allCases.flatMap { _ in [Set(companies.prefix(2)), [companies[1]]] })
    }
}

extension World {
    fileprivate func walk(_ order: CompanyOrder) throws -> [CompanyList.Row] {
        try database.read { connection in
            let list = CompanyList(connection, in: workspace, order: order)
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
