/// Where a value comes from, row by row: a column, a constant, or the date given to the row.
package struct ImportSource: Hashable, Sendable {
    package enum Origin: Hashable, Sendable {
        case column(String)
        case constant(String)
        case rowDate
    }

    /// What a value becomes; nil inside means missing.
    package enum Replacement: Hashable, Sendable {
        case text(String)
        case missing
    }

    package var origin: Origin
    /// Folded value of the cell (empty: no value) and what it becomes.
    package var map: [String: Replacement] = [:]
    /// For the values that `map` does not list; without a map, for empty cells.
    package var fallback: Replacement?
    /// Microseconds added to a date.
    package var shift: Int64 = 0
    /// Where it is written in the map file, to report a column that the file lacks.
    package var path = ""
    package var line: Int?

    package init(_ origin: Origin) {
        self.origin = origin
    }

    /// The title of its column; nil for other origins.
    package var column: String? {
        guard case .column(let title) = origin else { return nil }
        return title
    }

    /// What `cell`, already trimmed, becomes.
    func translated(_ cell: String?) -> String? {
        if map.isEmpty, fallback == nil { return cell }
        if let listed = map[cell?.folded ?? ""] { return listed.text }
        if let fallback, !map.isEmpty || cell == nil { return fallback.text }
        return cell
    }
}

extension ImportSource.Replacement {
    var text: String? {
        switch self {
        case .text(let text): text
        case .missing: nil
        }
    }
}
