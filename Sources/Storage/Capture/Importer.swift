package import Verger

/// Records the rows of a file: identified, each once, batch by batch, so that an import that was killed goes on where
/// it stopped and one that is repeated changes nothing.
package final class Importer {
    private let database: any SQLDatabase
    private let workspace: Workspace
    private let recorder: BatchRecorder
    private let now: Instant
    private let kind: ImportKind
    private let file: String
    private let fingerprint: String
    private var occurrences = Occurrences()
    private let batch: Int
    private let actor: String
    private let guarding: Guarding
    private let fileDate: Instant?

    /// Asked in every transaction, before anything is recorded: throws when this import is no longer to go on.
    package typealias Guarding = @Sendable (any SQLConnection) throws -> Void

    /// `actor`: who imports, for the audit log and as proof of what the file says about consent, as is `fileDate`: when the
    /// file was written, or came. `batch`: rows in one transaction.
    package init(
        _ database: any SQLDatabase, in workspace: Workspace, under stored: Definitions.Stored, rules: Rules,
        kind: ImportKind, file: String, fingerprint: String, dated fileDate: Instant? = nil,
        by actor: String = "command", at now: Instant,
        batch: Int = 2000, guarding: @escaping Guarding = { _ in }
    ) {
        self.guarding = guarding
        self.actor = actor
        self.database = database
        self.workspace = workspace
        self.kind = kind
        self.file = file
        self.fingerprint = fingerprint
        self.now = now
        self.fileDate = fileDate
        self.batch = batch
        recorder = BatchRecorder(kind, in: workspace, under: stored.definition, rules: rules, at: now)
    }

    package struct Outcome: Sendable {
        /// Nil for a dry run.
        package let number: Int?
        package let tally: ImportRuns.Tally
        /// Rows that an earlier, interrupted import of the same file had done.
        package let resumedAfter: Int
    }

    /// Records all rows that `next` gives: nil at the end, and a row or else the number of a refused one.
    /// `report` hears of rows that the workspace's own records refuse.
    package func run(
        next: () throws -> ConvertedRow?, isDryRun: Bool = false, report: (RowProblem) throws -> Void,
        progress: (ImportRuns.Tally) -> Void = { _ in }
    ) throws -> Outcome {
        if isDryRun { return try rehearse(next: next, report: report, progress: progress) }
        let run = try database.write { connection in
            try guarding(connection)
            // Two that begin together would have one number.
            if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
            return try ImportRuns(connection, in: workspace.id).begin(
                kind, file: file, fingerprint: fingerprint, at: now)
        }
        let tally = try record(next: next, in: run, report: report, progress: progress)
        try database.write { connection in
            try guarding(connection)
            try ImportRuns(connection, in: workspace.id).finish(run.number, status: "finished", at: now)
            try audit(tally, of: run.number, on: connection)
            if let script = connection.dialect.learnStatistics { try connection.executeScript(script) }
        }
        return Outcome(number: run.number, tally: tally, resumedAfter: run.tally.rows)
    }

    private func audit(_ tally: ImportRuns.Tally, of number: Int, on connection: any SQLConnection) throws {
        try AuditLog(connection, in: workspace.id).record(
            "import finished", by: actor,
            [
                ("number", .number(number)), ("kind", .text(kind.rawValue)), ("file", .text(file)),
                ("rows", .number(tally.rows)), ("created", .number(tally.created)),
                ("updated", .number(tally.updated)), ("activities", .number(tally.activities)),
                ("refused", .number(tally.refused)),
            ], at: now)
    }

    /// Records batch after batch, each on another thread while the next one is read here.
    private func record(
        next: () throws -> ConvertedRow?, in run: ImportRuns.Run, report: (RowProblem) throws -> Void,
        progress: (ImportRuns.Tally) -> Void
    ) throws -> ImportRuns.Tally {
        var tally = run.tally
        var pending: Errand<BatchRecorder.Outcome>?
        func settle() throws {
            guard let errand = pending else { return }
            pending = nil
            let outcome = try errand.value()
            tally = outcome.tally
            for problem in outcome.problems { try report(problem) }
            progress(tally)
        }
        do {
            while let read = try rows(from: next, after: run.tally.rows) {
                let rows = proven(read, by: run.number)
                try settle()
                pending = Errand { [database, recorder, guarding, tally] in
                    try database.write { connection in
                        try guarding(connection)
                        let outcome = try recorder.record(rows, of: run.number, after: tally, on: connection)
                        try ImportRuns(connection, in: recorder.workspace.id).save(outcome.tally, of: run.number)
                        return outcome
                    }
                }
            }
        } catch {
            // What is being written when reading fails is kept, and told of.
            try settle()
            throw error
        }
        try settle()
        return tally
    }

    private struct Rehearsed: Error {}

    /// Does everything in one transaction and takes it back.
    private func rehearse(
        next: () throws -> ConvertedRow?, report: (RowProblem) throws -> Void, progress: (ImportRuns.Tally) -> Void
    ) throws -> Outcome {
        var tally = ImportRuns.Tally()
        do {
            try database.write { connection in
                let number = try ImportRuns(connection, in: workspace.id)
                    .begin(kind, file: file, fingerprint: "dry run", at: now).number
                while let rows = try rows(from: next, after: 0) {
                    let outcome = try recorder.record(
                        proven(rows, by: number), of: number, after: tally, on: connection)
                    tally = outcome.tally
                    for problem in outcome.problems { try report(problem) }
                    progress(tally)
                }
                throw Rehearsed()
            }
        } catch is Rehearsed {}
        return Outcome(number: nil, tally: tally, resumedAfter: 0)
    }

    /// `rows`, in which every consent names the file and the import that told it.
    private func proven(_ rows: [NumberedRow], by run: Int) -> [NumberedRow] {
        let granted = ConsentStatement.Decision.granted.rawValue
        guard rows.contains(where: { $0.row?.activities.contains { $0.kind == granted } ?? false }) else { return rows }
        let file = ConsentProof.File(name: file, at: fileDate, run: run)
        return rows.map { numbered in
            guard var row = numbered.row else { return numbered }
            for index in row.activities.indices where row.activities[index].kind == granted {
                row.activities[index].evidence.merge(file.properties) { own, _ in own }
                if EmailAddress(actor) != nil { row.activities[index].evidence["actor"] = actor }
            }
            return NumberedRow(
                row: row, number: numbered.number, messageIDs: numbered.messageIDs, contact: numbered.contact)
        }
    }

    /// In bytes: rows of many long cells go in smaller batches.
    private static let heaviestBatch = 16 << 20

    /// The next rows that were not recorded before; nil after the last one.
    private func rows(from next: () throws -> ConvertedRow?, after done: Int) throws -> [NumberedRow]? {
        var rows: [NumberedRow] = []
        var weight = 0
        while rows.count < batch, weight < Importer.heaviestBatch, let converted = try next() {
            weight += converted.weight
            guard let row = converted.row else {
                if let number = converted.problems.first?.row, number > done {
                    rows.append(NumberedRow(row: nil, number: number, messageIDs: [], contact: nil))
                }
                continue
            }
            // Rows that were done before still count the occurrences of equal ones.
            let messageIDs = row.activities.map { occurrences.messageID(of: $0, in: row) }
            guard row.row > done else { continue }
            rows.append(
                NumberedRow(
                    row: row, number: row.row, messageIDs: messageIDs,
                    contact: row.contact.map { DescribedContact($0, decided: row.decided) }))
        }
        return rows.isEmpty ? nil : rows
    }
}
