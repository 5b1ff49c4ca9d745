import Storage
import TestSupport
import Testing
import Verger
import Work

@Suite struct `Somebody who is erased` {
    private static let words = ["gone@x.example", "Partie", "Rue des Lilas", "06 12 34 56 78"]

    private func erase(_ world: World, _ id: Contact.ID) throws {
        _ = try world.database.write { try Erasure($0, in: world.workspace).erase(id, by: "anne", at: world.now) }
    }

    /// Words of the person that any table of imports still has.
    private func left(_ world: World, _ words: [String] = words) throws -> [String] {
        try world.database.read { connection in
            try words.filter { word in
                try ["cells", "problems"].contains { column in
                    try connection.row(
                        "SELECT 1 FROM import_row WHERE \(column) LIKE ? LIMIT 1", [.text("%\(word)%")]
                    ) { _ in true } ?? false
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `takes the rows of finished imports along, and leaves those of others`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let gone = try world.contact([
            .email: "gone@x.example", .firstName: "Ève", .lastName: "Partie", .phone: "+33612345678",
        ])
        let id = try world.upload(
            """
            email,first_name,last_name,phone,consent.email,note
            gone@x.example,Ève,Partie,,perhaps,Rue des Lilas
            pas une adresse,ÈVE,PARTIE,,,Rue des Lilas
            pas une adresse,,,06 12 34 56 78,perhaps,Rue des Lilas
            pas une adresse,Luc,Martin,,,Rue du Port
            ok@x.example,Zoé,Autre,,yes,
            """, change: { $0.columns[4].target = .consent("email") })
        try world.carrier().turn()
        try world.start(id)
        try world.carrier().turn()
        #expect(try world.draft(id)?.state == .finished)
        #expect(try left(world).count == 4, "nothing proves nothing")

        try erase(world, gone.id)

        #expect(try left(world) == [])
        #expect(try left(world, ["Martin", "Rue du Port"]).count == 2)
    }

    @Test(arguments: Engine.available)
    func `takes the row along that was to be added to the record`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let gone = try world.contact([.email: "a@x.example"])
        let other = try world.contact([.email: "b@x.example"])
        let id = try world.upload("email,note\nbad,x\n")
        try world.carrier().turn()
        try world.database.write { connection in
            let rows = DraftRows(connection, in: world.workspace.id, of: id)
            func row(_ number: Int, _ like: Contact.ID, _ choice: DraftRow.Choice?) -> DraftRow {
                DraftRow(
                    number: number, line: number + 1, cells: ["Surnom \(number)"], isCorrected: false, verdict: .new,
                    problems: [], lookalike: like, comparison: nil, choice: choice)
            }
            try rows.insert([row(7, gone.id, .attach), row(8, gone.id, .create), row(9, other.id, .attach)])
        }

        try erase(world, gone.id)

        let left = try world.database.read { try DraftRows($0, in: world.workspace.id, of: id).find([7, 8, 9]) }
        #expect(left.map(\.number) == [8, 9] && left.map(\.lookalike) == [nil, other.id])
        #expect(left.map(\.choice) == [nil, .attach])
    }

    @Test(arguments: Engine.available)
    func `leaves no values of a file that came in`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let id = try world.upload("email,first_name\na@x.example,Ada\n")
        _ = try world.database.write {
            try $0.execute("UPDATE import_draft SET samples = '[[\"a@x.example\"]]'")
        }
        try world.carrier().turn()
        try world.start(id)
        try world.carrier().turn()
        #expect(try world.draft(id)?.samples == [])

        // Of an earlier version.
        try world.database.write { connection in
            try connection.execute("UPDATE import_draft SET samples = '[[\"a@x.example\"]]', is_file_kept = 1")
            try ImportDrafts(connection, in: world.workspace.id).keep([1], as: 0, of: id, at: world.now)
            try ImportDrafts.prune(connection, at: world.now + 2 * Instant.day)
        }
        #expect(try world.draft(id)?.samples == [] && world.draft(id)?.isFileKept == false)
        #expect(try world.database.read { try ImportDrafts($0, in: world.workspace.id).part(0, of: id) } == nil)
    }

    /// How a file that came in at that moment is left.
    enum Ending: CaseIterable { case stopped, failed, crashed, finished }

    @Test(arguments: Engine.available, Ending.allCases)
    func `takes a file along that comes in at that moment, as soon as nobody works on it`(
        engine: Engine, ending: Ending
    ) throws {
        let world = try World(in: engine.migratedDatabase())
        let gone = try world.contact([.email: "gone@x.example"])
        let id = try world.upload("email,first_name\nhere@x.example,Ici\ngone@x.example,Ex\nbad,Ex\n")
        let other = try world.upload("email,first_name\nelse@x.example,Ailleurs\n")
        for _ in 0..<2 { try world.carrier().turn() }
        for draft in [id, other] { try world.start(draft) }

        try erase(world, gone.id)
        #expect(try world.draft(id)?.state == .running && world.draft(id)?.isFileKept == true)
        #expect(try world.draft(id)?.holdsErased == true && world.draft(other)?.holdsErased == false)
        try world.database.write { connection in
            let drafts = ImportDrafts(connection, in: world.workspace.id)
            switch ending {
            case .stopped: try drafts.stop(id, by: "anne", at: world.now)
            case .failed: try drafts.fail(id, Sentence(fr: "raté", en: "failed"), at: world.now)
            case .crashed: try connection.execute("UPDATE import_draft SET attempts = 3 WHERE id = ?", [.integer(id)])
            case .finished: break
            }
        }
        while try world.carrier().turn() {}

        let draft = try #require(try world.draft(id))
        #expect(!draft.isFileKept && draft.state == (ending == .finished ? .finished : .failed))
        #expect(try world.database.read { try ImportDrafts($0, in: world.workspace.id).part(0, of: id) } == nil)
        #expect(try world.rows(.errors, of: id).isEmpty && draft.samples == [])
        #expect(ending == .finished || draft.problem?.en.contains("was erased meanwhile") == true)
        #expect(try world.draft(other)?.state == .finished)
    }
}
