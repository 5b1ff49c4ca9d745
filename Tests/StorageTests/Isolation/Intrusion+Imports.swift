import Storage
import TestSupport
import Verger

extension Attempt {
    fileprivate var drafts: ImportDrafts { ImportDrafts(connection, in: workspace.id) }
    /// The rows of a draft of another workspace, under its number.
    fileprivate var rows: DraftRows { DraftRows(connection, in: workspace.id, of: theirs.draft) }
    fileprivate var reversals: ImportReversals { ImportReversals(connection, in: workspace.id) }
    /// An import that the other workspace is taking back, and this one does not have.
    fileprivate var taken: Int { Furnished.takenBack }
    fileprivate var brought: ImportedContacts { ImportedContacts(connection, in: workspace.id, by: theirs.run) }
    /// Another one’s draft, as whoever knows its number would name it.
    fileprivate var id: Int64 { theirs.draft }
}

extension DraftRow {
    static func example(_ number: Int, cells: [String]) -> DraftRow {
        DraftRow(
            number: number, line: number + 1, cells: cells, isCorrected: true, verdict: .refused,
            problems: [RowProblem(row: number, line: number + 1, column: "email", Sentence(verbatim: "odd"))],
            lookalike: nil, comparison: nil, choice: nil)
    }
}

extension Intrusion {
    private static let mapping = ImportMapping(kind: .contacts, columns: [.init("email", .contact(.email))])

    static let drafts = [
        Intrusion("ImportDrafts.find") { try $0.drafts.find($0.id) as Any },
        Intrusion("ImportDrafts.find") { try $0.drafts.find(run: $0.theirs.run) as Any },
        Intrusion("ImportDrafts.open") { try $0.drafts.open().map(\.fileName) },
        Intrusion("ImportDrafts.remembered") { try $0.drafts.remembered(["email", "first_name"]) as Any },
        Intrusion("ImportDrafts.twin") { its in
            try its.drafts.open().first.map { try its.drafts.twin(of: $0)?.fileName as Any } as Any
        },
        Intrusion("ImportDrafts.newID") { its in _ = try its.drafts.newID() },
        Intrusion("ImportDrafts.add") { its in
            try its.drafts.add(
                .init(
                    fileName: "x.csv", format: "csv", size: 1, mark: "x", sheets: [], sheet: 0, header: ["email"],
                    samples: [], mapping: mapping), as: its.id + 1_000_000, by: "test", in: .french, at: its.mine.now)
        },
        Intrusion("ImportDrafts.choose") { its in
            try its.drafts.choose(sheet: 1, ["email"], [], mapping, of: its.id, at: its.mine.now)
        },
        Intrusion("ImportDrafts.save") { its in
            try its.drafts.save(mapping, nil, of: its.id, isReady: false, at: its.mine.now)
        },
        Intrusion("ImportDrafts.save") { its in
            let row = DraftRow.example(1, cells: ["y"])
            return try its.drafts.save([(row, row)], of: its.id, at: its.mine.now)
        },
        Intrusion("ImportDrafts.start") { its in
            try its.drafts.start(its.id, by: "test", leavingOutErrors: true, at: its.mine.now)
        },
        Intrusion("ImportDrafts.stop") { try $0.drafts.stop($0.id, by: "test", at: $0.mine.now) },
        Intrusion("ImportDrafts.discard") { try $0.drafts.discard($0.id, by: "test", at: $0.mine.now) },
        Intrusion("ImportDrafts.keep") { try $0.drafts.keep([1], as: 7, of: $0.id, at: $0.mine.now) },
        Intrusion("ImportDrafts.part") { try $0.drafts.part(0, of: $0.id) as Any },
        Intrusion("ImportDrafts.dropFile") { try $0.drafts.dropFile(of: $0.id) },
        Intrusion("ImportDrafts.hold") { its in
            try its.drafts.hold(its.id, by: "test", while: .checking, at: its.mine.now)
        },
        Intrusion("ImportDrafts.release") { try $0.drafts.release($0.id, by: "test") },
        Intrusion("ImportDrafts.beginCheck") { try $0.drafts.beginCheck($0.id) },
        Intrusion("ImportDrafts.note") { try $0.drafts.note(ImportSurvey(), [], of: $0.id, at: $0.mine.now) },
        Intrusion("ImportDrafts.finishCheck") { its in
            try its.drafts.finishCheck(ImportSurvey(), of: its.id, at: its.mine.now)
        },
        Intrusion("ImportDrafts.finish") { its in
            try its.drafts.finish(its.id, run: 1, isStopped: false, at: its.mine.now)
        },
        Intrusion("ImportDrafts.stopBeforeStart") { try $0.drafts.stopBeforeStart($0.id, at: $0.mine.now) },
        Intrusion("ImportDrafts.fail") { try $0.drafts.fail($0.id, nil, at: $0.mine.now) },
        Intrusion("ImportReversals.find") { its in try its.reversals.find(its.taken) as Any },
        Intrusion("ImportReversals.claim") { its in try its.reversals.claim(its.taken, by: "x", at: its.mine.later) },
        Intrusion("ImportReversals.release") { its in
            try its.reversals.release(its.taken, by: "test", hasFailed: false, at: its.mine.later)
        },
        Intrusion("ImportReversals.advance") { its in
            try its.reversals.advance(its.taken, by: "test", its.reversal, at: its.mine.later)
        },
        Intrusion("ImportReversals.ask") { its in
            try its.reversals.ask(its.taken, by: "test", at: its.mine.later)
        },
        Intrusion("DraftRows.page") { try $0.rows.page(.errors, limit: 10).count },
        Intrusion("DraftRows.find") { try $0.rows.find([1]).count },
        Intrusion("DraftRows.said") { try $0.rows.said(after: 0, limit: 10).count },
        Intrusion("DraftRows.corrected") { try $0.rows.corrected().count },
        Intrusion("DraftRows.update") { try $0.rows.update(.example(1, cells: ["z"])) },
        Intrusion("DraftRows.choose") { try $0.rows.choose(.skip) },
        Intrusion("DraftRows.choices") { try $0.rows.choices().count },
        Intrusion("ImportedContacts.ids") { try $0.brought.ids(.created, limit: 10).count },
        Intrusion("DraftReview.look") { its in
            let review = DraftReview(in: its.workspace, kind: .contacts, types: [:])
            let record = CSVRecord(
                cells: ["ada@borie.example"], row: 1, line: 2, end: CSVPosition(offset: 0, line: 3, row: 2))
            let row = ImportedRow(row: 1, line: 2, contact: ImportedContact(fields: ["email": "ada@borie.example"]))
            var survey = ImportSurvey()
            let item = DraftReview.Item(record, ConvertedRow(row: row, problems: []))
            return try review.look(at: [item], &survey, on: its.connection).count
        },
        Intrusion("DraftRows.insert") { its in
            try DraftRows(its.connection, in: its.workspace.id, of: its.mine.draft).insert([.example(5, cells: ["q"])])
        },
        Intrusion("DraftRows.refuse") { its in
            try DraftRows(its.connection, in: its.workspace.id, of: its.mine.draft).refuse(
                RowProblem(row: 6, line: 7, Sentence(verbatim: "odd")), cells: ["r"])
        },
    ]
}
