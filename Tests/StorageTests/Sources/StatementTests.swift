import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A statement` {
    private let march = DaySpan.month(of: Day(year: 2026, month: 3, day: 1)!)
    private let april = DaySpan.month(of: Day(year: 2026, month: 4, day: 1)!)

    /// Lucas brought three people in March, one of whom was known; one more asked in April.
    private func world(_ engine: Engine) throws -> World {
        let world = try World(in: engine.migratedDatabase(), at: Instant(iso8601: "2026-06-01", in: .paris)!)
        try world.importing(
            .contacts,
            """
            external_id,email,source,created_at
            c1,a@borie.example,Lucas,2026-03-02
            c2,b@borie.example,Lucas,2026-03-04
            c3,c@borie.example,,2026-01-04
            c4,d@borie.example,,2026-03-20
            """)
        try world.importing(
            .activities,
            """
            contact,kind,at,channel,campaign,message_id,amount
            c1,form_submitted,2026-03-03,web,,m1,
            c1,payment_received,2026-05-01,,,m2,1000
            c2,form_submitted,2026-04-20,web,,m3,
            c3,page_viewed,2026-01-05,direct,,m4,
            c3,form_submitted,2026-03-05,web,Lucas,m5,
            c4,form_submitted,2026-03-20,web,lucas,m6,
            """)
        try world.refresh()
        return world
    }

    private func introducer(_ world: World, price: Introducer.Price = .perLead(Number(45))) throws -> Introducer {
        try world.database.write { connection in
            let introducers = Introducers(connection, in: world.workspace.id)
            let introducer = try Introducer.example(introducers.newID(), price: price)
            try introducers.save(introducer, at: world.now)
            return introducer
        }
    }

    private func draw(_ introducer: Introducer, _ days: DaySpan, _ world: World) throws -> Statement {
        try world.database.write { connection in
            let introductions = try Introductions(connection, in: world.workspace, world.rules())
                .all(of: introducer, at: world.now)
            return try Statements(connection, in: world.workspace).draw(
                introducer, over: days, introductions, at: world.now)
        }
    }

    private func change(_ world: World, _ body: (Statements) throws -> Void) throws {
        try world.database.write { try body(Statements($0, in: world.workspace)) }
    }

    @Test(arguments: Engine.available)
    func `holds what the terms make of the days, and never twice`(engine: Engine) throws {
        let world = try world(engine)
        let lucas = try introducer(world)

        let statements = try [march, april, march].map { try draw(lucas, $0, world) }

        #expect(statements.map(\.lines.count) == [2, 1, 2])
        #expect(statements.map(\.total) == [Number(90), Number(45), Number(90)])
        #expect(statements[0].id == statements[2].id)
        #expect(Set(statements[0].lines.map(\.due.key)).isDisjoint(with: statements[1].lines.map(\.due.key)))
    }

    @Test(arguments: Engine.available)
    func `is approved once no line is disputed, and counts as a cost of its days`(engine: Engine) throws {
        let world = try world(engine)
        let lucas = try introducer(world)
        let statement = try draw(lucas, march, world)
        let line = statement.lines[0].due.key
        let rules = try world.rules()
        func cost() throws -> Number {
            try world.database.read {
                try CostReports($0, in: world.workspace, rules).report(over: march, at: world.now).total.cost
            }
        }

        try change(world) { try $0.mark(line, of: statement.id, .disputed, reason: "déjà client", by: "claire") }
        #expect(throws: Statement.Problem.disputed) {
            try change(world) { try $0.approve(statement.id, by: "claire", at: world.now) }
        }
        #expect(try draw(lucas, march, world).lines.first { $0.due.key == line }?.reason == "déjà client")
        try change(world) { try $0.mark(line, of: statement.id, .dropped, reason: "client depuis 2024", by: "claire") }
        try change(world) { try $0.approve(statement.id, by: "claire", at: world.now) }

        #expect(try cost() == Number(45))
        #expect(throws: Statement.Problem.settled) {
            try change(world) { try $0.mark(line, of: statement.id, .due, reason: nil, by: "claire") }
        }
        try change(world) { try $0.reopen(statement.id) }
        #expect(try cost() == .zero)
        try change(world) { try $0.approve(statement.id, by: "claire", at: world.now) }
        try change(world) { try $0.pay(statement.id, reference: "VIR 12", at: world.now) }
        #expect(try cost() == Number(45))
        #expect(throws: Statement.Problem.settled) { try change(world) { try $0.reopen(statement.id) } }
        #expect(throws: Statement.Problem.settled) { _ = try draw(lucas, march, world) }
    }

    @Test(arguments: Engine.available)
    func `shares sales, and has no days in common with another`(engine: Engine) throws {
        let world = try world(engine)
        let lucas = try introducer(world, price: .shareOfSale(Number("0.1")!))

        let may = try draw(lucas, .month(of: Day(year: 2026, month: 5, day: 1)!), world)

        #expect(may.lines.map(\.due.base) == [Number(1000)] && may.total == Number(100))
        #expect(throws: Statement.Problem.overlapping) {
            _ = try draw(lucas, DaySpan(april.last, may.days.last)!, world)
        }
        #expect(throws: Statement.Problem.empty) {
            let empty = try draw(lucas, march, world)
            try change(world) { try $0.approve(empty.id, by: "claire", at: world.now) }
        }
    }
}
