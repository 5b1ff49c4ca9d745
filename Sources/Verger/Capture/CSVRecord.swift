/// One record of a CSV file: the cells of a row, or why they could not be read.
package struct CSVRecord: Sendable {
    /// As they are in the file, without their quotes; empty when the record is damaged.
    package let cells: [String]
    /// 0 for the first record, which is the header; 1 for the first row under it.
    package let row: Int
    /// The line of the file on which it starts, from 1.
    package let line: Int
    /// Where the next record begins.
    package let end: CSVPosition
    /// Nil when all is well.
    package let damage: CSVDamage?

    package init(cells: [String], row: Int, line: Int, end: CSVPosition, damage: CSVDamage? = nil) {
        self.cells = cells
        self.row = row
        self.line = line
        self.end = end
        self.damage = damage
    }

    /// About the bytes that it takes up.
    package var weight: Int { cells.reduce(0) { $0 + $1.utf8.count + MemoryLayout<String>.stride } }
}

/// A place between two records, from which reading can go on another day.
package struct CSVPosition: Hashable, Sendable {
    /// Bytes of the file before it.
    package let offset: Int
    /// From 1.
    package let line: Int
    /// The number of the record that begins there.
    package let row: Int

    package init(offset: Int, line: Int, row: Int) {
        self.offset = offset
        self.line = line
        self.row = row
    }
}
