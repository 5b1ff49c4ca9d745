import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Tasks` {
    @Test(arguments: Engine.available)
    func `are listed by date, those without one last, until they are done`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.record(Cast.dossier(["city=Lyon"]))
        let day = Day(year: 2026, month: 3, day: 2)!
        let tasks = try world.database.write { connection in
            let tasks = SalesTasks(connection, in: world.workspace)
            return try [
                ("Un jour", SalesTask.Due?.none), ("Lundi", .day(day)),
                ("Lundi à dix heures", .instant(world.now + 22 * Instant.hour)),
            ].map { title, due in
                try tasks.add(
                    title, contact: contact, for: "Lea@borie.example", due: due, by: "tom@borie.example", at: world.now)
            }
        }

        #expect(
            try world.tasks { try $0.open(for: "lea@borie.example") }.map(\.title) == [
                "Lundi à dix heures", "Lundi", "Un jour",
            ])
        #expect(try world.tasks { try $0.open(for: "tom@borie.example") } == [])
        #expect(try world.tasks { try $0.find(tasks[1].id) } == tasks[1])
        try world.database.write { _ = try SalesTasks($0, in: world.workspace).finish(tasks[1].id, at: world.now + 1) }
        #expect(try world.tasks { try $0.open() }.count == 2)
        #expect(try world.tasks { try $0.done(since: world.now) }.map(\.id) == [tasks[1].id])
        try world.database.write { _ = try SalesTasks($0, in: world.workspace).reopen(tasks[1].id) }
        #expect(try world.tasks { try $0.all(about: contact) }.map(\.doneAt) == [nil, nil, nil])
    }

    @Test(arguments: Engine.available)
    func `of a team are one's own, and those about contacts that one sees`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let hers = try world.contact([.firstName: "Nadia", .owner: "anne@b.fr"])
        let his = try world.contact([.firstName: "Max", .owner: "paul@b.fr"])
        try world.database.write { connection in
            let tasks = SalesTasks(connection, in: world.workspace)
            for (title, contact, assignee) in [
                ("hers", hers.id, "anne@b.fr"), ("of hers, his", hers.id, "paul@b.fr"), ("his", his.id, "anne@b.fr"),
                ("of nobody, hers", nil, "anne@b.fr"), ("of nobody, his", nil, "Paul@b.fr"),
            ] {
                let task = try tasks.add(title, contact: contact, for: assignee, by: "x", at: world.now)
                if title == "his" { try tasks.finish(task.id, at: world.now) }
            }
        }
        let user = User(id: 1, email: "paul@b.fr", name: "Paul", role: .rep, isDisabled: false)
        let paul = Member(user, in: world.workspace, WorkspaceSettings(repsSeeUnassigned: true))

        let open = try world.tasks { try $0.open(seenBy: paul) }
        let done = try world.tasks { try $0.done(since: world.now - 1, seenBy: paul) }

        #expect(open.map(\.title) == ["of hers, his", "of nobody, his"])
        #expect(done.map(\.title) == ["his"])
        #expect(try world.tasks { try $0.open() }.count == 4)
    }
}

extension World {
    fileprivate func tasks<T>(_ body: (SalesTasks) throws -> T) throws -> T {
        try database.read { try body(SalesTasks($0, in: workspace)) }
    }
}
