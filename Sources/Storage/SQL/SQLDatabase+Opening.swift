package import Verger

extension SQLValue {
    package static func instant(_ instant: Instant) -> SQLValue { .integer(instant.microseconds) }
    package static func instant(orNil instant: Instant?) -> SQLValue {
        instant.map { .integer($0.microseconds) } ?? .null
    }
}

extension SQLFragment.Argument {
    /// The same value, bound to a statement.
    package var bound: SQLValue {
        switch self {
        case .integer(let value): .integer(value)
        case .text(let text): .text(text)
        }
    }
}

/// Names of the sequences that ids are taken from.
enum Sequence: String {
    case workspace, user, record, activity
    /// Of what evaluation writes, which must not wait for a file that takes ids of the others.
    case notice, handover, delivery, mail
}

extension SQLConnection {
    /// Takes `count` ids that nobody else gets; returns the first.
    func ids(_ count: Int, of sequence: Sequence) throws -> Int64 {
        let last = try row(
            "UPDATE id_sequence SET last = last + ? WHERE name = ? RETURNING last",
            [.integer(count), .text(sequence.rawValue)]
        ) { $0.integer(0) }
        guard let last else { throw StorageProblem.corrupt("id_sequence") }
        return last - Int64(count) + 1
    }

    /// The last id that was taken.
    func lastID(of sequence: Sequence) throws -> Int64 {
        let last = try row("SELECT last FROM id_sequence WHERE name = ?", [.text(sequence.rawValue)]) { $0.integer(0) }
        guard let last else { throw StorageProblem.corrupt("id_sequence") }
        return last
    }

    /// Runs `body` on slices of `items` that fit in one statement.
    func inBatches<T>(of items: [T], _ body: (ArraySlice<T>) throws -> Void) throws {
        var start = 0
        while start < items.count {
            let end = min(start + 500, items.count)
            try body(items[start..<end])
            start = end
        }
    }

    /// `?, ?, ?`.
    func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}
