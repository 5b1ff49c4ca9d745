package import Verger

/// Records the rows of a file: identified, each once, batch by batch, so that an import that was killed goes on where
/// it stopped and one that is repeated changes nothing.
package final class Importer {
    private let database: any SQLDatabase
    private let workspace: Workspace
    private let rules: Rules
    private let definition: Definition
    private let now: Instant
    private let kind: ImportKind
    private let file: String
    private let fingerprint: String
    private var occurrences = Occurrences()
    private let kinds: [String: ActivityKind]
    private let batch: Int

    /// `batch`: rows in one transaction.
    package init(
        _ database: any SQLDatabase, in workspace: Workspace, under stored: Definitions.Stored, rules: Rules,
        kind: ImportKind, file: String, fingerprint: String, at now: Instant, batch: Int = 2000
    ) {
        self.database = database
        self.workspace = workspace
        self.rules = rules
        self.definition = stored.definition
        self.kind = kind
        self.file = file
        self.fingerprint = fingerprint
        self.now = now
        self.batch = batch
        kinds = Dictionary(
            (ActivityKind.catalogue + stored.definition.kinds).map { ($0.name, $0) }
        ) { first, _ in first }
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
            try ImportRuns(connection, in: workspace.id).begin(kind, file: file, fingerprint: fingerprint, at: now)
        }
        let done = run.tally.rows
        var tally = run.tally
        while let rows = try rows(from: next, after: done) {
            let problems = try database.write { connection in
                let problems = try record(rows, of: run.number, &tally, on: connection)
                try ImportRuns(connection, in: workspace.id).save(tally, of: run.number)
                return problems
            }
            for problem in problems { try report(problem) }
            progress(tally)
        }
        try database.write { connection in
            try ImportRuns(connection, in: workspace.id).finish(run.number, status: "finished", at: now)
        }
        return Outcome(number: run.number, tally: tally, resumedAfter: done)
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
                    for problem in try record(rows, of: number, &tally, on: connection) { try report(problem) }
                    progress(tally)
                }
                throw Rehearsed()
            }
        } catch is Rehearsed {}
        return Outcome(number: nil, tally: tally, resumedAfter: 0)
    }

    /// The next rows that were not recorded before; nil after the last one.
    private func rows(from next: () throws -> ConvertedRow?, after done: Int) throws -> [Numbered]? {
        var rows: [Numbered] = []
        while rows.count < batch, let converted = try next() {
            guard let row = converted.row else {
                if let number = converted.problems.first?.row, number > done {
                    rows.append(Numbered(row: nil, number: number, messageIDs: []))
                }
                continue
            }
            // Rows that were done before still count the occurrences of equal ones.
            let messageIDs = row.activities.map { occurrences.messageID(of: $0, in: row) }
            guard row.row > done else { continue }
            rows.append(Numbered(row: row, number: row.row, messageIDs: messageIDs))
        }
        return rows.isEmpty ? nil : rows
    }

    struct Numbered {
        /// Nil when the row was refused.
        let row: ImportedRow?
        let number: Int
        let messageIDs: [String]
    }

    private func record(
        _ rows: [Numbered], of run: Int, _ tally: inout ImportRuns.Tally, on connection: any SQLConnection
    ) throws -> [RowProblem] {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        tally.rows = rows.map(\.number).max() ?? tally.rows
        tally.refused += rows.count { $0.row == nil }
        let kept = rows.filter { $0.row != nil }
        switch kind {
        case .companies:
            let batch = CompanyBatch(connection, in: workspace, at: now, run: Int64(run))
            return try batch.record(kept.compactMap(\.row), &tally)
        case .contacts:
            let batch = ContactBatch(
                connection, in: workspace, rules: rules, types: definition.fields, kinds: kinds, at: now,
                run: Int64(run))
            return try batch.record(kept, &tally)
        case .activities, .payments:
            let batch = ActivityBatch(connection, in: workspace, kinds: kinds, run: Int64(run))
            return try batch.record(kept, &tally)
        }
    }
}
