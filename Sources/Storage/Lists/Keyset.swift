import Verger

/// The order of a list, by a value and then by the id, both in one direction. Records without a value come last in either.
struct Keyset {
    /// Expressions.
    let value: String
    let id: String
    let isNullable: Bool
    let isDescending: Bool

    /// A stretch of the order that an index on (workspace, value, id) holds in one piece.
    struct Stretch {
        let condition: SQLFragment
        let order: String
        let isDescending: Bool
    }

    /// What comes after `position`, or before it when one goes backwards, stretch after stretch.
    func stretches(from position: Position?, backwards: Bool) -> [Stretch] {
        let goesDown = isDescending != backwards
        let direction = goesDown ? "DESC" : "ASC"
        let order = "\(value) \(direction), \(id) \(direction)"
        func values(_ condition: SQLFragment) -> Stretch {
            Stretch(condition: condition, order: order, isDescending: goesDown)
        }
        // All are null, yet only this order is that of the index.
        func nulls(_ condition: SQLFragment) -> Stretch {
            Stretch(condition: "\(name: value) IS NULL AND \(condition)", order: order, isDescending: goesDown)
        }
        let present: SQLFragment = isNullable ? "\(name: value) IS NOT NULL" : "TRUE"
        guard let position else { return isNullable ? [values(present), nulls("TRUE")] : [values(present)] }
        guard position.value != .null else {
            let rest = nulls("\(name: id) \(name: sign(backwards)) \(position.id)")
            return backwards ? [rest, values(present)] : [rest]
        }
        let rest = values(
            "(\(name: value), \(name: id)) \(name: sign(backwards)) (\(position.value.argument), \(position.id))")
        return backwards || !isNullable ? [rest] : [rest, nulls("TRUE")]
    }

    /// The rest of a stretch.
    func condition(on stretch: Stretch, after place: Position) -> SQLFragment {
        let sign = stretch.isDescending ? "<" : ">"
        return place.value == .null
            ? "\(name: value) IS NULL AND \(name: id) \(name: sign) \(place.id)"
            : "(\(name: value), \(name: id)) \(name: sign) (\(place.value.argument), \(place.id))"
    }

    /// The same over a set of rows `found (id, value)`.
    var ofFound: Keyset {
        Keyset(value: "found.value", id: "found.id", isNullable: isNullable, isDescending: isDescending)
    }

    /// The same in one piece, for a set that is sorted anyway: a condition and an order.
    func piece(from position: Position?, backwards: Bool) -> Stretch {
        let direction = isDescending != backwards ? "DESC" : "ASC"
        let parts = stretches(from: position, backwards: backwards).map { "(\($0.condition))" as SQLFragment }
        let nulls = isNullable ? "(\(value) IS NULL) \(backwards ? "DESC" : "ASC"), " : ""
        return Stretch(
            condition: "(\(parts.joined(separator: " OR ")))",
            order: "\(nulls)\(value) \(direction), \(id) \(direction)", isDescending: isDescending != backwards)
    }

    private func sign(_ backwards: Bool) -> String { isDescending != backwards ? "<" : ">" }
}

extension SQLValue {
    /// The same, bound in a fragment.
    var argument: SQLFragment {
        switch self {
        case .null: "NULL"
        case .integer(let integer): "\(integer)"
        case .text(let text): "\(text)"
        }
    }
}
