package import Verger

/// An uploaded file on its way to become an import, and what was said about it.
package struct ImportDraft: Sendable {
    package enum State: String, Sendable {
        /// Somebody has to say what its columns are.
        case mapping
        /// Its rows are being looked at.
        case checking
        /// Somebody has to say that it may come in.
        case checked
        case running
        /// Somebody stopped it; what came in stays.
        case stopped
        case failed
        case finished
    }

    package let id: Int64
    package var state: State
    package let fileName: String
    /// `csv` or `xlsx`.
    package let format: String
    package let size: Int
    /// Equal for equal files.
    package let mark: String
    package let isFileKept: Bool
    /// Whether somebody was erased while it came in who may be in it: it is let go of as soon as nobody works on it.
    package let holdsErased: Bool
    /// Of a workbook.
    package var sheets: [String]
    package var sheet: Int
    package var header: [String]
    /// The first values of each column.
    package var samples: [[String]]
    package var mapping: ImportMapping
    package var statement: ImportStatement?
    package var survey: ImportSurvey?
    package var leavesOutErrors: Bool
    /// Why it failed.
    package var problem: Sentence?
    package let attempts: Int
    package let isStopping: Bool
    /// The import that it became.
    package var run: Int?
    /// When it began to come in.
    package let startedAt: Instant?
    /// Who uploaded it, by e-mail address.
    package let author: String
    package let language: Language
    package let createdAt: Instant
    package let updatedAt: Instant

    /// By which its import is known again after an interruption.
    package var fingerprint: String { "draft:\(id)" }

    /// Whether nobody works on it and it did not come in.
    package var isOpen: Bool { state != .finished }
}

/// What becomes of the rows of a file, as far as they were looked at.
package struct ImportSurvey: Hashable, Sendable {
    package var rows = 0
    package var new = 0
    package var updated = 0
    package var unchanged = 0
    /// About somebody whom an earlier row of the file names.
    package var repeated = 0
    package var refused = 0
    package var suppressed = 0
    package var warned = 0
    /// Activities that rows tell of.
    package var activities = 0
    package var lookalikes = 0
    /// New ones that were not compared with everybody: they are, after the import.
    package var uncompared = 0
    package var isComplete = false

    package init() {}

    mutating func count(_ verdict: DraftRow.Verdict, by step: Int = 1) {
        switch verdict {
        case .new: new += step
        case .updated: updated += step
        case .unchanged: unchanged += step
        case .repeated: repeated += step
        case .refused: refused += step
        case .suppressed: suppressed += step
        }
    }

    private static let names: [(String, any WritableKeyPath<ImportSurvey, Int> & Sendable)] = [
        ("rows", \.rows), ("new", \.new), ("updated", \.updated), ("unchanged", \.unchanged),
        ("repeated", \.repeated), ("refused", \.refused), ("suppressed", \.suppressed), ("warned", \.warned),
        ("activities", \.activities), ("lookalikes", \.lookalikes), ("uncompared", \.uncompared),
    ]

    var json: String {
        Document.object(
            ImportSurvey.names.map { ($0.0, .number(self[keyPath: $0.1])) }
                + [("complete", Document(.boolean(isComplete)))]
        ).json()
    }

    init?(json: String) {
        guard let document = try? Document(json: json) else { return nil }
        for (name, path) in ImportSurvey.names { self[keyPath: path] = document[name]?.text.flatMap { Int($0) } ?? 0 }
        isComplete = document["complete"]?.text == "true"
    }
}

/// A row of a draft that somebody has to look at, or has corrected.
package struct DraftRow: Sendable {
    package enum Verdict: String, Sendable {
        case refused, new, updated, unchanged, repeated, suppressed
    }

    package enum Choice: String, CaseIterable, Sendable {
        case create, attach, skip
    }

    package let number: Int
    package let line: Int
    package var cells: [String]
    package var isCorrected: Bool
    package var verdict: Verdict
    package var problems: [RowProblem]
    /// A contact who may be the same person.
    package var lookalike: Contact.ID?
    package var comparison: MatchComparison?
    package var choice: Choice?

    package init(
        number: Int, line: Int, cells: [String], isCorrected: Bool, verdict: Verdict, problems: [RowProblem],
        lookalike: Contact.ID?, comparison: MatchComparison?, choice: Choice?
    ) {
        self.number = number
        self.line = line
        self.cells = cells
        self.isCorrected = isCorrected
        self.verdict = verdict
        self.problems = problems
        self.lookalike = lookalike
        self.comparison = comparison
        self.choice = choice
    }

    package var hasWarning: Bool { problems.contains { $0.severity == .warning } }

    /// Whether there is anything to keep of it.
    var isWorthKeeping: Bool {
        isCorrected || verdict == .refused || !problems.isEmpty || lookalike != nil || verdict == .suppressed
    }
}
