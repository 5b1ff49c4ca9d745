import Verger

/// Finds the records of a page. Whether few or many pass the filter of a list is not known. So one walks along the order
/// and tests records by the batch: where many pass, a page is soon full, however large the base. Where few do, the engine
/// finds them all and sorts them.
struct ListWalk {
    /// Beyond so many records looked at for one page, or likely to be, the set is computed instead.
    private static let patience = 6000

    let connection: any SQLConnection
    let keyset: Keyset
    /// Whether what is sorted by is a text.
    let isByText: Bool
    /// `tables WHERE conditions`, of which the order goes through an index.
    let source: SQLFragment
    /// Those of some ids that pass; nil where all do.
    let passing: (([Int64]) throws -> Set<Int64>)?
    /// All that pass, as a query of `id` and `value`; nil where only walking finds them.
    let set: (() throws -> SQLFragment)?
    /// The keys of those whose words hold what is searched for, where something is: an index tells at once whether they are few.
    var hits: SQLFragment?

    /// So many are sorted faster than they are met by chance.
    private static let few = 5000

    /// The first `limit` that pass, after `position` or, backwards, before it.
    func positions(from position: Position?, backwards: Bool, limit: Int) throws -> [Position] {
        var path = Path(rest: keyset.stretches(from: position, backwards: backwards)[...])
        guard let passing else { return try next(limit, on: &path) }
        if let set, try isRare() { return try sorted(set(), from: position, backwards: backwards, limit: limit) }
        var found: [Position] = []
        var looked = 0
        var size = max(100, min(2 * min(limit, 1000), 1000))
        while true {
            let candidates = try next(size, on: &path)
            let chosen = try passing(candidates.map(\.id))
            found += candidates.filter { chosen.contains($0.id) }
            looked += candidates.count
            if found.count >= limit || candidates.count < size { return Array(found.prefix(limit)) }
            // As many again for each that was found so far.
            let isLong = looked / max(1, found.count) * min(limit, 1000) > ListWalk.patience
            if looked >= 500, isLong, let set {
                return try sorted(set(), from: position, backwards: backwards, limit: limit)
            }
            size = min(size * 3, 1000)
        }
    }

    private func isRare() throws -> Bool {
        guard let hits else { return false }
        let count = "SELECT COUNT(*) FROM (\(hits) LIMIT \(Int64(ListWalk.few + 1))) AS hit" as SQLFragment
        let found = try connection.row(count.text, count.arguments.map(\.bound)) { $0.integer(0) } ?? 0
        return found <= ListWalk.few
    }

    private func sorted(
        _ set: SQLFragment, from position: Position?, backwards: Bool, limit: Int
    ) throws -> [Position] {
        let piece = keyset.ofFound.piece(from: position, backwards: backwards)
        let present: SQLFragment = keyset.isNullable ? "" : " AND found.value IS NOT NULL"
        // Otherwise an engine may well walk along the index of the order, which has just been given up.
        return try read(
            """
            WITH found AS MATERIALIZED (\(set)) SELECT found.id, found.value FROM found \
            WHERE \(piece.condition)\(present) ORDER BY \(name: piece.order) LIMIT \(Int64(limit))
            """)
    }

    // MARK: Walking

    /// The stretches that are left, and the place in the first of them; nil at its beginning.
    private struct Path {
        var rest: ArraySlice<Keyset.Stretch>
        var place: Position?
    }

    private func next(_ count: Int, on path: inout Path) throws -> [Position] {
        var result: [Position] = []
        while let stretch = path.rest.first, result.count < count {
            result += try positions(on: stretch, after: path.place, limit: count - result.count)
            if result.count < count {
                path = Path(rest: path.rest.dropFirst())
            } else {
                path.place = result.last
            }
        }
        return result
    }

    private func positions(on stretch: Keyset.Stretch, after place: Position?, limit: Int) throws -> [Position] {
        let condition = place.map { keyset.condition(on: stretch, after: $0) } ?? stretch.condition
        return try read(
            """
            SELECT \(name: keyset.id), \(name: keyset.value) FROM \(source) AND \(condition) \
            ORDER BY \(name: stretch.order) LIMIT \(Int64(limit))
            """)
    }

    private func read(_ query: SQLFragment) throws -> [Position] {
        try connection.rows(query.text, query.arguments.map(\.bound)) { Position($0, isByText: isByText) }
    }
}

extension Position {
    /// From a row of an id and a value.
    init(_ row: any SQLRow, isByText: Bool) {
        self.init(
            value: isByText ? .text(orNull: row.textOrNil(1)) : .integer(orNull: row.integerOrNil(1)),
            id: row.integer(0))
    }
}
