/// The rows of a file under their header. Lines that come before it (notes, the title of a list) are passed over.
package struct HeadedTable {
    package typealias Source = () throws -> CSVRecord?

    /// The titles of the columns, each unlike the others; a column without one is `Colonne C`, or `Column C`.
    package let header: [String]
    /// The titles as they are in the file.
    package let titles: [String]
    private var waiting: ArraySlice<CSVRecord>
    private let source: Source
    private let pads: Bool

    /// So many records are looked at for the header.
    private static let depth = 12
    /// Columns that a table may have.
    package static let widest = 1024

    /// Why a header is none.
    package enum Problem: Error, Hashable, Sendable {
        case tooWide(columns: Int, line: Int)
        case damaged(CSVDamage, line: Int)

        package var sentence: Sentence {
            switch self {
            case .tooWide(let columns, let line):
                Sentence(
                    fr:
                        "La ligne \(line), qui nomme les colonnes, en compte \(columns)\u{A0}: un fichier en a au plus \(HeadedTable.widest). Supprimez celles qui ne servent pas, ou vérifiez le séparateur, et envoyez le fichier de nouveau.",
                    en:
                        "Line \(line), which names the columns, has \(columns) of them: a file has at most \(HeadedTable.widest). Delete those that don’t serve, or check the separator, and send the file again."
                )
            case .damaged(let damage, let line):
                Sentence(
                    fr:
                        "La ligne \(line), qui doit nommer les colonnes, ne se lit pas\u{A0}: \(damage.sentence.fr). Corrigez-la et envoyez le fichier de nouveau.",
                    en:
                        "Line \(line), which has to name the columns, can’t be read: \(damage.sentence.en). Correct it and send the file again."
                )
            }
        }
    }

    /// Nil when there is no record with a cell. `pads`: rows end at their last filled cell. Throws `Problem`, and what the
    /// source throws.
    package init?(_ source: @escaping Source, pads: Bool = false, in language: Language = .french) throws {
        var records: [CSVRecord] = []
        while records.count < HeadedTable.depth, let record = try source() { records.append(record) }
        guard let place = HeadedTable.place(in: records) else { return nil }
        titles = try HeadedTable.cells(of: records[place])
        header = HeadedTable.titles(titles, language)
        waiting = records[(place + 1)...]
        self.source = source
        self.pads = pads
    }

    /// The titles in `record`, without empty ones at its end.
    package static func cells(of record: CSVRecord) throws(Problem) -> [String] {
        if let damage = record.damage { throw .damaged(damage, line: record.line) }
        let count = (record.cells.lastIndex { $0.trimmedOrNil != nil } ?? -1) + 1
        guard count <= widest else { throw .tooWide(columns: count, line: record.line) }
        return Array(record.cells.prefix(count))
    }

    /// The next row under the header; nil after the last one.
    package mutating func next() throws -> CSVRecord? {
        guard let record = try waiting.popFirst() ?? source() else { return nil }
        guard pads, record.damage == nil, record.cells.count < header.count else { return record }
        let cells = record.cells + Array(repeating: "", count: header.count - record.cells.count)
        return CSVRecord(cells: cells, row: record.row, line: record.line, end: record.end)
    }

    /// The first record, unless it has one filled cell, or can't be read, and a wider one below has names that are known.
    private static func place(in records: [CSVRecord]) -> Int? {
        func filled(_ index: Int) -> [String] { records[index].cells.compactMap(\.trimmedOrNil) }
        guard let first = records.indices.first(where: { records[$0].damage != nil || !filled($0).isEmpty }) else {
            return nil
        }
        guard filled(first).count <= 1 else { return first }
        return records.indices.first { index in
            index > first && filled(index).count > 1 && isHeader(records[index].cells)
        } ?? first
    }

    private static func isHeader(_ cells: [String]) -> Bool {
        let cells = Array(cells.prefix(widest))
        if ReadyMap.recognised(by: cells) != nil { return true }
        return ImportKind.allCases.contains { kind in
            ColumnNames(kind: kind, fields: []).columns(of: cells).targets.count > 1
        }
    }

    private static func titles(_ cells: [String], _ language: Language) -> [String] {
        var taken: Set<String> = []
        var next: [String: Int] = [:]
        return cells.enumerated().map { index, cell in
            let name = cell.trimmedOrNil ?? (language == .french ? "Colonne " : "Column ") + letters(index)
            var title = name
            while !taken.insert(title).inserted {
                let number = next[name, default: 2]
                title = "\(name) (\(number))"
                next[name] = number + 1
            }
            return title
        }
    }

    /// `A`, `B`, … `Z`, `AA`, as spreadsheets name columns; from 0.
    package static func letters(_ index: Int) -> String {
        let letter = String(Unicode.Scalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : letters(index / 26 - 1) + letter
    }
}
