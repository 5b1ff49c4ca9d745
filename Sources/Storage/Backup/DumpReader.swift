/// Reads the lines of a `Dump`.
struct DumpReader {
    /// Rows inserted at once.
    private static let batch = 5_000

    private var lines: FileLines
    private var line: [UInt8] = []

    init(path: String) throws {
        lines = try FileLines(path: path)
    }

    /// The migrations that the schema had. To be read first.
    mutating func migrations() throws -> Set<String> {
        try advance()
        guard words == Dump.header.split(separator: "\t").map(String.init) else { throw damage("not a dump of Verger") }
        var names: Set<String> = []
        try advance()
        while case let words = words, words.count == 2, words[0] == "migration" {
            names.insert(words[1])
            try advance()
        }
        return names
    }

    /// The rest: fills the tables of `catalogue`.
    mutating func readTables(of catalogue: Catalogue, into connection: any SQLConnection) throws {
        let known = Dictionary(uniqueKeysWithValues: catalogue.tables.map { ($0.name, Set($0.columns)) })
        while words != [Dump.endOfDump] {
            let words = words
            guard words.count > 2, words[0] == "table" else { throw damage("a table was expected") }
            guard let columns = known[words[1]], columns.isSuperset(of: words[2...]) else {
                throw damage("the table \(words[1]) is not as here")
            }
            try readRows(of: words[1], columns: Array(words[2...]), into: connection)
            try advance()
        }
    }

    private mutating func readRows(
        of table: String, columns: [String], into connection: any SQLConnection
    ) throws {
        var values: [SQLValue] = []
        var isOver = false
        while !isOver {
            values.removeAll(keepingCapacity: true)
            while values.count < DumpReader.batch * columns.count {
                try advance()
                isOver = line.elementsEqual(Dump.endOfTable.utf8)
                if isOver { break }
                let row = CopyLines.values(of: line)
                guard row.count == columns.count else { throw damage("\(columns.count) values were expected") }
                values += row
            }
            try connection.insert(into: table, columns: columns, count: values.count / columns.count) { row, column in
                values[row * columns.count + column]
            }
        }
    }

    private var words: [String] {
        line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private mutating func advance() throws {
        guard let next = try lines.next() else { throw damage("the end is missing") }
        line = next
    }

    private func damage(_ reason: String) -> StorageProblem {
        .corrupt("\(lines.path), line \(lines.count): \(reason)")
    }
}
