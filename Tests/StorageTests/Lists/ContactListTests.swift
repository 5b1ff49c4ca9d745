import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A list of contacts` {
    static let orders = ContactOrder.Key.allCases.flatMap { key in
        [true, false].map { ContactOrder(key, isDescending: $0) }
    }

    @Test(arguments: Engine.available)
    func `read page by page, forwards or backwards, holds everyone once and in order`(engine: Engine) throws {
        let world = try World.crowd(in: engine, seed: 3)
        for order in Self.orders {
            let whole = try world.page(order, .start, limit: 1000).rows
            #expect(whole.count == 40)
            for (row, next) in zip(whole, whole.dropFirst()) {
                #expect(order.allows(row, before: next), "\(order.description)")
            }
            let forwards = try world.walk(order, limit: 7)
            #expect(forwards.map(\.id) == whole.map(\.id), "\(order.description)")
            let backwards = try world.walkBack(order, limit: 7)
            #expect(backwards.map(\.id) == whole.map(\.id), "\(order.description)")
        }
    }

    @Test(arguments: Engine.available)
    func `with a filter holds those of the set, in the same order`(engine: Engine) throws {
        let world = try World.crowd(in: engine, seed: 4)
        let rules = try world.rules()
        for text in [
            "stage >= lead", "did any exchange within 12 months", "tag \"vip\" or city = Lyon", "always", "never",
        ] {
            let condition = try rules.resolve(parsing: text)
            let expected = Set(try world.query(condition))
            for order in Self.orders {
                let everyone = try world.page(order, .start, limit: 1000).rows.map(\.id)
                let filter = ContactFilter(condition: condition)
                #expect(
                    try world.walk(order, filter, limit: 3).map(\.id) == everyone.filter(expected.contains),
                    "\(text) by \(order.description)")
                #expect(try world.list(order, filter) { try $0.count() } == expected.count)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `finds the same few of many by walking and by computing the set`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.people(1200)
        let condition = try world.rules().resolve(parsing: "city = Lyon")
        let expected = Set(stride(from: 0, to: 1200, by: 400).map { ids[$0] })
        for order in Self.orders {
            for filter in [ContactFilter(condition: condition), ContactFilter(search: SearchQuery("rare"))] {
                let found = try world.walk(order, filter, limit: 2)
                #expect(Set(found.map(\.id)) == expected && found.count == 3, "\(order.description)")
                let back = try world.walkBack(order, filter, limit: 2)
                #expect(back.map(\.id) == found.map(\.id), "\(order.description)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `shows what the reader may see, and tells the neighbours of a contact`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let names = ["Zoé", "Ada", "Éric", "Bob"]
        let ids = try names.map { try world.contact([.firstName: $0, .owner: $0 == "Bob" ? "x@y.fr" : "me@y.fr"]).id }
        try world.refresh()
        let filter = ContactFilter(visible: "c.owner_key = \("me@y.fr")")
        let order = ContactOrder(.name)

        let rows = try world.walk(order, filter, limit: 1)
        let neighbours = try world.list(order, filter) { try $0.neighbours(of: ids[2]) }

        #expect(rows.map(\.contact.displayName) == ["Ada", "Éric", "Zoé"])
        #expect(neighbours.previous == ids[1] && neighbours.next == ids[0])
        #expect(try world.list(order, filter) { try $0.holding(ids) } == Set(ids.prefix(3)))
    }

    @Test(arguments: Engine.available)
    func `shows the last activity in which the contact took part, unless it is voided`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.contact([.firstName: "Ada"], tags: ["vip"]).id
        func activity(_ kind: String, _ day: Int64, _ messageID: String? = nil, voids: String? = nil) -> Activities.New
        {
            Activities.New(
                contact: id, at: world.now - day * Instant.day, kind: kind, messageID: messageID, voids: voids,
                properties: kind == "content_downloaded" ? ["content": "Guide"] : [:])
        }
        try world.append(
            activity("content_downloaded", 9), activity("call_held", 5, "m1"), activity("email_sent", 2))
        let before = try world.found(id)
        try world.append(activity("stage_asserted", 1, voids: "m1"))
        let after = try world.found(id)

        #expect(before.evidence?.kind == "call_held")
        #expect(after.evidence?.kind == "content_downloaded")
        #expect(after.evidence?.properties == ["content": "Guide"])
        #expect(after.contact.tags == ["vip"])
    }

    @Test(arguments: ["", "12", "12i-5", "7tété 3i", "9t"])
    func `writes its places as texts`(text: String) {
        #expect((Position(text)?.description ?? "") == text)
    }

    @Test(arguments: ["x", "12x", "12i", "12ix", "-1", "12.5", "99999999999999999999"])
    func `takes no other texts for places`(text: String) {
        #expect(Position(text) == nil)
    }
}

extension ContactOrder {
    /// Whether one row may come right before another.
    fileprivate func allows(_ row: ContactList.Row, before next: ContactList.Row) -> Bool {
        func ordered(_ a: some Comparable, _ b: some Comparable, _ less: Bool, _ equal: Bool) -> Bool {
            equal ? (isDescending ? next.id < row.id : row.id < next.id) : less != isDescending
        }
        func numbers(_ a: Int64, _ b: Int64) -> Bool { ordered(a, b, a < b, a == b) }
        func instants(_ a: Instant?, _ b: Instant?) -> Bool {
            guard let a else { return b == nil && numbers(0, 0) }
            return b.map { numbers(a.microseconds, $0.microseconds) } ?? true
        }
        switch key {
        case .score:
            let a = Grades.rank(of: row.grade, engagement: row.engagement)
            return numbers(a, Grades.rank(of: next.grade, engagement: next.engagement))
        case .engagement: return numbers(row.engagement, next.engagement)
        case .fit: return numbers(row.fit, next.fit)
        case .evidence: return instants(row.evidence?.at, next.evidence?.at)
        case .since: return instants(row.since, next.since)
        case .created: return numbers(row.id.value, next.id.value)
        case .name:
            let (a, b) = (row.contact.sortKey, next.contact.sortKey)
            return ordered(a, b, a.precedes(b), a == b)
        }
    }
}

extension World {
    /// Forty people of a random world.
    fileprivate static func crowd(in engine: Engine, seed: UInt64) throws -> World {
        let world = try World(in: engine.migratedDatabase())
        var random = RandomWorld(seed: seed)
        try world.record((0..<40).map { random.dossier(firstID: Int64($0) * 100 + 1) })
        // Nobody is yet to come.
        _ = try world.database.write { connection in
            try connection.execute("UPDATE contact SET created_at = ?", [.integer(world.now.microseconds)])
        }
        try world.refresh()
        return world
    }

    /// People of whom every 400th is in Lyon and has a rare name.
    fileprivate func people(_ count: Int) throws -> [Contact.ID] {
        let ids = try database.write { connection in
            let contacts = Contacts(connection, in: workspace)
            let ids = try contacts.newIDs(count)
            let people = ids.enumerated().map { index, id in
                Contact(
                    id: id,
                    fields: [
                        .firstName: index % 400 == 0 ? "Rare" : "Paul", .lastName: "N\(index % 7)",
                        .city: index % 400 == 0 ? "Lyon" : "Nice",
                    ])
            }
            try contacts.insert(people, at: now)
            try News(connection, in: workspace.id).note(ids)
            return ids
        }
        try refresh()
        return ids
    }

    fileprivate func list<T>(
        _ order: ContactOrder, _ filter: ContactFilter = ContactFilter(), _ body: (ContactList) throws -> T
    ) throws -> T {
        try database.read { try body(ContactList($0, in: workspace, filter: filter, order: order, at: now)) }
    }

    fileprivate func page(
        _ order: ContactOrder, _ edge: ListEdge, _ filter: ContactFilter = ContactFilter(), limit: Int
    ) throws -> ListPage<ContactList.Row> {
        try list(order, filter) { try $0.page(edge, limit: limit) }
    }

    fileprivate func walk(
        _ order: ContactOrder, _ filter: ContactFilter = ContactFilter(), limit: Int
    ) throws -> [ContactList.Row] {
        var page = try page(order, .start, filter, limit: limit)
        #expect(page.previous == nil)
        var rows = page.rows
        while let next = page.next {
            page = try self.page(order, .after(next), filter, limit: limit)
            #expect(page.previous != nil)
            rows += page.rows
        }
        return rows
    }

    /// From the last page to the first.
    fileprivate func walkBack(
        _ order: ContactOrder, _ filter: ContactFilter = ContactFilter(), limit: Int
    ) throws -> [ContactList.Row] {
        var page = try page(order, .start, filter, limit: limit)
        while let next = page.next { page = try self.page(order, .after(next), filter, limit: limit) }
        var rows = page.rows
        while let previous = page.previous {
            page = try self.page(order, .before(previous), filter, limit: limit)
            rows = page.rows + rows
        }
        return rows
    }

    fileprivate func found(_ id: Contact.ID) throws -> ContactList.Row {
        try refresh()
        return try list(ContactOrder(.score)) { try $0.page(limit: 9).rows.first { $0.id == id }! }
    }
}
