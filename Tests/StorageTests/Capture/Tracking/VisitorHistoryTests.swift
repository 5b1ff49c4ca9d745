import Storage
import TestSupport
import Testing
import Verger

private let (a, u, v, emailJean, emailAda) = (Calls.a, Calls.u, Calls.v, Calls.emailJean, Calls.emailAda)

@Suite struct `The history of a visitor` {
    /// How many activities each contact has, named by external id, else address, else `?`.
    private func histories(_ world: World) throws -> [String: Int] {
        try world.database.read { connection in
            let ids = try Contacts(connection, in: world.workspace).ids(after: nil, limit: 100)
            var result: [String: Int] = [:]
            for contact in try Contacts(connection, in: world.workspace).find(ids) {
                let name = contact.fields[.externalID] ?? contact.fields[.email] ?? "?"
                let count = try Activities(connection, in: world.workspace.id).timeline(of: contact.id).count
                result[name] = (result[name] ?? 0) + count
            }
            return result
        }
    }

    /// Calls come one by one, or all together: it is the same.
    private func expect(
        _ expected: [String: Int], _ engine: Engine, _ calls: [String], _ location: SourceLocation = #_sourceLocation
    ) throws {
        let oneByOne = try World(in: engine.migratedDatabase())
        for call in calls { try oneByOne.receiving(call) }
        #expect(try histories(oneByOne) == expected, "one by one", sourceLocation: location)
        let together = try World(in: engine.migratedDatabase())
        try together.receiving(calls)
        #expect(try histories(together) == expected, "together", sourceLocation: location)
    }

    @Test(arguments: Engine.available)
    func `is that of an unknown contact, until an identify joins it to a new person`(engine: Engine) throws {
        try expect(["?": 2], engine, [Calls.page(a), Calls.page(a)])
        try expect(
            ["u": 3], engine, [Calls.page(a), Calls.page(a), Calls.call("identify", "\(u), \(a)"), Calls.page(a)])
        try expect(["u": 2], engine, [Calls.page(a), Calls.page("\(u), \(a)")])
    }

    @Test(arguments: Engine.available)
    func `joins that of a person who was known before`(engine: Engine) throws {
        try expect(
            ["u": 3], engine, [Calls.page(u), Calls.page(a), Calls.call("identify", "\(u), \(a)"), Calls.page(a)])
        try expect(
            ["u": 3], engine,
            [Calls.page(u), Calls.page(a), Calls.call("alias", u, #""previousId": "a""#), Calls.page(a)])
    }

    @Test(arguments: Engine.available)
    func `is the same person on two devices`(engine: Engine) throws {
        let b = #""anonymousId": "b""#
        try expect(
            ["u": 4], engine,
            [
                Calls.page(a), Calls.page(b), Calls.call("identify", "\(u), \(a)"),
                Calls.call("identify", "\(u), \(b)"), Calls.page(a), Calls.page(b),
            ])
    }

    @Test(arguments: Engine.available)
    func `never goes to a second person on the same device`(engine: Engine) throws {
        try expect(
            ["u": 2, "v": 1], engine,
            [
                Calls.page(a), Calls.call("identify", "\(u), \(a)"), Calls.page(a),
                Calls.call("identify", "\(v), \(a)"), Calls.page(a),
            ])
        try expect(
            ["jean@b.fr": 2, "ada@b.fr": 1], engine,
            [
                Calls.page(a), Calls.call("identify", a, emailJean), Calls.page(a), Calls.call("identify", a, emailAda),
                Calls.page(a),
            ])
    }

    @Test(arguments: Engine.available)
    func `goes back and forth between two people of one device, each call to whom it names`(engine: Engine) throws {
        try expect(
            ["u": 2, "v": 2], engine,
            [Calls.page("\(u), \(a)"), Calls.page("\(v), \(a)"), Calls.page("\(u), \(a)"), Calls.page("\(v), \(a)")])
    }

    @Test(arguments: Engine.available)
    func `follows an address, then the user id of the same person`(engine: Engine) throws {
        try expect(
            ["u": 3], engine,
            [
                Calls.page(a), Calls.call("identify", a, emailJean), Calls.page(a),
                Calls.call("identify", "\(u), \(a)", emailJean), Calls.page(u),
            ])
        try expect(
            ["u": 2, "jean@b.fr": 1], engine,
            [
                Calls.page(a), Calls.call("identify", a, emailJean), Calls.call("identify", "\(u), \(a)", emailAda),
                Calls.page("\(u), \(a)"),
                Calls.page(a),
            ])
    }

    @Test(arguments: Engine.available)
    func `joins the contact who has the address already`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let jean = try world.contact([.email: "jean@b.fr"])

        try world.receiving(Calls.page(a))
        try world.receiving(Calls.call("identify", a, emailJean), Calls.page(a))

        #expect(try histories(world) == ["jean@b.fr": 2])
        #expect(try world.contacts().map(\.id) == [jean.id])
    }

    @Test(arguments: Engine.available)
    func `leaves nothing of the contact that stood for the visitor, but a trace of its number`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(Calls.page(a, "m1"), Calls.call("track", a, #""event": "Unheard Of""#))
        try world.refresh()
        let visitor = try #require(try world.contacts().first)
        try world.receiving(Calls.page(u))
        let before = try world.contacts().filter { $0.id != visitor.id }

        try world.receiving(Calls.call("identify", "\(u), \(a)"))
        try world.refresh()

        #expect(try world.contacts().map(\.id) == before.map(\.id))
        let person = try world.database.read {
            try Visitors($0, in: world.workspace.id).person(formerly: visitor.id)
        }
        #expect(person == before.map(\.id).first)
        try world.database.read { connection in
            for table in Visitors.moved + Visitors.dropped {
                let left = try connection.rows(
                    "SELECT 1 FROM \(table) WHERE contact = ?", [.integer(visitor.id.value)]
                ) { _ in true }
                #expect(left.isEmpty, "\(table)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `raises the stage of the person it joins, as if it had been theirs`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(Calls.page(u), Calls.call("identify", u, emailJean))
        try world.receiving(Calls.call("track", a, #""event": "Demo Requested""#))
        try world.receiving(Calls.call("identify", "\(u), \(a)"))
        try world.refresh()
        let joined = try Snapshot(of: world.database, Snapshot.derived)

        try Evaluation(world.database, in: world.workspace).rebuild(world.rules(), at: world.now)

        #expect(try Snapshot(of: world.database, Snapshot.derived).differences(from: joined) == [])
        #expect(joined.count >= 2)
    }

    /// New tables with contacts in them have to say what becomes of them.
    @Test func `has its place in every table`() throws {
        let database = try Engine.sqlite.migratedDatabase()
        var tables: Set<String> = []
        try database.read { connection in
            try connection.forEachRow(connection.dialect.tableColumns, []) { row in
                if row.text(1) == "contact" { tables.insert(row.text(0)) }
                return true
            }
        }
        #expect(tables.subtracting(["visitor"]) == Set(Visitors.moved + Visitors.dropped))
    }
}
