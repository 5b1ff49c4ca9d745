import Storage
import TestSupport
import Testing
import Verger

/// A call of a program.
private func call(_ type: String, _ who: String, _ rest: String = "") -> String {
    #"{"type": "\#(type)", \#(who)\#(rest.isEmpty ? "" : ", " + rest)}"#
}

private func page(_ who: String, _ id: String? = nil) -> String {
    call("page", who, id.map { #""messageId": "\#($0)""# } ?? "")
}

private let a = #""anonymousId": "a""#
private let u = #""userId": "u""#
private let v = #""userId": "v""#
private let emailJean = #""traits": {"email": "jean@b.fr"}"#
private let emailAda = #""traits": {"email": "ada@b.fr"}"#

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
        try together.database.write { connection in
            let body = "{\"batch\": [\(calls.joined(separator: ","))]}"
            let delivery = try TrackingReader(receivedAt: together.now).delivery(body, to: .batch)
            let plan = try TrackingPlan(connection, in: together.workspace)
            _ = try Intake(connection, in: together.workspace, under: plan, at: together.now).record(delivery.calls)
        }
        #expect(try histories(together) == expected, "together", sourceLocation: location)
    }

    @Test(arguments: Engine.available)
    func `is that of an unknown contact, until an identify joins it to a new person`(engine: Engine) throws {
        try expect(["?": 2], engine, [page(a), page(a)])
        try expect(["u": 3], engine, [page(a), page(a), call("identify", "\(u), \(a)"), page(a)])
        try expect(["u": 2], engine, [page(a), page("\(u), \(a)")])
    }

    @Test(arguments: Engine.available)
    func `joins that of a person who was known before`(engine: Engine) throws {
        try expect(["u": 3], engine, [page(u), page(a), call("identify", "\(u), \(a)"), page(a)])
        try expect(["u": 3], engine, [page(u), page(a), call("alias", u, #""previousId": "a""#), page(a)])
    }

    @Test(arguments: Engine.available)
    func `is the same person on two devices`(engine: Engine) throws {
        let b = #""anonymousId": "b""#
        try expect(
            ["u": 4], engine,
            [page(a), page(b), call("identify", "\(u), \(a)"), call("identify", "\(u), \(b)"), page(a), page(b)])
    }

    @Test(arguments: Engine.available)
    func `never goes to a second person on the same device`(engine: Engine) throws {
        try expect(
            ["u": 2, "v": 1], engine,
            [page(a), call("identify", "\(u), \(a)"), page(a), call("identify", "\(v), \(a)"), page(a)])
        try expect(
            ["jean@b.fr": 2, "ada@b.fr": 1], engine,
            [page(a), call("identify", a, emailJean), page(a), call("identify", a, emailAda), page(a)])
    }

    @Test(arguments: Engine.available)
    func `goes back and forth between two people of one device, each call to whom it names`(engine: Engine) throws {
        try expect(
            ["u": 2, "v": 2], engine,
            [page("\(u), \(a)"), page("\(v), \(a)"), page("\(u), \(a)"), page("\(v), \(a)")])
    }

    @Test(arguments: Engine.available)
    func `follows an address, then the user id of the same person`(engine: Engine) throws {
        try expect(
            ["u": 3], engine,
            [page(a), call("identify", a, emailJean), page(a), call("identify", "\(u), \(a)", emailJean), page(u)])
        try expect(
            ["u": 2, "jean@b.fr": 1], engine,
            [
                page(a), call("identify", a, emailJean), call("identify", "\(u), \(a)", emailAda), page("\(u), \(a)"),
                page(a),
            ])
    }

    @Test(arguments: Engine.available)
    func `joins the contact who has the address already`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let jean = try world.contact([.email: "jean@b.fr"])

        try world.receiving(page(a))
        try world.receiving(call("identify", a, emailJean), page(a))

        #expect(try histories(world) == ["jean@b.fr": 2])
        #expect(try world.contacts().map(\.id) == [jean.id])
    }

    @Test(arguments: Engine.available)
    func `leaves nothing of the contact that stood for the visitor, but a trace of its number`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(page(a, "m1"), call("track", a, #""event": "Unheard Of""#))
        try world.refresh()
        let visitor = try #require(try world.contacts().first)
        try world.receiving(page(u))
        let before = try world.contacts().filter { $0.id != visitor.id }

        try world.receiving(call("identify", "\(u), \(a)"))
        try world.refresh()

        #expect(try world.contacts().map(\.id) == before.map(\.id))
        let traces = try world.database.read { connection in
            try connection.rows("SELECT former, contact FROM visitor") { [$0.integer(0), $0.integer(1)] }
        }
        #expect(traces == [[visitor.id.value, before[0].id.value]])
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
        try world.receiving(page(u), call("identify", u, emailJean))
        try world.receiving(call("track", a, #""event": "Demo Requested""#))
        try world.receiving(call("identify", "\(u), \(a)"))
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

extension World {
    /// All of them.
    fileprivate func contacts() throws -> [Contact] {
        try database.read { connection in
            let contacts = Contacts(connection, in: workspace)
            return try contacts.find(contacts.ids(after: nil, limit: 100))
        }
    }
}

@Suite struct `What programs say of people` {
    @Test(arguments: Engine.available)
    func `is told once, changes with its history, and keeps what is not told`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(
            call("identify", u, #""traits": {"email": "jean@b.fr", "firstName": "Jean", "plan": "free"}"#))
        try world.receiving(call("identify", u, #""traits": {"plan": "pro"}"#), at: world.now + Instant.hour)

        let jean = try #require(try world.contacts().first)
        #expect(
            jean.fields[.firstName] == "Jean" && jean.fields[.email] == "jean@b.fr" && jean.custom == ["plan": "pro"])
        let changes = try world.database.read { connection in
            try connection.rows("SELECT changes FROM contact_change") { try Document(json: $0.text(0)).json() }
        }
        #expect(changes == [#"{"fields":{"plan":["free","pro"]}}"#])
    }

    @Test(arguments: Engine.available)
    func `never merges two people with user ids by their address`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        try world.receiving(call("identify", u, emailJean))
        let outcome = try world.receiving(call("identify", v, emailJean))

        #expect(try world.contacts().map { $0.fields[.email] } == ["jean@b.fr", nil])
        #expect(outcome.problems.map(\.path) == ["traits.email"])
    }

    @Test(arguments: Engine.available)
    func `finds by its address a contact that has no user id yet`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact([.email: "jean@b.fr"])
        try world.contact([.email: "ada@b.fr"])

        try world.receiving(call("identify", u, emailJean), page(#""userId": "Ada@b.fr""#))

        #expect(try world.contacts().map { $0.fields[.externalID] } == ["u", "Ada@b.fr"])
    }

    @Test(arguments: Engine.available)
    func `changes an address, which is then free`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(call("identify", u, emailJean))

        try world.receiving(call("identify", u, emailAda), call("identify", v, emailJean))

        #expect(try world.contacts().map { $0.fields[.email] } == ["ada@b.fr", "jean@b.fr"])
    }

    @Test(arguments: Engine.available)
    func `gives them a company, known by its id or its name`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let borie = try world.company([.name: "Borie SA"])

        try world.receiving(
            call("group", u, #""groupId": "g1", "traits": {"name": "borie sa", "employees": 25}"#),
            call("identify", v, #""traits": {"company": "BORIE SA"}"#),
            call("group", #""userId": "w""#, #""groupId": "g2", "traits": {"name": "Zig"}"#))

        let companies = try world.database.read { connection in
            var all: [Company] = []
            try Companies(connection, in: world.workspace).forEach { all.append($0) }
            return all
        }
        #expect(companies.map { $0.fields[.externalID] } == ["g1", "g2"])
        #expect(companies[0].fields[.size] == "25")
        #expect(try world.contacts().map(\.company) == [borie.id, borie.id, companies[1].id])
    }

    @Test(arguments: Engine.available)
    func `gives a person another name, and leaves two people two`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(page(u))

        try world.receiving(call("alias", v, #""previousId": "u""#), page(v))
        try world.receiving(page(#""userId": "w""#))
        let outcome = try world.receiving(call("alias", #""userId": "w""#, #""previousId": "u""#))

        #expect(try world.contacts().map { $0.fields[.externalID] } == ["u", "w"])
        #expect(outcome.problems.map(\.path) == ["previousId"])
        try world.receiving(page(v))
        let count = try world.database.read { try $0.row("SELECT COUNT(*) FROM activity") { $0.integer(0) } }
        #expect(count == 4)
    }
}

@Suite struct `Events of programs` {
    @Test(arguments: Engine.available)
    func `are recorded once, however often they are sent`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let odd = call("track", u, #""event": "Odd", "messageId": "m2""#)

        let first = try world.receiving(page(u, "m1"), page(u, "m1"), odd, odd, page(u), page(u))
        let second = try world.receiving(page(a, "m1"), odd)

        #expect([first.activities, first.unmapped, first.repeated] == [3, 1, 2])
        #expect([second.activities, second.unmapped, second.repeated] == [0, 0, 2])
    }

    @Test(arguments: Engine.available)
    func `that no rule is about wait, counted, and become evidence when one is`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let sent =
            #""event": "Essai Lancé", "messageId": "m1", "timestamp": "2026-01-05T10:00:00Z", "properties": {"offre": "pro"}"#
        try world.receiving(call("track", u, sent), call("track", a, #""event": "essai-lancé""#))
        try world.receiving(call("track", v, #""event": "Other""#))

        let waiting = try world.database.read { try UnmappedEvents($0, in: world.workspace).all() }
        #expect(waiting.map(\.event) == ["Essai Lancé", "Other"] && waiting.map(\.calls) == [2, 1])
        #expect(try world.activities().isEmpty)

        let settled = try world.database.write { connection in
            let rule = TrackingRule(.track, "Essai lancé", as: "trial_started", renaming: ["offre": "plan"])
            try TrackingRules(connection, in: world.workspace.id).save(rule, at: world.now)
            return try UnmappedEvents(connection, in: world.workspace)
                .settle(under: TrackingPlan(connection, in: world.workspace))
        }

        #expect(settled == 2)
        let activities = try world.activities()
        #expect(activities.map(\.kind) == ["trial_started", "trial_started"])
        #expect(activities.contains { $0.at.iso8601 == "2026-01-05T10:00:00Z" && $0.properties == ["plan": "pro"] })
        #expect(try world.database.read { try UnmappedEvents($0, in: world.workspace).all() }.map(\.event) == ["Other"])
        #expect(try world.receiving(call("track", u, sent)).repeated == 1)
    }

    @Test(arguments: Engine.available)
    func `that a rule does not want are not kept`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.receiving(call("track", u, #""event": "Heartbeat""#))

        try world.database.write { connection in
            try TrackingRules(connection, in: world.workspace.id)
                .save(TrackingRule(.track, "Heartbeat", as: nil), at: world.now)
            try UnmappedEvents(connection, in: world.workspace)
                .settle(under: TrackingPlan(connection, in: world.workspace))
        }
        try world.receiving(call("track", u, #""event": "Heartbeat""#))

        #expect(try world.activities().isEmpty)
        #expect(try world.database.read { try UnmappedEvents($0, in: world.workspace).all() }.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `are told of when they are wrong, counted`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let delivery = try TrackingReader(receivedAt: world.now).delivery(
            #"{"batch": [{"type": "track", "userId": "u"}, {"type": "track", "userId": "v"}, {"type": "nap"}]}"#,
            to: .batch)

        try world.database.write { connection in
            let problems = TrackingProblems(connection, in: world.workspace.id)
            try problems.note(delivery.problems, at: world.now)
            try problems.note(delivery.problems, at: world.now + 1)
        }

        let listed = try world.database.read { try TrackingProblems($0, in: world.workspace.id).all() }
        #expect(listed.map(\.path) == ["event", "type"] && listed.map(\.calls) == [4, 2])
    }
}

extension World {
    /// All of them.
    fileprivate func activities() throws -> [Activity] {
        try database.read { connection in
            var all: [Activity] = []
            try Activities(connection, in: workspace.id).forEach { all.append($1) }
            return all
        }
    }
}
