import Verger

/// A row of a file, with the identities of its activities.
struct NumberedRow: Sendable {
    /// Nil when the row was refused.
    let row: ImportedRow?
    let number: Int
    let messageIDs: [String]
    /// In a file of contacts.
    let contact: DescribedContact?
}

/// Records batches of the rows of one file.
struct BatchRecorder: Sendable {
    let workspace: Workspace
    private let kind: ImportKind
    private let definition: Definition
    private let rules: Rules
    private let kinds: [String: ActivityKind]
    private let now: Instant
    private let memory = ImportMemory()

    init(
        _ kind: ImportKind, in workspace: Workspace, under definition: Definition, rules: Rules, at now: Instant
    ) {
        self.kind = kind
        self.workspace = workspace
        self.definition = definition
        self.rules = rules
        self.now = now
        kinds = Dictionary((ActivityKind.catalogue + definition.kinds).map { ($0.name, $0) }) { first, _ in first }
    }

    struct Outcome: Sendable {
        let tally: ImportRuns.Tally
        /// Of rows that the workspace's own records refuse.
        let problems: [RowProblem]
    }

    /// Records rows of the import `run`, which had come as far as `tally`.
    func record(
        _ rows: [NumberedRow], of run: Int, after tally: ImportRuns.Tally, on connection: any SQLConnection
    ) throws -> Outcome {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        var tally = tally
        tally.rows = rows.map(\.number).max() ?? tally.rows
        tally.refused += rows.count { $0.row == nil }
        let admitted = try Suppressions(connection, in: workspace.id).admitted(rows.filter { $0.row != nil })
        tally.suppressed += rows.count { $0.row != nil } - admitted.count
        let problems = try record(admitted, of: Int64(run), &tally, on: connection)
        return Outcome(tally: tally, problems: problems)
    }

    private func record(
        _ rows: [NumberedRow], of run: Int64, _ tally: inout ImportRuns.Tally, on connection: any SQLConnection
    ) throws -> [RowProblem] {
        switch kind {
        case .companies:
            let batch = CompanyBatch(connection, in: workspace, at: now, run: run)
            return try batch.record(rows.compactMap(\.row), &tally)
        case .contacts:
            let batch = ContactBatch(
                connection, in: workspace, rules: rules, types: definition.fields, kinds: kinds, memory: memory,
                at: now,
                run: run)
            return try batch.record(rows, &tally)
        case .activities, .payments:
            let batch = ActivityBatch(connection, in: workspace, kinds: kinds, run: run)
            return try batch.record(rows, &tally)
        }
    }
}
