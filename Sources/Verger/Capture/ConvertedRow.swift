/// A row of a file, read: what it says, or why it is left out.
package struct ConvertedRow: Sendable {
    /// Nil when an error leaves the row out, and for rows whose cells are all empty.
    package let row: ImportedRow?
    /// Errors and warnings, in the order of the columns.
    package let problems: [RowProblem]
    /// About the bytes that its record takes up.
    package let weight: Int

    package init(row: ImportedRow?, problems: [RowProblem], weight: Int = 0) {
        self.row = row
        self.problems = problems
        self.weight = weight
    }
}
