/// What is wrong in one row of a file. An error leaves the whole row out; a warning doesn't.
package struct RowProblem: Hashable, Sendable {
    /// 1 for the first row under the header.
    package let row: Int
    /// The line of the file on which the row starts.
    package let line: Int
    /// The title of the column at fault, where there is one.
    package let column: String?
    /// What the cell holds, cut to 120 characters.
    package let value: String?
    package let severity: Problem.Severity
    package let sentence: Sentence

    package init(
        row: Int, line: Int, column: String? = nil, value: String? = nil, severity: Problem.Severity = .error,
        _ sentence: Sentence
    ) {
        self.row = row
        self.line = line
        self.column = column
        self.value = value.map { $0.count > 120 ? $0.prefix(120) + "…" : $0 }
        self.severity = severity
        self.sentence = sentence
    }
}
