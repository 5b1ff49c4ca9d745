import Verger

extension ImportDrafts {
    /// What goes of the files on their way and of what is kept of those that came in.
    struct Dropped {
        var chunks = 0
        var rows = 0
    }

    /// Lets go of what may hold somebody who is erased: the files in which the words are and those that can't be searched, and
    /// every row that is kept with them. What is coming in at this moment keeps out who is suppressed; its file goes as soon as
    /// nobody works on it.
    func drop(holding traces: Traces, _ numbers: Set<Int64>, at now: Instant) throws -> Dropped {
        var dropped = Dropped()
        let drafts = try connection.rows(
            "SELECT id, format, state FROM import_draft WHERE workspace = ? AND is_file_kept = 1", [key]
        ) { (id: $0.integer(0), format: $0.text(1), isRunning: $0.text(2) == "running") }
        for draft in drafts where try draft.format != "csv" || mayHold(traces, draft.id) {
            if draft.isRunning {
                try connection.execute(
                    "UPDATE import_draft SET holds_erased = 1 WHERE workspace = ? AND id = ?",
                    [key, .integer(draft.id)])
            } else {
                dropped.chunks += try letGo(draft.id, at: now)
            }
        }
        dropped.rows = try dropRows(holding: traces, numbers)
        return dropped
    }

    /// The file and all that is kept of it go, and whoever sent it is told why. Returns how many parts it had.
    @discardableResult
    func letGo(_ id: Int64, run: Int? = nil, at now: Instant) throws -> Int {
        let count = try dropFile(of: id)
        try dropRows(of: id)
        try change(
            id,
            "state = 'failed', survey = NULL, samples = '[]', problem = ?, run = COALESCE(?, run), is_stopping = 0, "
                + "lease_by = NULL, lease_until = NULL",
            [.text(ImportDrafts.json(ImportDrafts.wentWithSomebody)), .integer(orNull: run.map { Int64($0) })], at: now)
        return count
    }

    static let wentWithSomebody = Sentence(
        fr:
            "Quelqu’un qui pouvait figurer dans ce fichier a été effacé entre-temps, et le fichier avec lui. Envoyez-le de nouveau\u{A0}: cette personne restera dehors.",
        en:
            "Somebody who may have been in this file was erased meanwhile, and the file with them. Send it again: that person stays out."
    )

    // MARK: Files

    private func mayHold(_ traces: Traces, _ draft: Int64) throws -> Bool {
        var tail = ""
        var number = 0
        while let bytes = try part(number, of: draft) {
            // Other encodings than UTF-8 are not searched.
            guard !bytes.prefix(2).elementsEqual([0xFF, 0xFE]), !bytes.prefix(2).elementsEqual([0xFE, 0xFF]) else {
                return true
            }
            let text = tail + String(decoding: bytes, as: UTF8.self)
            if text.contains("\u{FFFD}"), number == 0 { return true }
            if traces.taken(outOf: text) != nil { return true }
            tail = String(text.suffix(400))
            number += 1
        }
        return false
    }

    // MARK: Rows

    private func dropRows(holding traces: Traces, _ numbers: Set<Int64>) throws -> Int {
        var found: [Int64: [Int]] = [:]
        for number in numbers {
            try connection.forEachRow(
                "SELECT draft, number FROM import_row WHERE workspace = ? AND lookalike = ? AND choice = 'attach'",
                [key, .integer(number)]
            ) { row in
                found[row.integer(0), default: []].append(Int(row.integer(1)))
                return true
            }
        }
        let patterns = traces.words.flatMap(RowTraces.patterns)
        if !patterns.isEmpty {
            let tests = patterns.map { _ in "LOWER(cells) LIKE ? OR LOWER(problems) LIKE ?" }
            try connection.forEachRow(
                "SELECT draft, number, cells, problems FROM import_row WHERE workspace = ? AND (\(tests.joined(separator: " OR ")))",
                [key] + patterns.flatMap { [.text($0), .text($0)] }
            ) { row in
                let cells = (try? Document(json: row.text(2)))?.items?.map { $0.text ?? "" } ?? []
                if RowTraces(cells).hold(traces) || traces.taken(outOf: row.text(3)) != nil {
                    found[row.integer(0), default: []].append(Int(row.integer(1)))
                }
                return true
            }
        }
        var count = 0
        for (draft, rows) in found { count += try DraftRows(connection, in: workspace, of: draft).drop(Set(rows)) }
        var unlike = 0
        for number in numbers {
            unlike += try connection.execute(
                """
                UPDATE import_row SET lookalike = NULL, comparison = NULL, choice = NULL
                WHERE workspace = ? AND lookalike = ?
                """, [key, .integer(number)])
        }
        guard count + unlike > 0 else { return 0 }
        for draft in try open() where draft.survey?.isComplete == true { try recount(draft.id) }
        return count
    }

    /// How many of the rows that are kept have an error, or look like somebody.
    private func recount(_ id: Int64) throws {
        guard var survey = try find(id)?.survey else { return }
        let counts = try connection.row(
            """
            SELECT COUNT(CASE WHEN verdict = 'refused' THEN 1 END), COUNT(lookalike),
            COUNT(CASE WHEN has_warning = 1 AND verdict <> 'refused' THEN 1 END)
            FROM import_row WHERE workspace = ? AND draft = ?
            """, [key, .integer(id)]
        ) { (refused: Int($0.integer(0)), lookalikes: Int($0.integer(1)), warned: Int($0.integer(2))) }
        guard let counts else { return }
        survey.rows -= max(0, survey.refused - counts.refused)
        (survey.refused, survey.lookalikes, survey.warned) = (counts.refused, counts.lookalikes, counts.warned)
        try connection.execute(
            "UPDATE import_draft SET survey = ? WHERE workspace = ? AND id = ?",
            [.text(survey.json), key, .integer(id)])
    }
}

/// The cells of a row, among which somebody may be: whole, in two cells, or by a telephone number as it was typed.
private struct RowTraces {
    private let cells: [String]

    init(_ cells: [String]) { self.cells = cells }

    /// What finds at least all rows in which `word` is; letters that are not ASCII have no case in SQL.
    static func patterns(_ word: String) -> [String] {
        let parts = word.split(separator: " ").map { part in
            part.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "%" }.joined()
        }
        var patterns = ["%" + parts.joined(separator: "%") + "%"]
        if parts.count == 2 { patterns.append("%" + parts.reversed().joined(separator: "%") + "%") }
        if let digits = nationalDigits(word) {
            patterns.append("%" + digits.map(String.init).joined(separator: "%") + "%")
        }
        return patterns
    }

    func hold(_ traces: Traces) -> Bool {
        for text in cells + [cells.joined(separator: " "), cells.reversed().joined(separator: " ")]
        where traces.taken(outOf: text) != nil { return true }
        let numbers = traces.words.compactMap(RowTraces.nationalDigits)
        return cells.contains { cell in
            let digits = cell.filter { $0.isASCII && $0.isNumber }
            return digits.count < 20 && numbers.contains { digits.hasSuffix($0) }
        }
    }

    /// The last nine digits of an international number, which it has however it is written.
    private static func nationalDigits(_ word: String) -> String? {
        guard word.hasPrefix("+"), word.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }), word.count > 9 else {
            return nil
        }
        return String(word.suffix(9))
    }
}
