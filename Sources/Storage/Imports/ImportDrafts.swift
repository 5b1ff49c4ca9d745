package import Verger

/// The uploaded files of one workspace that did not come in yet, and what became of those that did.
package struct ImportDrafts {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    var key: SQLValue { .integer(workspace.value) }

    /// Files that nobody brought in are let go after this.
    package static let patience = 7 * Instant.day
    /// And the rows of those that came in after this.
    static let memory = 30 * Instant.day

    private static let columns = """
        SELECT id, state, file_name, format, size, mark, is_file_kept, sheets, sheet, header, samples, mapping, statement,
        survey, leaves_out_errors, problem, attempts, is_stopping, run, started_at, created_by, language, created_at,
        updated_at, holds_erased FROM import_draft WHERE workspace = ?
        """

    // MARK: Reading

    package func find(_ id: Int64) throws -> ImportDraft? {
        try connection.row("\(ImportDrafts.columns) AND id = ?", [key, .integer(id)], ImportDrafts.read)
    }

    /// Those that did not come in, the latest first.
    package func open() throws -> [ImportDraft] {
        try connection.rows(
            "\(ImportDrafts.columns) AND state <> 'finished' ORDER BY id DESC LIMIT 200", [key], ImportDrafts.read)
    }

    /// What an import came from.
    package func find(run: Int) throws -> ImportDraft? {
        try connection.row("\(ImportDrafts.columns) AND run = ?", [key, .integer(run)], ImportDrafts.read)
    }

    /// What was last said of a file of these columns.
    package func remembered(_ header: [String]) throws -> ImportMapping? {
        try connection.row(
            "\(ImportDrafts.columns) AND header_mark = ? AND state = 'finished' ORDER BY id DESC LIMIT 1",
            [key, .text(ImportDrafts.mark(of: header))], ImportDrafts.read)?.mapping
    }

    /// The import of an equal file, the last one, with its number.
    package func twin(of draft: ImportDraft) throws -> ImportDraft? {
        try connection.row(
            "\(ImportDrafts.columns) AND mark = ? AND id <> ? AND run IS NOT NULL ORDER BY id DESC LIMIT 1",
            [key, .text(draft.mark), .integer(draft.id)], ImportDrafts.read)
    }

    static func mark(of header: [String]) -> String {
        Secret.fingerprint(header.map(\.folded).joined(separator: "\u{1F}"))
    }

    private static func read(_ row: any SQLRow) throws -> ImportDraft {
        func document(_ column: Int) throws -> Document { try Document(json: row.text(column)) }
        func texts(_ document: Document) -> [String] { (document.items ?? []).map { $0.text ?? "" } }
        guard let mapping = ImportMapping(try document(11)) else { throw StorageProblem.corrupt("import_draft") }
        let problem = try row.textOrNil(15).map { try Document(json: $0) }
        return ImportDraft(
            id: row.integer(0), state: .init(rawValue: row.text(1)) ?? .failed, fileName: row.text(2),
            format: row.text(3), size: Int(row.integer(4)), mark: row.text(5), isFileKept: row.integer(6) == 1,
            holdsErased: row.integer(24) == 1,
            sheets: texts(try document(7)), sheet: Int(row.integer(8)), header: texts(try document(9)),
            samples: (try document(10).items ?? []).map(texts), mapping: mapping,
            statement: try row.textOrNil(12).flatMap { ImportStatement(try Document(json: $0)) },
            survey: row.textOrNil(13).flatMap(ImportSurvey.init(json:)), leavesOutErrors: row.integer(14) == 1,
            problem: problem.map { Sentence(fr: $0["fr"]?.text ?? "", en: $0["en"]?.text ?? "") },
            attempts: Int(row.integer(16)), isStopping: row.integer(17) == 1, run: row.integerOrNil(18).map { Int($0) },
            startedAt: row.integerOrNil(19).map { Instant(microseconds: $0) }, author: row.text(20),
            language: Language(rawValue: row.text(21)) ?? .french, createdAt: Instant(microseconds: row.integer(22)),
            updatedAt: Instant(microseconds: row.integer(23)))
    }

    // MARK: Writing

    /// What a file was found to be when it had come.
    package struct Upload: Sendable {
        package var fileName: String
        package var format: String
        package var size: Int
        package var mark: String
        package var sheets: [String]
        package var sheet: Int
        package var header: [String]
        package var samples: [[String]]
        package var mapping: ImportMapping

        package init(
            fileName: String, format: String, size: Int, mark: String, sheets: [String], sheet: Int, header: [String],
            samples: [[String]], mapping: ImportMapping
        ) {
            self.fileName = fileName
            self.format = format
            self.size = size
            self.mark = mark
            self.sheets = sheets
            self.sheet = sheet
            self.header = header
            self.samples = samples
            self.mapping = mapping
        }
    }

    /// A number for a file that begins to come; its parts are kept under it.
    package func newID() throws -> Int64 { try connection.ids(1, of: .record) }

    package func add(_ upload: Upload, as id: Int64, by author: String, in language: Language, at now: Instant) throws {
        try connection.execute(
            """
            INSERT INTO import_draft (workspace, id, state, file_name, format, size, mark, is_file_kept, sheets, sheet, header,
            header_mark, samples, mapping, leaves_out_errors, attempts, is_stopping, created_by, language, created_at,
            updated_at) VALUES (?, ?, 'mapping', ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?)
            """,
            [
                key, .integer(id), .text(upload.fileName), .text(upload.format), .integer(upload.size),
                .text(upload.mark), .text(ImportDrafts.json(upload.sheets)), .integer(upload.sheet),
                .text(ImportDrafts.json(upload.header)), .text(ImportDrafts.mark(of: upload.header)),
                .text(ImportDrafts.json(upload.samples)), .text(upload.mapping.document.json()), .text(author),
                .text(language.rawValue), .instant(now), .instant(now),
            ])
        try AuditLog(connection, in: workspace).record(
            "import uploaded", by: author,
            [("draft", .number(Int(id))), ("file", .text(upload.fileName)), ("size", .number(upload.size))], at: now)
    }

    /// Another sheet of the same workbook: what was found in it.
    package func choose(
        sheet: Int, _ header: [String], _ samples: [[String]], _ mapping: ImportMapping, of id: Int64, at now: Instant
    ) throws {
        try change(
            id, "sheet = ?, header = ?, header_mark = ?, samples = ?, mapping = ?, survey = NULL, state = 'mapping'",
            [
                .integer(sheet), .text(ImportDrafts.json(header)), .text(ImportDrafts.mark(of: header)),
                .text(ImportDrafts.json(samples)), .text(mapping.document.json()),
            ], at: now)
        try dropRows(of: id)
    }

    /// What was said of the columns; the rows are to be looked at again.
    package func save(
        _ mapping: ImportMapping, _ statement: ImportStatement?, of id: Int64, isReady: Bool, at now: Instant
    ) throws {
        try change(
            id,
            "mapping = ?, statement = ?, survey = NULL, problem = NULL, attempts = 0, lease_by = NULL, "
                + "lease_until = NULL, state = '\(isReady ? "checking" : "mapping")'",
            [.text(mapping.document.json()), .text(orNull: statement?.document.json())], at: now)
    }

    /// It may come in.
    package func start(_ id: Int64, by author: String, leavingOutErrors: Bool, at now: Instant) throws {
        let count = try connection.execute(
            """
            UPDATE import_draft SET state = 'running', leaves_out_errors = ?, problem = NULL, attempts = 0, is_stopping = 0,
            lease_by = NULL, lease_until = NULL, started_at = COALESCE(started_at, ?), updated_at = ?
            WHERE workspace = ? AND id = ? AND state IN ('checked', 'stopped', 'failed')
            """, [.integer(leavingOutErrors ? 1 : 0), .instant(now), .instant(now), key, .integer(id)])
        guard count > 0 else { return }
        try AuditLog(connection, in: workspace).record(
            "import started", by: author, [("draft", .number(Int(id)))], at: now)
    }

    /// Whoever works on it leaves off after its batch.
    package func stop(_ id: Int64, by author: String, at now: Instant) throws {
        let count = try connection.execute(
            "UPDATE import_draft SET is_stopping = 1, updated_at = ? WHERE workspace = ? AND id = ? AND state = 'running'",
            [.instant(now), key, .integer(id)])
        guard count > 0 else { return }
        try AuditLog(connection, in: workspace).record(
            "import stopped", by: author, [("draft", .number(Int(id)))], at: now)
    }

    /// It is not wanted any more: nothing of it stays, unless something came in. Returns whether there was one to drop.
    package func discard(_ id: Int64, by author: String, at now: Instant) throws -> Bool {
        guard let draft = try find(id), draft.state != .running, draft.state != .finished else { return false }
        try dropRows(of: id)
        try dropFile(of: id)
        if let run = try ImportRuns(connection, in: workspace).find(fingerprint: draft.fingerprint) {
            try change(id, "state = 'finished', run = ?, samples = '[]'", [.integer(run.number)], at: now)
        } else {
            try connection.execute("DELETE FROM import_draft WHERE workspace = ? AND id = ?", [key, .integer(id)])
        }
        try AuditLog(connection, in: workspace).record(
            "import discarded", by: author, [("draft", .number(Int(id)))], at: now)
        return true
    }

    /// What somebody corrected or decided, row by row; the counts follow.
    package func save(_ changes: [(old: DraftRow, new: DraftRow)], of id: Int64, at now: Instant) throws {
        guard var survey = try find(id)?.survey else { return }
        let rows = DraftRows(connection, in: workspace, of: id)
        for (old, new) in changes {
            for (row, step) in [(old, -1), (new, 1)] {
                survey.count(row.verdict, by: step)
                if row.hasWarning, row.verdict != .refused { survey.warned += step }
                if row.lookalike != nil { survey.lookalikes += step }
            }
            try rows.update(new)
        }
        try change(id, "survey = ?", [.text(survey.json)], at: now)
    }

    func change(_ id: Int64, _ assignments: String, _ values: [SQLValue], at now: Instant) throws {
        try connection.execute(
            "UPDATE import_draft SET \(assignments), updated_at = ? WHERE workspace = ? AND id = ?",
            values + [.instant(now), key, .integer(id)])
    }

    private static func json(_ texts: [String]) -> String { Document.list(texts.map { .text($0) }).json() }

    private static func json(_ texts: [[String]]) -> String {
        Document.list(texts.map { .list($0.map { .text($0) }) }).json()
    }
}
