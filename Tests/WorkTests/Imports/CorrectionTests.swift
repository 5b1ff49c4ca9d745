import Storage
import TestSupport
import Testing
import Verger
import Work

@Suite struct `A row that is corrected` {
    /// A list of two, of whom one looks like Marie; what was decided of that one.
    private func decided(_ world: World, _ choice: DraftRow.Choice) throws -> (draft: Int64, row: DraftRow) {
        try world.contact([
            .email: "marie@fournil.example", .firstName: "Marie", .lastName: "Dupont", .phone: "+33612345678",
            .city: "Lyon",
        ])
        let id = try world.upload(
            """
            email,first_name,last_name,phone,city,job_title
            marie.dupont@perso.example,Marie,Dupont,+33612345678,Lyon,Gérante
            luc@x.example,Luc,Martin,,Nice,
            """)
        try world.carrier().turn()
        var row = try #require(try world.rows(.lookalikes, of: id).first)
        row.choice = choice
        try world.database.write { [row] in try DraftRows($0, in: world.workspace.id, of: id).update(row) }
        return (id, row)
    }

    private func correct(_ world: World, _ id: Int64, _ row: DraftRow, _ column: Int, _ text: String) throws {
        var cells = row.cells
        cells[column] = text
        try world.database.write { [cells] connection in
            let reading = try #require(try DraftReading(id, in: world.workspace, connection))
            let looked = try reading.reviewed([(row, cells)], at: world.now, on: connection)
            try ImportDrafts(connection, in: world.workspace.id).save(looked, of: id, at: world.now)
        }
    }

    private func row(_ world: World, _ id: Int64, _ number: Int) throws -> DraftRow? {
        try world.database.read { try DraftRows($0, in: world.workspace.id, of: id).find([number]).first }
    }

    @Test(arguments: Engine.available, [DraftRow.Choice.skip, .attach, .create])
    func `keeps what was decided of it`(engine: Engine, choice: DraftRow.Choice) throws {
        let world = try World(in: engine.migratedDatabase())
        let (id, old) = try decided(world, choice)

        try correct(world, id, old, 5, "Directrice")

        let new = try #require(try row(world, id, old.number))
        #expect(new.isCorrected && new.choice == choice && new.lookalike == old.lookalike)
        try world.start(id)
        try world.carrier().turn()
        #expect(try world.brought().addresses.count == (choice == .create ? 3 : 2))
    }

    @Test(arguments: Engine.available)
    func `forgets it when it looks like nobody any more, or like somebody else`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (id, old) = try decided(world, .attach)

        var cells = old.cells
        (cells[1], cells[2], cells[3], cells[4]) = ("Zoé", "Autre", "", "Brest")
        try world.database.write { [cells] connection in
            let reading = try #require(try DraftReading(id, in: world.workspace, connection))
            let looked = try reading.reviewed([(old, cells)], at: world.now, on: connection)
            try ImportDrafts(connection, in: world.workspace.id).save(looked, of: id, at: world.now)
        }

        let new = try #require(try row(world, id, old.number))
        #expect(new.lookalike == nil && new.choice == nil)
    }

    @Test(arguments: Engine.available)
    func `keeps it when the whole file is looked at again`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (id, old) = try decided(world, .skip)
        try correct(world, id, old, 5, "Directrice")

        try world.database.write { connection in
            let drafts = ImportDrafts(connection, in: world.workspace.id)
            let draft = try #require(try drafts.find(id))
            try drafts.save(draft.mapping, draft.statement, of: id, isReady: true, at: world.now)
        }
        try world.carrier().turn()

        #expect(try row(world, id, old.number)?.choice == .skip)
    }
}
