/// A file of comma-separated values, read back without the code that wrote it.
struct Table {
    let columns: [String]
    let rows: [[String: String]]

    init(_ text: String) {
        var lines = Table.cells(of: text)
        columns = lines.removeFirst()
        let names = columns
        rows = lines.map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
    }

    func column(_ name: String) -> [String] { rows.map { $0[name] ?? "" } }

    private static func cells(of text: String) -> [[String]] {
        var lines: [[String]] = []
        var line: [String] = []
        var cell = ""
        var isQuoted = false
        for scalar in text.unicodeScalars {
            switch (scalar, isQuoted) {
            case ("\"", _):
                // A doubled quote closes and opens again: the second one is text.
                if !isQuoted, !cell.isEmpty { cell += "\"" }
                isQuoted.toggle()
            case (",", false):
                line.append(cell)
                cell = ""
            case ("\n", false):
                lines.append(line + [cell])
                line = []
                cell = ""
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return lines
    }
}
