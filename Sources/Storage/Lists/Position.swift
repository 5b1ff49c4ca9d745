/// A place in a list: between the record that it names and the next one.
package struct Position: Hashable, Sendable {
    /// What the list is sorted by; null for a record without a value.
    package let value: SQLValue
    package let id: Int64

    package init(value: SQLValue, id: Int64) {
        self.value = value
        self.id = id
    }

    /// As it stands in addresses and cursors: the id, then `i` and an integer or `t` and a text.
    package var description: String {
        switch value {
        case .null: "\(id)"
        case .integer(let integer): "\(id)i\(integer)"
        case .text(let text): "\(id)t\(text)"
        }
    }

    /// Nil for what no list has written.
    package init?(_ description: String) {
        let digits = description.prefix { $0.isASCII && $0.isNumber }
        guard let id = Int64(digits) else { return nil }
        let rest = description[digits.endIndex...]
        switch rest.first {
        case nil: self.init(value: .null, id: id)
        case "i":
            guard let integer = Int64(rest.dropFirst()) else { return nil }
            self.init(value: .integer(integer), id: id)
        case "t": self.init(value: .text(String(rest.dropFirst())), id: id)
        default: return nil
        }
    }
}

/// Which part of a list is shown.
package enum ListEdge: Hashable, Sendable {
    case start
    case after(Position)
    case before(Position)
}

/// Some records of a list, and where the list goes on.
package struct ListPage<Row: Sendable>: Sendable {
    package let rows: [Row]
    /// What is before them: to be asked for with `ListEdge.before`. Nil at the start.
    package let previous: Position?
    /// What is after them: to be asked for with `ListEdge.after`. Nil at the end.
    package let next: Position?
}

extension ListPage {
    /// From one row more than `limit`, where there is one, in the order of the list.
    init(_ found: [(position: Position, row: Row)], at edge: ListEdge, limit: Int) {
        switch edge {
        case .start, .after:
            let shown = found.prefix(limit)
            rows = shown.map(\.row)
            next = found.count > limit ? shown.last?.position : nil
            if case .after(let position) = edge { previous = shown.first?.position ?? position } else { previous = nil }
        case .before(let position):
            let shown = found.suffix(limit)
            rows = shown.map(\.row)
            previous = found.count > limit ? shown.first?.position : nil
            next = shown.last?.position ?? position
        }
    }
}
