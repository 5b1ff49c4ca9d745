/// The reading of one record: takes the cells that the plan names and notes what is wrong with them.
struct RowReading {
    let record: CSVRecord
    let rules: RowRules
    private(set) var problems: [RowProblem] = []
    private(set) var hasError = false
    /// Undeclared properties of earlier rows.
    let reported: Set<String>
    /// Undeclared properties reported for the first time.
    var undeclared: Set<String> = []

    init(_ record: CSVRecord, by rules: RowRules, reported: Set<String>) {
        self.record = record
        self.rules = rules
        self.reported = reported
    }

    /// What the record says; nil when it is empty or has an error.
    mutating func row() -> ImportedRow? {
        if let damage = record.damage {
            refuse(damage.sentence)
            return nil
        }
        guard record.cells.contains(where: { $0.trimmedQuickly != nil }), hasRightShape() else { return nil }
        var row = ImportedRow(row: record.row, line: record.line)
        if let plan = rules.plan.contact { row.contact = contact(plan, consents: &row.activities) }
        if rules.plan.kind == .companies { row.company = company() }
        let reference = rules.plan.reference.flatMap { self.reference($0) }
        for plan in rules.plan.activities { row.activities += activities(plan, of: reference) }
        return hasError ? nil : row
    }

    /// Empty cells may be left out at the end of a row, or be too many there; anything else moved the cells.
    private mutating func hasRightShape() -> Bool {
        let (found, expected) = (record.cells.count, rules.columnCount)
        if found > expected, record.cells[expected...].contains(where: { $0.trimmedQuickly != nil }) {
            refuse(RowSentences.tooMany(found, expected))
            return false
        }
        if found < expected {
            guard found > 1 else {
                refuse(RowSentences.tooFew(found, expected))
                return false
            }
            warn(RowSentences.tooFew(found, expected))
        }
        return true
    }

    private mutating func reference(_ source: RowPlan.Source) -> String? {
        if let text = text(source) { return text }
        refuse(RowSentences.noContact, source)
        return nil
    }

    mutating func refuse(_ sentence: Sentence, _ source: RowPlan.Source? = nil, value: String? = nil) {
        hasError = true
        note(sentence, source, value, .error)
    }

    mutating func warn(_ sentence: Sentence, _ source: RowPlan.Source? = nil, value: String? = nil) {
        note(sentence, source, value, .warning)
    }

    private mutating func note(
        _ sentence: Sentence, _ source: RowPlan.Source?, _ value: String?, _ severity: Problem.Severity
    ) {
        problems.append(
            RowProblem(
                row: record.row, line: record.line, column: source?.title, value: value, severity: severity, sentence))
    }
}
