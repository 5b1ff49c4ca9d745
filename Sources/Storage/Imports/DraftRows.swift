package import Verger

/// The rows of a draft that need a look.
package struct DraftRows {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private let draft: Int64

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID, of draft: Int64) {
        self.connection = connection
        self.workspace = workspace
        self.draft = draft
    }

    /// Why a row is looked at.
    package enum Selection: String, CaseIterable, Sendable {
        case errors, warnings, lookalikes, suppressed, corrected

        fileprivate var test: String {
            switch self {
            case .errors: "verdict = 'refused'"
            case .warnings: "has_warning = 1 AND verdict <> 'refused'"
            case .lookalikes: "lookalike IS NOT NULL"
            case .suppressed: "verdict = 'suppressed'"
            case .corrected: "is_corrected = 1"
            }
        }
    }

    private var scope: [SQLValue] { [.integer(workspace.value), .integer(draft)] }

    private static let columns = """
        SELECT number, line, cells, is_corrected, verdict, problems, lookalike, comparison, choice FROM import_row
        WHERE workspace = ? AND draft = ?
        """

    package func page(_ selection: Selection, after: Int = 0, limit: Int) throws -> [DraftRow] {
        try connection.rows(
            "\(DraftRows.columns) AND \(selection.test) AND number > ? ORDER BY number LIMIT ?",
            scope + [.integer(after), .integer(limit)], DraftRows.read)
    }

    package func find(_ numbers: [Int]) throws -> [DraftRow] {
        var rows: [DraftRow] = []
        try connection.inBatches(of: numbers) { batch in
            rows += try connection.rows(
                "\(DraftRows.columns) AND number IN (\(connection.marks(batch.count))) ORDER BY number",
                scope + batch.map { .integer($0) }, DraftRows.read)
        }
        return rows
    }

    /// What was said of rows: those corrected, left out, or given to somebody. In order.
    package func said(after: Int, limit: Int) throws -> [DraftRow] {
        try connection.rows(
            "\(DraftRows.columns) AND number > ? AND (is_corrected = 1 OR choice IN ('attach', 'skip')) ORDER BY number LIMIT ?",
            scope + [.integer(after), .integer(limit)], DraftRows.read)
    }

    /// Those that somebody corrected, by number.
    package func corrected() throws -> [Int: DraftRow] {
        let rows = try connection.rows("\(DraftRows.columns) AND is_corrected = 1", scope, DraftRows.read)
        return Dictionary(rows.map { ($0.number, $0) }) { first, _ in first }
    }

    /// A corrected row takes the place of what was kept of it.
    package func insert(_ rows: [DraftRow]) throws {
        let corrected = rows.filter(\.isCorrected).map(\.number)
        try connection.inBatches(of: corrected) { batch in
            try connection.execute(
                "DELETE FROM import_row WHERE workspace = ? AND draft = ? AND number IN (\(connection.marks(batch.count)))",
                scope + batch.map { .integer($0) })
        }
        try connection.insert(
            into: "import_row",
            columns: [
                "workspace", "draft", "number", "line", "cells", "is_corrected", "verdict", "has_warning", "problems",
                "lookalike", "comparison", "choice",
            ], count: rows.count
        ) { row, column in
            column < 2 ? scope[column] : DraftRows.value(rows[row], column)
        }
    }

    /// A row that was refused only when it was to be recorded.
    package func refuse(_ problem: RowProblem, cells: [String]) throws {
        try connection.execute(
            "DELETE FROM import_row WHERE workspace = ? AND draft = ? AND number = ?", scope + [.integer(problem.row)])
        try insert([
            DraftRow(
                number: problem.row, line: problem.line, cells: cells, isCorrected: false, verdict: .refused,
                problems: [problem], lookalike: nil, comparison: nil, choice: nil)
        ])
    }

    /// Returns how many there were.
    func drop(_ numbers: Set<Int>) throws -> Int {
        var count = 0
        try connection.inBatches(of: Array(numbers)) { batch in
            count += try connection.execute(
                "DELETE FROM import_row WHERE workspace = ? AND draft = ? AND number IN (\(connection.marks(batch.count)))",
                scope + batch.map { .integer($0) })
        }
        return count
    }

    package func update(_ row: DraftRow) throws {
        try connection.execute(
            """
            UPDATE import_row SET cells = ?, is_corrected = ?, verdict = ?, has_warning = ?, problems = ?, lookalike = ?,
            comparison = ?, choice = ? WHERE workspace = ? AND draft = ? AND number = ?
            """, (4...11).map { DraftRows.value(row, $0) } + scope + [.integer(row.number)])
    }

    /// The same choice for all that may be somebody known.
    package func choose(_ choice: DraftRow.Choice) throws {
        try connection.execute(
            "UPDATE import_row SET choice = ? WHERE workspace = ? AND draft = ? AND lookalike IS NOT NULL",
            [.text(choice.rawValue)] + scope)
    }

    /// How many of those that look like somebody have which choice.
    package func choices() throws -> [DraftRow.Choice: Int] {
        var counts: [DraftRow.Choice: Int] = [:]
        try connection.forEachRow(
            """
            SELECT COALESCE(choice, 'create'), COUNT(*) FROM import_row WHERE workspace = ? AND draft = ?
            AND lookalike IS NOT NULL GROUP BY COALESCE(choice, 'create')
            """, scope
        ) { row in
            if let choice = DraftRow.Choice(rawValue: row.text(0)) { counts[choice] = Int(row.integer(1)) }
            return true
        }
        return counts
    }

    /// The column of this place in `insert`.
    private static func value(_ row: DraftRow, _ column: Int) -> SQLValue {
        switch column {
        case 2: .integer(row.number)
        case 3: .integer(row.line)
        case 4: .text(Document.list(row.cells.map { .text($0) }).json())
        case 5: .integer(row.isCorrected ? 1 : 0)
        case 6: .text(row.verdict.rawValue)
        case 7: .integer(row.hasWarning ? 1 : 0)
        case 8: .text(Document.list(row.problems.map(\.document)).json())
        case 9: .integer(orNull: row.lookalike?.value)
        case 10: .text(orNull: row.comparison?.text)
        default: .text(orNull: row.choice?.rawValue)
        }
    }

    private static func read(_ row: any SQLRow) throws -> DraftRow {
        let number = Int(row.integer(0))
        let line = Int(row.integer(1))
        return DraftRow(
            number: number, line: line, cells: (try Document(json: row.text(2)).items ?? []).map { $0.text ?? "" },
            isCorrected: row.integer(3) == 1, verdict: .init(rawValue: row.text(4)) ?? .refused,
            problems: (try Document(json: row.text(5)).items ?? []).map {
                RowProblem($0, row: number, line: line)
            },
            lookalike: row.integerOrNil(6).map { Contact.ID($0) },
            comparison: row.textOrNil(7).map(MatchComparison.init(text:)),
            choice: row.textOrNil(8).flatMap(DraftRow.Choice.init(rawValue:)))
    }
}

extension RowProblem {
    fileprivate var document: Document {
        .object([
            ("column", .text(orNull: column)), ("value", .text(orNull: value)), ("severity", .text(severity.rawValue)),
            ("fr", .text(sentence.fr)), ("en", .text(sentence.en)),
        ])
    }

    fileprivate init(_ document: Document, row: Int, line: Int) {
        self.init(
            row: row, line: line, column: document["column"]?.text, value: document["value"]?.text,
            severity: document["severity"]?.text == "warning" ? .warning : .error,
            Sentence(fr: document["fr"]?.text ?? "", en: document["en"]?.text ?? ""))
    }
}
